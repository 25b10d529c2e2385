#include "tests/benchmarks/redis/replica.h"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gouji/report/v1/report.pb.h"
#include "services/parse/cache/redis_address.h"
#include "services/parse/parser.h"
#include "services/runtime/call.h"
#include "services/runtime/log.h"

namespace gouji::benchmarks {

Replica::Replica(const Reader& reader, const std::vector<parse::RedisAddress>& servers, int thread_count)
    : threads_(thread_count),
      cache_({.servers = servers, .pool = {.connection_count = thread_count}}, runtime::Logger::Silent(), metrics_),
      parser_([&reader](const runtime::CallContext&, std::string_view document, std::string_view file_name,
                        const parse::ParseOverrides& overrides,
                        report::v1::Report& report) { return reader.Read(document, file_name, overrides, report); },
              &cache_, {.version = "benchmark"}, metrics_) {
  if (!cache_.AwaitConnected(absl::Now() + absl::Seconds(10))) {
    std::fputs("Redis takes no connections\n", stderr);
    std::abort();
  }
}

void Replica::Parse(const std::string& document) {
  threads_.acquire();
  report::v1::Report report;
  const absl::Status status = parser_.Parse(runtime::CallContext::Background(), document, "", {}, report);
  threads_.release();
  if (!status.ok() || report.form().empty()) {
    std::fputs("a generated report is not read\n", stderr);
    std::abort();
  }
}

double Replica::Documents(const std::string& source) {
  return metrics_.GetCounter("gouji_parse_documents_total", "", {{"source", source}}).value();
}

double Replica::Lookups(const std::string& result) {
  return metrics_.GetCounter("gouji_parse_cache_requests_total", "", {{"result", result}}).value();
}

}  // namespace gouji::benchmarks

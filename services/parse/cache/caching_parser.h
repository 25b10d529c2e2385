#ifndef GOUJI_SERVICES_PARSE_CACHE_CACHING_PARSER_H_
#define GOUJI_SERVICES_PARSE_CACHE_CACHING_PARSER_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gouji/report/v1/report.pb.h"
#include "services/parse/cache/report_cache.h"
#include "services/parse/cache/single_flight.h"
#include "services/parse/parser.h"
#include "services/runtime/call.h"
#include "services/runtime/metrics.h"

namespace gouji::parse {

// Reads documents through a cache: looks for the report, else reads the document and keeps the report. Calls that want
// the same document at the same time look and read once.
//
// The reply is the same with the cache on, off or failing: an error of the cache is a miss and counts in the metrics
//   gouji_parse_cache_requests_total{result="hit" | "miss" | "error"}
//   gouji_parse_cache_lookup_duration_seconds{tier="memory" | "redis", result}   with the check of the value, without
//                                                                                making a report of it
//   gouji_parse_cache_write_errors_total
//   gouji_parse_cache_bytes_total{direction="read" | "written"}
//   gouji_parse_documents_total{source="cache" | "reader" | "shared"}
// Errors of reading are never cached.
//
// Thread-safe. May do I/O: call it from an executor, not from a gRPC callback thread.
class CachingParser {
 public:
  // Reads one document into an empty report, with evidence, in time for `call`; thread-safe.
  using ReadFunction = std::function<absl::Status(const runtime::CallContext& call, std::string_view document,
                                                  std::string_view file_name, const ParseOverrides& overrides,
                                                  report::v1::Report& report)>;

  struct Options {
    std::string version = {};  // of the reader and its form files; part of every key
    absl::Duration ttl = absl::Hours(24 * 7);
    std::int64_t max_value_bytes = std::int64_t{4} << 20;  // a longer serialised report is not cached
    // A longer document goes to the reader directly, which refuses it: a cache that knows it does not change that.
    std::int64_t max_document_bytes = ParserOptions().max_document_bytes;
  };

  // Without a cache (null) every document is read. The cache and the metrics must outlive this.
  CachingParser(ReadFunction read, ReportCache* cache, Options options, runtime::Metrics& metrics);

  // Fills an empty report, with evidence, where it lies: in the arena of the reply as a rule. Errors, after which what
  // it holds means nothing: those of reading; CANCELLED and DEADLINE_EXCEEDED of `call`.
  absl::Status Parse(const runtime::CallContext& call, std::string_view document, std::string_view file_name,
                     const ParseOverrides& overrides, report::v1::Report& report);

  // Calls that wait for the same document in another call now.
  int waiting_count() const { return flights_.waiting_count(); }

 private:
  // Look-ups with one result: how many, and how long they took.
  struct Lookups {
    Lookups(const ReportCache* cache, const char* result, runtime::Metrics& metrics);
    void Count(absl::Duration duration) const;

    runtime::Counter count;
    runtime::Histogram seconds;
  };

  // Reads a document and keeps the report. Returns it serialised.
  absl::StatusOr<SingleFlight::Value> Read(const runtime::CallContext& call, std::string_view key,
                                           std::string_view document, std::string_view file_name,
                                           const ParseOverrides& overrides, report::v1::Report& report);
  // Takes what the cache has and returns it serialised; null, and an empty report, for nothing and for every error.
  SingleFlight::Value Find(std::string_view key, report::v1::Report& report);
  // Keeps a report; errors only count.
  void Keep(std::string_view key, std::string_view bytes);

  const ReadFunction read_;
  ReportCache* const cache_;
  const Options options_;
  SingleFlight flights_;
  const Lookups hits_;
  const Lookups misses_;
  const Lookups errors_;
  const runtime::Counter write_errors_;
  const runtime::Counter bytes_read_;
  const runtime::Counter bytes_written_;
  const runtime::Counter from_cache_;
  const runtime::Counter from_reader_;
  const runtime::Counter from_other_call_;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_CACHE_CACHING_PARSER_H_

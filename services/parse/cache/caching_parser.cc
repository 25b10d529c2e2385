#include "services/parse/cache/caching_parser.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gouji/report/v1/report.pb.h"
#include "services/parse/cache/cache_key.h"
#include "services/parse/cache/report_cache.h"
#include "services/parse/cache/single_flight.h"
#include "services/parse/parser.h"
#include "services/runtime/call.h"
#include "services/runtime/clock.h"
#include "services/runtime/metrics.h"

namespace gouji::parse {
namespace {

// In seconds: a look-up in memory takes microseconds, one in Redis tens of them to 50 ms.
std::vector<double> LookupBounds() {
  return {1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 1e-2, 2.5e-2, 5e-2, 0.1};
}

runtime::Counter CacheBytes(runtime::Metrics& metrics, const char* direction) {
  return metrics.GetCounter("gouji_parse_cache_bytes_total", "Bytes of reports read from and written to the cache",
                            {{"direction", direction}});
}

runtime::Counter Documents(runtime::Metrics& metrics, const char* source) {
  return metrics.GetCounter("gouji_parse_documents_total",
                            "Reports given out, by whether the cache had them, the reader made them for this call, or "
                            "a simultaneous call's was shared",
                            {{"source", source}});
}

}  // namespace

CachingParser::CachingParser(ReadFunction read, ReportCache* cache, Options options, runtime::Metrics& metrics)
    : read_(std::move(read)),
      cache_(cache),
      options_(std::move(options)),
      hits_(cache, "hit", metrics),
      misses_(cache, "miss", metrics),
      errors_(cache, "error", metrics),
      write_errors_(metrics.GetCounter("gouji_parse_cache_write_errors_total", "Reports that the cache did not take")),
      bytes_read_(CacheBytes(metrics, "read")),
      bytes_written_(CacheBytes(metrics, "written")),
      from_cache_(Documents(metrics, "cache")),
      from_reader_(Documents(metrics, "reader")),
      from_other_call_(Documents(metrics, "shared")) {}

CachingParser::Lookups::Lookups(const ReportCache* cache, const char* result, runtime::Metrics& metrics)
    : count(metrics.GetCounter("gouji_parse_cache_requests_total", "Look-ups in the cache of parsed reports",
                               {{"result", result}})),
      seconds(metrics.GetHistogram("gouji_parse_cache_lookup_duration_seconds",
                                   "How long look-ups in the cache of parsed reports take, by where it is",
                                   {{"tier", cache == nullptr ? "none" : cache->tier()}, {"result", result}},
                                   LookupBounds())) {}

void CachingParser::Lookups::Count(absl::Duration duration) const {
  count.Increment();
  seconds.Observe(absl::ToDoubleSeconds(duration));
}

absl::Status CachingParser::Parse(const runtime::CallContext& call, std::string_view document,
                                  std::string_view file_name, const ParseOverrides& overrides,
                                  report::v1::Report& report) {
  if (static_cast<std::int64_t>(document.size()) > options_.max_document_bytes) {
    return read_(call, document, file_name, overrides, report);
  }
  const std::string key = CacheKey(options_.version, document, file_name, overrides);
  bool leads = false;  // whether it is this call that does the work, and fills its report by it
  const auto work = [&]() -> absl::StatusOr<SingleFlight::Value> {
    leads = true;
    if (absl::Status ended = call.Check(); !ended.ok()) return ended;
    if (SingleFlight::Value found = Find(key, report); found != nullptr) return found;
    return Read(call, key, document, file_name, overrides, report);
  };
  const absl::StatusOr<SingleFlight::Value> bytes = flights_.Do(call, key, work);
  if (!bytes.ok() || leads) return bytes.status();

  if (report.ParseFromString(**bytes)) {
    from_other_call_.Increment();
    return absl::OkStatus();
  }
  // Text that is not UTF-8 can be written to the wire but not be read from it: such a report is not shared.
  report.Clear();
  return Read(call, key, document, file_name, overrides, report).status();
}

absl::StatusOr<SingleFlight::Value> CachingParser::Read(const runtime::CallContext& call, std::string_view key,
                                                        std::string_view document, std::string_view file_name,
                                                        const ParseOverrides& overrides, report::v1::Report& report) {
  if (absl::Status status = read_(call, document, file_name, overrides, report); !status.ok()) return status;
  from_reader_.Increment();
  auto bytes = std::make_shared<const std::string>(report.SerializeAsString());
  Keep(key, *bytes);
  return bytes;
}

SingleFlight::Value CachingParser::Find(std::string_view key, report::v1::Report& report) {
  if (cache_ == nullptr) return nullptr;
  const absl::Time start = runtime::Now();
  absl::StatusOr<std::optional<std::string>> bytes = cache_->Get(key);
  const absl::Duration duration = runtime::Now() - start;
  if (bytes.ok() && !bytes->has_value()) {
    misses_.Count(duration);
    return nullptr;
  }
  if (!bytes.ok() || !report.ParseFromString(**bytes)) {
    report.Clear();
    errors_.Count(duration);
    return nullptr;
  }
  hits_.Count(duration);
  bytes_read_.Increment(static_cast<double>((*bytes)->size()));
  from_cache_.Increment();
  return std::make_shared<const std::string>(**std::move(bytes));
}

void CachingParser::Keep(std::string_view key, std::string_view bytes) {
  if (cache_ == nullptr || static_cast<std::int64_t>(bytes.size()) > options_.max_value_bytes) return;
  if (cache_->Put(key, bytes, options_.ttl).ok()) {
    bytes_written_.Increment(static_cast<double>(bytes.size()));
  } else {
    write_errors_.Increment();
  }
}

}  // namespace gouji::parse

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

absl::StatusOr<report::v1::Report> CachingParser::Parse(const runtime::CallContext& call, std::string_view document,
                                                        std::string_view file_name, const ParseOverrides& overrides) {
  if (static_cast<std::int64_t>(document.size()) > options_.max_document_bytes) {
    return read_(document, file_name, overrides);
  }
  const std::string key = CacheKey(options_.version, document, file_name, overrides);
  std::optional<Reading> own;  // set when it is this call that does the work
  const auto work = [&]() -> absl::StatusOr<SingleFlight::Value> {
    if (absl::Status ended = call.Check(); !ended.ok()) return ended;
    own = Find(key);
    if (!own.has_value()) {
      absl::StatusOr<Reading> reading = Read(key, document, file_name, overrides);
      if (!reading.ok()) return reading.status();
      own = *std::move(reading);
    }
    return own->bytes;
  };
  const absl::StatusOr<SingleFlight::Value> bytes = flights_.Do(call, key, work);
  if (!bytes.ok()) return bytes.status();
  if (own.has_value()) return std::move(own->report);

  report::v1::Report shared;
  if (shared.ParseFromString(**bytes)) {
    from_other_call_.Increment();
    return shared;
  }
  // Text that is not UTF-8 can be written to the wire but not be read from it: such a report is not shared.
  absl::StatusOr<Reading> reading = Read(key, document, file_name, overrides);
  if (!reading.ok()) return reading.status();
  return std::move(reading->report);
}

absl::StatusOr<CachingParser::Reading> CachingParser::Read(std::string_view key, std::string_view document,
                                                           std::string_view file_name,
                                                           const ParseOverrides& overrides) {
  absl::StatusOr<report::v1::Report> report = read_(document, file_name, overrides);
  if (!report.ok()) return report.status();
  from_reader_.Increment();
  Reading reading{*std::move(report), nullptr};
  reading.bytes = std::make_shared<const std::string>(reading.report.SerializeAsString());
  Keep(key, *reading.bytes);
  return reading;
}

std::optional<CachingParser::Reading> CachingParser::Find(std::string_view key) {
  if (cache_ == nullptr) return std::nullopt;
  const absl::Time start = runtime::Now();
  absl::StatusOr<std::optional<std::string>> bytes = cache_->Get(key);
  const absl::Duration duration = runtime::Now() - start;
  if (bytes.ok() && !bytes->has_value()) {
    misses_.Count(duration);
    return std::nullopt;
  }
  Reading reading;
  if (!bytes.ok() || !reading.report.ParseFromString(**bytes)) {
    errors_.Count(duration);
    return std::nullopt;
  }
  hits_.Count(duration);
  bytes_read_.Increment(static_cast<double>((*bytes)->size()));
  from_cache_.Increment();
  reading.bytes = std::make_shared<const std::string>(**std::move(bytes));
  return reading;
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

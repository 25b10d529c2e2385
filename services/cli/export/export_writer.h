#ifndef GOUJI_SERVICES_CLI_EXPORT_EXPORT_WRITER_H_
#define GOUJI_SERVICES_CLI_EXPORT_EXPORT_WRITER_H_

#include <cstdint>
#include <optional>

#include "absl/status/status.h"
#include "gouji/gateway/v1/gateway_service.pb.h"
#include "gouji/statistics/v1/coverage.pb.h"
#include "gouji/statistics/v1/register.pb.h"

namespace gouji::cli {

// What an export says of all its reports together.
struct ExportTotals {
  statistics::v1::Basis basis = statistics::v1::BASIS_OWN_REPORTS;
  gateway::v1::SummarizeResponse summary;  // grouped by year
  // Who has reported, by year, and units that have not; unset when that was not asked.
  std::optional<statistics::v1::ReportingCoverage> reporting = std::nullopt;
  gateway::v1::ListMetricsResponse metrics;  // what could be asked about them
};

// What is known when all reports were written.
struct ExportEnd {
  std::int64_t listed_count = 0;
  // The register changed while reports were listed: totals are those of the beginning.
  bool has_changed = false;
};

// Writes recorded reports in one format, one after another; holds none of them. Belongs to one thread.
//
//   for (const statistics::v1::RecordedReport& recorded : page) status = writer->Add(recorded);
//   status = writer->Finish(end);
class ExportWriter {
 public:
  ExportWriter() = default;
  ExportWriter(const ExportWriter&) = delete;
  ExportWriter& operator=(const ExportWriter&) = delete;
  virtual ~ExportWriter() = default;

  // `recorded` is in view FULL. RESOURCE_EXHAUSTED: the file has no room for more. INVALID_ARGUMENT, reason
  // UNKNOWN_FORM: the report is of a form that this program does not know.
  virtual absl::Status Add(const statistics::v1::RecordedReport& recorded) = 0;
  // After the last report. INTERNAL: the file cannot be written.
  virtual absl::Status Finish(const ExportEnd& end) = 0;
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_EXPORT_EXPORT_WRITER_H_

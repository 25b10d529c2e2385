#ifndef GOUJI_SERVICES_CLI_CHECKED_CHECKED_REPORT_BUILDER_H_
#define GOUJI_SERVICES_CLI_CHECKED_CHECKED_REPORT_BUILDER_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "gouji/gateway/v1/gateway_service.pb.h"
#include "services/cli/checked/checked_report.h"
#include "services/cli/language.h"
#include "services/report/conversion.h"
#include "services/report/form.h"

namespace gouji::cli {

// Makes the model of checked documents from what the gateway answers.
//
// Immutable; thread-safe. The catalogue must outlive it and what it makes.
class CheckedReportBuilder {
 public:
  static absl::StatusOr<CheckedReportBuilder> Create(const report::FormCatalog& catalog, Language language);

  // `document`: the bytes that were checked, to be quoted. A report that this program cannot hold (of a newer gateway's
  // form) keeps its findings and has no cells.
  CheckedReport Build(std::string source, std::string_view document,
                      const gateway::v1::CheckDocumentResponse& checked) const;

  Language language() const { return language_; }

 private:
  CheckedReportBuilder(report::ReportConverter converter, Language language)
      : converter_(std::move(converter)), language_(language) {}

  report::ReportConverter converter_;
  Language language_;
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_CHECKED_CHECKED_REPORT_BUILDER_H_

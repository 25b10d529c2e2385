#ifndef GOUJI_SERVICES_CLI_HTML_HTML_REPORT_H_
#define GOUJI_SERVICES_CLI_HTML_HTML_REPORT_H_

#include <memory>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/cli/report_file.h"

namespace gouji::cli {

// At most so many findings are shown on one page; how many are left out is said.
inline constexpr std::size_t kPageFindingLimit = 5000;

// The style sheet of the page, which official tables need.
std::string_view PageStyle();

// Makes a page that needs nothing else: no network, no script. An overview, then a part for every document that has
// findings or tables to show. INTERNAL when the file cannot be written.
absl::StatusOr<std::unique_ptr<ReportFile>> CreateHtmlReport(const ReportFileOptions& options);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_HTML_HTML_REPORT_H_

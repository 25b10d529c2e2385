#ifndef GOUJI_SERVICES_CLI_GOVERNMENT_COMPILED_DOCUMENT_H_
#define GOUJI_SERVICES_CLI_GOVERNMENT_COMPILED_DOCUMENT_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gouji/statistics/v1/government.pb.h"
#include "services/cli/checked/checked_report.h"
#include "services/cli/language.h"
#include "services/cli/stats/figures.h"
#include "services/report/form.h"

namespace gouji::cli {

// A compiled report as files show it: the official tables in Chinese, with nothing but figures, ready to be pasted into
// the report; and behind them a check sheet, which is not for publication, in the language of the program.
struct CompiledDocument {
  std::string title;  // 临县人民政府2023年政府信息公开工作年度报告
  CheckedReport report;
  std::string check_title;
  std::vector<FigureTable> check;
  Language language = Language::kChinese;
};

// The catalogue must outlive it. INVALID_ARGUMENT, reason UNKNOWN_FORM: the form of a newer gateway, which this program
// does not know.
absl::StatusOr<CompiledDocument> MakeCompiledDocument(const statistics::v1::CompiledReport& compiled,
                                                      const report::FormCatalog& catalog, Language language);

// The headline of the section that an official table stands in: 三、收到和处理政府信息公开申请情况.
std::string OfficialHeading(const report::Form& form, const report::FormTable& table);

// A page that needs nothing else, prints well, and whose tables can be copied into a document.
std::string CompiledHtml(const CompiledDocument& document);

// Workbook and Word document; INTERNAL: it cannot be written.
absl::Status WriteCompiledXlsx(const CompiledDocument& document, const std::string& path);
absl::Status WriteCompiledDocx(const CompiledDocument& document, const std::string& path);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_GOVERNMENT_COMPILED_DOCUMENT_H_

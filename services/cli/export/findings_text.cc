#include "services/cli/export/findings_text.h"

#include "fmt/format.h"
#include "services/cli/diagnostic_style.h"

namespace gouji::cli {

std::string FindingsText(const statistics::v1::RecordedReport& recorded, Language language) {
  std::string text;
  for (const validate::v1::Finding& finding : recorded.findings()) {
    if (finding.severity() != validate::v1::SEVERITY_ERROR && finding.severity() != validate::v1::SEVERITY_WARNING) {
      continue;
    }
    if (!text.empty()) text += Choose(language, "；", "; ");
    text += fmt::format("{} [{}] {}", SeverityName(finding.severity(), language), finding.rule_id(),
                        Choose(language, finding.message_zh(), finding.message_en()));
    if (finding.has_acknowledgement()) text += Choose(language, "（已说明）", " (acknowledged)");
  }
  return text;
}

}  // namespace gouji::cli

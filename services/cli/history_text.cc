#include "services/cli/history_text.h"

#include <iterator>
#include <string_view>

#include "fmt/format.h"
#include "services/cli/acknowledgement_text.h"
#include "services/cli/changed_cell_text.h"
#include "services/cli/check_tally.h"
#include "services/cli/diagnostic_style.h"
#include "services/cli/display_width.h"
#include "services/cli/recorded_report.h"

namespace gouji::cli {

std::string_view HistoryEventName(statistics::v1::HistoryEvent event, Language language) {
  switch (event) {
    case statistics::v1::HISTORY_EVENT_RECORDED:
      return Choose(language, "报送", "recorded");
    case statistics::v1::HISTORY_EVENT_REREAD:
      return Choose(language, "重新读取", "read again");
    case statistics::v1::HISTORY_EVENT_REASSESSED:
      return Choose(language, "按新规则校验", "assessed by other rules");
    case statistics::v1::HISTORY_EVENT_CORRECTED:
      return Choose(language, "更正读数", "corrected");
    case statistics::v1::HISTORY_EVENT_ACKNOWLEDGED:
      return Choose(language, "说明", "acknowledged");
    case statistics::v1::HISTORY_EVENT_REVOKED:
      return Choose(language, "撤销说明", "acknowledgement revoked");
    case statistics::v1::HISTORY_EVENT_MOVED:
      return Choose(language, "移至其他单位或年度", "moved to another unit or year");
    case statistics::v1::HISTORY_EVENT_PLACED:
      return Choose(language, "归入该单位", "placed at this unit");
    case statistics::v1::HISTORY_EVENT_WITHDRAWN:
      return Choose(language, "撤回", "withdrawn");
    case statistics::v1::HISTORY_EVENT_ROSTER_IMPORTED:
      return Choose(language, "导入名录", "roster imported");
    default:
      return Choose(language, "其他", "other");
  }
}

namespace {

using statistics::v1::HistoryEntry;

constexpr std::size_t kShownFingerprint = 8;

std::string_view Short(const std::string& fingerprint) {
  return std::string_view(fingerprint).substr(0, kShownFingerprint);
}

// "李四：与上级口径一致".
std::string Signed(std::string_view author, std::string_view reason, Language language) {
  return fmt::format("{}{}{}", Printable(author), Choose(language, "：", ": "), Printable(reason));
}

void AppendFinding(const validate::v1::Finding& finding, Language language, std::string* out) {
  fmt::format_to(std::back_inserter(*out), "  {:{}} {} [{}] {}\n", Short(finding.fingerprint()), kShownFingerprint,
                 SeverityName(finding.severity(), language), finding.rule_id(),
                 Printable(Choose(language, finding.message_zh(), finding.message_en())));
  if (finding.has_acknowledgement()) {
    fmt::format_to(std::back_inserter(*out), "  {:{}} {}\n", "", kShownFingerprint,
                   Printable(AcknowledgementText(finding, language)));
  }
}

void AppendEntry(const HistoryEntry& entry, const report::Form* form, Language language, std::string* out) {
  std::string line = fmt::format("  {}  ", entry.recorded_at());
  line += language == Language::kChinese ? fmt::format("第 {} 版 ", entry.revision())
                                         : fmt::format("revision {} ", entry.revision());
  line += HistoryEventName(entry.event(), language);
  if (!entry.fingerprint().empty()) {
    line += fmt::format(" {} {}", Printable(entry.rule_id()), Short(entry.fingerprint()));
  }
  if (!entry.author().empty()) line += fmt::format("  {}", Signed(entry.author(), entry.reason(), language));
  line += fmt::format("{}{}", Choose(language, "　→ ", "  → "), VerdictName(entry.verdict(), language));
  *out += line + "\n";
  for (const statistics::v1::CorrectedCell& cell : entry.cells()) {
    *out += fmt::format("      {}\n", ChangedCellText(cell, form, language));
  }
  if (entry.superseded_correction()) {
    *out +=
        fmt::format("      {}\n", Choose(language, "此前的人工更正与新的读数不符，已被取代；请核对",
                                         "an earlier correction does not agree with this reading, which replaces it: "
                                         "look at the page"));
  }
}

}  // namespace

std::string HistoryText(const statistics::v1::RecordedReport& recorded, const report::FormCatalog& catalog,
                        Language language) {
  std::string out = StandingText(recorded.key(), recorded.revision(), recorded.verdict(), recorded.error_count(),
                                 recorded.warning_count(), recorded.acknowledged_count(), language) +
                    "\n";
  for (const validate::v1::Finding& finding : recorded.findings()) AppendFinding(finding, language, &out);
  out += fmt::format("{}\n", Choose(language, "历史", "history"));
  const report::Form* form = catalog.Find(recorded.form());
  for (const HistoryEntry& entry : recorded.history()) AppendEntry(entry, form, language, &out);
  return out;
}

}  // namespace gouji::cli

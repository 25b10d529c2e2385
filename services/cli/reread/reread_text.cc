#include "services/cli/reread/reread_text.h"

#include <iterator>

#include "fmt/format.h"
#include "services/cli/check_tally.h"
#include "services/cli/checked/checked_report.h"
#include "services/cli/display_width.h"
#include "services/cli/error_text.h"
#include "services/cli/message_json.h"
#include "services/cli/money_text.h"
#include "services/runtime/log.h"

namespace gouji::cli {
namespace {

std::string_view OutcomeId(RereadOutcome outcome) {
  switch (outcome) {
    case RereadOutcome::kUnchanged:
      return "UNCHANGED";
    case RereadOutcome::kChanged:
      return "CHANGED";
    case RereadOutcome::kReassessed:
      return "REASSESSED";
    case RereadOutcome::kCorrectionStands:
      return "CORRECTION_STANDS";
    case RereadOutcome::kNotKept:
      return "NOT_KEPT";
    case RereadOutcome::kNotAReport:
      return "NOT_A_REPORT";
    case RereadOutcome::kFailed:
      return "FAILED";
  }
  return "";
}

std::string_view FieldName(std::string_view field, Language language) {
  struct Name {
    std::string_view field, zh, en;
  };
  static constexpr Name kNames[] = {{"form", "格式", "form"},
                                    {"year", "年度", "year"},
                                    {"agency.name", "单位名称", "agency"},
                                    {"agency.region_code", "区划代码", "division"},
                                    {"agency.level", "层级", "level"},
                                    {"agency.kind", "类别", "kind"},
                                    {"agency.scope", "范围", "scope"},
                                    {"issue_date", "发布日期", "date of issue"},
                                    {"period_start", "期间起", "period from"},
                                    {"period_end", "期间止", "period to"}};
  for (const Name& name : kNames) {
    if (name.field == field) return Choose(language, name.zh, name.en);
  }
  return field;
}

// One side of a difference: "12", "推定 12", "空白", "没有这一项".
std::string SideText(const std::optional<report::CellState>& state, const std::optional<int64_t>& value,
                     report::CellType type, Language language) {
  if (!state.has_value()) return std::string(Choose(language, "无此项", "not in the form"));
  const std::string_view name = StateName(*state, language);
  if (!value.has_value()) return std::string(name);
  const std::string number = ValueText(*value, type);
  return name.empty()
             ? number
             : fmt::format("{}{}{}{}", number, Choose(language, "（", " ("), name, Choose(language, "）", ")"));
}

std::string ShownText(const std::string& text, Language language) {
  return text.empty() ? std::string(Choose(language, "无", "none")) : Printable(text);
}

void AppendDifference(std::string_view name, std::string_view before, std::string_view after, Language language,
                      std::string* out) {
  fmt::format_to(std::back_inserter(*out), "  {}{}{} → {}\n", name, Choose(language, "：", ": "), before, after);
}

void AppendCount(std::string_view name, int before, int after, Language language, std::string* out) {
  if (before != after) AppendDifference(name, std::to_string(before), std::to_string(after), language, out);
}

void AppendStanding(const Reread& reread, Language language, std::string* out) {
  if (reread.before.verdict != reread.after.verdict) {
    AppendDifference(Choose(language, "结论", "verdict"), VerdictName(reread.before.verdict, language),
                     VerdictName(reread.after.verdict, language), language, out);
  }
  AppendCount(Choose(language, "错误", "errors"), reread.before.error_count, reread.after.error_count, language, out);
  AppendCount(Choose(language, "警告", "open warnings"), reread.before.warning_count, reread.after.warning_count,
              language, out);
  if (reread.appeared_count == 0 && reread.disappeared_count == 0) return;
  *out += language == Language::kChinese
              ? fmt::format("  问题：新增 {} 处，消失 {} 处\n", reread.appeared_count, reread.disappeared_count)
              : fmt::format("  findings: {} new, {} gone\n", reread.appeared_count, reread.disappeared_count);
}

std::string_view ReceiptName(statistics::v1::Outcome outcome, Language language) {
  switch (outcome) {
    case statistics::v1::OUTCOME_REREAD:
      return Choose(language, "已登记新的读数（REREAD）", "recorded as a new reading (REREAD)");
    case statistics::v1::OUTCOME_RECORDED:
      return Choose(language, "已登记（RECORDED）", "recorded (RECORDED)");
    case statistics::v1::OUTCOME_UNCHANGED:
      return Choose(language, "版本不变（UNCHANGED）", "the same revision (UNCHANGED)");
    default:
      return Choose(language, "未予登记", "not recorded");
  }
}

void AppendCommit(const Reread& reread, Language language, std::string* out) {
  if (reread.is_overtaken) {
    *out += fmt::format(
        "  {}\n", Choose(language, "其间已有新的版本，未予提交", "another revision came meanwhile; it was left alone"));
  }
  if (!reread.receipt.has_value()) return;
  const statistics::v1::Receipt& receipt = *reread.receipt;
  *out += fmt::format("  {}", ReceiptName(receipt.outcome(), language));
  if (receipt.outcome() == statistics::v1::OUTCOME_REJECTED) *out += fmt::format(" [{}]", receipt.reason());
  const bool is_elsewhere =
      receipt.has_key() && (receipt.key().unit() != reread.key.unit() || receipt.key().year() != reread.key.year());
  if (is_elsewhere) {
    *out += fmt::format("{}{} {}", Choose(language, "，现属 ", ", now of "), Printable(receipt.key().unit()),
                        receipt.key().year());
  }
  *out += "\n";
  if (receipt.superseded_correction()) {
    *out +=
        fmt::format("  {}\n", Choose(language, "新的读数取代了此前的人工更正，二者不符；请用 gouji history 查看并核对",
                                     "it replaces a person's correction, with which it does not agree; see gouji "
                                     "history"));
  }
}

void AppendText(std::string_view name, std::string_view text, std::string* out) {
  *out += name;
  runtime::AppendJsonString(text, out);
}

// The state of a cell as the wire has it, without its prefix: "BLANK".
std::string StateId(report::CellState state) {
  if (state == report::CellState::kRead) return "READ";
  constexpr std::string_view kPrefix = "CELL_STATE_";
  return report::v1::CellState_Name(static_cast<report::v1::CellState>(state)).substr(kPrefix.size());
}

void AppendCellJson(const CellDifference& cell, std::string* out) {
  AppendText("{\"cell\": ", cell.path, out);
  if (cell.before.has_value()) *out += fmt::format(", \"from\": \"{}\"", *cell.before);
  if (cell.after.has_value()) *out += fmt::format(", \"to\": \"{}\"", *cell.after);
  if (cell.state_before.has_value()) *out += fmt::format(", \"state_before\": \"{}\"", StateId(*cell.state_before));
  if (cell.state_after.has_value()) *out += fmt::format(", \"state_after\": \"{}\"", StateId(*cell.state_after));
  *out += "}";
}

}  // namespace

std::string_view OutcomeName(RereadOutcome outcome, Language language) {
  switch (outcome) {
    case RereadOutcome::kUnchanged:
      return Choose(language, "读数未变", "the same reading");
    case RereadOutcome::kChanged:
      return Choose(language, "读数有变", "another reading");
    case RereadOutcome::kReassessed:
      return Choose(language, "读数未变，校验结果有变", "the same reading, other findings");
    case RereadOutcome::kCorrectionStands:
      return Choose(language, "人工更正仍然有效", "a correction that stands");
    case RereadOutcome::kNotKept:
      return Choose(language, "没有原始文件", "no document kept");
    case RereadOutcome::kNotAReport:
      return Choose(language, "不再识别为年度报告", "not read as a report any more");
    case RereadOutcome::kFailed:
      return Choose(language, "失败", "failed");
  }
  return "";
}

std::string RereadText(const Reread& reread, Language language) {
  std::string out = fmt::format("{} {}", Printable(reread.key.unit()), reread.key.year());
  out += language == Language::kChinese ? fmt::format("，第 {} 版：", reread.revision)
                                        : fmt::format(", revision {}: ", reread.revision);
  out += OutcomeName(reread.outcome, language);
  if (reread.is_corrected) out += Choose(language, "（此前有人工更正）", " (corrected by a person before)");
  out += "\n";
  for (const FieldDifference& field : reread.changes.fields) {
    AppendDifference(FieldName(field.field, language), ShownText(field.before, language),
                     ShownText(field.after, language), language, &out);
  }
  for (const CellDifference& cell : reread.changes.cells) {
    AppendDifference(Choose(language, cell.name_zh, cell.name_en),
                     SideText(cell.state_before, cell.before, cell.type, language),
                     SideText(cell.state_after, cell.after, cell.type, language), language, &out);
  }
  if (reread.changes.other_parts) {
    out += fmt::format("  {}\n", Choose(language, "正文、说明或诊断信息有变，各项数字未变",
                                        "prose, notes or diagnostics differ; no figure does"));
  }
  const bool is_compared = reread.outcome != RereadOutcome::kFailed || reread.changes.any();
  if (is_compared && reread.outcome != RereadOutcome::kNotKept) AppendStanding(reread, language, &out);
  AppendCommit(reread, language, &out);
  if (!reread.error.ok()) {
    out += fmt::format("  [{}] {}\n", ErrorReason(reread.error), Printable(ErrorMessage(reread.error, language)));
  }
  return out;
}

std::string RereadJson(const Reread& reread) {
  std::string out;
  AppendText("{\"unit\": ", reread.key.unit(), &out);
  out += fmt::format(", \"year\": {}, \"revision\": {}", reread.key.year(), reread.revision);
  AppendText(", \"file_name\": ", reread.file_name, &out);
  out += fmt::format(", \"outcome\": \"{}\", \"corrected\": {}, \"cells\": [", OutcomeId(reread.outcome),
                     reread.is_corrected);
  for (const CellDifference& cell : reread.changes.cells) {
    if (&cell != &reread.changes.cells.front()) out += ", ";
    AppendCellJson(cell, &out);
  }
  out += "], \"fields\": [";
  for (const FieldDifference& field : reread.changes.fields) {
    if (&field != &reread.changes.fields.front()) out += ", ";
    AppendText("{\"field\": ", field.field, &out);
    AppendText(", \"from\": ", field.before, &out);
    AppendText(", \"to\": ", field.after, &out);
    out += "}";
  }
  out += fmt::format(
      "], \"other_parts\": {}, \"verdict\": {{\"from\": \"{}\", \"to\": \"{}\"}}, \"error_count\": {{\"from\": {}, "
      "\"to\": "
      "{}}}, \"warning_count\": {{\"from\": {}, \"to\": {}}}, \"findings\": {{\"appeared\": {}, \"disappeared\": {}}}",
      reread.changes.other_parts, validate::v1::Verdict_Name(reread.before.verdict),
      validate::v1::Verdict_Name(reread.after.verdict), reread.before.error_count, reread.after.error_count,
      reread.before.warning_count, reread.after.warning_count, reread.appeared_count, reread.disappeared_count);
  if (reread.receipt.has_value()) out += ", \"receipt\": " + MessageJson(*reread.receipt);
  out += fmt::format(", \"overtaken\": {}", reread.is_overtaken);
  if (!reread.error.ok()) {
    AppendText(", \"error\": {\"code\": ", absl::StatusCodeToString(reread.error.code()), &out);
    AppendText(", \"reason\": ", ErrorReason(reread.error), &out);
    AppendText(", \"message\": ", ErrorMessage(reread.error, Language::kEnglish), &out);
    out += "}";
  }
  return out + "}";
}

}  // namespace gouji::cli

#include "services/cli/xlsx/xlsx_report.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "services/cli/diagnostic_style.h"
#include "services/cli/error_text.h"
#include "services/cli/money_text.h"
#include "services/cli/xlsx/list_sheet.h"
#include "services/cli/xlsx/workbook.h"
#include "services/cli/xlsx/xlsx_tables.h"

namespace gouji::cli {
namespace {

constexpr CellStyle kBody = {.wrap = true};
constexpr std::size_t kCellNameLimit = 20;  // of a finding

// Widths of the columns with long texts, in characters.
constexpr double kPathWidth = 46;
constexpr double kRemarkWidth = 50;
constexpr double kSourceWidth = 34;
constexpr double kMessageWidth = 60;
constexpr double kCellsWidth = 34;
constexpr double kSuggestionWidth = 50;
constexpr double kPlaceWidth = 32;
constexpr double kBasisWidth = 30;
constexpr double kAcknowledgementWidth = 50;

enum DocumentColumn : std::uint16_t { kPath, kAgency, kYear, kForm, kVerdict, kCounts, kTables = 11, kRemark };

std::vector<ListColumn> DocumentColumns() {
  return {
      {"文件", "document", kPathWidth},
      {"机关", "agency", 26},
      {"年度", "year", 7},
      {"格式", "form", 10},
      {"结论", "verdict", 14},
      {"错误", "errors", 8},
      {"警告", "warnings", 8},
      {"提示", "notes", 8},
      {"成立", "hold", 8},
      {"不成立", "fail", 8},
      {"无法判断", "undecided", 9},
      {"表格", "tables", 18},
      {"说明", "remark", kRemarkWidth},
  };
}
std::vector<ListColumn> FindingColumns() {
  return {
      {"编号", "number", 9},
      {"文件", "document", kSourceWidth},
      {"机关", "agency", 22},
      {"年度", "year", 7},
      {"程度", "severity", 8},
      {"规则", "rule", 24},
      {"说明", "message", kMessageWidth},
      {"单元格", "cells", kCellsWidth},
      {"左边", "left", 10},
      {"右边", "right", 10},
      {"差", "difference", 10},
      {"建议", "suggestion", kSuggestionWidth},
      {"位置", "place", kPlaceWidth},
      {"根源", "root cause", 12},
      {"责任", "responsible", 10},
      {"依据", "basis", kBasisWidth},
      {"指纹", "fingerprint", 34},
      {"已说明", "acknowledged", kAcknowledgementWidth},
  };
}

class XlsxReport : public ReportFile {
 public:
  XlsxReport(const ReportFileOptions& options, std::unique_ptr<Workbook> workbook, std::uint32_t row_limit)
      : options_(options),
        workbook_(std::move(workbook)),
        tables_(options.document_count),
        documents_(*workbook_, std::string(Choose("汇总", "Summary")), document_columns_, options.language, row_limit),
        findings_(*workbook_, std::string(Choose("问题", "Findings")), finding_columns_, options.language, row_limit) {}

  absl::Status AddChecked(const CheckedReport& checked) override {
    const Sheet* tables = nullptr;
    ++document_count_;
    if (tables_.Take(checked)) {
      Sheet* sheet = workbook_->AddSheet(fmt::format("{} {}", document_count_, checked.report.agency.name));
      if (sheet == nullptr) return NoRoom();
      WriteFormTables(checked, options_.language, sheet);
      tables = sheet;
    }
    if (!AddDocument(checked, tables)) return NoRoom();
    for (std::size_t i = 0; i < checked.findings.size(); ++i) {
      if (!AddFinding(checked, static_cast<int>(i), tables)) return NoRoom();
    }
    return absl::OkStatus();
  }

  absl::Status AddUnreadable(std::string_view source, const absl::Status& error) override {
    ++document_count_;
    const std::string remark = fmt::format("[{}] {}", ErrorReason(error), ErrorMessage(error, options_.language));
    if (!documents_.BeginRow(std::max(LineCount(source, kPathWidth), LineCount(remark, kRemarkWidth)))) return NoRoom();
    documents_.WriteText(kPath, source);
    documents_.WriteText(kVerdict, Choose("无法读取", "not readable"));
    documents_.WriteText(kRemark, remark);
    return absl::OkStatus();
  }

  absl::Status Finish(const CheckTally& tally) override {
    findings_.Finish();
    documents_.Finish();
    // Below the list and outside its filter.
    if (documents_.row() + 2 < kSheetRowLimit) {
      documents_.sheet().WriteText(documents_.row() + 2, 0, tally.Summary(options_.language), {.bold = true});
    }
    return workbook_->Close();
  }

 private:
  std::string_view Choose(std::string_view chinese, std::string_view english) const {
    return cli::Choose(options_.language, chinese, english);
  }

  absl::Status NoRoom() const {
    return absl::InternalError(fmt::format("cannot write {}: too much for one workbook", options_.path));
  }

  bool AddDocument(const CheckedReport& checked, const Sheet* tables) {
    if (!documents_.BeginRow(LineCount(checked.source, kPathWidth))) return false;
    const validate::v1::Assessment& assessment = checked.assessment;
    documents_.WriteText(kPath, checked.source);
    documents_.WriteText(kAgency, checked.report.agency.name);
    if (checked.report.year != 0) documents_.WriteNumber(kYear, checked.report.year);
    if (checked.report.form != nullptr) documents_.WriteText(kForm, checked.report.form->id());
    documents_.WriteText(kVerdict, VerdictName(assessment.verdict(), options_.language));
    std::uint16_t column = kCounts;
    for (const int count : {checked.error_count, checked.warning_count, checked.note_count, assessment.held(),
                            assessment.failed(), assessment.not_assessable()}) {
      documents_.WriteNumber(column++, count);
    }
    if (tables != nullptr) {
      documents_.sheet().WriteLink(documents_.row(), kTables, tables->name(), tables->name(), "A1");
    } else if (checked.report.form != nullptr) {
      documents_.WriteText(kTables, Choose("未列出", "left out"));
    }
    return true;
  }

  // "12.3": the third finding of the twelfth document; it stays what it is when the sheet is sorted.
  std::string FindingNumber(int index) const { return fmt::format("{}.{}", document_count_, index + 1); }

  bool AddFinding(const CheckedReport& checked, int index, const Sheet* tables) {
    const CheckedFinding& finding = checked.findings[index];
    const validate::v1::Finding& wire = finding.finding;
    const std::string cells = CellNames(checked, finding);
    const std::string suggestions = Suggestions(finding.advice);
    const int line_count = std::max({LineCount(finding.message, kMessageWidth), LineCount(cells, kCellsWidth),
                                     LineCount(suggestions, kSuggestionWidth), LineCount(finding.place, kPlaceWidth),
                                     LineCount(wire.basis(), kBasisWidth), LineCount(checked.source, kSourceWidth),
                                     LineCount(finding.acknowledgement, kAcknowledgementWidth)});
    if (!findings_.BeginRow(line_count)) return false;
    Sheet& sheet = findings_.sheet();
    const std::uint32_t row = findings_.row();
    std::uint16_t column = 0;
    const auto text = [&](std::string_view value) { findings_.WriteText(column++, value); };
    text(FindingNumber(index));
    if (tables != nullptr) {
      sheet.WriteLink(row, column++, checked.source, tables->name(), "A1", kBody);
    } else {
      text(checked.source);
    }
    text(checked.report.agency.name);
    if (checked.report.year != 0) findings_.WriteNumber(column, checked.report.year);
    ++column;
    text(SeverityName(wire.severity(), options_.language));
    text(wire.rule_id());
    text(finding.message);
    text(cells);
    const report::CellType type =
        finding.cells.empty() ? report::CellType::kCount : checked.cells[finding.cells.front()].type;
    const auto number = [&](bool known, std::int64_t value) {
      if (known) WriteFormValue(row, column, value, type, {}, &sheet);
      ++column;
    };
    number(wire.has_left(), wire.left());
    number(wire.has_right(), wire.right());
    number(wire.has_difference(), wire.difference());
    text(suggestions);
    text(finding.place);
    text(finding.cause < 0 ? std::string() : FindingNumber(finding.cause));
    text(Responsible(wire.responsibility()));
    text(wire.basis());
    text(wire.fingerprint());
    text(finding.acknowledgement);
    return true;
  }

  std::string CellNames(const CheckedReport& checked, const CheckedFinding& finding) const {
    std::string names;
    std::vector<int> cells = finding.suspects.empty() ? finding.cells : finding.suspects;
    // Of a sum over many rows the zeros go without saying.
    const auto is_zero = [&](int cell) { return checked.cells[cell].text == "0"; };
    if (finding.suspects.empty() && !std::all_of(cells.begin(), cells.end(), is_zero)) std::erase_if(cells, is_zero);
    for (std::size_t i = 0; i < std::min(cells.size(), kCellNameLimit); ++i) {
      if (i > 0) names += Choose("；", "; ");
      names += checked.cells[cells[i]].name;
    }
    if (cells.size() > kCellNameLimit) {
      names += fmt::format(fmt::runtime(Choose(" 等 {} 格", " … {} cells in all")), cells.size());
    }
    return names;
  }

  std::string Suggestions(const Advice& advice) const {
    std::string text = advice.headline;
    for (const std::string& item : advice.items) {
      text += text.ends_with(Choose("：", ":")) ? std::string_view(" ") : Choose("；", "; ");
      text += item;
    }
    return text;
  }

  std::string_view Responsible(report::v1::Responsibility responsibility) const {
    switch (responsibility) {
      case report::v1::RESPONSIBILITY_DOCUMENT:
        return Choose("报告", "document");
      case report::v1::RESPONSIBILITY_READER:
        return Choose("读取", "reader");
      case report::v1::RESPONSIBILITY_UNCERTAIN:
        return Choose("存疑", "uncertain");
      default:
        return "";
    }
  }

  const ReportFileOptions options_;
  const std::unique_ptr<Workbook> workbook_;
  const std::vector<ListColumn> document_columns_ = DocumentColumns();
  const std::vector<ListColumn> finding_columns_ = FindingColumns();
  TableBudget tables_;
  ListSheet documents_;
  ListSheet findings_;
  int document_count_ = 0;
};

}  // namespace

absl::StatusOr<std::unique_ptr<ReportFile>> CreateXlsxReport(const ReportFileOptions& options,
                                                             std::uint32_t row_limit) {
  absl::StatusOr<std::unique_ptr<Workbook>> workbook = Workbook::Create(options.path);
  if (!workbook.ok()) return workbook.status();
  return std::make_unique<XlsxReport>(options, *std::move(workbook), row_limit);
}

}  // namespace gouji::cli

#include "services/cli/xlsx/xlsx_report.h"

#include <algorithm>
#include <array>
#include <utility>

#include "fmt/format.h"
#include "services/cli/diagnostic_style.h"
#include "services/cli/error_text.h"
#include "services/cli/money_text.h"
#include "services/cli/xlsx/workbook.h"
#include "services/cli/xlsx/xlsx_tables.h"

namespace gouji::cli {
namespace {

constexpr CellStyle kHead = {.fill = 0xE4E7EB, .bold = true, .wrap = true, .border = true};
constexpr CellStyle kBody = {.wrap = true};
constexpr std::size_t kCellNameLimit = 20;  // of a finding
constexpr std::uint32_t kSheetLimit = 64;   // of findings, each kSheetRowLimit long

// Widths of the columns of findings with long texts, in characters.
constexpr double kSourceWidth = 34;
constexpr double kMessageWidth = 60;
constexpr double kCellsWidth = 34;
constexpr double kSuggestionWidth = 50;
constexpr double kPlaceWidth = 32;
constexpr double kBasisWidth = 30;

struct Column {
  std::string_view chinese;
  std::string_view english;
  double width;  // characters
};

constexpr std::array kDocumentColumns = {
    Column{"文件", "document", 46}, Column{"机关", "agency", 26},       Column{"年度", "year", 7},
    Column{"格式", "form", 10},     Column{"结论", "verdict", 14},      Column{"错误", "errors", 8},
    Column{"警告", "warnings", 8},  Column{"提示", "notes", 8},         Column{"成立", "hold", 8},
    Column{"不成立", "fail", 8},    Column{"无法判断", "undecided", 9}, Column{"表格", "tables", 18},
    Column{"说明", "remark", 50},
};
constexpr std::array kFindingColumns = {
    Column{"编号", "number", 9},
    Column{"文件", "document", kSourceWidth},
    Column{"机关", "agency", 22},
    Column{"年度", "year", 7},
    Column{"程度", "severity", 8},
    Column{"规则", "rule", 24},
    Column{"说明", "message", kMessageWidth},
    Column{"单元格", "cells", kCellsWidth},
    Column{"左边", "left", 10},
    Column{"右边", "right", 10},
    Column{"差", "difference", 10},
    Column{"建议", "suggestion", kSuggestionWidth},
    Column{"位置", "place", kPlaceWidth},
    Column{"根源", "root cause", 12},
    Column{"责任", "responsible", 10},
    Column{"依据", "basis", kBasisWidth},
    Column{"指纹", "fingerprint", 34},
};

class XlsxReport : public ReportFile {
 public:
  XlsxReport(const ReportFileOptions& options, std::unique_ptr<Workbook> workbook)
      : options_(options), workbook_(std::move(workbook)), tables_(options.document_count) {
    documents_ = workbook_->AddSheet(Choose("汇总", "Summary"));
    WriteHead(kDocumentColumns, documents_);
    StartFindings();
  }

  absl::Status AddChecked(const CheckedReport& checked) override {
    const Sheet* tables = nullptr;
    ++document_count_;
    if (tables_.Take(checked)) {
      Sheet* sheet = workbook_->AddSheet(fmt::format("{} {}", document_count_, checked.report.agency.name));
      if (sheet == nullptr) return NoSheet();
      WriteFormTables(checked, options_.language, sheet);
      tables = sheet;
    }
    AddDocument(checked, tables);
    for (std::size_t i = 0; i < checked.findings.size(); ++i) {
      if (finding_row_ == kSheetRowLimit) {
        EndFindings();
        StartFindings();
      }
      if (findings_ == nullptr) return NoSheet();
      AddFinding(checked, static_cast<int>(i), tables);
    }
    return absl::OkStatus();
  }

  absl::Status AddUnreadable(std::string_view source, const absl::Status& error) override {
    ++document_count_;
    if (document_row_ == kSheetRowLimit) return NoSheet();
    const std::string remark = fmt::format("[{}] {}", ErrorReason(error), ErrorMessage(error, options_.language));
    documents_->SetRowLines(document_row_, std::max(LineCount(source, kDocumentColumns.front().width),
                                                    LineCount(remark, kDocumentColumns.back().width)));
    documents_->WriteText(document_row_, 0, source, kBody);
    documents_->WriteText(document_row_, 4, Choose("无法读取", "not readable"), kBody);
    documents_->WriteText(document_row_, 12, remark, kBody);
    ++document_row_;
    return absl::OkStatus();
  }

  absl::Status Finish(const CheckTally& tally) override {
    EndFindings();
    documents_->AutoFilter(0, 0, std::max(1U, document_row_ - 1), kDocumentColumns.size() - 1);
    if (document_row_ + 1 < kSheetRowLimit) {
      documents_->WriteText(document_row_ + 1, 0, tally.Summary(options_.language), {.bold = true});
    }
    return workbook_->Close();
  }

 private:
  std::string_view Choose(std::string_view chinese, std::string_view english) const {
    return cli::Choose(options_.language, chinese, english);
  }

  absl::Status NoSheet() const {
    return absl::InternalError(fmt::format("cannot write {}: too much for one workbook", options_.path));
  }

  template <typename Columns>
  void WriteHead(const Columns& columns, Sheet* sheet) const {
    for (std::uint16_t i = 0; i < columns.size(); ++i) {
      sheet->SetColumnWidth(i, i, columns[i].width);
      sheet->WriteText(0, i, Choose(columns[i].chinese, columns[i].english), kHead);
    }
    sheet->FreezeAbove(1);
    sheet->PrintLandscape();
    sheet->FitToWidth();
  }

  void StartFindings() {
    findings_ = finding_sheet_count_++ < kSheetLimit ? workbook_->AddSheet(Choose("问题", "Findings")) : nullptr;
    finding_row_ = 1;
    if (findings_ != nullptr) WriteHead(kFindingColumns, findings_);
  }

  void EndFindings() {
    if (findings_ != nullptr) findings_->AutoFilter(0, 0, std::max(1U, finding_row_ - 1), kFindingColumns.size() - 1);
  }

  void AddDocument(const CheckedReport& checked, const Sheet* tables) {
    if (document_row_ == kSheetRowLimit) return;
    const std::uint32_t row = document_row_++;
    const validate::v1::Assessment& assessment = checked.assessment;
    documents_->SetRowLines(row, LineCount(checked.source, kDocumentColumns.front().width));
    documents_->WriteText(row, 0, checked.source, kBody);
    documents_->WriteText(row, 1, checked.report.agency.name, kBody);
    if (checked.report.year != 0) documents_->WriteNumber(row, 2, checked.report.year);
    if (checked.report.form != nullptr) documents_->WriteText(row, 3, checked.report.form->id());
    documents_->WriteText(row, 4, VerdictName(assessment.verdict(), options_.language));
    std::uint16_t column = 5;
    for (const int count : {checked.error_count, checked.warning_count, checked.note_count, assessment.held(),
                            assessment.failed(), assessment.not_assessable()}) {
      documents_->WriteNumber(row, column++, count);
    }
    if (tables != nullptr) {
      documents_->WriteLink(row, 11, tables->name(), tables->name(), "A1");
    } else if (checked.report.form != nullptr) {
      documents_->WriteText(row, 11, Choose("未列出", "left out"));
    }
  }

  // "12.3": the third finding of the twelfth document; it stays what it is when the sheet is sorted.
  std::string FindingNumber(int index) const { return fmt::format("{}.{}", document_count_, index + 1); }

  void AddFinding(const CheckedReport& checked, int index, const Sheet* tables) {
    const CheckedFinding& finding = checked.findings[index];
    const validate::v1::Finding& wire = finding.finding;
    const std::uint32_t row = finding_row_++;
    const std::string cells = CellNames(checked, finding);
    const std::string suggestions = Suggestions(finding.advice);
    findings_->SetRowLines(row,
                           std::max({LineCount(finding.message, kMessageWidth), LineCount(cells, kCellsWidth),
                                     LineCount(suggestions, kSuggestionWidth), LineCount(finding.place, kPlaceWidth),
                                     LineCount(wire.basis(), kBasisWidth), LineCount(checked.source, kSourceWidth)}));
    std::uint16_t column = 0;
    const auto text = [&](std::string_view value) {
      if (!value.empty()) findings_->WriteText(row, column, value, kBody);
      ++column;
    };
    text(FindingNumber(index));
    if (tables != nullptr) {
      findings_->WriteLink(row, column++, checked.source, tables->name(), "A1", kBody);
    } else {
      text(checked.source);
    }
    text(checked.report.agency.name);
    if (checked.report.year != 0) findings_->WriteNumber(row, column, checked.report.year);
    ++column;
    text(SeverityName(wire.severity(), options_.language));
    text(wire.rule_id());
    text(finding.message);
    text(cells);
    const report::CellType type =
        finding.cells.empty() ? report::CellType::kCount : checked.cells[finding.cells.front()].type;
    const auto number = [&](bool known, std::int64_t value) {
      if (known) WriteFormValue(row, column, value, type, {}, findings_);
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
  TableBudget tables_;
  Sheet* documents_ = nullptr;
  Sheet* findings_ = nullptr;
  std::uint32_t document_row_ = 1;
  std::uint32_t finding_row_ = 1;
  std::uint32_t finding_sheet_count_ = 0;
  int document_count_ = 0;
};

}  // namespace

absl::StatusOr<std::unique_ptr<ReportFile>> CreateXlsxReport(const ReportFileOptions& options) {
  absl::StatusOr<std::unique_ptr<Workbook>> workbook = Workbook::Create(options.path);
  if (!workbook.ok()) return workbook.status();
  return std::make_unique<XlsxReport>(options, *std::move(workbook));
}

}  // namespace gouji::cli

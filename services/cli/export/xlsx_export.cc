#include "services/cli/export/xlsx_export.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "services/cli/agency_text.h"
#include "services/cli/check_tally.h"
#include "services/cli/export/export_figures.h"
#include "services/cli/export/findings_text.h"
#include "services/cli/export/table_sheets.h"
#include "services/cli/stats/figures_xlsx.h"
#include "services/cli/xlsx/list_sheet.h"

namespace gouji::cli {
namespace {

// Sheets that one list may go on over (list_sheet.cc), and rows of heads at most.
constexpr std::int64_t kListSheetLimit = 64;
constexpr std::uint32_t kHeadRows = 2;
constexpr double kFindingsWidth = 60;
constexpr std::uint16_t kFrozenColumns = 2;

std::vector<ListColumn> ReportColumns() {
  return {{"单位", "unit", 34},
          {"年度", "year", 7},
          {"机关", "agency", 30},
          {"区划代码", "division", 11},
          {"区划", "division's name", 22},
          {"层级", "level", 8},
          {"类别", "kind", 10},
          {"范围", "scope", 8},
          {"格式", "form", 10},
          {"版次", "revision", 7},
          {"结论", "verdict", 14},
          {"错误", "errors", 7},
          {"警告", "warnings", 7},
          {"已说明", "acknowledged", 8},
          {"问题", "findings", kFindingsWidth},
          {"文件", "file", 24},
          {"报送时间", "recorded", 26},
          {"文件哈希", "hash of the document", 20}};
}

absl::Status NoRoom() {
  return absl::ResourceExhaustedError("the workbook has no room for more reports; export fewer, or as csv");
}

// An empty sheet for each table, named as it is.
std::vector<Sheet*> SheetsFor(const std::vector<FigureTable>& tables, Workbook& workbook) {
  std::vector<Sheet*> sheets;
  sheets.reserve(tables.size());
  for (const FigureTable& table : tables) sheets.push_back(workbook.AddSheet(table.title));
  return sheets;
}

class XlsxExport final : public ExportWriter {
 public:
  XlsxExport(const XlsxExportOptions& options, ExportTotals totals, std::unique_ptr<Workbook> workbook,
             const report::FormCatalog& catalog, const report::ReportConverter& converter)
      : options_(options),
        totals_(std::move(totals)),
        catalog_(catalog),
        converter_(converter),
        workbook_(std::move(workbook)),
        coverage_sheet_(workbook_->AddSheet(Choose("覆盖情况", "Coverage"))),
        reporting_(ReportingFigures(totals_, options.language)),
        reporting_sheets_(SheetsFor(reporting_, *workbook_)),
        totals_sheet_(workbook_->AddSheet(Choose("合计", "Totals"))),
        reports_(*workbook_, std::string(Choose("报告", "Reports")), columns_, options.language, options.row_limit,
                 kFrozenColumns),
        tables_(*workbook_, options.language, options.row_limit) {}

  absl::Status Add(const statistics::v1::RecordedReport& recorded) override {
    const absl::StatusOr<report::Report> flat = converter_.FromProto(recorded.report());
    if (!flat.ok()) return flat.status();
    if (!AddToList(recorded)) return NoRoom();
    if (flat->form != nullptr && !tables_.Add(recorded, *flat)) return NoRoom();
    return absl::OkStatus();
  }

  absl::Status Finish(const ExportEnd& end) override {
    reports_.Finish();
    tables_.Finish();
    std::vector<std::pair<Sheet*, FigureTable>> sheets;
    FigureTable coverage = CoverageFigures(totals_, options_.language);
    coverage.remarks = EndNotes(end, options_.language);
    sheets.emplace_back(coverage_sheet_, std::move(coverage));
    for (std::size_t i = 0; i < reporting_.size(); ++i) {
      sheets.emplace_back(reporting_sheets_[i], std::move(reporting_[i]));
    }
    sheets.emplace_back(totals_sheet_, TotalFigures(totals_, catalog_, options_.language));
    for (FigureTable& table : std::vector<FigureTable>{CellDefinitions(catalog_, options_.language),
                                                       MetricDefinitions(totals_.metrics, options_.language),
                                                       StateDefinitions(options_.language)}) {
      Sheet* sheet = workbook_->AddSheet(table.title);
      sheets.emplace_back(sheet, std::move(table));
    }
    for (const auto& [sheet, table] : sheets) {
      if (sheet == nullptr) return absl::InternalError("the workbook takes no more sheets");
      absl::Status written = WriteFigureSheet(table, options_.language, sheet);
      if (!written.ok()) return written;
    }
    return workbook_->Close();
  }

 private:
  std::string_view Choose(std::string_view chinese, std::string_view english) const {
    return cli::Choose(options_.language, chinese, english);
  }

  bool AddToList(const statistics::v1::RecordedReport& recorded) {
    const report::v1::Agency& agency = recorded.agency();
    const std::string findings = FindingsText(recorded, options_.language);
    if (!reports_.BeginRow(LineCount(findings, kFindingsWidth))) return false;
    std::string division;
    for (const std::string& name : agency.region_path()) division += name;
    std::uint16_t column = 0;
    reports_.WriteText(column++, recorded.key().unit());
    reports_.WriteNumber(column++, recorded.key().year());
    for (const std::string_view text :
         {std::string_view(agency.name()), std::string_view(agency.region_code()), std::string_view(division),
          LevelName(agency.level(), options_.language), KindName(agency.kind(), options_.language),
          ScopeName(agency.scope(), options_.language), std::string_view(recorded.form())}) {
      reports_.WriteText(column++, text);
    }
    reports_.WriteNumber(column++, recorded.revision());
    reports_.WriteText(column++, VerdictName(recorded.verdict(), options_.language));
    for (const int count : {recorded.error_count(), recorded.warning_count(), recorded.acknowledged_count()}) {
      reports_.WriteNumber(column++, count);
    }
    for (const std::string_view text :
         {std::string_view(findings), std::string_view(recorded.file_name()), std::string_view(recorded.recorded_at()),
          std::string_view(recorded.document_sha256())}) {
      reports_.WriteText(column++, text);
    }
    return true;
  }

  const XlsxExportOptions options_;
  const ExportTotals totals_;
  const report::FormCatalog& catalog_;
  const report::ReportConverter& converter_;
  const std::unique_ptr<Workbook> workbook_;
  const std::vector<ListColumn> columns_ = ReportColumns();
  // In front, written at the end.
  Sheet* const coverage_sheet_;
  std::vector<FigureTable> reporting_;
  const std::vector<Sheet*> reporting_sheets_;  // one for each
  Sheet* const totals_sheet_;
  ListSheet reports_;
  TableSheets tables_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<ExportWriter>> MakeXlsxExport(const XlsxExportOptions& options, ExportTotals totals,
                                                             const report::FormCatalog& catalog,
                                                             const report::ReportConverter& converter) {
  const std::int64_t room = kListSheetLimit * (std::max(options.row_limit, kHeadRows + 1) - kHeadRows);
  const std::int64_t count = totals.summary.summary().coverage().matched_count();
  if (count > room) {
    return absl::ResourceExhaustedError(fmt::format(
        "{} reports are more than the {} that a workbook has room for; export fewer, or as csv", count, room));
  }
  absl::StatusOr<std::unique_ptr<Workbook>> workbook = Workbook::Create(options.path);
  if (!workbook.ok()) return workbook.status();
  return std::make_unique<XlsxExport>(options, std::move(totals), *std::move(workbook), catalog, converter);
}

}  // namespace gouji::cli

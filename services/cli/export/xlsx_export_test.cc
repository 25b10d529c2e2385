#include "services/cli/export/xlsx_export.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/cli/testing/scratch_folder.h"
#include "services/cli/testing/workbook_file.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

using ::testing::HasSubstr;

class XlsxExportTest : public testing::Test {
 protected:
  statistics::v1::RecordedReport Recorded(const std::string& unit, int year = 2023) const {
    statistics::v1::RecordedReport recorded;
    recorded.mutable_key()->set_unit(unit);
    recorded.mutable_key()->set_year(year);
    recorded.set_form("ogi-2021");
    recorded.mutable_report()->set_form("ogi-2021");
    return recorded;
  }

  WorkbookFile Write(const std::vector<statistics::v1::RecordedReport>& reports, std::uint32_t row_limit = 1000) {
    auto writer =
        MakeXlsxExport({.path = folder_.Path("a.xlsx"), .row_limit = row_limit}, totals_, catalog_, converter_);
    EXPECT_TRUE(writer.ok()) << writer.status();
    for (const auto& recorded : reports) {
      const absl::Status added = (*writer)->Add(recorded);
      EXPECT_TRUE(added.ok()) << added;
    }
    const absl::Status finished = (*writer)->Finish({.listed_count = static_cast<std::int64_t>(reports.size())});
    EXPECT_TRUE(finished.ok()) << finished;
    return WorkbookFile(folder_.Read("a.xlsx"));
  }

  // The column of the cell of a path, "C".
  static std::string ColumnOf(const std::map<std::string, RawCell>& sheet, const std::string& path) {
    for (const auto& [place, cell] : sheet) {
      if (place.ends_with("2") && cell.value == path) {
        std::string column = place.substr(0, place.size() - 1);
        if (column.find_first_of("0123456789") == std::string::npos) return column;
      }
    }
    return "";
  }

  const report::FormCatalog catalog_ = *report::FormCatalog::BuiltIn();
  const report::ReportConverter converter_ = *report::ReportConverter::Create(catalog_);
  ExportTotals totals_;
  ScratchFolder folder_;
};

TEST_F(XlsxExportTest, HasASheetForEachOfficialTableWithNamesAndPathsAbove) {
  statistics::v1::RecordedReport recorded = Recorded("临县");
  recorded.mutable_report()->mutable_applications()->mutable_newly_received()->set_total(12);
  WorkbookFile file = Write({recorded});
  const report::Form& form = *catalog_.Find("ogi-2021");
  std::vector<std::string> expected = {"覆盖情况", "合计", "报告"};
  for (const report::FormTable& table : form.tables()) expected.push_back(SheetName("ogi-2021 " + table.name_zh));
  for (const char* name : {"单元格定义", "指标定义", "单元格状态"}) expected.emplace_back(name);
  EXPECT_EQ(file.SheetNames(), expected);
  bool is_found = false;
  for (const report::FormTable& table : form.tables()) {
    auto sheet = file.SheetNamed(SheetName("ogi-2021 " + table.name_zh));
    EXPECT_EQ(sheet["A3"].value, "临县");
    EXPECT_EQ(sheet["B3"].value, "2023");
    const std::string column = ColumnOf(sheet, "applications.newly_received.total");
    if (column.empty()) continue;
    is_found = true;
    EXPECT_THAT(sheet[column + "1"].value, HasSubstr("总计"));
    EXPECT_EQ(sheet[column + "3"].value, "12");
  }
  EXPECT_TRUE(is_found);
  EXPECT_THAT(file.Part("xl/worksheets/sheet4.xml"), HasSubstr("xSplit=\"2\" ySplit=\"2\""));
  EXPECT_THAT(file.Part("xl/worksheets/sheet4.xml"), HasSubstr("<autoFilter ref=\"A2:"));
}

TEST_F(XlsxExportTest, NamesTheUnitsThatHaveNotReportedAndSaysHowManyMoreThereAre) {
  EXPECT_TRUE(Write({}).SheetNamed("报送情况").empty());
  statistics::v1::ReportingCoverage& coverage = totals_.reporting.emplace();
  EXPECT_THAT(Write({}).Part("xl/worksheets/sheet1.xml"), HasSubstr("没有名录，缺报的单位无从知道"));

  coverage.mutable_roster()->set_version(1);
  coverage.mutable_total()->set_expected_count(40);
  coverage.mutable_total()->set_missing_count(3);
  statistics::v1::GroupReporting& year = *coverage.add_groups();
  year.mutable_group()->set_year(2023);
  *year.mutable_counts() = coverage.total();
  coverage.set_unit_count(3);
  for (const char* name : {"临县水利局", "临县林业局"}) {
    statistics::v1::UnitReporting& unit = *coverage.add_units();
    unit.mutable_key()->set_year(2023);
    unit.set_unit_name(name);
    unit.set_status(statistics::v1::REPORTING_STATUS_MISSING);
  }
  WorkbookFile file = Write({Recorded("临县")});
  const std::vector<std::string> names = file.SheetNames();
  ASSERT_GE(names.size(), 5U);
  EXPECT_EQ((std::vector<std::string>(names.begin(), names.begin() + 5)),
            (std::vector<std::string>{"覆盖情况", "报送情况", "未报单位", "合计", "报告"}));
  const std::string counts = file.Part("xl/worksheets/sheet2.xml");
  EXPECT_THAT(counts, HasSubstr("<v>40</v>"));
  EXPECT_THAT(counts, HasSubstr("<v>37</v>"));
  const std::string missing = file.Part("xl/worksheets/sheet3.xml");
  EXPECT_THAT(missing, HasSubstr("临县水利局"));
  EXPECT_THAT(missing, HasSubstr("临县林业局"));
  EXPECT_THAT(missing, HasSubstr("共 3 个，列出 2 个"));
  EXPECT_THAT(missing, HasSubstr("gouji stats coverage --status missing"));
}

TEST_F(XlsxExportTest, ShowsMoneyIn10000YuanAndSaysSo) {
  statistics::v1::RecordedReport recorded = Recorded("临县");
  recorded.mutable_report()->mutable_proactive_disclosure()->set_fees_fen(6'878'200);
  WorkbookFile file = Write({recorded});
  auto sheet = file.Sheet(4);
  const std::string column = ColumnOf(sheet, "proactive_disclosure.fees_fen / 1000000");
  ASSERT_NE(column, "");
  EXPECT_THAT(sheet[column + "1"].value, HasSubstr("（万元）"));
  EXPECT_EQ(sheet[column + "3"].value, "6.8782");
}

TEST_F(XlsxExportTest, TellsCellsWithoutANumberFromZeroAndMarksWhatWasNotPlainlyRead) {
  statistics::v1::RecordedReport recorded = Recorded("临县");
  auto& applications = *recorded.mutable_report()->mutable_applications();
  applications.mutable_newly_received()->set_total(0);
  applications.mutable_carried_over()->set_total(7);
  const auto note = [&](const char* cell, report::v1::CellState state, const char* raw) {
    report::v1::CellNote& added = *recorded.mutable_report()->add_cell_notes();
    added.set_cell(cell);
    added.set_state(state);
    added.set_raw(raw);
  };
  note("applications.newly_received.business", report::v1::CELL_STATE_BLANK, "");
  note("applications.newly_received.other", report::v1::CELL_STATE_NOT_APPLICABLE, "—");
  note("applications.carried_over.business", report::v1::CELL_STATE_UNREADABLE, "十二");
  note("applications.carried_over.total", report::v1::CELL_STATE_INFERRED, "");
  WorkbookFile file = Write({recorded});
  for (int number = 4; number <= 6; ++number) {
    auto sheet = file.Sheet(number);
    const auto at = [&](const std::string& path) { return ColumnOf(sheet, path) + "3"; };
    if (at("applications.newly_received.total") == "3") continue;
    EXPECT_EQ(sheet[at("applications.newly_received.total")].value, "0");
    EXPECT_EQ(sheet.count(at("applications.newly_received.business")), 0U);
    EXPECT_EQ(sheet[at("applications.newly_received.other")].value, "—");
    EXPECT_EQ(sheet[at("applications.carried_over.business")].value, "十二");
    EXPECT_NE(file.Fill(sheet[at("applications.carried_over.business")].style), "");
    EXPECT_EQ(sheet[at("applications.carried_over.total")].value, "7");
    EXPECT_NE(file.Fill(sheet[at("applications.carried_over.total")].style), "");
    EXPECT_EQ(sheet[at("applications.carried_over.natural_person")].value, "");  // missing
    EXPECT_NE(file.Fill(sheet[at("applications.carried_over.natural_person")].style), "");
    return;
  }
  FAIL() << "no sheet has the cells";
}

TEST_F(XlsxExportTest, GoesOnOnAnotherSheetWhenOneIsFull) {
  std::vector<statistics::v1::RecordedReport> reports;
  for (int i = 0; i < 5; ++i) reports.push_back(Recorded("单位" + std::to_string(i)));
  WorkbookFile file = Write(reports, 4);
  const std::vector<std::string> names = file.SheetNames();
  EXPECT_THAT(names, testing::Contains("报告"));
  EXPECT_THAT(names, testing::Contains("2 报告"));
  EXPECT_EQ(file.SheetNamed("报告")["A4"].value, "单位2");
  EXPECT_EQ(file.SheetNamed("2 报告")["A2"].value, "单位3");
}

TEST_F(XlsxExportTest, RefusesMoreReportsThanThereIsRoomForBeforeItWritesAny) {
  totals_.summary.mutable_summary()->mutable_coverage()->set_matched_count(129);
  const absl::Status refused =
      MakeXlsxExport({.path = folder_.Path("a.xlsx"), .row_limit = 4}, totals_, catalog_, converter_).status();
  EXPECT_TRUE(absl::IsResourceExhausted(refused)) << refused;
  EXPECT_TRUE(std::filesystem::is_empty(folder_.Path()));
}

TEST_F(XlsxExportTest, NamesFindingsInTheListOfReports) {
  statistics::v1::RecordedReport recorded = Recorded("临县");
  recorded.mutable_agency()->set_name("=1+1");
  recorded.set_error_count(1);
  validate::v1::Finding& finding = *recorded.add_findings();
  finding.set_rule_id("T3.ROW_SUM");
  finding.set_severity(validate::v1::SEVERITY_ERROR);
  finding.set_message_zh("合计不符");
  auto sheet = Write({recorded}).SheetNamed("报告");
  EXPECT_EQ(sheet["C2"].value, "=1+1");
  EXPECT_EQ(sheet["C2"].type, "inlineStr");
  EXPECT_EQ(sheet["O2"].value, "错误 [T3.ROW_SUM] 合计不符");
}

}  // namespace
}  // namespace gouji::cli

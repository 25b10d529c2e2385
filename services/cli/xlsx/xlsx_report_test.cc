#include "services/cli/xlsx/xlsx_report.h"

#include <algorithm>
#include <map>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/cli/testing/sample_check.h"
#include "services/cli/testing/scratch_folder.h"
#include "services/cli/testing/workbook_file.h"
#include "services/cli/xlsx/workbook.h"
#include "services/parse/document/office/xlsx_reader.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

class XlsxReportTest : public testing::Test {
 protected:
  WorkbookFile Write(const std::vector<CheckedReport>& documents, Language language = Language::kChinese) {
    const auto file =
        CreateXlsxReport({.path = folder_.Path("a.xlsx"), .language = language, .document_count = documents.size()});
    EXPECT_TRUE(file.ok()) << file.status();
    CheckTally tally;
    for (const CheckedReport& document : documents) {
      EXPECT_TRUE((*file)->AddChecked(document).ok());
      tally.AddChecked(document.assessment.verdict(), document.error_count, document.warning_count);
    }
    const absl::Status finished = (*file)->Finish(tally);
    EXPECT_TRUE(finished.ok()) << finished;
    return WorkbookFile(folder_.Read("a.xlsx"));
  }

  ScratchFolder folder_;
};

// The place of the cell with this text in the sheet; empty when there is none.
std::string Find(const std::map<std::string, RawCell>& sheet, const std::string& text) {
  for (const auto& [place, cell] : sheet) {
    if (cell.value == text) return place;
  }
  return "";
}

bool HasNumber(const std::map<std::string, RawCell>& sheet, double number) {
  return std::any_of(sheet.begin(), sheet.end(), [&](const auto& item) {
    const RawCell& cell = item.second;
    return cell.type != "inlineStr" && !cell.value.empty() && std::stod(cell.value) == number;
  });
}

TEST_F(XlsxReportTest, HasALineForEachDocumentAndEachFinding) {
  SampleCheck sample;
  sample.AddTransposedTotal();
  sample.AddError("T3.COLUMN_SUM", {"applications.results.total.total"}).set_caused_by("1");
  WorkbookFile file = Write({sample.Build(Language::kChinese)});
  EXPECT_THAT(file.SheetNames(), testing::ElementsAre("汇总", "问题", "1 青屿县水务局"));
  auto summary = file.Sheet(1);
  EXPECT_EQ(summary["A1"].value, "文件");
  EXPECT_EQ(summary["A2"].value, "a.docx");
  EXPECT_EQ(summary["E2"].value, "需更正");
  EXPECT_EQ(summary["F2"].value, "2");
  EXPECT_NE(summary["F2"].type, "inlineStr");
  auto findings = file.Sheet(2);
  EXPECT_EQ(findings["A2"].value, "1.1");
  EXPECT_EQ(findings["F2"].value, "T3.ROW_SUM");
  EXPECT_EQ(findings["I2"].value, "14");
  EXPECT_EQ(findings["J2"].value, "41");
  EXPECT_EQ(findings["K2"].value, "-27");
  EXPECT_NE(findings["K2"].type, "inlineStr");
  EXPECT_EQ(findings["L2"].value, "很可能：“予以公开 总计”应为 14，而不是 41（相邻两位数字颠倒）");
  EXPECT_EQ(findings["M2"].value, "第 2 页，第 2 个表格第 5 行第 8 格");
  EXPECT_EQ(findings["N3"].value, "1.1");
  const std::string xml = file.Part("xl/worksheets/sheet2.xml");
  EXPECT_THAT(xml, HasSubstr("<autoFilter ref=\"A1:R3\"/>"));
  EXPECT_THAT(xml, HasSubstr("state=\"frozen\""));
}

TEST_F(XlsxReportTest, SaysWhoLetsAWarningStandAndWhy) {
  SampleCheck sample;
  sample.AddAcknowledged("YEAR.CARRY", {}, "机构改革");
  WorkbookFile file = Write({sample.Build(Language::kChinese)});
  auto findings = file.Sheet(2);
  EXPECT_EQ(findings["R1"].value, "已说明");
  EXPECT_EQ(findings["R2"].value, "已说明，李四（2026-11-22 03:42 UTC）：机构改革");
}

TEST_F(XlsxReportTest, ColoursTheWrongCellAndSaysWhyInAComment) {
  SampleCheck sample;
  sample.AddTransposedTotal();
  WorkbookFile file = Write({sample.Build(Language::kChinese)});
  const auto tables = file.Sheet(3);
  const std::string wrong = Find(tables, "41");
  ASSERT_NE(wrong, "");
  EXPECT_EQ(file.Fill(tables.at(wrong).style), "FFFDE4E1");
  EXPECT_EQ(file.Fill(tables.at(Find(tables, "11")).style), "FFE9F0FB");
  const std::string comments = file.Part("xl/comments1.xml");
  EXPECT_THAT(comments, HasSubstr("ref=\"" + wrong + "\""));
  EXPECT_THAT(comments, HasSubstr("应为 14，而不是 41"));
}

TEST_F(XlsxReportTest, WritesNumbersAsNumbersBlanksAsBlanksAndTheRestAsPrinted) {
  SampleCheck sample;
  sample.Set("proactive_disclosure.fees_fen", 687'820'000);
  sample.Set("proactive_disclosure.licensing_decisions", 1'000'000'000'000);
  const std::string row = "applications.newly_received.";
  sample.Note(row + "natural_person", report::CellState::kBlank, "");
  sample.Note(row + "business", report::CellState::kNotApplicable, "/");
  sample.Note(row + "research_institution", report::CellState::kUnreadable, "-3");
  WorkbookFile file = Write({sample.Build(Language::kChinese)});
  const auto tables = file.Sheet(3);
  EXPECT_TRUE(HasNumber(tables, 687.82));
  EXPECT_TRUE(HasNumber(tables, 1e12));
  const std::string business = Find(tables, "/");
  EXPECT_EQ(tables.at(business).type, "inlineStr");
  EXPECT_EQ(tables.at(Find(tables, "-3")).type, "inlineStr");
  const std::string blank = std::string(1, static_cast<char>(business[0] - 1)) + business.substr(1);
  EXPECT_EQ(tables.at(blank).value, "");
  EXPECT_NE(tables.at(blank).style, 0);
}

TEST_F(XlsxReportTest, KeepsATextThatASpreadsheetWouldTakeForAFormula) {
  for (const char* const evil : {"=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "https://example.org", "_x0041_", "\t=1"}) {
    SampleCheck sample;
    sample.report().agency.name = evil;
    sample.AddError("A", {}).set_message_zh(evil);
    WorkbookFile file = Write({sample.Build(Language::kChinese, evil)});
    EXPECT_EQ(file.Sheet(2)["C2"].type, "inlineStr") << evil;
    EXPECT_EQ(file.Sheet(2)["G2"].type, "inlineStr") << evil;
  }
}

TEST_F(XlsxReportTest, IsReadAgainByOurOwnReader) {
  SampleCheck sample;
  sample.AddTransposedTotal();
  sample.AddError("A", {}).set_message_zh("=_x0041_ <&> \x01 \xFF 标题");
  Write({sample.Build(Language::kChinese)});
  const std::string bytes = folder_.Read("a.xlsx");
  const auto document = parse::ReadXlsx(bytes);
  ASSERT_TRUE(document.ok()) << document.status();
  std::string text;
  for (const auto& block : document->blocks) {
    if (const auto* grid = std::get_if<parse::Grid>(&block)) {
      for (const parse::GridRow& row : grid->rows) {
        for (const parse::GridCell& cell : row.cells) text += std::string(cell.text) + "|";
      }
    }
  }
  EXPECT_THAT(text, HasSubstr("=_x0041_ <&> \xEF\xBF\xBD \xEF\xBF\xBD 标题|"));
  EXPECT_THAT(text, HasSubstr("|11|3|0|0|0|0|41|"));
}

TEST_F(XlsxReportTest, MakesSheetNamesThatFitAndDiffer) {
  EXPECT_EQ(SheetName("a[b]:c*d?e/f\\g"), "a_b__c_d_e_f_g");
  EXPECT_EQ(SheetName("'a'"), "_a_");
  EXPECT_EQ(SheetName(""), "_");
  EXPECT_EQ(SheetName(std::string(40, 'a')), std::string(31, 'a'));
  std::string long_name;
  for (int i = 0; i < 40; ++i) long_name += "局";
  EXPECT_THAT(SheetName(long_name), SizeIs(31 * 3));
  const auto workbook = Workbook::Create(folder_.Path("b.xlsx"));
  EXPECT_EQ((*workbook)->AddSheet("Aa")->name(), "Aa");
  EXPECT_EQ((*workbook)->AddSheet("aA")->name(), "2 aA");
  EXPECT_EQ((*workbook)->AddSheet(long_name)->name(), SheetName(long_name));
  EXPECT_EQ((*workbook)->AddSheet(long_name)->name(), SheetName("2 " + long_name));
  EXPECT_TRUE((*workbook)->Close().ok());
}

TEST_F(XlsxReportTest, CutsATextThatIsTooLongForACell) {
  SampleCheck sample;
  sample.AddError("A", {}).set_message_zh(std::string(100'000, 'x'));
  EXPECT_THAT(Write({sample.Build(Language::kChinese)}).Sheet(2)["G2"].value, SizeIs(kCellTextLimit + 3));
}

TEST_F(XlsxReportTest, GivesTablesToFaultyDocumentsOnlyWhenThereAreMany) {
  SampleCheck faulty;
  faulty.AddTransposedTotal();
  const CheckedReport bad = faulty.Build(Language::kChinese);
  const SampleCheck fine;
  const CheckedReport good = fine.Build(Language::kChinese);
  std::vector<CheckedReport> documents(kTableLimit + 3, bad);
  documents.insert(documents.begin(), good);
  WorkbookFile file = Write(documents);
  EXPECT_THAT(file.SheetNames(), SizeIs(2 + kTableLimit));
  auto summary = file.Sheet(1);
  EXPECT_EQ(summary["L2"].value, "未列出");
  EXPECT_EQ(summary["L3"].value, "2 青屿县水务局");
  EXPECT_EQ(summary["L" + std::to_string(kTableLimit + 3)].value, "未列出");
}

TEST_F(XlsxReportTest, GoesOnOnAnotherSheetWhenOneIsFull) {
  SampleCheck sample;
  for (int i = 0; i < 3; ++i) sample.AddError("A", {});
  const auto file = CreateXlsxReport({.path = folder_.Path("a.xlsx"), .document_count = 3}, 4);
  for (int i = 0; i < 4; ++i) ASSERT_TRUE((*file)->AddChecked(sample.Build(Language::kChinese)).ok());
  ASSERT_TRUE((*file)->Finish({}).ok());
  WorkbookFile workbook(folder_.Read("a.xlsx"));
  const std::vector<std::string> names = workbook.SheetNames();
  std::size_t finding_count = 0;
  std::size_t document_count = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    auto sheet = workbook.Sheet(static_cast<int>(i) + 1);
    if (names[i].ends_with("问题")) {
      EXPECT_EQ(sheet["A1"].value, "编号");
      for (const auto& [place, cell] : sheet) finding_count += cell.value == "A" ? 1 : 0;
    } else if (names[i].ends_with("汇总")) {
      EXPECT_EQ(sheet["A1"].value, "文件");
      for (const auto& [place, cell] : sheet) document_count += cell.value == "a.docx" ? 1 : 0;
    }
  }
  EXPECT_EQ(finding_count, 12U);
  EXPECT_EQ(document_count, 4U);
  EXPECT_THAT(names, testing::IsSupersetOf({"2 汇总", "2 问题", "3 问题", "4 问题"}));
}

TEST_F(XlsxReportTest, ListsWhatCouldNotBeRead) {
  const auto file =
      CreateXlsxReport({.path = folder_.Path("a.xlsx"), .language = Language::kEnglish, .document_count = 1});
  ASSERT_TRUE((*file)
                  ->AddUnreadable("b.pdf", report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kEncrypted,
                                                         "it has a password"))
                  .ok());
  CheckTally tally;
  tally.AddUnreadable();
  ASSERT_TRUE((*file)->Finish(tally).ok());
  auto summary = WorkbookFile(folder_.Read("a.xlsx")).Sheet(1);
  EXPECT_EQ(summary["A2"].value, "b.pdf");
  EXPECT_EQ(summary["M2"].value, "[ENCRYPTED] it has a password");
}

TEST_F(XlsxReportTest, MakesTheSameFileOfTheSameResults) {
  SampleCheck sample;
  sample.AddTransposedTotal();
  Write({sample.Build(Language::kChinese)});
  const std::string first = folder_.Read("a.xlsx");
  Write({sample.Build(Language::kChinese)});
  EXPECT_EQ(folder_.Read("a.xlsx"), first);
}

TEST_F(XlsxReportTest, SaysAtOnceThatTheFileCannotBeWritten) {
  EXPECT_EQ(CreateXlsxReport({.path = folder_.Path("none/a.xlsx")}).status().code(), absl::StatusCode::kInternal);
}

}  // namespace
}  // namespace gouji::cli

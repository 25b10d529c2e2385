#include "services/cli/diagnostic_text.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/cli/display_width.h"
#include "services/cli/testing/sample_check.h"

namespace gouji::cli {
namespace {

constexpr DiagnosticStyle kEnglish = {.language = Language::kEnglish};

std::string English(const SampleCheck& sample) { return RenderFindings(sample.Build(Language::kEnglish), kEnglish); }

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

TEST(DiagnosticText, DrawsTheRowWithItsHeadsMarksTheWrongCellAndSaysWhatWasMeant) {
  SampleCheck sample;
  sample.AddTransposedTotal();
  EXPECT_EQ(RenderFindings(sample.Build(Language::kChinese), {}),
            "a.docx（第 2 页，第 2 个表格第 5 行第 8 格）: 错误: [T3.ROW_SUM] 中文说明\n"
            "       | 表三      自然人  商业企业  科研机构  社会公益组织  法律服务机构  其他  总计\n"
            "       | 予以公开      11         3         0             0             0     0    41\n"
            "       |                                                                           ^^\n"
            "       = 很可能：“予以公开 总计”应为 14，而不是 41（相邻两位数字颠倒）\n");
}

TEST(DiagnosticText, SaysWhoLetsAWarningStandAndWhy) {
  SampleCheck sample;
  sample.AddAcknowledged("YEAR.CARRY", {}, "机构\x1b改革");
  const CheckedReport checked = sample.Build(Language::kChinese);
  EXPECT_THAT(RenderFindings(checked, {}),
              testing::HasSubstr("警告: [YEAR.CARRY] 中文说明\n       = 已说明，李四（2026-11-22 03:42 UTC）：机构"));
  EXPECT_THAT(RenderFindings(checked, {}), testing::Not(testing::HasSubstr("\x1b")));
  EXPECT_EQ(checked.warning_count, 0) << "it is open no more";
}

TEST(DiagnosticText, SplitsLongHeadsWhereTheTerminalIsTooNarrowForThem) {
  SampleCheck sample;
  sample.AddTransposedTotal();
  const std::string whole_heads =
      "       | table 3  natural persons  businesses  research institutions  social organizations  legal services  "
      "others"
      "  total\n";
  EXPECT_THAT(RenderFindings(sample.Build(Language::kEnglish), {.language = Language::kEnglish, .width = 130}),
              testing::HasSubstr(whole_heads));
  DiagnosticStyle narrow = kEnglish;
  narrow.width = 100;
  EXPECT_EQ(RenderFindings(sample.Build(Language::kEnglish), narrow),
            "a.docx (page 2, table 2, row 5, cell 8): error: [T3.ROW_SUM] the message\n"
            "       |          natural                  research         social     legal\n"
            "       | table 3  persons  businesses  institutions  organizations  services  others  total\n"
            "       | granted       11           3             0              0         0       0     41\n"
            "       |                                                                                 ^^\n"
            "       = probably “granted, total” should be 14, not 41: two digits transposed\n");
}

TEST(DiagnosticText, LeavesOutColumnsThatSayNothingThenTheTableWhereTheTerminalIsNarrow) {
  SampleCheck sample;
  sample.AddTransposedTotal();
  const auto lines = [&](int width) {
    return Lines(RenderFindings(sample.Build(Language::kEnglish), {.language = Language::kEnglish, .width = width}));
  };
  EXPECT_THAT(lines(60), testing::IsSupersetOf({"       | table 3  persons  businesses  total  …",
                                                "       | granted       11           3     41"}));
  EXPECT_THAT(lines(20), testing::IsSupersetOf({"       | ~ granted, natural persons  11",
                                                "       | ~ granted, businesses  3", "       | ^ granted, total  41"}));
}

TEST(DiagnosticText, IsAsWideAsTheTerminalAtMost) {
  SampleCheck sample;
  sample.AddTransposedTotal();
  for (int width = 50; width <= 140; ++width) {
    const auto lines =
        Lines(RenderFindings(sample.Build(Language::kChinese), {.language = Language::kChinese, .width = width}));
    for (const std::string& line : lines) {
      const bool drawn = line.find(" | ") != std::string::npos;
      EXPECT_TRUE(!drawn || DisplayWidth(line) <= width) << line;
    }
  }
}

TEST(DiagnosticText, SaysThatCorrectionsTieAndMarksAllCandidates) {
  SampleCheck sample;
  sample.Set("disputes.reconsideration.upheld", 1);
  sample.Set("disputes.reconsideration.total", 2);
  validate::v1::Finding& finding = sample.AddError("T4.SUM", sample.Row("disputes.reconsideration"));
  SampleCheck::Suggest(&finding, "disputes.reconsideration.upheld", 1, 2, "single_value").set_ambiguous(true);
  validate::v1::Suggestion& second =
      SampleCheck::Suggest(&finding, "disputes.reconsideration.total", 2, 1, "single_value");
  second.set_ambiguous(true);
  second.set_rank(1);
  EXPECT_EQ(English(sample),
            "a.docx (page 2, table 3, row 3): error: [T4.SUM] the message\n"
            "       | table 4          upheld  corrected  other result  pending  total\n"
            "       | reconsideration       1          0             0        0      2\n"
            "       |                       ?                                        ?\n"
            "       = one of these 2 cells is wrong; the relations alone do not tell which:\n"
            "         - “reconsideration, upheld” should be 2, not 1\n"
            "         - “reconsideration, total” should be 1, not 2\n");
}

TEST(DiagnosticText, PutsConsequencesBelowTheirCause) {
  SampleCheck sample;
  sample.AddFinding("T3.COLUMN_SUM", validate::v1::SEVERITY_ERROR, {"applications.results.total.total"})
      .set_caused_by("2");
  sample.AddTransposedTotal();
  const std::vector<std::string> lines = Lines(English(sample));
  EXPECT_THAT(lines.front(), testing::HasSubstr("[T3.ROW_SUM]"));
  EXPECT_EQ(lines.back(), "       = follows from it: error: [T3.COLUMN_SUM] the message");
}

TEST(DiagnosticText, DrawsAColumnWithoutItsRowsOfZeros) {
  SampleCheck sample;
  sample.Set("applications.results.granted.total", 5);
  sample.Set("applications.results.total.total", 6);
  std::vector<std::string> column;
  for (const report::FormCell& cell : sample.form().cells()) {
    if (cell.path.starts_with("applications.results.") && cell.path.ends_with(".total")) column.push_back(cell.path);
  }
  SampleCheck::Suggest(&sample.AddError("T3.COLUMN_SUM", column), "applications.results.total.total", 6, 5,
                       "single_value");
  EXPECT_THAT(Lines(English(sample)), testing::IsSupersetOf({"       | table 3           total",  //
                                                             "       | granted               5",  //
                                                             "       | results in total      6",  //
                                                             "       |                       ^",  //
                                                             "       | (20 more rows not shown)"}));
}

TEST(DiagnosticText, ShowsHowCellsWithoutANumberWerePrinted) {
  SampleCheck sample;
  const std::string row = "applications.newly_received.";
  sample.Note(row + "natural_person", report::CellState::kBlank, "");
  sample.Note(row + "business", report::CellState::kNotApplicable, "/");
  sample.Note(row + "research_institution", report::CellState::kUnreadable, "-3");
  sample.Note(row + "legal_service", report::CellState::kMissing, "");
  sample.Note(row + "total", report::CellState::kInferred, "", 14);
  sample.AddFinding("CELL.BLANK", validate::v1::SEVERITY_WARNING, {row + "natural_person"});
  EXPECT_THAT(
      RenderFindings(sample.Build(Language::kChinese), {}),
      testing::HasSubstr("       | 本年新收       _         /        -3             0             ?     0  [14]\n"
                         "       |                ^\n"));
}

TEST(DiagnosticText, DrawsNothingOfWhatIsNotThereAtAll) {
  SampleCheck sample;
  for (const std::string& cell : sample.Row("disputes")) sample.Note(cell, report::CellState::kMissing, "");
  sample.AddError("FORM.TABLE_MISSING", sample.Row("disputes"));
  EXPECT_EQ(Lines(English(sample)).size(), 1U);
}

TEST(DiagnosticText, QuotesTheSentenceOfAFindingAboutProse) {
  SampleCheck sample;
  sample.report().source.media_type = "text/plain";
  sample.report().source.charset = "GB18030";
  validate::v1::Finding& finding = sample.AddFinding("META.YEAR", validate::v1::SEVERITY_ERROR, {});
  report::v1::Evidence& evidence = *finding.add_evidence();
  evidence.set_line(2);
  evidence.set_column(3);
  evidence.set_raw("2022");
  const std::string document =
      "\n\xb1\xea\xcc\xe2"
      "2022\n";
  EXPECT_EQ(RenderFindings(sample.Build(Language::kEnglish, "a.txt", document), kEnglish),
            "a.txt:2: error: [META.YEAR] the message\n"
            "     2 | 标题2022\n"
            "       |     ^~~~\n");
  EXPECT_EQ(RenderFindings(sample.Build(Language::kEnglish, "a.pdf", ""), kEnglish),
            "a.pdf:2: error: [META.YEAR] the message\n"
            "     2 | 2022\n");
}

TEST(DiagnosticText, UsesColoursOnlyWhenAsked) {
  SampleCheck sample;
  sample.AddTransposedTotal();
  const CheckedReport checked = sample.Build(Language::kChinese);
  EXPECT_EQ(RenderFindings(checked, {}).find('\x1b'), std::string::npos);
  const std::string coloured = RenderFindings(checked, {.color = Color::kOn});
  EXPECT_THAT(coloured, testing::HasSubstr("\x1b[1;31m错误\x1b[0m"));
  EXPECT_THAT(coloured, testing::HasSubstr("  \x1b[1;31m41\x1b[0m\n"));
}

TEST(DiagnosticText, KeepsWhatADocumentSaysFromDrivingTheTerminal) {
  SampleCheck sample;
  sample.Note("applications.newly_received.total", report::CellState::kUnreadable,
              "\x1b]0;evil\x07"
              "9");
  validate::v1::Finding& finding = sample.AddError("CELL.TEXT", {"applications.newly_received.total"});
  finding.set_message_en("\x1b[2J");
  SampleCheck::Suggest(&finding, "no.such\x1b[cell", 1, 2, "\x1b[op");
  const std::string text = RenderFindings(sample.Build(Language::kEnglish, "\x1b[file"), kEnglish);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find('\x07'), std::string::npos);
}

TEST(DiagnosticText, SaysNothingOfAReportWithoutFindings) { EXPECT_EQ(English(SampleCheck()), ""); }

}  // namespace
}  // namespace gouji::cli

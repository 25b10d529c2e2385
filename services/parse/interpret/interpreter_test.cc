#include "services/parse/interpret/interpreter.h"

#include <algorithm>
#include <string>

#include "gtest/gtest.h"
#include "services/parse/document/text_reader.h"
#include "services/parse/interpret/diagnostics.h"

namespace gouji::parse {
namespace {

constexpr char kTitle[] = "临河县教育局2023年政府信息公开工作年度报告\n";
constexpr char kTable[] = "规章\t0\t0\t0\n行政规范性文件\t3\t1\t7\n行政许可\t1\n行政处罚\t2\n行政强制\t4\n";

class Interpretation : public testing::Test {
 protected:
  report::Report Read(const std::string& text) const { return interpreter_.Interpret(*ReadText(text), {}); }
  int64_t Value(const report::Report& report, std::string_view path) const {
    return report.cells[*report.form->FindCell(path)].value;
  }

  report::FormCatalog catalog_ = *report::FormCatalog::BuiltIn();
  Interpreter interpreter_{catalog_};
};

TEST_F(Interpretation, FiveRowsMakeAReport) {
  const report::Report report = Read(std::string(kTitle) + kTable);
  ASSERT_NE(report.form, nullptr);
  EXPECT_EQ(Value(report, "proactive_disclosure.coercion_decisions"), 4);
  EXPECT_EQ(report.agency.name, "临河县教育局");
}

TEST_F(Interpretation, OtherTextsAreNoReportsAndNothingIsReadFromThem) {
  const report::Report report = Read("某大学2022-2023学年信息公开年度报告\n一、概述\n学校认真工作。\n");
  EXPECT_EQ(report.form, nullptr);
  EXPECT_TRUE(report.cells.empty());
  ASSERT_EQ(report.diagnostics.size(), 1U);
  EXPECT_EQ(report.diagnostics[0].id, report::kNotAReport);
  EXPECT_NE(report.diagnostics[0].message_en.find("university"), std::string::npos);
}

constexpr char kAgain[] =
    "规章\t9\t9\t9\n行政规范性文件\t9\t9\t9\n行政许可\t9\n行政处罚\t9\n行政强制\t9\n行政事业性收费\t9\n云溪县水利局\n20"
    "23年1月9日\n";

bool HasDiagnostic(const report::Report& report, std::string_view id) {
  return std::any_of(report.diagnostics.begin(), report.diagnostics.end(), [&](const auto& d) { return d.id == id; });
}

TEST_F(Interpretation, OfAReportThatIsPrintedTwiceOnlyTheFirstIsRead) {
  for (const std::string& again : {std::string(kTitle) + kAgain, std::string(kTable)}) {
    const report::Report report = Read(std::string(kTitle) + kTable + "落款\n" + again);
    ASSERT_NE(report.form, nullptr);
    EXPECT_EQ(report.agency.name, "临河县教育局");
    EXPECT_EQ(report.issue_date, "");
    EXPECT_EQ(Value(report, "proactive_disclosure.licensing_decisions"), 1);
    EXPECT_FALSE(report.cells[*report.form->FindCell("proactive_disclosure.fees_fen")].has_value());
    EXPECT_TRUE(HasDiagnostic(report, kSecondReport));
  }
}

TEST_F(Interpretation, OfTablesWithDifferentFiguresUnderOneTitleNoneIsTheReports) {
  const report::Report report = Read(std::string(kTitle) + kTable + "去年情况\n" + kAgain);
  ASSERT_NE(report.form, nullptr);
  EXPECT_FALSE(report.cells[*report.form->FindCell("proactive_disclosure.licensing_decisions")].has_value());
  EXPECT_TRUE(HasDiagnostic(report, kSecondReport));
}

TEST_F(Interpretation, ReportsOfSeveralAgenciesOrYearsInOneFileAreRejected) {
  for (const char* title :
       {"云溪县水利局2023年政府信息公开工作年度报告\n", "临河县教育局2022年政府信息公开工作年度报告\n"}) {
    const report::Report report = Read(std::string(kTitle) + kTable + "落款\n" + title + kAgain);
    EXPECT_EQ(report.form, nullptr) << title;
    ASSERT_EQ(report.diagnostics.size(), 1U);
    EXPECT_NE(report.diagnostics[0].message_en.find("several annual reports"), std::string::npos);
  }
}

TEST_F(Interpretation, DiagnosticsStandInPrintedOrderAndWhatIsMissingComesLast) {
  const report::Report report = Read(std::string(kTitle) + kTable + "一、总体情况\n行政事业性收费\t1\t2\t3\n");
  int line = 0;
  bool missing = false;
  for (const report::Diagnostic& diagnostic : report.diagnostics) {
    if (diagnostic.evidence.line == 0) {
      missing = true;
      continue;
    }
    EXPECT_FALSE(missing) << diagnostic.id;
    EXPECT_GE(diagnostic.evidence.line, line);
    line = diagnostic.evidence.line;
  }
  EXPECT_TRUE(missing);
  EXPECT_GT(line, 0);
}

}  // namespace
}  // namespace gouji::parse

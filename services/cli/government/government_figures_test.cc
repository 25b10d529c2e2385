#include "services/cli/government/government_figures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "services/cli/government/government_text.h"
#include "services/cli/stats/figures_text.h"

namespace gouji::cli {
namespace {

namespace sv1 = statistics::v1;

using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kCell[] = "applications.newly_received.total";
constexpr char kFees[] = "proactive_disclosure.fees_fen";

const report::FormCatalog& Catalog() {
  static const report::FormCatalog* const catalog = new report::FormCatalog(report::FormCatalog::BuiltIn().value());
  return *catalog;
}

sv1::CompiledReport Compiled() {
  sv1::CompiledReport compiled;
  compiled.set_expected_count(121);
  compiled.mutable_summary()->mutable_coverage()->set_matched_count(118);
  compiled.mutable_summary()->mutable_coverage()->set_counted_count(118);
  sv1::CompilationConcern& missing = *compiled.add_concerns();
  missing.set_kind(sv1::COMPILATION_CONCERN_KIND_UNIT_MISSING);
  missing.set_unit_name("临县水利局");
  missing.mutable_key()->set_unit("u7");
  sv1::ConcernCount& count = *compiled.add_concern_counts();
  count.set_kind(sv1::COMPILATION_CONCERN_KIND_UNIT_MISSING);
  count.set_count(3);
  sv1::CellTotal& plain = *compiled.mutable_summary()->add_cells();
  plain.set_cell(kCell);
  plain.set_sum(12);
  plain.set_value_count(118);
  sv1::CellTotal& open = *compiled.mutable_summary()->add_cells();
  open.set_cell(kFees);
  open.set_sum(6878200);
  open.set_blank_count(2);
  open.mutable_feasible()->set_least(6878100);
  open.mutable_feasible()->set_greatest(6879200);
  return compiled;
}

sv1::Reconciliation Reconciled() {
  sv1::Reconciliation reconciliation;
  reconciliation.mutable_unit()->set_name("临县");
  reconciliation.mutable_key()->set_year(2023);
  reconciliation.set_agreeing_count(1);
  reconciliation.set_differing_count(1);
  reconciliation.set_not_judged_count(0);
  sv1::ReconciledCell& agreeing = *reconciliation.add_cells();
  agreeing.set_cell("applications.carried_over.total");
  agreeing.set_published(4);
  agreeing.set_sum(4);
  agreeing.set_difference(0);
  sv1::ReconciledCell& differing = *reconciliation.add_cells();
  differing.set_cell(kFees);
  differing.set_published(0);
  differing.set_sum(6878200);
  differing.set_difference(-6878200);
  sv1::DifferenceExplanation& explanation = *differing.add_explanations();
  explanation.set_kind(sv1::DIFFERENCE_EXPLANATION_KIND_LEFT_OUT);
  explanation.set_unit_name("临县财政局");
  explanation.mutable_key()->set_unit("u1");
  explanation.set_value(6878200);
  explanation.set_cell_count(9);
  return reconciliation;
}

TEST(CompilationCheckFiguresTest, NameWhatIsMissingAndCellsThatAreOpen) {
  const std::string text =
      FiguresText(CompilationCheckFigures(Compiled(), Catalog(), Language::kChinese), Language::kChinese);
  EXPECT_THAT(text, HasSubstr("名录中应报 121 个单位，未报 3 个"));
  EXPECT_THAT(text, HasSubstr("临县水利局"));
  EXPECT_THAT(text, HasSubstr("另有 2 项没有列出"));
  EXPECT_THAT(text, HasSubstr("6.8781"));
  EXPECT_THAT(text, HasSubstr("6.8792"));
  EXPECT_THAT(text, Not(HasSubstr("本年新收")));
}

TEST(CompilationCheckFiguresTest, SpeakEnglishToo) {
  const std::string text =
      FiguresText(CompilationCheckFigures(Compiled(), Catalog(), Language::kEnglish), Language::kEnglish);
  EXPECT_THAT(text, HasSubstr("121 units of the roster must report; 3 have not"));
  EXPECT_THAT(text, HasSubstr("not reported"));
}

TEST(CompilationCheckFiguresTest, SayThatNothingIsKnownOfMissingUnitsWithoutARoster) {
  sv1::CompiledReport compiled = Compiled();
  compiled.set_expected_count(0);
  EXPECT_THAT(CompilationCheckFigures(compiled, Catalog(), Language::kChinese).front().notes.back(),
              HasSubstr("没有单位名录"));
}

TEST(ReconciliationFiguresTest, ShowAllCellsOrThoseThatDiffer) {
  EXPECT_EQ(ReconciliationFigures(Reconciled(), ReconciledCells::kAll, Catalog(), Language::kChinese)[0].rows.size(),
            2U);
  const std::vector<FigureTable> open =
      ReconciliationFigures(Reconciled(), ReconciledCells::kOpen, Catalog(), Language::kChinese);
  ASSERT_EQ(open[0].rows.size(), 1U);
  EXPECT_EQ(open[0].rows[0][0].exact, kFees);
  EXPECT_EQ(open[0].rows[0][3].text, "-6.8782");
  EXPECT_EQ(open[0].rows[0][3].exact, "-6878200");
  EXPECT_EQ(open[0].rows[0][6].text, "临县财政局 似漏计");
  EXPECT_EQ(open[2].rows[0][5].text, "6.8782");
}

TEST(ReconciliationFiguresTest, SayOnceWhatMissingUnitsMayHaveToDoWithTheDifferences) {
  sv1::Reconciliation reconciliation = Reconciled();
  const auto notes = [&reconciliation](Language language) {
    return ReconciliationFigures(reconciliation, ReconciledCells::kOpen, Catalog(), language)[0].notes;
  };
  reconciliation.set_expected_count(9);
  sv1::ConcernCount& count = *reconciliation.add_concern_counts();
  count.set_kind(sv1::COMPILATION_CONCERN_KIND_UNIT_MISSING);
  count.set_count(3);
  // The only difference is below 0: what is missing in the sum does not explain it.
  EXPECT_THAT(notes(Language::kChinese).back(), HasSubstr("名录中应报 9 个单位，未报 3 个"));
  reconciliation.mutable_cells(0)->set_published(6);
  reconciliation.mutable_cells(0)->set_difference(2);
  EXPECT_THAT(notes(Language::kChinese).back(), HasSubstr("公布数大于下级合计的有 1 格"));
  EXPECT_THAT(notes(Language::kEnglish).back(), HasSubstr("add up to in 1 of the cells"));
  reconciliation.clear_concern_counts();
  EXPECT_THAT(notes(Language::kChinese).back(), HasSubstr("未报 0 个"));
}

TEST(ReconciliationFiguresTest, AMissingNumberIsNotZero) {
  sv1::Reconciliation reconciliation = Reconciled();
  reconciliation.mutable_cells(1)->clear_published();
  reconciliation.mutable_cells(1)->clear_difference();
  const FigureTable table =
      ReconciliationFigures(reconciliation, ReconciledCells::kOpen, Catalog(), Language::kChinese)[0];
  EXPECT_EQ(table.rows[0][1].text, "—");
  EXPECT_EQ(table.rows[0][1].exact, "");
  EXPECT_EQ(table.rows[0][3].text, "—");
}

TEST(ReconciliationFiguresTest, NoExplanationIsCalledCertain) {
  for (int kind = 1; kind <= sv1::DifferenceExplanationKind_MAX; ++kind) {
    const std::string zh(ExplanationName(static_cast<sv1::DifferenceExplanationKind>(kind), Language::kChinese));
    const std::string en(ExplanationName(static_cast<sv1::DifferenceExplanationKind>(kind), Language::kEnglish));
    EXPECT_TRUE(zh.find("似") != std::string::npos || zh.find("或") != std::string::npos) << zh;
    EXPECT_TRUE(en.find("seems") != std::string::npos || en.find("may be") != std::string::npos) << en;
  }
}

}  // namespace
}  // namespace gouji::cli

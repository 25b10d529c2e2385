#include "services/validate/checks/formula_check.h"

#include <memory>
#include <string>

#include "gmock/gmock.h"
#include "gouji/validate/v1/rule.pb.h"
#include "gtest/gtest.h"
#include "services/validate/sample_report.h"

namespace gouji::validate {
namespace {

using report::CellState;
using report::Report;

std::unique_ptr<const Check> Bind(const std::string& holds, const std::string& when = "") {
  v1::Rule definition;
  v1::Formula* formula = definition.mutable_formula_check()->add_formulas();
  formula->set_holds(holds);
  formula->set_when(when);
  BoundCheck check = BindFormulaCheck(definition, *sample::Catalog().Find("ogi-2021"));
  EXPECT_TRUE(check.ok()) << check.status();
  return *std::move(check);
}

std::vector<Claim> ClaimsOf(const Check& check, const Report& report, const Report* previous) {
  const std::vector<EquationResult> equations = Equations::Create(*report.form)->Evaluate(report);
  return check.Claims({.report = report,
                       .equations = equations,
                       .previous = previous,
                       .context = Context(),
                       .boilerplate = sample::Rules().boilerplate(),
                       .phrases = PhraseSet().Scan(report)});
}

constexpr char kCarry[] = "applications.carried_over.total == previous.applications.carried_forward.total";

TEST(FormulaCheck, ClaimsWhatLastYearsReportTells) {
  const Report report = sample::Consistent();
  Report previous = sample::Consistent();
  sample::Set(previous, "applications.carried_forward.total", 17);
  const std::vector<Claim> claims = ClaimsOf(*Bind(kCarry), report, &previous);
  ASSERT_EQ(claims.size(), 1U);
  ASSERT_EQ(claims[0].readings.size(), 1U);
  EXPECT_EQ(claims[0].readings[0].value, 17);
  EXPECT_THAT(claims[0].readings[0].added,
              testing::ElementsAre(sample::CellAt(report, "applications.carried_over.total")));
  EXPECT_TRUE(claims[0].readings[0].taken.empty());
}

TEST(FormulaCheck, ClaimsWithCellsOnBothSides) {
  const Report report = sample::Consistent();
  Report previous = sample::Consistent();
  sample::Set(previous, "proactive_disclosure.normative_documents.in_force", 30);
  const std::vector<Claim> claims = ClaimsOf(
      *Bind("proactive_disclosure.normative_documents.in_force == "
            "previous.proactive_disclosure.normative_documents.in_force"
            " + proactive_disclosure.normative_documents.issued - proactive_disclosure.normative_documents.repealed"),
      report, &previous);
  ASSERT_EQ(claims.size(), 1U);
  const AcceptedReading& reading = claims[0].readings[0];
  EXPECT_EQ(reading.value, 30);
  EXPECT_THAT(reading.added, testing::UnorderedElementsAre(
                                 sample::CellAt(report, "proactive_disclosure.normative_documents.in_force"),
                                 sample::CellAt(report, "proactive_disclosure.normative_documents.repealed")));
  EXPECT_THAT(reading.taken,
              testing::ElementsAre(sample::CellAt(report, "proactive_disclosure.normative_documents.issued")));
}

TEST(FormulaCheck, ClaimsNothingWithoutLastYearsNumber) {
  const Report report = sample::Consistent();
  Report previous = sample::Consistent();
  EXPECT_TRUE(ClaimsOf(*Bind(kCarry), report, nullptr).empty());
  sample::SetState(previous, "applications.carried_forward.total", CellState::kBlank);
  EXPECT_TRUE(ClaimsOf(*Bind(kCarry), report, &previous).empty());
}

TEST(FormulaCheck, ClaimsNothingOfOtherRelations) {
  const Report report = sample::Consistent();
  EXPECT_TRUE(
      ClaimsOf(*Bind("applications.carried_over.total >= previous.applications.carried_forward.total"), report, &report)
          .empty());
  EXPECT_TRUE(ClaimsOf(*Bind(kCarry, "year >= 2021"), report, &report).empty());
  EXPECT_TRUE(
      ClaimsOf(*Bind("applications.carried_over.total == applications.carried_over.other"), report, &report).empty());
}

}  // namespace
}  // namespace gouji::validate

#include "services/validate/formula.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/validate/sample_report.h"

namespace gouji::validate {
namespace {

using report::CellState;
using report::Report;

// 本年新收 5 + 2 = 7, 上年结转 2.
Outcome Judge(const std::string& text, const Report& report, const Report* previous = nullptr,
              Formula::OpenCells open_cells = Formula::OpenCells::kMayBeZero) {
  const absl::StatusOr<Formula> formula = Formula::Create(text, *report.form);
  EXPECT_TRUE(formula.ok()) << text << ": " << formula.status();
  return formula.ok() ? formula->Evaluate({.report = report, .previous = previous}, open_cells)
                      : Outcome::kNotAssessable;
}

bool Holds(const std::string& text) { return Judge(text, sample::Consistent()) == Outcome::kHolds; }

std::string ProblemOf(const std::string& text) {
  const auto formula = Formula::Create(text, *sample::Catalog().Find("ogi-2021"));
  return formula.ok() ? "OK" : std::string(formula.status().message());
}

TEST(Formula, ComparesSums) {
  EXPECT_TRUE(Holds("applications.newly_received.total == 7"));
  EXPECT_TRUE(Holds("applications.newly_received.natural_person + applications.newly_received.business == 7"));
  EXPECT_TRUE(Holds("2 * applications.carried_over.total - 1 == 3"));
  EXPECT_TRUE(Holds("-applications.carried_over.total + 2 == 0"));
  EXPECT_TRUE(Holds("year - 2000 == 23"));
  EXPECT_TRUE(Holds("applications.newly_received.total > 6"));
  EXPECT_TRUE(Holds("applications.newly_received.total >= 7"));
  EXPECT_TRUE(Holds("applications.newly_received.total < 8"));
  EXPECT_TRUE(Holds("applications.newly_received.total <= 7"));
  EXPECT_TRUE(Holds("applications.newly_received.total != 8"));
  EXPECT_FALSE(Holds("applications.newly_received.total > 7"));
  EXPECT_FALSE(Holds("applications.newly_received.total != 7"));
}

TEST(Formula, BindsNotBeforeAndBeforeOr) {
  EXPECT_TRUE(Holds("year == 1 and year == 2 or year == 2023"));
  EXPECT_TRUE(Holds("year == 2023 or year == 1 and year == 2"));
  EXPECT_FALSE(Holds("(year == 2023 or year == 1) and year == 2"));
  EXPECT_FALSE(Holds("not year == 2023 and year == 2023"));
  EXPECT_TRUE(Holds("not (year == 1 or (year == 2 and not year == 3))"));
  EXPECT_TRUE(Holds("not not year == 2023"));
}

TEST(Formula, ComparesPropertiesOfTheAgencyAndLeavesUnknownOnesOpen) {
  EXPECT_TRUE(Holds("agency.level == COUNTY and agency.kind != GOVERNMENT"));
  EXPECT_FALSE(Holds("agency.kind == GOVERNMENT"));
  EXPECT_FALSE(Holds("agency.office == GOVERNMENT"));
  Report report = sample::Consistent();
  report.agency.name = "青榆省人民政府办公厅";
  EXPECT_EQ(Judge("agency.office == GOVERNMENT", report), Outcome::kHolds);
  report.agency = {};
  EXPECT_EQ(Judge("agency.office == GOVERNMENT", report), Outcome::kNotAssessable);
  EXPECT_EQ(Judge("agency.kind == GOVERNMENT", report), Outcome::kNotAssessable);
  EXPECT_EQ(Judge("agency.kind != GOVERNMENT", report), Outcome::kNotAssessable);
  EXPECT_EQ(Judge("agency.kind == GOVERNMENT or year == 2023", report), Outcome::kHolds);
  EXPECT_EQ(Judge("agency.kind == GOVERNMENT and year == 2022", report), Outcome::kFails);
}

TEST(Formula, JudgesOpenCellsAsAnyNonNegativeNumber) {
  Report report = sample::Consistent();
  const std::string cell = "applications.carried_over.total";
  sample::SetState(report, cell, CellState::kBlank);
  EXPECT_EQ(Judge(cell + " == 0", report), Outcome::kHolds);
  EXPECT_EQ(Judge(cell + " == 5", report), Outcome::kNotAssessable);
  EXPECT_EQ(Judge(cell + " < 0", report), Outcome::kFails);
  EXPECT_EQ(Judge("3 == " + cell + " + 5", report), Outcome::kFails);
  EXPECT_EQ(Judge("3 >= " + cell + " - 5", report), Outcome::kHolds);
  EXPECT_EQ(Judge(cell + " != 0", report), Outcome::kNotAssessable);
}

TEST(Formula, LeavesOpenCellsUndecidedWhereAsked) {
  Report report = sample::Consistent();
  const std::string cell = "applications.carried_over.total";
  sample::SetState(report, cell, CellState::kMissing);
  const auto strictly = [&](const std::string& text) {
    return Judge(text, report, nullptr, Formula::OpenCells::kUndecided);
  };
  EXPECT_EQ(strictly(cell + " == 0"), Outcome::kNotAssessable);
  EXPECT_EQ(strictly(cell + " >= 0"), Outcome::kHolds);
  EXPECT_EQ(strictly(cell + " < 0"), Outcome::kFails);
  EXPECT_EQ(strictly("year == 2023"), Outcome::kHolds);
}

TEST(Formula, LooksIntoLastYearsReport) {
  const std::string carry = "applications.carried_over.total == previous.applications.carried_forward.total";
  Report previous = sample::Consistent();  // carried forward: 2
  EXPECT_EQ(Judge(carry, sample::Consistent(), &previous), Outcome::kHolds);
  sample::Set(previous, "applications.carried_forward.total", 3);
  EXPECT_EQ(Judge(carry, sample::Consistent(), &previous), Outcome::kFails);
  EXPECT_EQ(Judge("applications.carried_over.total == 5 + previous.applications.carried_forward.total",
                  sample::Consistent(), nullptr),
            Outcome::kNotAssessable);
  EXPECT_TRUE(Formula::Create(carry, *previous.form)->needs_previous());
}

TEST(Formula, FindsTheCellsOfAnotherFormByTheirPaths) {
  Report previous;
  previous.form = sample::Catalog().Find("ogi-2019");
  previous.cells.assign(static_cast<size_t>(previous.form->cell_count()), {2, CellState::kRead});
  EXPECT_EQ(Judge("applications.carried_over.total == previous.applications.carried_forward.total",
                  sample::Consistent(), &previous),
            Outcome::kHolds);
  EXPECT_EQ(Judge("year == 1 + previous.proactive_disclosure.regulations.issued", sample::Consistent(), &previous),
            Outcome::kNotAssessable)
      << "the form of 2019 has no such cell";
}

TEST(Formula, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(ProblemOf("year == 2023"), "OK");
  EXPECT_THAT(ProblemOf(""), testing::HasSubstr("at column 1, where \"the end\" stands"));
  EXPECT_THAT(ProblemOf("year"), testing::HasSubstr("expected a comparison"));
  EXPECT_THAT(ProblemOf("year = 1"), testing::HasSubstr("unknown sign (equality is ==) at column 6"));
  EXPECT_THAT(ProblemOf("year == 1 year"), testing::HasSubstr("expected \"and\", \"or\" or the end at column 11"));
  EXPECT_THAT(ProblemOf("(year == 1"), testing::HasSubstr("a parenthesis is not closed"));
  EXPECT_THAT(ProblemOf("year == 1)"), testing::HasSubstr("no parenthesis is open"));
  EXPECT_THAT(ProblemOf("year == 1 & year == 2"), testing::HasSubstr("unknown sign (equality is ==) at column 11"));
  EXPECT_THAT(ProblemOf("agency.kind == PLANET"), testing::HasSubstr("expected the name of a value"));
  EXPECT_THAT(ProblemOf("agency.kind < DEPARTMENT"), testing::HasSubstr("only == and !="));
  EXPECT_THAT(ProblemOf("previous.no.cell == 1"), testing::HasSubstr("has no cell \"no.cell\" (column 1)"));
  EXPECT_THAT(ProblemOf("year == 99999999999999999999"), testing::HasSubstr("at most 10^12"));
  EXPECT_THAT(ProblemOf("year == 20000 * year"), testing::HasSubstr("a factor is at most"));
  EXPECT_THAT(ProblemOf(std::string(5000, '(')), testing::HasSubstr("at most 4000 bytes"));
  EXPECT_THAT(ProblemOf(std::string(3000, '(')), testing::HasSubstr("expected a number"));
}

}  // namespace
}  // namespace gouji::validate

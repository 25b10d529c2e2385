// The rules that compare a report with last year's of the same unit: each holds, fails, is not assessable, and is
// silent without it. (YEAR.COPY: across_checks_test.cc.)
#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/report/agency.h"
#include "services/validate/engine.h"
#include "services/validate/sample_report.h"

namespace gouji::validate {
namespace {

using report::CellState;
using report::Report;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr char kCarriedOver[] = "applications.carried_over.total";
constexpr char kCarriedForward[] = "applications.carried_forward.total";
constexpr int64_t kMany = 50;

Validation Check(const Report& report, const Context& context) {
  Context across = context;
  across.scope = CheckScope::kAcross;
  return Engine(sample::Rules()).Check(report, {}, across);
}

std::vector<Finding> FindingsOf(const Report& report, const Context& context, std::string_view rule_id) {
  return sample::FindingsOf(Check(report, context), rule_id);
}

Report ReportOf(const std::string& agency, int year) {
  Report report = sample::Consistent();
  report.agency = report::ResolveAgency(agency);
  report.year = year;
  return report;
}

// Two reports of one unit, of 2023 and 2022, that fit each other.
class AcrossYears : public testing::Test {
 protected:
  AcrossYears() {
    for (const char* column : {"natural_person", "business", "research_institution", "social_organization",
                               "legal_service", "other", "total"}) {
      const int over = sample::CellAt(report_, std::string("applications.carried_over.") + column);
      sample::Set(previous_, std::string("applications.carried_forward.") + column, report_.cells[over].value);
    }
  }
  Context WithPrevious() const {
    return {.previous = ComparedReport{.unit = "青榆县水利局", .report = &previous_, .year = previous_.year}};
  }
  std::vector<Finding> Findings(std::string_view rule_id) const { return FindingsOf(report_, WithPrevious(), rule_id); }

  Report report_ = ReportOf("青榆县水利局", 2023);
  Report previous_ = ReportOf("青榆县水利局", 2022);
};

TEST_F(AcrossYears, NothingIsCheckedWithoutOtherReports) {
  const Validation alone = Check(report_, {});
  EXPECT_EQ(alone.assessment.held + alone.assessment.failed + alone.assessment.not_assessable, 0);
  EXPECT_TRUE(alone.assessment.compared_with.empty());
  EXPECT_EQ(alone.assessment.verdict, Verdict::kAccepted);
}

TEST_F(AcrossYears, ReportsThatFitPassAndAreNamed) {
  const Validation validation = Check(report_, WithPrevious());
  EXPECT_TRUE(sample::FindingsOf(validation, "YEAR.CARRY").empty());
  EXPECT_TRUE(sample::FindingsOf(validation, "YEAR.JUMP").empty());
  EXPECT_GE(validation.assessment.held, 7 + 2);
  EXPECT_THAT(validation.assessment.compared_with, ElementsAre("青榆县水利局/2022"));
}

TEST_F(AcrossYears, TheOwnRulesAreMadeBesideThemInTheFullScope) {
  sample::Set(report_, "disputes.reconsideration.total", 99);
  const Validation validation = Engine(sample::Rules()).Check(report_, {}, WithPrevious());
  EXPECT_EQ(sample::FindingsOf(validation, "T4.SUM").size(), 1U);
  EXPECT_TRUE(FindingsOf(report_, WithPrevious(), "T4.SUM").empty());
}

TEST_F(AcrossYears, CarryFailsForEachColumnThatDiffersAndNamesBothSides) {
  sample::Set(previous_, kCarriedForward, 40);
  const std::vector<Finding> findings = Findings("YEAR.CARRY");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().severity, Severity::kWarning);
  EXPECT_EQ(findings.front().right, 40);
  EXPECT_EQ(findings.front().responsibility, report::Responsibility::kDocument);
  EXPECT_THAT(findings.front().compared_with, ElementsAre("青榆县水利局/2022"));
  EXPECT_THAT(findings.front().message_zh, HasSubstr("40"));
}

TEST_F(AcrossYears, CarryFindsEveryChangeOfAColumn) {
  for (const char* column : {"natural_person", "business", "research_institution", "social_organization",
                             "legal_service", "other", "total"}) {
    for (const int64_t change : {int64_t{1}, int64_t{9}, int64_t{1'000'000'000'000}}) {
      Report changed = report_;
      const std::string path = std::string("applications.carried_over.") + column;
      sample::Set(changed, path, report_.cells[sample::CellAt(report_, path)].value + change);
      EXPECT_EQ(FindingsOf(changed, WithPrevious(), "YEAR.CARRY").size(), 1U) << path << " + " << change;
    }
  }
}

// The findings of YEAR.CARRY, each as "COLUMN" or "COLUMN caused by COLUMN".
std::vector<std::string> CausesOf(const Report& report, const std::vector<Finding>& findings) {
  const auto column_of = [&](const Finding& finding) {
    const std::string& path = report.form->cells()[static_cast<size_t>(finding.cells.front())].path;
    return path.substr(path.rfind('.') + 1);
  };
  std::vector<std::string> causes;
  for (const Finding& finding : findings) {
    std::string& told = causes.emplace_back(column_of(finding));
    for (const Finding& cause : findings) {
      told += finding.caused_by == cause.fingerprint ? " caused by " + column_of(cause) : "";
    }
  }
  return causes;
}

TEST_F(AcrossYears, ACarryThatIsWrongInAColumnAndItsTotalIsOneMistake) {
  struct Case {
    int64_t natural_person;
    int64_t other;
    int64_t total;
    std::vector<std::string> causes;
  };
  for (const Case& c : {Case{3, 0, 3, {"natural_person", "total caused by natural_person"}},
                        {3, 4, 7, {"natural_person", "other", "total caused by natural_person"}},
                        {3, -1, 2, {"natural_person", "other", "total caused by natural_person"}},
                        // Another mistake in the total, or none.
                        {3, 0, 4, {"natural_person", "total"}},
                        {3, 0, -3, {"natural_person", "total"}},
                        {3, -3, 0, {"natural_person", "other"}},
                        {0, 0, 3, {"total"}},
                        {3, 0, 0, {"natural_person"}}}) {
    Report changed = report_;
    for (const auto& [column, more] :
         {std::pair("natural_person", c.natural_person), {"other", c.other}, {"total", c.total}}) {
      const std::string path = std::string("applications.carried_over.") + column;
      sample::Set(changed, path, kMany + more);
      sample::Set(previous_, std::string("applications.carried_forward.") + column, kMany);
    }
    EXPECT_EQ(CausesOf(changed, FindingsOf(changed, WithPrevious(), "YEAR.CARRY")), c.causes);
  }
}

TEST_F(AcrossYears, ACarryThatTheReportsOwnSumsExplainIsTheirConsequence) {
  constexpr char kPath[] = "applications.carried_over.natural_person";
  sample::Set(report_, kPath, report_.cells[sample::CellAt(report_, kPath)].value + 30);
  const Validation validation = Engine(sample::Rules()).Check(report_, {}, WithPrevious());
  const std::vector<Finding> carries = sample::FindingsOf(validation, "YEAR.CARRY");
  ASSERT_EQ(carries.size(), 1U);
  std::vector<Finding> explained;
  std::copy_if(validation.findings.begin(), validation.findings.end(), std::back_inserter(explained),
               [](const Finding& finding) { return !finding.suggestions.empty(); });
  ASSERT_EQ(explained.size(), 1U);
  EXPECT_THAT(explained.front().rule_id, testing::StartsWith("T3."));
  EXPECT_EQ(explained.front().caused_by, "");
  EXPECT_EQ(carries.front().caused_by, explained.front().fingerprint);
}

TEST_F(AcrossYears, ACarryThatNoSumSpeaksAgainstSuggestsNothing) {
  for (const char* path : {"applications.carried_over.natural_person", "applications.carried_over.total",
                           "applications.carried_forward.natural_person", "applications.carried_forward.total"}) {
    sample::Set(report_, path, report_.cells[sample::CellAt(report_, path)].value + 30);
  }
  const Validation validation = Engine(sample::Rules()).Check(report_, {}, WithPrevious());
  EXPECT_TRUE(sample::FindingsOf(validation, "T3.ROW_SUM").empty());
  const std::vector<Finding> carries = sample::FindingsOf(validation, "YEAR.CARRY");
  EXPECT_THAT(CausesOf(report_, carries), ElementsAre("natural_person", "total caused by natural_person"));
  for (const Finding& carry : carries) {
    EXPECT_TRUE(carry.suggestions.empty()) << "either year may be the wrong one";
  }
}

TEST_F(AcrossYears, CarryIsNotAssessableWhereANumberIsOpenThatCouldFit) {
  sample::SetState(report_, kCarriedOver, CellState::kBlank);
  sample::Set(previous_, kCarriedForward, 40);
  const Validation validation = Check(report_, WithPrevious());
  EXPECT_TRUE(sample::FindingsOf(validation, "YEAR.CARRY").empty());
  EXPECT_GE(validation.assessment.not_assessable, 1);
}

TEST_F(AcrossYears, CarryIsUncertainWhenLastYearsNumberWasReadWithDoubt) {
  sample::SetState(previous_, kCarriedForward, CellState::kUnconfirmed, "40", "", 40);
  const std::vector<Finding> findings = Findings("YEAR.CARRY");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_NE(findings.front().responsibility, report::Responsibility::kDocument);
}

TEST_F(AcrossYears, CarryKeepsItsFingerprintWhileBothNumbersAreTheSame) {
  sample::Set(previous_, kCarriedForward, 40);
  const std::string fingerprint = Findings("YEAR.CARRY").front().fingerprint;
  EXPECT_EQ(Findings("YEAR.CARRY").front().fingerprint, fingerprint);
  sample::Set(previous_, kCarriedForward, 41);
  EXPECT_NE(Findings("YEAR.CARRY").front().fingerprint, fingerprint);
}

TEST_F(AcrossYears, InForceFollowsFromLastYearsForInformation) {
  sample::Set(previous_, "proactive_disclosure.normative_documents.in_force", 9);
  sample::Set(report_, "proactive_disclosure.normative_documents.issued", 2);
  sample::Set(report_, "proactive_disclosure.normative_documents.repealed", 1);
  sample::Set(report_, "proactive_disclosure.normative_documents.in_force", 10);
  EXPECT_TRUE(Findings("YEAR.IN_FORCE").empty());
  sample::Set(report_, "proactive_disclosure.normative_documents.in_force", 12);
  const std::vector<Finding> findings = Findings("YEAR.IN_FORCE");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().severity, Severity::kInfo);
  sample::SetState(previous_, "proactive_disclosure.normative_documents.in_force", CellState::kBlank);
  EXPECT_TRUE(Findings("YEAR.IN_FORCE").empty());
}

TEST_F(AcrossYears, AJumpIsMoreThanFivefoldOrLessThanAFifthAboveAFloor) {
  constexpr char kPath[] = "proactive_disclosure.licensing_decisions";
  struct Case {
    int64_t before;
    int64_t now;
    bool jumps;
  };
  for (const Case& c : {Case{1000, 5000, false},
                        {1000, 5001, true},
                        {5000, 1000, false},
                        {5001, 1000, true},
                        {0, 499, false},
                        {0, 500, true},
                        {500, 0, true},
                        {10, 60, false},
                        {0, 0, false},
                        {1, 1'000'000'000'000, true}}) {
    sample::Set(previous_, kPath, c.before);
    sample::Set(report_, kPath, c.now);
    EXPECT_EQ(Findings("YEAR.JUMP").size(), c.jumps ? 1U : 0U) << c.before << " to " << c.now;
  }
  EXPECT_EQ(Findings("YEAR.JUMP").front().severity, Severity::kInfo);
  EXPECT_THAT(Findings("YEAR.JUMP").front().message_zh, HasSubstr("2022 年 1，"));
  sample::SetState(previous_, kPath, CellState::kMissing);
  EXPECT_TRUE(Findings("YEAR.JUMP").empty());
}

TEST_F(AcrossYears, AReportOfTheFormOf2019IsComparedWhereBothFormsHaveTheCell) {
  previous_ = ReportOf("青榆县水利局", 2020);
  report_.year = 2021;
  previous_.form = sample::Catalog().Find("ogi-2019");
  previous_.cells.assign(static_cast<size_t>(previous_.form->cell_count()), {0, CellState::kRead});
  sample::Set(report_, "proactive_disclosure.licensing_decisions", 9000);
  sample::Set(report_, kCarriedOver, 0);
  sample::Set(previous_, kCarriedForward, 7);
  EXPECT_FALSE(Findings("YEAR.CARRY").empty());
  EXPECT_TRUE(Findings("YEAR.JUMP").empty());
  EXPECT_TRUE(Findings("YEAR.IN_FORCE").empty());
}

}  // namespace
}  // namespace gouji::validate

#include "services/validate/engine.h"

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/validate/sample_report.h"

namespace gouji::validate {
namespace {

using report::CellState;
using report::Report;

Validation Check(const Report& report) { return Engine(sample::Rules()).Check(report); }

TEST(Engine, AcceptsAConsistentReportAndCountsItsChecks) {
  const Validation validation = Check(sample::Consistent());
  EXPECT_TRUE(validation.findings.empty());
  EXPECT_GT(validation.assessment.held, 42);  // the equations, and the other rules
  EXPECT_EQ(validation.assessment.failed, 0);
  EXPECT_EQ(validation.assessment.not_assessable, 0);
  EXPECT_EQ(validation.assessment.verdict, Verdict::kAccepted);
  EXPECT_EQ(validation.assessment.rule_set_version, sample::Rules().version());
  EXPECT_EQ(validation.assessment.packs, sample::Rules().pack_ids());
}

TEST(Engine, RejectsAReportWithoutAFormAndSaysWhatItSeemsToBe) {
  Report report;
  report.diagnostics.push_back({.id = report::kNotAReport,
                                .message_zh = "这不是政府信息公开工作年度报告，似为高校信息公开年度报告",
                                .message_en = "this is not an annual report; it seems to be a university's report",
                                .cells = {},
                                .evidence = {}});
  const Validation validation = Check(report);
  ASSERT_EQ(validation.findings.size(), 1U);
  EXPECT_EQ(validation.findings.front().rule_id, "FORM.NOT_A_REPORT");
  EXPECT_EQ(validation.findings.front().severity, Severity::kError);
  EXPECT_EQ(validation.findings.front().message_zh, "这不是政府信息公开工作年度报告，似为高校信息公开年度报告");
  EXPECT_EQ(validation.findings.front().message_en,
            "this is not an annual report; it seems to be a university's report");
  EXPECT_EQ(validation.findings.front().fingerprint.size(), 32U);
  EXPECT_EQ(validation.assessment.verdict, Verdict::kRejected);
  EXPECT_EQ(validation.assessment.failed, 1);
}

TEST(Engine, PutsTheGravestFirstThenTheOrderOfTheForm) {
  Report report = sample::Consistent();
  sample::SetState(report, "proactive_disclosure.regulations.issued", CellState::kBlank);
  sample::SetState(report, "applications.results.granted.other", CellState::kBlank);
  sample::Set(report, "disputes.reconsideration.total", 3);
  sample::SetState(report, "proactive_disclosure.fees_fen", CellState::kUnreadable, "约12");
  std::vector<std::string> ids;
  for (const Finding& finding : Check(report).findings) {
    ids.push_back(finding.rule_id);
  }
  EXPECT_THAT(ids, testing::ElementsAre("CELL.TEXT", "T4.SUM", "CELL.BLANK", "CELL.BLANK"));
}

TEST(Engine, MakesARuleOnlyForItsYears) {
  std::vector<PackSource> packs = BuiltInPacks();
  packs.push_back({"later.textproto", R"pb(
                     id: "later"
                     rules {
                       id: "L.ROW_SUM"
                       severity: SEVERITY_INFO
                       name_zh: "甲"
                       name_en: "a"
                       message_zh: "{place}"
                       message_en: "{place}"
                       since_year: 2024
                       relation { relation: "row_sum" }
                     }
                   )pb"});
  const auto rules = RuleSet::Create(sample::Catalog(), packs);
  ASSERT_TRUE(rules.ok()) << rules.status();
  Report report = sample::Consistent();
  const auto check_count = [&] {
    const Assessment assessment = Engine(*rules).Check(report).assessment;
    return assessment.held + assessment.failed;
  };
  const int before = check_count();
  report.year = 2024;
  EXPECT_EQ(check_count(), before + 25);
}

TEST(Mutation, OfAnySingleCellThatARelationBindsIsDetected) {
  const Report consistent = sample::Consistent();
  for (int cell = 0; cell < consistent.form->cell_count(); ++cell) {
    Report report = consistent;
    report.cells[cell].value += 1;
    const Validation validation = Check(report);
    const size_t equation_count = consistent.form->EquationsOf(cell).size();
    const auto failed_count = std::count_if(validation.findings.begin(), validation.findings.end(),
                                            [](const Finding& finding) { return finding.equations.size() == 1; });
    EXPECT_EQ(failed_count, static_cast<int>(equation_count)) << consistent.form->cells()[cell].path;
    for (const Finding& finding : validation.findings) {
      EXPECT_TRUE(std::binary_search(finding.cells.begin(), finding.cells.end(), cell));
    }
  }
}

// A report with random values and states.
Report RandomReport(std::mt19937& random) {
  Report report = sample::Consistent();
  std::uniform_int_distribution<int> change_count(0, 12);
  std::uniform_int_distribution<int> any_cell(0, report.form->cell_count() - 1);
  std::uniform_int_distribution<int> any_state(0, 7);
  std::uniform_int_distribution<int> any_value(0, 9);
  for (int i = change_count(random); i > 0; --i) {
    const std::string& path = report.form->cells()[any_cell(random)].path;
    const auto state = static_cast<CellState>(any_state(random));
    if (state == CellState::kRead) {
      sample::Set(report, path, any_value(random));
    } else {
      sample::SetState(report, path, state, "原 文", "", any_value(random));
    }
  }
  return report;
}

TEST(Property, EveryCheckIsCountedOnceAndEveryFailureIsAFinding) {
  const int check_count = Check(sample::Consistent()).assessment.held;
  std::mt19937 random(20231);  // NOLINT(bugprone-random-generator-seed,cert-msc51-cpp): the same reports in every run
  for (int i = 0; i < 500; ++i) {
    const Report report = RandomReport(random);
    const Validation validation = Check(report);
    const Assessment& assessment = validation.assessment;
    EXPECT_EQ(assessment.held + assessment.failed + assessment.not_assessable, check_count);
    EXPECT_GE(static_cast<int>(validation.findings.size()), assessment.failed);
    std::set<std::string> fingerprints;
    for (const Finding& finding : validation.findings) {
      fingerprints.insert(finding.fingerprint);
      EXPECT_FALSE(finding.cells.empty());
      EXPECT_TRUE(std::is_sorted(finding.cells.begin(), finding.cells.end()));
      if (finding.difference.has_value()) {
        EXPECT_EQ(*finding.difference, *finding.left - *finding.right);
      }
    }
    EXPECT_EQ(fingerprints.size(), validation.findings.size()) << "two findings have one fingerprint";
    for (const Finding& finding : validation.findings) {
      EXPECT_TRUE(finding.caused_by.empty() || fingerprints.count(finding.caused_by) == 1);
    }
  }
}

TEST(Property, TheSameReportGivesTheSameFindingsInWhateverOrderItsDiagnosticsStand) {
  std::mt19937 random(7);  // NOLINT(bugprone-random-generator-seed,cert-msc51-cpp): the same reports in every run
  for (int i = 0; i < 200; ++i) {
    Report report = RandomReport(random);
    for (const auto responsibility :
         {report::Responsibility::kReader, report::Responsibility::kDocument, report::Responsibility::kUncertain}) {
      report::Diagnostic diagnostic;
      diagnostic.responsibility = responsibility;
      diagnostic.cells = {static_cast<int>(random() % 200)};
      report.diagnostics.push_back(diagnostic);
    }
    const Validation first = Check(report);
    EXPECT_EQ(Check(report), first);
    std::shuffle(report.diagnostics.begin(), report.diagnostics.end(), random);
    EXPECT_EQ(Check(report), first);
  }
}

TEST(Property, FingerprintsDoNotDependOnTheRuleSet) {
  Report report = sample::Consistent();
  sample::Set(report, "applications.results.granted.total", 4);
  std::vector<PackSource> packs = BuiltInPacks();
  std::string& text = packs.front().text;
  const std::string message = "{place}：{left_side}";
  text.replace(text.find(message), message.size(), "另一种说法：{left_side}");
  const auto other = RuleSet::Create(sample::Catalog(), packs);
  ASSERT_TRUE(other.ok()) << other.status();
  const Validation before = Check(report);
  const Validation after = Engine(*other).Check(report);
  ASSERT_EQ(before.findings.size(), after.findings.size());
  EXPECT_NE(before.assessment.rule_set_version, after.assessment.rule_set_version);
  bool some_message_differs = false;
  for (size_t i = 0; i < before.findings.size(); ++i) {
    EXPECT_EQ(before.findings[i].fingerprint, after.findings[i].fingerprint);
    some_message_differs = some_message_differs || before.findings[i].message_zh != after.findings[i].message_zh;
  }
  EXPECT_TRUE(some_message_differs);
}

}  // namespace
}  // namespace gouji::validate

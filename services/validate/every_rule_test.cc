#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "fmt/format.h"
#include "gtest/gtest.h"
#include "services/report/agency.h"
#include "services/validate/engine.h"
#include "services/validate/sample_report.h"

namespace gouji::validate {
namespace {

using report::CellState;
using report::Report;

Validation Check(const Report& report) { return Engine(sample::Rules()).Check(report); }

// One case for each rule: a change of the consistent report after which the rule, and no other but `others`, speaks.
struct RuleCase {
  std::function<void(Report&)> mutate;
  std::set<std::string> others;
};

// A run of cells: the first, and how many.
struct Cells {
  int first = 0;
  int count = 0;
};

void AddDiagnostic(Report& report, const std::string& id, const Cells& cells) {
  report::Diagnostic diagnostic{.id = id, .message_zh = "某处", .message_en = "somewhere", .cells = {}, .evidence = {}};
  for (int i = 0; i < cells.count; ++i) {
    diagnostic.cells.push_back(cells.first + i);
  }
  report.diagnostics.push_back(std::move(diagnostic));
}

// With the dates that belong to a year.
void SetYear(Report& report, int year) {
  report.year = year;
  report.period_start = std::to_string(year) + "-01-01";
  report.period_end = std::to_string(year) + "-12-31";
  report.issue_date = std::to_string(year + 1) + "-01-15";
}

// An all-zero report of the form of 2019.
Report On2019(Report report) {
  report.form = sample::Catalog().Find("ogi-2019");
  report.cells.assign(static_cast<size_t>(report.form->cell_count()), {0, CellState::kRead});
  SetYear(report, 2019);
  return report;
}

void AddFact(Report& report, const std::string& kind, int64_t value, int group = 0, const std::string& raw = "") {
  report::Fact fact{.kind = kind, .value = value, .unit = "件", .quote = "正文一句", .position = {}};
  fact.group = group;
  fact.position.raw = raw;
  report.facts.push_back(std::move(fact));
}

void AddDenial(Report& report, const std::string& kind) {
  AddFact(report, kind, 0);
  report.facts.back().denial = true;
}

std::map<std::string, RuleCase> RuleCases() {
  return {
      {"T3.ROW_SUM", {[](Report& r) { sample::Set(r, "applications.carried_over.total", 3); }, {"T3.BALANCE"}}},
      {"T3.COLUMN_SUM",
       {[](Report& r) { sample::Set(r, "applications.results.granted.business", 2); }, {"T3.ROW_SUM"}}},
      {"T3.BALANCE", {[](Report& r) { sample::Set(r, "applications.carried_forward.business", 2); }, {"T3.ROW_SUM"}}},
      {"T4.SUM", {[](Report& r) { sample::Set(r, "disputes.litigation_direct.upheld", 1); }, {}}},
      {"T3.OPPOSITE_RESIDUALS",
       {[](Report& r) {
          sample::Set(r, "applications.results.granted.natural_person", 3);
          sample::Set(r, "applications.results.granted.business", 0);
        },
        {"T3.COLUMN_SUM"}}},
      {"CELL.NEGATIVE",
       {[](Report& r) { sample::SetState(r, "proactive_disclosure.fees_fen", CellState::kUnreadable, "-3"); }, {}}},
      {"CELL.FRACTION",
       {[](Report& r) { sample::SetState(r, "proactive_disclosure.penalty_decisions", CellState::kUnreadable, "0.5"); },
        {}}},
      {"CELL.TEXT",
       {[](Report& r) {
          sample::SetState(r, "proactive_disclosure.penalty_decisions", CellState::kUnreadable, "若干");
        },
        {}}},
      {"CELL.BLANK",
       {[](Report& r) { sample::SetState(r, "proactive_disclosure.penalty_decisions", CellState::kBlank); }, {}}},
      {"CELL.MISSING",
       {[](Report& r) { sample::SetState(r, "proactive_disclosure.penalty_decisions", CellState::kMissing); }, {}}},
      {"FORM.NOT_A_REPORT", {[](Report& r) { r = Report(); }, {}}},
      {"FORM.TABLE_MISSING",
       {[](Report& r) {
          sample::SetTable(r, "disputes", CellState::kMissing);
          AddDiagnostic(r, "TABLE_MISSING", {sample::CellAt(r, "disputes.reconsideration.upheld"), 15});
        },
        {}}},
      {"FORM.ROW_MISSING",
       {[](Report& r) {
          sample::SetRow(r, "applications.results.refused.state_secret", CellState::kMissing);
          AddDiagnostic(r, "ROW_MISSING",
                        {sample::CellAt(r, "applications.results.refused.state_secret.natural_person"), 7});
        },
        {}}},
      {"FORM.SECTION_MISSING",
       {[](Report& r) {
          r.sections.pop_back();
          AddDiagnostic(r, "SECTION_MISSING", {});
        },
        {}}},
      {"FORM.OBSOLETE", {[](Report& r) { SetYear(r, 2019); }, {}}},
      {"FORM.SECTION_ORDER", {[](Report& r) { std::swap(r.sections[4], r.sections[5]); }, {}}},
      {"FORM.HEADING", {[](Report& r) { AddDiagnostic(r, "HEADING_WORDING", {}); }, {}}},
      {"FORM.LABEL", {[](Report& r) { AddDiagnostic(r, "LABEL_WORDING", {}); }, {}}},
      {"META.YEAR",
       {[](Report& r) {
          r.period_start = "2022-01-01";
          r.period_end = "2022-12-31";
        },
        {}}},
      {"META.PERIOD", {[](Report& r) { r.period_end = "2023-12-30"; }, {}}},
      {"META.TITLE", {[](Report& r) { AddDiagnostic(r, "TITLE_MISSING", {}); }, {}}},
      {"META.AGENCY", {[](Report& r) { AddDiagnostic(r, "AGENCY_CONFLICT", {}); }, {}}},
      {"META.LATE", {[](Report& r) { r.issue_date = "2024-02-01"; }, {}}},
      {"META.BASIS", {[](Report& r) { r.sections[0].text = "本报告按照国办公开办函〔2019〕60号的要求编制。"; }, {}}},
      {"META.YEAR_TEXT", {[](Report& r) { r.sections[0].text = "2022年，我局无依申请公开事项。"; }, {}}},
      {"TEXT.RECEIVED", {[](Report& r) { AddFact(r, "received", 8); }, {}}},
      {"TEXT.PROCESSED", {[](Report& r) { AddFact(r, "processed", 8); }, {}}},
      {"TEXT.ZERO_CLAIM", {[](Report& r) { AddDenial(r, "received"); }, {}}},
      {"TEXT.CARRIED_OVER", {[](Report& r) { AddFact(r, "carried_over", 1); }, {}}},
      {"TEXT.CARRIED_FORWARD", {[](Report& r) { AddFact(r, "carried_forward", 1); }, {}}},
      {"TEXT.APPLICANTS", {[](Report& r) { AddFact(r, "received.natural_person", 6); }, {}}},
      {"TEXT.OUTCOME", {[](Report& r) { AddFact(r, "outcome.granted", 4); }, {}}},
      {"TEXT.OUTCOME_2019",
       {[](Report& r) {
          r = On2019(r);
          AddFact(r, "outcome.other", 1);
        },
        {}}},
      {"TEXT.RECONSIDERATION", {[](Report& r) { AddFact(r, "reconsideration", 3); }, {}}},
      {"TEXT.LITIGATION", {[](Report& r) { AddFact(r, "litigation", 1); }, {}}},
      {"TEXT.DOCUMENTS", {[](Report& r) { AddFact(r, "normative_documents.issued", 3); }, {}}},
      {"TEXT.DECISIONS", {[](Report& r) { AddFact(r, "licensing_decisions", 120); }, {}}},
      {"TEXT.DECISIONS_2019",
       {[](Report& r) {
          r = On2019(r);
          AddFact(r, "licensing_decisions", 120);
        },
        {}}},
      {"TEXT.FEES", {[](Report& r) { AddFact(r, "fees", 687'000'000); }, {}}},
      {"T2.UNIT", {[](Report& r) { AddFact(r, "fees", 68'782); }, {}}},
      {"TEXT.BREAKDOWN_SUM",
       {[](Report& r) {
          AddFact(r, "breakdown.whole", 5, 1);
          AddFact(r, "breakdown.part", 2, 1);
          AddFact(r, "breakdown.part", 2, 1);
        },
        {}}},
      {"TEXT.FEE_SUM",
       {[](Report& r) {
          AddFact(r, "information_fee", 38'000, 1);
          AddFact(r, "information_fee.part", 20'000, 1);
          AddFact(r, "information_fee.part", 10'000, 1);
        },
        {}}},
      {"TEXT.GROWTH_RATE",
       {[](Report& r) {
          AddFact(r, "growth.rate", -1900, 1, "下降19%");
          AddFact(r, "growth.current", 22, 1);
          AddFact(r, "growth.previous", 31, 1);
        },
        {}}},
      {"TEXT.CONTRADICTION",
       {[](Report& r) {
          AddFact(r, "proactively_disclosed", 20);
          AddFact(r, "proactively_disclosed", 16);
        },
        {}}},
      {"TEXT.ALL_DONE", {[](Report& r) { AddFact(r, "all_processed", 1); }, {}}},
      {"TEXT.PARTS_ANNOUNCED", {[](Report& r) { AddFact(r, "parts_announced", 5); }, {}}},
      {"TEXT.SECTION_EMPTY", {[](Report& r) { r.sections[4].text = "无。"; }, {}}},
      {"TEXT.DUPLICATED_WORD", {[](Report& r) { r.sections[0].text = "做好政务公开 公开工作。"; }, {}}},
      {"TEXT.TEMPLATE_RESIDUE", {[](Report& r) { r.sections[0].text = "总体情况（宋体加粗小四号字）"; }, {}}},
      {"TEXT.FEE_UNREPORTED", {[](Report& r) { r.sections[5].text = "没有其他需要报告的事项。"; }, {}}},
      {"TEXT.ASSESSMENT_UNREPORTED",
       {[](Report& r) { r.agency = report::ResolveAgency("云川省平湖市青石县人民政府"); }, {}}},
      {"T2019.RULEMAKING_POWER",
       {[](Report& r) {
          r = On2019(r);
          for (const char* column : {"newly_made", "newly_disclosed", "total_disclosed"}) {
            sample::Set(r, fmt::format("proactive_disclosure_2019.regulations.{}", column), 6);
          }
        },
        {}}},
      {"T2.RULEMAKING_POWER", {[](Report& r) { sample::Set(r, "proactive_disclosure.regulations.in_force", 6); }, {}}},
      {"T2.IN_FORCE", {[](Report& r) { sample::Set(r, "proactive_disclosure.normative_documents.issued", 5); }, {}}},
      {"T2019.DISCLOSED",
       {[](Report& r) {
          r = On2019(r);
          sample::Set(r, "proactive_disclosure_2019.normative_documents.newly_made", 82);
        },
        {}}},
  };
}

TEST(EveryRule, TellsItsMeaningAndAnExample) {
  for (const Rule& rule : sample::Rules().rules()) {
    for (const std::string* text :
         {&rule.name_zh, &rule.name_en, &rule.meaning_zh, &rule.meaning_en, &rule.example_zh, &rule.example_en}) {
      EXPECT_FALSE(text->empty()) << rule.id;
    }
  }
}

TEST(EveryRule, PassesTheConsistentReportAndFailsItsMutation) {
  const std::map<std::string, RuleCase> cases = RuleCases();
  for (const Rule& rule : sample::Rules().rules()) {
    if (rule.pack == "across") {
      continue;  // checks/across_checks_test.cc
    }
    const auto found = cases.find(rule.id);
    ASSERT_NE(found, cases.end()) << rule.id << " has no case";
    Report report = sample::Consistent();
    EXPECT_TRUE(sample::FindingsOf(Check(report), rule.id).empty()) << rule.id;
    found->second.mutate(report);
    const Validation validation = Check(report);
    EXPECT_FALSE(sample::FindingsOf(validation, rule.id).empty()) << rule.id;
    for (const Finding& finding : validation.findings) {
      EXPECT_TRUE(finding.rule_id == rule.id || found->second.others.count(finding.rule_id) > 0)
          << rule.id << " also caused " << finding.rule_id;
      EXPECT_FALSE(finding.message_zh.empty());
      EXPECT_FALSE(finding.message_en.empty());
      EXPECT_FALSE(finding.basis.empty());
      EXPECT_EQ(finding.message_zh.find('{'), std::string::npos);
    }
  }
}

}  // namespace
}  // namespace gouji::validate

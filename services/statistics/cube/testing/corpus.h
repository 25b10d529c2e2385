#ifndef GOUJI_SERVICES_STATISTICS_CUBE_TESTING_CORPUS_H_
#define GOUJI_SERVICES_STATISTICS_CUBE_TESTING_CORPUS_H_

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "services/report/form.h"
#include "services/statistics/cube/population.h"
#include "services/statistics/register/current_report.h"

namespace gouji::statistics::testing {

// A report that owns what CurrentReport only views.
struct OwnedReport {
  int year = 2023;
  std::string unit = "甲省";
  bool placed = true;
  const report::Form* form = nullptr;
  report::ReportScope scope = report::ReportScope::kOwn;
  report::AgencyLevel level = report::AgencyLevel::kCounty;
  report::AgencyKind kind = report::AgencyKind::kDepartment;
  std::string region_code = {};
  std::string agency_name = {};
  gouji::validate::v1::Verdict verdict = gouji::validate::v1::VERDICT_ACCEPTED;
  int error_count = 0;
  bool has_issue_date = true;
  std::vector<TotalCell> cells = {};
  std::vector<std::pair<std::string, int>> rules = {};
  std::vector<CellSpread> spreads = {};
};

// Calls `visit` with the report as the register would give it.
template <typename Visit>
void View(const OwnedReport& report, Visit visit) {
  std::vector<RuleCount> rules;
  for (const auto& [rule, count] : report.rules) rules.push_back({.rule_id = rule, .count = count});
  visit(CurrentReport{.year = report.year,
                      .unit = report.unit,
                      .placed = report.placed,
                      .form = report.form,
                      .scope = report.scope,
                      .level = report.level,
                      .kind = report.kind,
                      .region_code = report.region_code,
                      .agency_name = report.agency_name,
                      .verdict = report.verdict,
                      .error_count = report.error_count,
                      .has_issue_date = report.has_issue_date,
                      .cells = report.cells,
                      .rules = rules,
                      .spreads = report.spreads});
}

// The current reports of a register, by year and unit.
using Key = std::pair<int, std::string>;
using Reports = std::map<Key, OwnedReport>;

// A small country: few regions and years, so that reports meet often, every state of a cell, values of all sizes,
// aggregates above their parts, units without a place.
class RandomReports {
 public:
  RandomReports(const report::FormCatalog& catalog, uint64_t seed, int unit_count)
      : catalog_(catalog), unit_count_(unit_count), state_(seed) {}

  OwnedReport Next();
  // From 0 to `limit` - 1.
  uint32_t Below(uint32_t limit);

 private:
  TotalCell NextCell(int blank_percent);

  const report::FormCatalog& catalog_;
  const int unit_count_;
  uint64_t state_;
};

// The tree over the units of RandomReports. Some units have parents that never report, some none, some stand above
// themselves, some stand elsewhere in another year.
std::string ParentInCorpus(std::string_view unit, int year);

}  // namespace gouji::statistics::testing

#endif  // GOUJI_SERVICES_STATISTICS_CUBE_TESTING_CORPUS_H_

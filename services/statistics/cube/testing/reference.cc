#include "services/statistics/cube/testing/reference.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "services/report/divisions/divisions.h"

namespace gouji::statistics::testing {
namespace {

template <typename Numbers>
bool AllowsNumber(const Numbers& wanted, int number) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), number) != wanted.end();
}

bool IsKnown(const std::string& code) { return report::Divisions::BuiltIn().WithCode(code) >= 0; }

// The division of the first `digits` digits that a division is in.
std::string RegionAtDigits(const std::string& code, size_t digits) {
  if (code.size() <= digits) return code;
  std::string at = code.substr(0, digits);
  if (digits == 4 && !IsKnown(at) && IsKnown(code.substr(0, 6))) return code.substr(0, 2);
  return at;
}

}  // namespace

std::optional<std::string> Reference::ParentOf(const std::string& unit, int year) const {
  const std::string parent = parent_of_(unit, year);
  std::set<std::string> seen;
  for (std::string above = parent; !above.empty() && seen.insert(above).second; above = parent_of_(above, year)) {
    if (above == unit) return std::nullopt;
  }
  return parent.empty() ? std::nullopt : std::optional<std::string>(parent);
}

bool Reference::IsInSubtree(const OwnedReport& report, const v1::ReportFilter& filter) const {
  if (filter.subtrees().empty()) return true;
  for (std::optional<std::string> unit = report.unit; unit.has_value(); unit = ParentOf(*unit, report.year)) {
    for (const std::string& root : filter.subtrees()) {
      if (*unit == root) return true;
    }
  }
  return false;
}

bool Reference::Matches(const OwnedReport& report, const v1::ReportFilter& filter) const {
  bool in_region = filter.regions().empty();
  for (const std::string& region : filter.regions()) in_region = in_region || report.region_code.starts_with(region);
  bool is_unit = filter.units().empty();
  for (const std::string& unit : filter.units()) is_unit = is_unit || report.unit == unit;
  return in_region && is_unit && AllowsNumber(filter.years(), report.year) &&
         AllowsNumber(filter.verdicts(), static_cast<int>(report.verdict)) &&
         AllowsNumber(filter.levels(), static_cast<int>(report.level)) &&
         AllowsNumber(filter.kinds(), static_cast<int>(report.kind)) &&
         (filter.placement() == v1::PLACEMENT_UNSPECIFIED ||
          report.placed == (filter.placement() == v1::PLACEMENT_PLACED)) &&
         IsInSubtree(report, filter);
}

std::vector<Key> Reference::KeysOf(const v1::ReportFilter& filter) const {
  std::vector<Key> keys;
  for (const auto& [key, report] : reports_) {
    if (Matches(report, filter)) keys.push_back(key);
  }
  return keys;
}

Reference::Counted Reference::Count(const v1::ReportFilter& filter, v1::Basis basis) const {
  std::map<Key, const OwnedReport*> matched;
  for (const auto& [key, report] : reports_) {
    if (Matches(report, filter)) matched[key] = &report;
  }
  Counted counted;
  std::set<std::string> units;
  int unplaced_count = 0;
  int with_errors_count = 0;
  for (const auto& [key, report] : matched) {
    if (basis != v1::BASIS_PUBLISHED) {
      if (report->scope == report::ReportScope::kAggregate) continue;
    } else {
      bool is_covered = false;
      for (std::optional<std::string> above = ParentOf(report->unit, report->year); above.has_value();
           above = ParentOf(*above, report->year)) {
        const auto found = matched.find({report->year, *above});
        is_covered = is_covered || (found != matched.end() && found->second->scope == report::ReportScope::kAggregate);
      }
      if (is_covered) continue;
    }
    counted.reports.push_back(report);
    units.insert(report->unit);
    if (!report->placed) ++unplaced_count;
    if (report->error_count > 0) ++with_errors_count;
  }
  const int left_out_count = static_cast<int>(matched.size() - counted.reports.size());
  counted.coverage.set_matched_count(static_cast<int>(matched.size()));
  counted.coverage.set_counted_count(static_cast<int>(counted.reports.size()));
  counted.coverage.set_not_own_count(basis == v1::BASIS_PUBLISHED ? 0 : left_out_count);
  counted.coverage.set_covered_count(basis == v1::BASIS_PUBLISHED ? left_out_count : 0);
  counted.coverage.set_unplaced_count(unplaced_count);
  counted.coverage.set_with_errors_count(with_errors_count);
  counted.coverage.set_unit_count(static_cast<int>(units.size()));
  return counted;
}

v1::Summary Reference::Summarize(const std::vector<const OwnedReport*>& reports) {
  v1::Summary summary;
  std::map<std::string, const report::Form*> forms;
  for (const OwnedReport* report : reports) forms[report->form->id()] = report->form;
  std::vector<std::string> paths;
  for (const auto& [id, form] : forms) {
    summary.add_forms(id);
    for (const report::FormCell& cell : form->cells()) {
      if (std::find(paths.begin(), paths.end(), cell.path) == paths.end()) paths.push_back(cell.path);
    }
  }
  for (const std::string& path : paths) {
    v1::CellTotal& total = *summary.add_cells();
    total.set_cell(path);
    int64_t least = 0;
    int64_t greatest = 0;
    int spread_count = 0;
    for (const OwnedReport* report : reports) {
      const std::optional<int> index = report->form->FindCell(path);
      if (!index.has_value()) continue;
      const TotalCell& cell = report->cells[*index];
      if (report::HasValue(cell.state)) {
        total.set_sum(total.sum() + cell.value);
        total.set_value_count(total.value_count() + 1);
      } else if (cell.state == report::CellState::kBlank || cell.state == report::CellState::kNotApplicable) {
        total.set_blank_count(total.blank_count() + 1);
      } else {
        total.set_missing_count(total.missing_count() + 1);
      }
      if (cell.implied.has_value()) {
        total.set_implied_sum(total.implied_sum() + *cell.implied);
        total.set_implied_count(total.implied_count() + 1);
      }
      for (const CellSpread& spread : report->spreads) {
        if (spread.cell != *index) continue;
        least += spread.least;
        greatest += spread.greatest;
        ++spread_count;
      }
    }
    if (spread_count == 0) continue;
    total.mutable_feasible()->set_least(total.sum() + least);
    total.mutable_feasible()->set_greatest(total.sum() + greatest);
    total.mutable_feasible()->set_report_count(spread_count);
  }
  return summary;
}

std::vector<Reference::Group> Reference::GroupBy(const std::vector<const OwnedReport*>& reports,
                                                 const std::vector<v1::GroupBy>& keys) const {
  using Order = std::tuple<int, std::string, std::string, int, int, std::string, std::string>;
  std::map<Order, Group> groups;
  if (keys.empty()) groups[Order()];
  for (const OwnedReport* report : reports) {
    v1::GroupKey key;
    for (const v1::GroupBy by : keys) {
      if (by == v1::GROUP_BY_YEAR) key.set_year(report->year);
      if (by == v1::GROUP_BY_PROVINCE) key.set_region_code(RegionAtDigits(report->region_code, 2));
      if (by == v1::GROUP_BY_PREFECTURE) key.set_region_code(RegionAtDigits(report->region_code, 4));
      if (by == v1::GROUP_BY_COUNTY) key.set_region_code(RegionAtDigits(report->region_code, 6));
      if (by == v1::GROUP_BY_PARENT) key.set_parent(ParentOf(report->unit, report->year).value_or(""));
      if (by == v1::GROUP_BY_LEVEL) key.set_level(static_cast<report::v1::AgencyLevel>(report->level));
      if (by == v1::GROUP_BY_KIND) key.set_kind(static_cast<report::v1::AgencyKind>(report->kind));
      if (by == v1::GROUP_BY_UNIT) key.set_unit(report->unit);
      if (by == v1::GROUP_BY_FORM) key.set_form(report->form->id());
    }
    Group& group = groups[{key.year(), key.region_code(), key.parent(), static_cast<int>(key.level()),
                           static_cast<int>(key.kind()), key.unit(), key.form()}];
    group.key = key;
    group.reports.push_back(report);
  }
  std::vector<Group> in_order;
  for (auto& [order, group] : groups) {
    const report::Divisions& divisions = report::Divisions::BuiltIn();
    const int division = divisions.WithCode(group.key.region_code());
    if (division >= 0) group.key.set_region_name(std::string(divisions.at(division).name));
    if (!group.key.unit().empty()) {
      const auto last = std::max_element(group.reports.begin(), group.reports.end(),
                                         [](const OwnedReport* a, const OwnedReport* b) { return a->year < b->year; });
      group.key.set_unit_name((*last)->agency_name);
    }
    in_order.push_back(std::move(group));
  }
  return in_order;
}

RowValue Reference::ValueOf(const OwnedReport& report, const RowQuantity& quantity) {
  RowValue value = {.value = 0, .is_assessable = true};
  switch (quantity.kind) {
    case RowQuantity::Kind::kReport:
      value.value = 1;
      return value;
    case RowQuantity::Kind::kWithoutError:
      value.value = report.error_count == 0 ? 1 : 0;
      return value;
    case RowQuantity::Kind::kFindings:
      for (const auto& [rule, count] : report.rules) value.value += count;
      return value;
    case RowQuantity::Kind::kOnTime:
      if (!report.has_issue_date || report.year < 2019) return {};
      value.value = 1;
      for (const auto& [rule, count] : report.rules) value.value = rule == "META.LATE" ? 0 : value.value;
      return value;
    case RowQuantity::Kind::kCells:
      break;
  }
  for (const auto& [form, terms] : quantity.terms) {
    if (form != report.form) continue;
    for (const CellTerm& term : terms) {
      if (!report::HasValue(report.cells[term.cell].state)) return {};
      value.value += term.factor * report.cells[term.cell].value;
      for (const CellSpread& spread : report.spreads) {
        if (spread.cell != term.cell) continue;
        value.has_spread = true;
        value.least_change += term.factor > 0 ? spread.least : -spread.greatest;
        value.greatest_change += term.factor > 0 ? spread.greatest : -spread.least;
      }
    }
    return value;
  }
  return {};
}

}  // namespace gouji::statistics::testing

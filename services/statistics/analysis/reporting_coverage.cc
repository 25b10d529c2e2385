#include "services/statistics/analysis/reporting_coverage.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/report/divisions/divisions.h"
#include "services/report/error.h"
#include "services/report/roster.h"
#include "services/report/unit_tree.h"
#include "services/statistics/analysis/roster_filter.h"
#include "services/statistics/cube/group_parts.h"
#include "services/statistics/cube/late_report.h"
#include "services/statistics/cube/region_code.h"
#include "services/statistics/cube/row_filter.h"
#include "services/statistics/page_token.h"

namespace gouji::statistics {
namespace {

constexpr int kMaxYears = 20;
constexpr int kMaxGroupings = 4;
constexpr int kNotInRoster = -1;

absl::Status Malformed(std::string_view message) {
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest, message);
}

// A unit that must report on a year, or a report that nobody expected.
struct Entry {
  int32_t year = 0;
  int roster_unit = kNotInRoster;
  std::string_view unit = {};  // an id; lives as long as roster and cube
  v1::ReportingStatus status = v1::REPORTING_STATUS_MISSING;
  uint8_t level = 0;
  uint8_t kind = 0;
  RegionKey region = kNoRegion;
  const RowAttributes* report = nullptr;  // null for a missing one
};

// By year, then in the order of the roster, then those that are not in it by their ids.
using Place = std::tuple<int32_t, bool, int, std::string_view>;
Place PlaceOf(const Entry& entry) {
  return {entry.year, entry.roster_unit == kNotInRoster, entry.roster_unit, entry.unit};
}

// A place as page tokens have it: the year and the id.
std::string PlaceText(const Entry& entry) { return absl::StrCat(entry.year, "\n", std::string(entry.unit)); }

// `text` must outlive the entry. Nothing for a text that is none.
std::optional<Entry> ReadPlace(std::string_view text, const report::Roster* roster) {
  const std::size_t end = text.find('\n');
  Entry entry;
  if (end == std::string_view::npos || !absl::SimpleAtoi(absl::string_view(text.data(), end), &entry.year)) {
    return std::nullopt;
  }
  entry.unit = text.substr(end + 1);
  const std::optional<int> unit = roster == nullptr ? std::nullopt : roster->FindById(entry.unit);
  if (unit.has_value() && roster->In(*unit, entry.year) != nullptr) entry.roster_unit = *unit;
  return entry;
}

v1::ReportingStatus StatusOf(const RowAttributes& report) {
  if (report.is_late) return v1::REPORTING_STATUS_LATE;
  const bool is_judged = report.has_issue_date && report.year >= kFirstYearWithDeadline;
  return is_judged ? v1::REPORTING_STATUS_ON_TIME : v1::REPORTING_STATUS_UNDATED;
}

void Count(v1::ReportingStatus status, v1::ReportingCounts* counts) {
  switch (status) {
    case v1::REPORTING_STATUS_UNEXPECTED:
      counts->set_unexpected_count(counts->unexpected_count() + 1);
      return;
    case v1::REPORTING_STATUS_UNPLACED:
      counts->set_unplaced_count(counts->unplaced_count() + 1);
      return;
    case v1::REPORTING_STATUS_ON_TIME:
      counts->set_on_time_count(counts->on_time_count() + 1);
      break;
    case v1::REPORTING_STATUS_LATE:
      counts->set_late_count(counts->late_count() + 1);
      break;
    case v1::REPORTING_STATUS_UNDATED:
      counts->set_undated_count(counts->undated_count() + 1);
      break;
    default:
      counts->set_missing_count(counts->missing_count() + 1);
      break;
  }
  counts->set_expected_count(counts->expected_count() + 1);
}

// The reports of a cube on some years that are current, each by its unit and year, and whether the filter takes them.
struct FoundReport {
  const RowAttributes* report = nullptr;
  bool matches = false;
};

// Puts units and reports together.
class Collector {
 public:
  Collector(const Cube& cube, const report::Roster* roster, const v1::CoverageQuery& query)
      : cube_(cube), roster_(roster), query_(query) {}

  absl::Status Collect() {
    absl::Status read = ReadReports();
    if (!read.ok()) return read;
    const std::set<int> years(query_.filter().years().begin(), query_.filter().years().end());
    for (const int year : years) {
      if (roster_ != nullptr) Expect(year);
    }
    for (const auto& [key, found] : reports_) AddUnexpected(found);
    std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) { return PlaceOf(a) < PlaceOf(b); });
    return absl::OkStatus();
  }

  const std::vector<Entry>& entries() const { return entries_; }

  std::string ParentOf(const Entry& entry) const {
    if (entry.roster_unit != kNotInRoster) return report::ParentUnit(roster_, entry.unit, entry.year);
    const Population& population = cube_.population();
    const uint32_t parent = population.node(entry.report->node).parent;
    return parent == Population::kNone ? "" : std::string(population.text(population.node(parent).unit));
  }

  std::string NameOf(const Entry& entry) const {
    if (entry.roster_unit != kNotInRoster) return roster_->LabelOf(entry.roster_unit, entry.year);
    return std::string(cube_.population().text(entry.report->name));
  }

 private:
  absl::Status ReadReports() {
    const absl::StatusOr<RowFilter> filter = RowFilter::Create(cube_, query_.filter());
    if (!filter.ok()) return filter.status();
    // A unit's report answers for it, whatever level or place the report itself tells.
    v1::ReportFilter years;
    *years.mutable_years() = query_.filter().years();
    const absl::StatusOr<RowFilter> of_years = RowFilter::Create(cube_, years);
    if (!of_years.ok()) return of_years.status();
    for (const auto& [block, live] : cube_.blocks()) {
      RowMask there = live->rows;
      of_years->Narrow(*block, there);
      RowMask matching = there;
      filter->Narrow(*block, matching);
      there.ForEach([&, &rows = block->rows](int row) {
        const RowAttributes& report = rows[static_cast<std::size_t>(row)];
        reports_[{report.unit, report.year}] = {.report = &report, .matches = matching.Test(row)};
      });
    }
    return absl::OkStatus();
  }

  void Expect(int year) {
    RosterFilter filter(*roster_, year, query_.filter());
    for (const int unit : roster_->UnitsIn(year)) {
      const report::RosterRow& row = *roster_->In(unit, year);
      Entry entry{.year = year,
                  .roster_unit = unit,
                  .unit = roster_->IdOf(unit),
                  .level = static_cast<uint8_t>(row.level),
                  .kind = static_cast<uint8_t>(row.kind),
                  .region = RegionKeyOf(row.region_code)};
      const uint32_t text = cube_.population().FindText(entry.unit);
      const auto found = reports_.find({text, year});
      if (found != reports_.end()) {
        entry.report = found->second.report;
        entry.status = StatusOf(*entry.report);
        found->second.report = nullptr;  // it was expected
      }
      if (filter.Matches(unit)) entries_.push_back(entry);
    }
  }

  void AddUnexpected(const FoundReport& found) {
    if (found.report == nullptr || !found.matches) return;
    const RowAttributes& report = *found.report;
    entries_.push_back({.year = report.year,
                        .unit = cube_.population().text(report.unit),
                        .status = report.placed ? v1::REPORTING_STATUS_UNEXPECTED : v1::REPORTING_STATUS_UNPLACED,
                        .level = report.level,
                        .kind = report.kind,
                        .region = report.region,
                        .report = &report});
  }

  const Cube& cube_;
  const report::Roster* const roster_;
  const v1::CoverageQuery& query_;
  absl::flat_hash_map<std::pair<uint32_t, int32_t>, FoundReport> reports_;  // by unit (a text) and year
  std::vector<Entry> entries_;
};

absl::StatusOr<GroupParts> PartsOf(const v1::CoverageQuery& query) {
  if (query.group_by_size() > kMaxGroupings) return Malformed("group_by has more than 4 entries; give at most 4");
  std::vector<v1::GroupBy> keys;
  for (const int key : query.group_by()) keys.push_back(static_cast<v1::GroupBy>(key));
  absl::StatusOr<GroupParts> parts = GroupParts::Of(keys);
  if (parts.ok() && parts->form) return Malformed("group_by has FORM; units that have not reported use none");
  return parts;
}

struct Group {
  std::string name;  // of a unit: as in its last year
  v1::ReportingCounts counts;
};

// In the order of CompareGroupKeys: regions' keys are in the order of their codes.
using GroupIdentity = std::tuple<int32_t, RegionKey, std::string, uint8_t, uint8_t, std::string_view>;

void AddGroups(const Collector& collector, const GroupParts& parts, v1::ReportingCoverage* coverage) {
  std::map<GroupIdentity, Group> groups;
  absl::flat_hash_map<RegionKey, RegionKey> region_at;
  const auto region_of = [&](RegionKey region) {
    const auto [place, is_new] = region_at.try_emplace(region, kNoRegion);
    if (is_new) place->second = RegionAt(*parts.region, region);
    return place->second;
  };
  for (const Entry& entry : collector.entries()) {
    Group& group = groups[{parts.year ? entry.year : 0, parts.region.has_value() ? region_of(entry.region) : kNoRegion,
                           parts.parent ? collector.ParentOf(entry) : "", parts.level ? entry.level : uint8_t{0},
                           parts.kind ? entry.kind : uint8_t{0}, parts.unit ? entry.unit : std::string_view()}];
    if (parts.unit) group.name = collector.NameOf(entry);
    Count(entry.status, &group.counts);
  }
  const report::Divisions& divisions = report::Divisions::BuiltIn();
  for (auto& [identity, group] : groups) {
    const auto& [year, region, parent, level, kind, unit] = identity;
    v1::GroupReporting& reporting = *coverage->add_groups();
    v1::GroupKey& key = *reporting.mutable_group();
    key.set_year(year);
    key.set_region_code(RegionCodeOf(region));
    const int division = region == kNoRegion ? -1 : divisions.WithCode(key.region_code());
    if (division >= 0) key.set_region_name(std::string(divisions.at(division).name));
    key.set_parent(parent);
    key.set_level(static_cast<report::v1::AgencyLevel>(level));
    key.set_kind(static_cast<report::v1::AgencyKind>(kind));
    key.set_unit(std::string(unit));
    key.set_unit_name(std::move(group.name));
    *reporting.mutable_counts() = std::move(group.counts);
  }
}

// A page of the entries with one of the statuses.
absl::Status AddUnits(const Collector& collector, const CurrentRoster& roster, const v1::CoverageQuery& query,
                      v1::ReportingCoverage* coverage) {
  const absl::StatusOr<int> page_size = PageSizeOf(query.page_size());
  if (!page_size.ok()) return page_size.status();
  const std::string identity = absl::StrCat(QueryIdentity(query), "\n", roster.version);
  const absl::StatusOr<std::optional<std::string>> after = ReadPageToken(identity, query.page_token());
  if (!after.ok()) return after.status();
  std::vector<const Entry*> listed;
  for (const Entry& entry : collector.entries()) {
    if (std::find(query.statuses().begin(), query.statuses().end(), entry.status) != query.statuses().end()) {
      listed.push_back(&entry);
    }
  }
  coverage->set_unit_count(static_cast<int32_t>(listed.size()));
  auto next = listed.begin();
  if (after->has_value()) {
    const std::optional<Entry> last = ReadPlace(**after, roster.roster.get());
    if (!last.has_value()) {
      return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kInvalidPageToken,
                           "page_token is not one of this list; start again without one");
    }
    next = std::upper_bound(listed.begin(), listed.end(), *last,
                            [](const Entry& place, const Entry* entry) { return PlaceOf(place) < PlaceOf(*entry); });
  }
  for (; next != listed.end(); ++next) {
    if (coverage->units_size() == *page_size) {
      coverage->set_next_page_token(MakePageToken(identity, PlaceText(**std::prev(next))));
      break;
    }
    const Entry& entry = **next;
    v1::UnitReporting& unit = *coverage->add_units();
    unit.mutable_key()->set_unit(std::string(entry.unit));
    unit.mutable_key()->set_year(entry.year);
    unit.set_unit_name(collector.NameOf(entry));
    unit.set_status(entry.status);
    unit.set_parent(collector.ParentOf(entry));
    unit.set_level(static_cast<report::v1::AgencyLevel>(entry.level));
    unit.set_kind(static_cast<report::v1::AgencyKind>(entry.kind));
    unit.set_region_code(RegionCodeOf(entry.region));
  }
  return absl::OkStatus();
}

absl::Status Check(const v1::CoverageQuery& query) {
  const v1::ReportFilter& filter = query.filter();
  if (filter.years().empty() || filter.years_size() > kMaxYears) {
    return Malformed(
        absl::StrCat("filter.years has ", filter.years_size(), " entries; name 1 to ", kMaxYears, " years"));
  }
  if (!filter.verdicts().empty() || filter.placement() != v1::PLACEMENT_UNSPECIFIED) {
    return Malformed("filter.verdicts and filter.placement say nothing of missing reports; leave them out");
  }
  for (const int status : query.statuses()) {
    if (status < v1::REPORTING_STATUS_ON_TIME || status > v1::REPORTING_STATUS_UNPLACED) {
      return Malformed(absl::StrCat("status ", status, " is not known"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::ReportingCoverage> CoverReporting(const Cube& cube, const CurrentRoster& roster,
                                                     const v1::CoverageQuery& query) {
  absl::Status checked = Check(query);
  if (!checked.ok()) return checked;
  const absl::StatusOr<GroupParts> parts = PartsOf(query);
  if (!parts.ok()) return parts.status();
  Collector collector(cube, roster.roster.get(), query);
  absl::Status collected = collector.Collect();
  if (!collected.ok()) return collected;
  v1::ReportingCoverage coverage;
  coverage.mutable_total();
  for (const Entry& entry : collector.entries()) Count(entry.status, coverage.mutable_total());
  if (!query.group_by().empty()) AddGroups(collector, *parts, &coverage);
  absl::Status listed = AddUnits(collector, roster, query, &coverage);
  if (!listed.ok()) return listed;
  return coverage;
}

}  // namespace gouji::statistics

#include "services/statistics/analysis/reporting_coverage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/report/error.h"
#include "services/report/unit_tree.h"
#include "services/statistics/cube/live_cube.h"
#include "services/statistics/cube/testing/corpus.h"
#include "services/statistics/testing/items.h"

namespace gouji::statistics {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::OwnedReport;

constexpr char kRoster[] =
    "id,name,aliases,parent,level,kind,from,to\n"
    "P,山西省,,,PROVINCE,GOVERNMENT,,\n"
    "L,山西省吕梁市临县,,P,COUNTY,GOVERNMENT,,\n"
    "F,财政局,,L,COUNTY,DEPARTMENT,,\n"
    "E,教育局,,L,COUNTY,DEPARTMENT,,2022\n"
    "W,教育和文化局,,L,COUNTY,DEPARTMENT,2023,\n";

CurrentRoster RosterOf(const std::string& csv) {
  absl::StatusOr<report::Roster> roster = report::Roster::Parse(csv);
  EXPECT_TRUE(roster.ok()) << roster.status();
  return {.version = 3, .roster = std::make_shared<const report::Roster>(*std::move(roster))};
}

std::shared_ptr<const Cube> CubeOf(const std::vector<OwnedReport>& reports, const CurrentRoster& roster) {
  const absl::StatusOr<std::shared_ptr<const Cube>> cube = LoadCube(
      [&roster](std::string_view unit, int year) { return report::ParentUnit(roster.roster.get(), unit, year); },
      [&](absl::FunctionRef<bool(const CurrentReport&)> visitor) -> absl::StatusOr<int64_t> {
        for (const OwnedReport& report : reports) testing::View(report, visitor);
        return 1;
      });
  EXPECT_TRUE(cube.ok()) << cube.status();
  return *cube;
}

v1::CoverageQuery QueryOf(const std::vector<int>& years) {
  v1::CoverageQuery query;
  for (const int year : years) query.mutable_filter()->add_years(year);
  for (int status = v1::REPORTING_STATUS_ON_TIME; status <= v1::REPORTING_STATUS_UNPLACED; ++status) {
    query.add_statuses(static_cast<v1::ReportingStatus>(status));
  }
  return query;
}

// What became of each unit, as "year unit status".
std::vector<std::string> Listed(const v1::ReportingCoverage& coverage) {
  std::vector<std::string> lines;
  for (const v1::UnitReporting& unit : coverage.units()) {
    lines.push_back(absl::StrCat(unit.key().year(), " ", unit.key().unit(), " ",
                                 v1::ReportingStatus_Name(unit.status()).substr(sizeof("REPORTING_STATUS_") - 1)));
  }
  return lines;
}

class ReportingCoverageTest : public ::testing::Test {
 protected:
  OwnedReport ReportOf(std::string unit, int year = 2023) const {
    OwnedReport report{.year = year, .unit = std::move(unit), .form = &kernel_.form(), .agency_name = "印出的名称"};
    report.cells.resize(static_cast<std::size_t>(kernel_.form().cell_count()));
    return report;
  }

  const testing::Kernel kernel_;
};

TEST_F(ReportingCoverageTest, TellsWhatBecameOfEachUnit) {
  const CurrentRoster roster = RosterOf(kRoster);
  OwnedReport late = ReportOf("F");
  late.rules = {{"META.LATE", 1}};
  OwnedReport undated = ReportOf("W");
  undated.has_issue_date = false;
  OwnedReport unplaced = ReportOf("document:aa");
  unplaced.placed = false;
  const std::shared_ptr<const Cube> cube =
      CubeOf({ReportOf("P"), late, undated, unplaced, ReportOf("E"), ReportOf("山西省吕梁市临县水利局")}, roster);
  const absl::StatusOr<v1::ReportingCoverage> coverage = CoverReporting(*cube, roster, QueryOf({2023}));
  ASSERT_TRUE(coverage.ok()) << coverage.status();
  // E has no row for 2023, so nobody expects its report.
  EXPECT_THAT(Listed(*coverage),
              ElementsAre("2023 P ON_TIME", "2023 L MISSING", "2023 F LATE", "2023 W UNDATED", "2023 E UNEXPECTED",
                          "2023 document:aa UNPLACED", "2023 山西省吕梁市临县水利局 UNEXPECTED"));
  EXPECT_EQ(coverage->total().expected_count(), 4);
  EXPECT_EQ(coverage->total().on_time_count(), 1);
  EXPECT_EQ(coverage->total().late_count(), 1);
  EXPECT_EQ(coverage->total().undated_count(), 1);
  EXPECT_EQ(coverage->total().missing_count(), 1);
  EXPECT_EQ(coverage->total().unexpected_count(), 2);
  EXPECT_EQ(coverage->total().unplaced_count(), 1);
  EXPECT_EQ(coverage->units(2).unit_name(), "山西省吕梁市临县财政局");
  EXPECT_EQ(coverage->units(2).parent(), "L");
  EXPECT_EQ(coverage->units(2).region_code(), "141124");
  EXPECT_EQ(coverage->units(4).unit_name(), "印出的名称");
  EXPECT_EQ(coverage->units(6).parent(), "L");
}

TEST_F(ReportingCoverageTest, AsksEachYearsRoster) {
  const CurrentRoster roster = RosterOf(kRoster);
  const std::shared_ptr<const Cube> cube = CubeOf({ReportOf("E", 2022)}, roster);
  v1::CoverageQuery query = QueryOf({2023, 2022, 2023});
  query.mutable_filter()->add_subtrees("L");
  query.add_group_by(v1::GROUP_BY_YEAR);
  const absl::StatusOr<v1::ReportingCoverage> coverage = CoverReporting(*cube, roster, query);
  ASSERT_TRUE(coverage.ok()) << coverage.status();
  EXPECT_THAT(Listed(*coverage), ElementsAre("2022 L MISSING", "2022 F MISSING", "2022 E ON_TIME", "2023 L MISSING",
                                             "2023 F MISSING", "2023 W MISSING"));
  ASSERT_EQ(coverage->groups_size(), 2);
  EXPECT_EQ(coverage->groups(0).group().year(), 2022);
  EXPECT_EQ(coverage->groups(0).counts().missing_count(), 2);
  EXPECT_EQ(coverage->groups(1).counts().missing_count(), 3);
}

TEST_F(ReportingCoverageTest, ExpectsNobodyWithoutRoster) {
  const std::shared_ptr<const Cube> cube = CubeOf({ReportOf("山西省吕梁市临县")}, {});
  const absl::StatusOr<v1::ReportingCoverage> coverage = CoverReporting(*cube, {}, QueryOf({2023}));
  ASSERT_TRUE(coverage.ok()) << coverage.status();
  EXPECT_EQ(coverage->total().expected_count(), 0);
  EXPECT_THAT(Listed(*coverage), ElementsAre("2023 山西省吕梁市临县 UNEXPECTED"));
}

TEST_F(ReportingCoverageTest, NoYearBefore2019IsJudgedLate) {
  const CurrentRoster roster = RosterOf(kRoster);
  const std::shared_ptr<const Cube> cube = CubeOf({ReportOf("F", 2018)}, roster);
  v1::CoverageQuery query = QueryOf({2018});
  query.mutable_filter()->add_units("F");
  const absl::StatusOr<v1::ReportingCoverage> coverage = CoverReporting(*cube, roster, query);
  ASSERT_TRUE(coverage.ok()) << coverage.status();
  EXPECT_THAT(Listed(*coverage), ElementsAre("2018 F UNDATED"));
}

TEST_F(ReportingCoverageTest, PagesHoldTogetherAndBelongToTheirRoster) {
  CurrentRoster roster = RosterOf(kRoster);
  const std::shared_ptr<const Cube> cube = CubeOf({ReportOf("F"), ReportOf("x"), ReportOf("y", 2022)}, roster);
  v1::CoverageQuery query = QueryOf({2022, 2023});
  const absl::StatusOr<v1::ReportingCoverage> whole = CoverReporting(*cube, roster, query);
  ASSERT_TRUE(whole.ok()) << whole.status();
  query.set_page_size(2);
  std::vector<std::string> lines;
  do {
    const absl::StatusOr<v1::ReportingCoverage> page = CoverReporting(*cube, roster, query);
    ASSERT_TRUE(page.ok()) << page.status();
    EXPECT_EQ(page->unit_count(), whole->units_size());
    for (std::string& line : Listed(*page)) lines.push_back(std::move(line));
    query.set_page_token(page->next_page_token());
  } while (!query.page_token().empty());
  EXPECT_EQ(lines, Listed(*whole));

  query.set_page_token(CoverReporting(*cube, roster, query)->next_page_token());
  roster.version = 4;
  EXPECT_EQ(report::ReasonOf(CoverReporting(*cube, roster, query).status()), "INVALID_PAGE_TOKEN");
}

TEST_F(ReportingCoverageTest, RefusesWhatSaysNothingOfMissingReports) {
  const std::shared_ptr<const Cube> cube = CubeOf({}, {});
  const auto message = [&cube](const v1::CoverageQuery& query) {
    const absl::Status status = CoverReporting(*cube, {}, query).status();
    EXPECT_EQ(report::ReasonOf(status), "MALFORMED_REQUEST");
    return std::string(status.message());
  };
  EXPECT_THAT(message({}), HasSubstr("name 1 to 20 years"));
  v1::CoverageQuery query = QueryOf({2023});
  query.mutable_filter()->add_verdicts(validate::v1::VERDICT_ACCEPTED);
  EXPECT_THAT(message(query), HasSubstr("verdicts"));
  query = QueryOf({2023});
  query.add_group_by(v1::GROUP_BY_FORM);
  EXPECT_THAT(message(query), HasSubstr("group_by"));
  query = QueryOf({2023});
  query.add_group_by(v1::GROUP_BY_COUNTY);
  query.add_group_by(v1::GROUP_BY_PROVINCE);
  EXPECT_THAT(message(query), HasSubstr("give one"));
  query = QueryOf({2023});
  query.mutable_filter()->add_regions("山西");
  EXPECT_THAT(message(query), HasSubstr("no statistical code"));
  query = QueryOf({2023});
  query.add_statuses(v1::REPORTING_STATUS_UNSPECIFIED);
  EXPECT_THAT(message(query), HasSubstr("status 0"));
}

// The slow way: every unit of the roster in every year, looked up among all reports.
using Outcome = std::map<std::tuple<int, std::string>, v1::ReportingStatus>;

bool IsInSubtree(const report::Roster& roster, std::string unit, int year, const v1::ReportFilter& filter) {
  while (!unit.empty()) {
    if (std::count(filter.subtrees().begin(), filter.subtrees().end(), unit) > 0) return true;
    unit = report::ParentUnit(&roster, unit, year);
  }
  return filter.subtrees().empty();
}

template <typename Attributes>
bool Means(const v1::ReportFilter& filter, const Attributes& attributes) {
  const auto has = [](const auto& wanted, int value) {
    return wanted.empty() || std::count(wanted.begin(), wanted.end(), value) > 0;
  };
  bool in_region = filter.regions().empty();
  for (const std::string& code : filter.regions()) in_region |= absl::StartsWith(attributes.region_code, code);
  return in_region && has(filter.levels(), static_cast<int>(attributes.level)) &&
         has(filter.kinds(), static_cast<int>(attributes.kind));
}

Outcome ReferenceOf(const std::vector<OwnedReport>& reports, const report::Roster& roster,
                    const v1::ReportFilter& filter) {
  const auto by_unit = [&filter](const std::string& unit) {
    return filter.units().empty() || std::count(filter.units().begin(), filter.units().end(), unit) > 0;
  };
  Outcome outcome;
  std::set<std::tuple<int, std::string>> answered;
  for (const int year : filter.years()) {
    for (const int unit : roster.UnitsIn(year)) {
      const std::string& id = roster.IdOf(unit);
      v1::ReportingStatus status = v1::REPORTING_STATUS_MISSING;
      for (const OwnedReport& report : reports) {
        if (report.year != year || report.unit != id) continue;
        answered.insert({year, id});
        status = !report.rules.empty()   ? v1::REPORTING_STATUS_LATE
                 : report.has_issue_date ? v1::REPORTING_STATUS_ON_TIME
                                         : v1::REPORTING_STATUS_UNDATED;
      }
      if (by_unit(id) && Means(filter, *roster.In(unit, year)) && IsInSubtree(roster, id, year, filter)) {
        outcome[{year, id}] = status;
      }
    }
  }
  for (const OwnedReport& report : reports) {
    const bool is_in_years = std::count(filter.years().begin(), filter.years().end(), report.year) > 0;
    if (!is_in_years || answered.count({report.year, report.unit}) > 0 || !by_unit(report.unit) ||
        !Means(filter, report) || !IsInSubtree(roster, report.unit, report.year, filter)) {
      continue;
    }
    outcome[{report.year, report.unit}] =
        report.placed ? v1::REPORTING_STATUS_UNEXPECTED : v1::REPORTING_STATUS_UNPLACED;
  }
  return outcome;
}

TEST_F(ReportingCoverageTest, AgreesWithTheSlowWayOverRandomRosters) {
  const std::vector<std::string> regions = {"14", "1411", "141124", "15", ""};
  int answered_count = 0;
  for (uint64_t seed = 1; seed <= 200; ++seed) {
    testing::RandomReports random(kernel_.catalog(), seed, 1);
    const auto below = [&random](uint32_t limit) { return static_cast<int>(random.Below(limit)); };
    std::string csv = "id,name,parent,level,kind,from,to\n";
    for (int unit = 0; unit < 12; ++unit) {
      const std::string parent = unit > 0 && below(4) > 0 ? absl::StrCat("u", below(static_cast<uint32_t>(unit))) : "";
      absl::StrAppend(&csv, "u", unit, ",第", unit, "局,", parent, ",", below(2) == 0 ? "COUNTY" : "PREFECTURE", ",",
                      below(2) == 0 ? "DEPARTMENT" : "GOVERNMENT", ",,\n");
    }
    const CurrentRoster roster = RosterOf(csv);
    std::vector<OwnedReport> reports;
    for (int unit = 0; unit < 16; ++unit) {
      for (int year = 2021; year <= 2023; ++year) {
        if (below(3) == 0) continue;
        OwnedReport report = ReportOf(absl::StrCat("u", unit), year);
        report.placed = unit < 12 || below(2) == 0;
        report.has_issue_date = below(2) == 0;
        report.level = below(2) == 0 ? report::AgencyLevel::kCounty : report::AgencyLevel::kPrefecture;
        report.region_code = regions[static_cast<std::size_t>(below(5))];
        if (report.has_issue_date && below(2) == 0) report.rules = {{"META.LATE", 1}};
        reports.push_back(std::move(report));
      }
    }
    v1::CoverageQuery query = QueryOf({2021, 2023});
    v1::ReportFilter& filter = *query.mutable_filter();
    if (below(2) == 0) filter.add_subtrees(absl::StrCat("u", below(12)));
    if (below(3) == 0) filter.add_units(absl::StrCat("u", below(16)));
    if (below(3) == 0) filter.add_levels(report::v1::AGENCY_LEVEL_COUNTY);
    if (below(4) == 0) filter.add_kinds(report::v1::AGENCY_KIND_DEPARTMENT);
    if (below(4) == 0) filter.add_regions("14");
    query.set_page_size(1000);
    const std::shared_ptr<const Cube> cube = CubeOf(reports, roster);
    const absl::StatusOr<v1::ReportingCoverage> coverage = CoverReporting(*cube, roster, query);
    ASSERT_TRUE(coverage.ok()) << coverage.status();
    Outcome listed;
    for (const v1::UnitReporting& unit : coverage->units()) {
      listed[{unit.key().year(), unit.key().unit()}] = unit.status();
    }
    EXPECT_EQ(listed, ReferenceOf(reports, *roster.roster, filter)) << "seed " << seed << "\n" << filter.DebugString();
    EXPECT_EQ(static_cast<int>(listed.size()), coverage->units_size());
    const v1::ReportingCounts& total = coverage->total();
    EXPECT_EQ(total.expected_count() + total.unexpected_count() + total.unplaced_count(), coverage->units_size());
    answered_count += coverage->units_size();
  }
  EXPECT_GT(answered_count, 1000);
}

}  // namespace
}  // namespace gouji::statistics

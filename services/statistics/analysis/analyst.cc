#include "services/statistics/analysis/analyst.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "services/report/error.h"
#include "services/statistics/analysis/grouping_keys.h"
#include "services/statistics/analysis/measured_population.h"
#include "services/statistics/analysis/previous_reports.h"
#include "services/statistics/analysis/reporting_coverage.h"
#include "services/statistics/analysis/trend_lines.h"
#include "services/statistics/cube/row_values.h"
#include "services/statistics/cube/sums.h"
#include "services/statistics/operations/compare.h"
#include "services/statistics/operations/describe.h"
#include "services/statistics/operations/measured.h"
#include "services/statistics/operations/outliers.h"
#include "services/statistics/operations/rank.h"
#include "services/statistics/operations/trace.h"
#include "services/statistics/operations/trend.h"
#include "services/statistics/page_token.h"

namespace gouji::statistics {
namespace {

constexpr int kMaxGroupings = 4;
constexpr int kMaxTrends = 20;
constexpr int kMaxComparedMeasures = 100;

absl::Status Malformed(std::string_view message) {
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest, message);
}

absl::StatusOr<MeasuredPopulation> PopulationOf(Cubes& cubes, std::shared_ptr<const Cube> cube,
                                                const v1::ReportFilter& filter, v1::Basis basis,
                                                const std::vector<v1::GroupBy>& group_by,
                                                GroupOrder order = GroupOrder::kByKey) {
  if (group_by.size() > kMaxGroupings) return Malformed("group_by has more than 4 entries; give at most 4");
  const absl::StatusOr<v1::ReportFilter> by_ids = cubes.WithUnitIds(filter);
  if (!by_ids.ok()) return by_ids.status();
  return MeasuredPopulation::Create(std::move(cube), *by_ids, basis, group_by, order);
}

template <typename Groups>
std::vector<v1::GroupBy> GroupsOf(const Groups& group_by) {
  std::vector<v1::GroupBy> groups;
  for (const int group : group_by) groups.push_back(static_cast<v1::GroupBy>(group));
  return groups;
}

absl::StatusOr<v1::Summary> SummaryOf(const std::vector<FormSums>& sums, v1::Basis basis) {
  v1::Summary summary;
  absl::Status filled = FillSummary(sums, summary);
  if (!filled.ok()) return filled;
  summary.set_basis(basis == v1::BASIS_UNSPECIFIED ? v1::BASIS_OWN_REPORTS : basis);
  return summary;
}

// All cells added up over a population.
absl::StatusOr<v1::Summary> SummaryOf(const MeasuredPopulation& population, v1::Basis basis) {
  absl::StatusOr<v1::Summary> summary = SummaryOf(SumCells(population.selection(), {}), basis);
  if (summary.ok()) *summary->mutable_coverage() = population.selection().CoverageOf();
  return summary;
}

// What a query asks about.
struct Subject {
  Measure measure;
  MeasuredPopulation population;
};

template <typename Query>
absl::StatusOr<Subject> SubjectOf(Cubes& cubes, const MetricCatalog& metrics, const Query& query,
                                  const std::vector<v1::GroupBy>& group_by, GroupOrder order = GroupOrder::kByKey) {
  absl::StatusOr<Measure> measure = metrics.Resolve(query.measure());
  if (!measure.ok()) return measure.status();
  absl::StatusOr<std::shared_ptr<const Cube>> cube = cubes.At(query.as_of());
  if (!cube.ok()) return cube.status();
  absl::StatusOr<MeasuredPopulation> population =
      PopulationOf(cubes, *std::move(cube), query.filter(), query.basis(), group_by, order);
  if (!population.ok()) return population.status();
  return Subject{.measure = *std::move(measure), .population = *std::move(population)};
}

// The same with the measure of each report, for operations that look at them.
struct Figures {
  Measure measure;
  MeasuredPopulation population;
  MeasuredPopulation::Measured measured;

  RowIdentity IdentityOf(int32_t row) const {
    const MeasuredPopulation::Place place = measured.places[row];
    return {.year = population.AttributesAt(place).year,
            .unit = population.UnitAt(place),
            .unit_name = population.NameAt(place)};
  }
};

template <typename Query>
absl::StatusOr<Figures> FiguresOf(Cubes& cubes, const MetricCatalog& metrics, const Query& query,
                                  const std::vector<v1::GroupBy>& group_by) {
  absl::StatusOr<Subject> subject = SubjectOf(cubes, metrics, query, group_by);
  if (!subject.ok()) return subject.status();
  absl::StatusOr<MeasuredPopulation::Measured> measured = subject->population.Measure(subject->measure);
  if (!measured.ok()) return measured.status();
  return Figures{.measure = std::move(subject->measure),
                 .population = std::move(subject->population),
                 .measured = *std::move(measured)};
}

}  // namespace

absl::StatusOr<v1::SummarizeResponse> Analyst::Summarize(const v1::SummarizeRequest& request) {
  const absl::StatusOr<std::shared_ptr<const Cube>> cube = cubes_.At(request.as_of());
  if (!cube.ok()) return cube.status();
  const absl::StatusOr<MeasuredPopulation> population =
      PopulationOf(cubes_, *cube, request.filter(), request.basis(), GroupsOf(request.group_by()));
  if (!population.ok()) return population.status();
  absl::StatusOr<v1::Summary> whole = SummaryOf(*population, request.basis());
  if (!whole.ok()) return whole.status();
  v1::SummarizeResponse response;
  *response.mutable_summary() = *std::move(whole);
  if (request.group_by().empty()) return response;
  const absl::StatusOr<std::vector<std::vector<FormSums>>> groups =
      SumCellsByGroup(population->selection(), population->grouping(), {});
  if (!groups.ok()) return groups.status();
  std::vector<v1::Coverage> coverage = population->CoverageByGroup();
  for (std::size_t i = 0; i < groups->size(); ++i) {
    absl::StatusOr<v1::Summary> summary = SummaryOf((*groups)[i], request.basis());
    if (!summary.ok()) return summary.status();
    v1::GroupSummary& group = *response.add_groups();
    *group.mutable_group() = population->grouping().KeyOf(static_cast<int>(i));
    *group.mutable_summary() = *std::move(summary);
    *group.mutable_summary()->mutable_coverage() = std::move(coverage[i]);
  }
  return response;
}

absl::StatusOr<v1::Ranking> Analyst::Rank(const v1::RankQuery& query) {
  const absl::StatusOr<int> page_size = PageSizeOf(query.page_size());
  if (!page_size.ok()) return page_size.status();
  std::vector<v1::GroupBy> group_by = GroupsOf(query.group_by());
  if (group_by.empty()) group_by.push_back(v1::GROUP_BY_UNIT);
  const absl::StatusOr<Subject> subject = SubjectOf(cubes_, metrics_, query, group_by, GroupOrder::kAny);
  if (!subject.ok()) return subject.status();
  const auto& [measure, population] = *subject;
  const absl::StatusOr<std::vector<MeasuredGroup>> groups = population.MeasureGroups(measure);
  if (!groups.ok()) return groups.status();
  absl::StatusOr<v1::Ranking> ranking = statistics::Rank(measure, *groups, GroupingKeys(population.grouping()),
                                                         {.ascending = query.ascending(),
                                                          .min_denominator = query.min_denominator(),
                                                          .page_size = *page_size,
                                                          .page_token = query.page_token(),
                                                          .query = QueryIdentity(query)});
  if (!ranking.ok()) return ranking.status();
  *ranking->mutable_measure() = metrics_.Describe(measure);
  *ranking->mutable_coverage() = population.selection().CoverageOf();
  return ranking;
}

absl::StatusOr<v1::Trends> Analyst::Trend(const v1::TrendQuery& query) {
  if (query.measures().empty() || query.measures_size() > kMaxTrends) {
    return Malformed("measures has none or more than 20 entries; give 1 to 20");
  }
  std::vector<v1::GroupBy> group_by = GroupsOf(query.group_by());
  if (std::find(group_by.begin(), group_by.end(), v1::GROUP_BY_YEAR) != group_by.end()) {
    return Malformed("group_by has YEAR; a trend has a point for each year anyway");
  }
  const bool is_grouped = !group_by.empty();
  group_by.push_back(v1::GROUP_BY_YEAR);
  const absl::StatusOr<std::shared_ptr<const Cube>> cube = cubes_.At(query.as_of());
  if (!cube.ok()) return cube.status();
  const absl::StatusOr<MeasuredPopulation> population =
      PopulationOf(cubes_, *cube, query.filter(), query.basis(), group_by);
  if (!population.ok()) return population.status();
  const std::vector<uint64_t> forms = FormsByGroup(*population);
  const Grouping& grouping = population->grouping();
  const LineGroups lines = LinesOf(grouping, is_grouped);
  v1::Trends trends;
  for (const std::string& id : query.measures()) {
    const absl::StatusOr<Measure> measure = metrics_.Resolve(id);
    if (!measure.ok()) return measure.status();
    const absl::StatusOr<std::vector<MeasuredGroup>> sums = population->MeasureGroups(*measure);
    if (!sums.ok()) return sums.status();
    *trends.add_measures() = metrics_.Describe(*measure);
    for (std::size_t i = 0; i < lines.keys.size(); ++i) {
      std::vector<YearSums> years;
      for (const int group : lines.groups[i]) {
        years.push_back({.year = grouping.KeyOf(group).year(), .sums = (*sums)[group], .forms = forms[group]});
      }
      absl::StatusOr<std::vector<v1::TrendPoint>> points = statistics::Trend(*measure, std::move(years));
      if (!points.ok()) return points.status();
      v1::TrendLine& line = *trends.add_lines();
      *line.mutable_group() = lines.keys[i];
      line.set_measure(measure->id);
      line.mutable_points()->Add(points->begin(), points->end());
    }
  }
  *trends.mutable_coverage() = population->selection().CoverageOf();
  return trends;
}

absl::StatusOr<v1::Distributions> Analyst::Describe(const v1::DescribeQuery& query) {
  const absl::StatusOr<int> bin_count = BinCountOf(query.bin_count());
  if (!bin_count.ok()) return bin_count.status();
  const absl::StatusOr<Figures> figures = FiguresOf(cubes_, metrics_, query, GroupsOf(query.group_by()));
  if (!figures.ok()) return figures.status();
  const Grouping& grouping = figures->population.grouping();
  absl::StatusOr<std::vector<v1::Distribution>> described =
      statistics::Describe(figures->measure, figures->measured.rows, grouping.group_count(), *bin_count);
  if (!described.ok()) return described.status();
  v1::Distributions distributions;
  *distributions.mutable_measure() = metrics_.Describe(figures->measure);
  for (std::size_t i = 0; i < described->size(); ++i) {
    v1::Distribution& one = *distributions.add_distributions();
    one = std::move((*described)[i]);
    *one.mutable_group() = grouping.KeyOf(static_cast<int>(i));
  }
  *distributions.mutable_coverage() = figures->population.selection().CoverageOf();
  return distributions;
}

absl::StatusOr<v1::Comparison> Analyst::Compare(const v1::CompareQuery& query) {
  const absl::StatusOr<int> limit = ContributionLimitOf(query.contribution_limit());
  if (!limit.ok()) return limit.status();
  if (query.measures_size() > kMaxComparedMeasures) return Malformed("measures has more than 100 entries");
  const absl::StatusOr<std::shared_ptr<const Cube>> cube = cubes_.At(query.as_of());
  if (!cube.ok()) return cube.status();
  const absl::StatusOr<MeasuredPopulation> left = PopulationOf(cubes_, *cube, query.left(), query.basis(), {});
  if (!left.ok()) return left.status();
  const absl::StatusOr<MeasuredPopulation> right = PopulationOf(cubes_, *cube, query.right(), query.basis(), {});
  if (!right.ok()) return right.status();
  v1::Comparison comparison;
  for (const auto& [population, side] :
       {std::pair(&*left, comparison.mutable_left()), std::pair(&*right, comparison.mutable_right())}) {
    absl::StatusOr<v1::Summary> summary = SummaryOf(*population, query.basis());
    if (!summary.ok()) return summary.status();
    *side = *std::move(summary);
  }
  for (const std::string& id : query.measures()) {
    const absl::StatusOr<Measure> measure = metrics_.Resolve(id);
    if (!measure.ok()) return measure.status();
    // Without keys all is one group.
    const absl::StatusOr<std::vector<MeasuredGroup>> left_sums = left->MeasureGroups(*measure);
    if (!left_sums.ok()) return left_sums.status();
    const absl::StatusOr<std::vector<MeasuredGroup>> right_sums = right->MeasureGroups(*measure);
    if (!right_sums.ok()) return right_sums.status();
    absl::StatusOr<v1::MeasureComparison> compared = CompareMeasure(*measure, left_sums->front(), right_sums->front());
    if (!compared.ok()) return compared.status();
    *comparison.add_measures() = *std::move(compared);
    *comparison.add_descriptions() = metrics_.Describe(*measure);
  }
  if (query.explained_measure().empty()) return comparison;
  absl::Status explained = Explain(query, *limit, *left, *right, &comparison);
  if (!explained.ok()) return explained;
  return comparison;
}

absl::Status Analyst::Explain(const v1::CompareQuery& query, int limit, const MeasuredPopulation& left,
                              const MeasuredPopulation& right, v1::Comparison* comparison) const {
  const absl::StatusOr<Measure> measure = metrics_.Resolve(query.explained_measure());
  if (!measure.ok()) return measure.status();
  // Units of both sides are numbered together.
  struct Unit {
    const MeasuredPopulation* population;
    MeasuredPopulation::Place place;
  };
  std::vector<Unit> units;
  constexpr int32_t kNone = -1;
  std::vector<int32_t> number_of_unit(left.cube()->text_count(), kNone);  // both sides are of one cube
  const auto measured_by_unit = [&](const MeasuredPopulation& population) -> absl::StatusOr<std::vector<MeasuredRow>> {
    absl::StatusOr<MeasuredPopulation::Measured> measured = population.Measure(*measure);
    if (!measured.ok()) return measured.status();
    for (MeasuredRow& row : measured->rows) {
      const MeasuredPopulation::Place place = measured->places[row.row];
      int32_t& number = number_of_unit[population.AttributesAt(place).unit];
      if (number == kNone) {
        number = static_cast<int32_t>(units.size());
        units.push_back({.population = &population, .place = place});
      }
      row.group = number;
    }
    return std::move(measured->rows);
  };
  const absl::StatusOr<std::vector<MeasuredRow>> left_rows = measured_by_unit(left);
  if (!left_rows.ok()) return left_rows.status();
  const absl::StatusOr<std::vector<MeasuredRow>> right_rows = measured_by_unit(right);
  if (!right_rows.ok()) return right_rows.status();
  absl::StatusOr<Explanation> explanation = ExplainDifference(
      *measure, *left_rows, *right_rows, static_cast<int>(units.size()),
      [&](int32_t unit) -> RowIdentity {
        const auto& [population, place] = units[unit];
        return {.unit = population->UnitAt(place), .unit_name = population->NameAt(place)};
      },
      limit);
  if (!explanation.ok()) return explanation.status();
  comparison->mutable_contributions()->Add(explanation->contributions.begin(), explanation->contributions.end());
  comparison->set_explained_difference(explanation->difference);
  return absl::OkStatus();
}

absl::StatusOr<v1::Outliers> Analyst::FindOutliers(const v1::OutlierQuery& query) {
  // Peers are of one year, level and kind.
  const absl::StatusOr<Figures> figures =
      FiguresOf(cubes_, metrics_, query, {v1::GROUP_BY_YEAR, v1::GROUP_BY_LEVEL, v1::GROUP_BY_KIND});
  if (!figures.ok()) return figures.status();
  const auto& [measure, population, measured] = *figures;
  const absl::StatusOr<OutlierOptions> options = OutlierOptionsOf(query, measure);
  if (!options.ok()) return options.status();
  std::vector<PeerGroup> peers;
  for (int group = 0; group < population.grouping().group_count(); ++group) {
    const v1::GroupKey key = population.grouping().KeyOf(group);
    peers.push_back({.year = key.year(),
                     .level = static_cast<report::AgencyLevel>(key.level()),
                     .kind = static_cast<report::AgencyKind>(key.kind())});
  }
  std::vector<MeasuredRow> previous;
  MeasuredPopulation::Measured earlier_measured;  // what `previous` points to
  if (options->method != v1::OUTLIER_METHOD_PEERS && query.filter().years().empty()) {
    previous = PreviousOf(population, measured, population, measured);
  } else if (options->method != v1::OUTLIER_METHOD_PEERS) {
    v1::ReportFilter filter = query.filter();
    for (int32_t& year : *filter.mutable_years()) --year;
    const absl::StatusOr<MeasuredPopulation> earlier =
        PopulationOf(cubes_, population.cube(), filter, query.basis(), {});
    if (!earlier.ok()) return earlier.status();
    absl::StatusOr<MeasuredPopulation::Measured> rows = earlier->Measure(measure);
    if (!rows.ok()) return rows.status();
    earlier_measured = *std::move(rows);
    previous = PreviousOf(population, measured, *earlier, earlier_measured);
  }
  absl::StatusOr<v1::Outliers> outliers = statistics::FindOutliers(
      measure, measured.rows, previous, peers, [&](int32_t row) { return figures->IdentityOf(row); }, *options);
  if (!outliers.ok()) return outliers.status();
  *outliers->mutable_measure() = metrics_.Describe(measure);
  *outliers->mutable_coverage() = population.selection().CoverageOf();
  return outliers;
}

absl::StatusOr<v1::Tracing> Analyst::Trace(const v1::TraceQuery& query) {
  const absl::StatusOr<int> page_size = PageSizeOf(query.page_size());
  if (!page_size.ok()) return page_size.status();
  const absl::StatusOr<Figures> figures = FiguresOf(cubes_, metrics_, query, {});
  if (!figures.ok()) return figures.status();
  absl::StatusOr<TracePage> page =
      statistics::Trace(figures->measure, figures->measured.rows, [&](int32_t row) { return figures->IdentityOf(row); },
                        {.page_size = *page_size, .page_token = query.page_token(), .query = QueryIdentity(query)});
  if (!page.ok()) return page.status();
  v1::Tracing& tracing = page->tracing;
  for (std::size_t i = 0; i < page->rows.size(); ++i) {
    const MeasuredRow& row = figures->measured.rows[page->rows[i]];
    const MeasuredPopulation::Place place = figures->measured.places[row.row];
    const Block& block = figures->population.BlockAt(place);
    const FormMeasure* form = figures->measure.Of(*block.form);
    if (form == nullptr) continue;
    for (v1::TracedCell& cell :
         TracedCellsOf(*form, [&](int index) { return CellAt(block, place.row, index).value_or(0); })) {
      *tracing.mutable_reports(static_cast<int>(i))->add_cells() = std::move(cell);
    }
  }
  *tracing.mutable_measure() = metrics_.Describe(figures->measure);
  *tracing.mutable_coverage() = figures->population.selection().CoverageOf();
  return std::move(page->tracing);
}

absl::StatusOr<v1::ReportingCoverage> Analyst::Coverage(v1::CoverageQuery query) {
  const absl::StatusOr<std::shared_ptr<const Cube>> cube = cubes_.At(query.as_of());
  if (!cube.ok()) return cube.status();
  absl::StatusOr<v1::ReportFilter> by_ids = cubes_.WithUnitIds(query.filter());
  if (!by_ids.ok()) return by_ids.status();
  *query.mutable_filter() = *std::move(by_ids);
  const CurrentRoster roster = cubes_.Roster();
  absl::StatusOr<v1::ReportingCoverage> coverage = CoverReporting(**cube, roster, query);
  if (!coverage.ok() || roster.version == 0) return coverage;
  absl::StatusOr<v1::RosterVersion> described = cubes_.DescribeRoster(roster.version);
  if (!described.ok()) return described.status();
  *coverage->mutable_roster() = *std::move(described);
  return coverage;
}

}  // namespace gouji::statistics

#include "services/statistics/analysis/measured_population.h"

#include <algorithm>
#include <utility>

#include "services/statistics/cube/row_values.h"

namespace gouji::statistics {
namespace {

RowQuantity::Kind KindOf(v1::Quality quality) {
  switch (quality) {
    case v1::QUALITY_REPORT:
      return RowQuantity::Kind::kReport;
    case v1::QUALITY_WITHOUT_ERROR:
      return RowQuantity::Kind::kWithoutError;
    case v1::QUALITY_FINDINGS:
      return RowQuantity::Kind::kFindings;
    case v1::QUALITY_ON_TIME:
      return RowQuantity::Kind::kOnTime;
    default:
      return RowQuantity::Kind::kCells;
  }
}

void AddForm(const report::Form& form, const MeasureQuantity& from, RowQuantity* quantity) {
  quantity->kind = KindOf(from.quality);
  std::vector<CellTerm> terms;
  for (const MeasureTerm& term : from.terms) terms.push_back({.cell = term.cell, .factor = term.factor});
  quantity->terms.emplace_back(&form, std::move(terms));
}

// The numerator and, where there is one, the denominator.
std::vector<RowQuantity> QuantitiesOf(const Measure& measure) {
  std::vector<RowQuantity> quantities(measure.has_denominator() ? 2 : 1);
  for (const FormMeasure& form : measure.forms) {
    AddForm(*form.form, form.numerator, &quantities[0]);
    if (form.denominator.has_value()) AddForm(*form.form, *form.denominator, &quantities[1]);
  }
  return quantities;
}

Spread SpreadOf(const RowValue& value) { return {.least = value.least_change, .greatest = value.greatest_change}; }

}  // namespace

absl::StatusOr<MeasuredPopulation> MeasuredPopulation::Create(std::shared_ptr<const Cube> cube,
                                                              const v1::ReportFilter& filter, v1::Basis basis,
                                                              absl::Span<const v1::GroupBy> group_by,
                                                              GroupOrder order) {
  MeasuredPopulation population;
  absl::StatusOr<Selection> selection = Selection::Create(*cube, filter, basis);
  if (!selection.ok()) return selection.status();
  population.cube_ = std::move(cube);
  population.selection_ = std::make_unique<Selection>(*std::move(selection));
  absl::StatusOr<Grouping> grouping = Grouping::Create(*population.selection_, group_by, order);
  if (!grouping.ok()) return grouping.status();
  population.grouping_ = std::make_unique<Grouping>(*std::move(grouping));
  return population;
}

const RowAttributes& MeasuredPopulation::AttributesAt(Place place) const {
  return BlockAt(place).rows[static_cast<std::size_t>(place.row)];
}

std::string_view MeasuredPopulation::UnitAt(Place place) const {
  return cube_->population().text(AttributesAt(place).unit);
}

std::string_view MeasuredPopulation::NameAt(Place place) const {
  return cube_->population().text(AttributesAt(place).name);
}

absl::StatusOr<MeasuredPopulation::Measured> MeasuredPopulation::Measure(const statistics::Measure& measure) const {
  const std::vector<RowQuantity> quantities = QuantitiesOf(measure);
  Measured measured;
  measured.rows.reserve(static_cast<std::size_t>(selection_->row_count()));
  measured.places.reserve(static_cast<std::size_t>(selection_->row_count()));
  absl::Status visited = ForEachRow(*selection_, quantities, [&](const RowVisit& visit) {
    const Grouping::BlockGroups& groups = grouping_->OfBlock(visit.block_index);
    MeasuredRow& row = measured.rows.emplace_back();
    row.row = static_cast<int32_t>(measured.places.size());
    row.group = groups.groups[groups.group_of_row[static_cast<std::size_t>(visit.row)]];
    row.numerator = visit.values[0].value;
    row.assessable = visit.values[0].is_assessable;
    row.numerator_spread = SpreadOf(visit.values[0]);
    if (visit.values.size() > 1) {
      row.denominator = visit.values[1].value;
      row.assessable = row.assessable && visit.values[1].is_assessable;
      row.denominator_spread = SpreadOf(visit.values[1]);
    }
    measured.places.push_back({.block = visit.block_index, .row = visit.row});
  });
  if (!visited.ok()) return visited;
  return measured;
}

std::vector<v1::Coverage> MeasuredPopulation::CoverageByGroup() const {
  std::vector<v1::Coverage> coverage(static_cast<std::size_t>(grouping_->group_count()));
  std::vector<std::pair<int, uint32_t>> units;
  for (std::size_t i = 0; i < cube_->blocks().size(); ++i) {
    const RowMask* rows = selection_->rows(i);
    if (rows == nullptr) continue;
    const Block& block = *cube_->blocks()[i].block;
    const Grouping::BlockGroups& groups = grouping_->OfBlock(i);
    rows->ForEach([&](int row) {
      const RowAttributes& attributes = block.rows[row];
      const int group = groups.groups[groups.group_of_row[row]];
      v1::Coverage& counted = coverage[group];
      counted.set_matched_count(counted.matched_count() + 1);
      counted.set_counted_count(counted.counted_count() + 1);
      if (!attributes.placed) counted.set_unplaced_count(counted.unplaced_count() + 1);
      if (attributes.error_count > 0) counted.set_with_errors_count(counted.with_errors_count() + 1);
      units.emplace_back(group, attributes.unit);
    });
  }
  std::sort(units.begin(), units.end());
  units.erase(std::unique(units.begin(), units.end()), units.end());
  for (const auto& [group, unit] : units) coverage[group].set_unit_count(coverage[group].unit_count() + 1);
  return coverage;
}

}  // namespace gouji::statistics

#include "services/statistics/analysis/measured_population.h"

#include <utility>

#include "services/runtime/mutex.h"
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

// What errors leave open of the numerator and, where there is one, the denominator.
RowSpread SpreadAt(const BlockValues& values, std::size_t quantity_count, int row) {
  const auto spread_of = [&](std::size_t quantity) -> Spread {
    const RowValue value = values.At(quantity, row);
    return {.least = value.least_change, .greatest = value.greatest_change};
  };
  return {.numerator = spread_of(0), .denominator = quantity_count > 1 ? spread_of(1) : Spread()};
}

absl::Status FirstError(absl::Span<const absl::Status> statuses) {
  for (const absl::Status& status : statuses) {
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

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
  // Each block writes the places that are its own.
  const std::size_t block_count = cube_->blocks().size();
  std::vector<std::size_t> first_of_block(block_count);
  std::size_t row_count = 0;
  for (std::size_t i = 0; i < block_count; ++i) {
    first_of_block[i] = row_count;
    if (selection_->rows(i) != nullptr) row_count += static_cast<std::size_t>(selection_->rows(i)->Count());
  }
  Measured measured;
  measured.rows.resize(row_count);
  measured.places.resize(row_count);
  measured.spreads.resize(block_count);
  std::vector<absl::Status> read(block_count);
  selection_->ForEachBlockInParallel([&](std::size_t i) {
    const absl::StatusOr<BlockValues> values = BlockValues::Of(*cube_->blocks()[i].block, quantities);
    read[i] = values.status();
    if (!values.ok()) return;
    const RowMask assessable = values->Assessable(*selection_->rows(i));
    RowMask open = assessable;
    open.Keep(values->Open());
    std::vector<RowSpread>& spreads = measured.spreads[i];
    spreads.reserve(static_cast<std::size_t>(open.Count()));  // rows point to them
    const absl::Span<const int64_t> numerators = values->Values(0);
    const absl::Span<const int64_t> denominators =
        quantities.size() > 1 ? values->Values(1) : absl::Span<const int64_t>();
    const Grouping::BlockGroups& groups = grouping_->OfBlock(i);
    std::size_t index = first_of_block[i];
    selection_->rows(i)->ForEach([&](int row) {
      MeasuredRow& into = measured.rows[index];
      into.row = static_cast<int32_t>(index);
      into.group = groups.groups[groups.group_of_row[row]];
      into.assessable = assessable.Test(row);
      into.numerator = numerators[row];
      if (!denominators.empty()) into.denominator = denominators[row];
      if (open.Test(row)) into.spread = &spreads.emplace_back(SpreadAt(*values, quantities.size(), row));
      measured.places[index++] = {.block = static_cast<uint32_t>(i), .row = row};
    });
  });
  absl::Status error = FirstError(read);
  if (!error.ok()) return error;
  return measured;
}

absl::StatusOr<std::vector<MeasuredGroup>> MeasuredPopulation::MeasureGroups(const statistics::Measure& measure) const {
  const std::vector<RowQuantity> quantities = QuantitiesOf(measure);
  std::vector<MeasuredGroup> sums(static_cast<std::size_t>(grouping_->group_count()));
  runtime::Mutex mutex;
  std::vector<absl::Status> read(cube_->blocks().size());
  selection_->ForEachBlockInParallel([&](std::size_t i) {
    const absl::StatusOr<BlockValues> values = BlockValues::Of(*cube_->blocks()[i].block, quantities);
    read[i] = values.status();
    if (!values.ok()) return;
    const Grouping::BlockGroups& groups = grouping_->OfBlock(i);
    std::vector<MeasuredGroup> of_block(groups.groups.size());
    const RowMask& rows = *selection_->rows(i);
    const RowMask assessable = values->Assessable(rows);
    const absl::Span<const int64_t> numerators = values->Values(0);
    assessable.ForEach([&](int row) {
      MeasuredGroup& group = of_block[groups.group_of_row[row]];
      group.numerator += numerators[row];
      ++group.assessable_count;
    });
    if (quantities.size() > 1) {
      const absl::Span<const int64_t> denominators = values->Values(1);
      assessable.ForEach([&](int row) { of_block[groups.group_of_row[row]].denominator += denominators[row]; });
    }
    RowMask open = assessable;
    open.Keep(values->Open());
    open.ForEach(
        [&](int row) { of_block[groups.group_of_row[row]].AddSpread(SpreadAt(*values, quantities.size(), row)); });
    RowMask not_assessable = rows;
    not_assessable.Remove(assessable);
    not_assessable.ForEach([&](int row) { ++of_block[groups.group_of_row[row]].not_assessable_count; });
    runtime::MutexLock lock(mutex);
    for (std::size_t group = 0; group < of_block.size(); ++group) sums[groups.groups[group]].Merge(of_block[group]);
  });
  absl::Status error = FirstError(read);
  if (!error.ok()) return error;
  return sums;
}

std::vector<v1::Coverage> MeasuredPopulation::CoverageByGroup() const {
  struct Counts {
    int reports = 0;
    int unplaced = 0;
    int with_errors = 0;
    int units = 0;
  };
  std::vector<Counts> counts(static_cast<std::size_t>(grouping_->group_count()));
  // The groups that a unit was met in, a few at most, are a chain: the last one, and the one before each.
  constexpr int kNone = -1;
  struct Met {
    int group = 0;
    int before = kNone;
  };
  std::vector<Met> met;
  std::vector<int> last_of_unit(cube_->text_count(), kNone);
  for (std::size_t i = 0; i < cube_->blocks().size(); ++i) {
    const RowMask* rows = selection_->rows(i);
    if (rows == nullptr) continue;
    const Block& block = *cube_->blocks()[i].block;
    const Grouping::BlockGroups& groups = grouping_->OfBlock(i);
    rows->ForEach([&](int row) {
      const RowAttributes& attributes = block.rows[row];
      const int group = groups.groups[groups.group_of_row[row]];
      Counts& counted = counts[group];
      ++counted.reports;
      counted.unplaced += attributes.placed ? 0 : 1;
      counted.with_errors += attributes.error_count > 0 ? 1 : 0;
      int& last = last_of_unit[attributes.unit];
      int found = last;
      while (found != kNone && met[found].group != group) found = met[found].before;
      if (found != kNone) return;
      met.push_back({.group = group, .before = last});
      last = static_cast<int>(met.size()) - 1;
      ++counted.units;
    });
  }
  std::vector<v1::Coverage> coverage(counts.size());
  for (std::size_t group = 0; group < counts.size(); ++group) {
    coverage[group].set_matched_count(counts[group].reports);
    coverage[group].set_counted_count(counts[group].reports);
    coverage[group].set_unplaced_count(counts[group].unplaced);
    coverage[group].set_with_errors_count(counts[group].with_errors);
    coverage[group].set_unit_count(counts[group].units);
  }
  return coverage;
}

}  // namespace gouji::statistics

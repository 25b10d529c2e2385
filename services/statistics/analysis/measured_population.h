#ifndef GOUJI_SERVICES_STATISTICS_ANALYSIS_MEASURED_POPULATION_H_
#define GOUJI_SERVICES_STATISTICS_ANALYSIS_MEASURED_POPULATION_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gouji/statistics/v1/query.pb.h"
#include "services/statistics/cube/cube.h"
#include "services/statistics/cube/grouping.h"
#include "services/statistics/cube/selection.h"
#include "services/statistics/metrics/measure.h"
#include "services/statistics/operations/measured.h"

namespace gouji::statistics {

// The reports that a query counts, in groups: what is measured. Keeps its cube alive. Immutable; thread-safe.
class MeasuredPopulation {
 public:
  // Errors: those of Selection and Grouping.
  static absl::StatusOr<MeasuredPopulation> Create(std::shared_ptr<const Cube> cube, const v1::ReportFilter& filter,
                                                   v1::Basis basis, absl::Span<const v1::GroupBy> group_by,
                                                   GroupOrder order = GroupOrder::kByKey);

  const Selection& selection() const { return *selection_; }
  const Grouping& grouping() const { return *grouping_; }
  const std::shared_ptr<const Cube>& cube() const { return cube_; }

  // What was counted in each group, by its number. What was left out belongs to none.
  std::vector<v1::Coverage> CoverageByGroup() const;

  // A report in the cube.
  struct Place {
    uint32_t block = 0;
    int32_t row = 0;
  };
  const RowAttributes& AttributesAt(Place place) const;
  const Block& BlockAt(Place place) const { return *cube_->blocks()[place.block].block; }
  // The id of its unit, and its agency's name as printed. Live as long as the cube.
  std::string_view UnitAt(Place place) const;
  std::string_view NameAt(Place place) const;

  // A measure of every counted report, in no order that means anything: `row` of each is the index of its place.
  struct Measured {
    std::vector<MeasuredRow> rows;
    std::vector<Place> places;
    std::vector<std::vector<RowSpread>> spreads;  // by block: what the rows point to
  };
  // OUT_OF_RANGE when values might not fit into 64 bits.
  absl::StatusOr<Measured> Measure(const statistics::Measure& measure) const;
  // The sums of each group by its number, without a look at each report: what SumByGroup makes of the rows of Measure.
  absl::StatusOr<std::vector<MeasuredGroup>> MeasureGroups(const statistics::Measure& measure) const;

 private:
  MeasuredPopulation() = default;

  std::shared_ptr<const Cube> cube_;
  std::unique_ptr<const Selection> selection_;
  std::unique_ptr<const Grouping> grouping_;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_ANALYSIS_MEASURED_POPULATION_H_

#ifndef GOUJI_SERVICES_STATISTICS_CUBE_ROW_VALUES_H_
#define GOUJI_SERVICES_STATISTICS_CUBE_ROW_VALUES_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/types/span.h"
#include "services/report/form.h"
#include "services/statistics/cube/selection.h"

namespace gouji::statistics {

// A cell of a form and what it is multiplied with: 1 or -1.
struct CellTerm {
  int cell = 0;  // the flat index
  int factor = 1;

  bool operator==(const CellTerm&) const = default;
};

// Something that every report has a value of: a sum of cells, or what the checks say of it.
struct RowQuantity {
  enum class Kind : uint8_t {
    kCells,         // `terms` of the report's form. Not assessable: a cell of them has no number, or the form has none
    kReport,        // 1
    kWithoutError,  // 1 for a report without ERROR, else 0
    kFindings,      // the number of findings of severity ERROR and WARNING
    kOnTime,  // 1, or 0 for a late report. Not assessable: the date of issue is not known, or the year is before 2019
  };
  Kind kind = Kind::kCells;
  std::vector<std::pair<const report::Form*, std::vector<CellTerm>>> terms =
      {};  // for kCells: for each form that has it
};

// The value of a quantity in a report.
struct RowValue {
  int64_t value = 0;  // 0 when not assessable
  bool is_assessable = false;
  // What unresolved errors of the report leave open of the value: it lies between value + least_change and value +
  // greatest_change. Every cell of a sum is taken at its worst, so that the range may be wider than need be.
  bool has_spread = false;
  int64_t least_change = 0;
  int64_t greatest_change = 0;

  bool operator==(const RowValue&) const = default;
};

// A counted report. Valid during the visit.
struct RowVisit {
  const Cube& cube;
  const Block& block;
  std::size_t block_index;  // in the cube
  int row;                  // in the block
  const RowAttributes& attributes;
  absl::Span<const RowValue> values;  // one for each quantity

  std::string_view unit() const { return cube.population().text(attributes.unit); }
  std::string_view agency_name() const { return cube.population().text(attributes.name); }
};

// Visits every counted report with its values, in no order that means anything. OUT_OF_RANGE, and the visit ends, when
// values might not fit into 64 bits.
absl::Status ForEachRow(const Selection& selection, absl::Span<const RowQuantity> quantities,
                        absl::FunctionRef<void(const RowVisit&)> visitor);
// The same for the rows of one block, ascending.
absl::Status ForEachRowOfBlock(const Selection& selection, std::size_t block_index,
                               absl::Span<const RowQuantity> quantities,
                               absl::FunctionRef<void(const RowVisit&)> visitor);

// The value of a cell of a row; none when it has no number.
std::optional<int64_t> CellAt(const Block& block, int row, int cell);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_CUBE_ROW_VALUES_H_

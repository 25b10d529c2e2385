#ifndef GOUJI_SERVICES_STATISTICS_CUBE_ROW_VALUES_H_
#define GOUJI_SERVICES_STATISTICS_CUBE_ROW_VALUES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/report/form.h"
#include "services/statistics/cube/block.h"
#include "services/statistics/cube/row_mask.h"

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

// The values of some quantities in the rows of a block, column by column.
class BlockValues {
 public:
  // OUT_OF_RANGE: values might not fit into 64 bits.
  static absl::StatusOr<BlockValues> Of(const Block& block, absl::Span<const RowQuantity> quantities);

  // By row; 0 where the quantity is not assessable.
  absl::Span<const int64_t> Values(std::size_t quantity) const { return columns_[quantity].values; }
  // Those of `rows` in which every quantity is assessable.
  RowMask Assessable(const RowMask& rows) const;
  // The rows in which errors leave a quantity open.
  const RowMask& Open() const { return open_; }
  // Quantity by row. `row` is below the row count of the block.
  RowValue At(std::size_t quantity, int row) const;

 private:
  // What errors leave open in a row.
  struct Spread {
    int row = 0;
    int64_t least = 0;
    int64_t greatest = 0;
  };
  struct ColumnValues {
    std::vector<int64_t> values;
    RowMask not_assessable;
    std::vector<Spread> spreads;  // ascending by row, each once
  };

  absl::Status AddColumn(const Block& block, const RowQuantity& quantity);
  // The sum of the cells of the quantity, 0 where one of them has no number.
  static absl::Status AddCells(const Block& block, absl::Span<const CellTerm> terms, ColumnValues& column);

  std::vector<ColumnValues> columns_;
  RowMask open_;
};

// The value of a cell of a row; none when it has no number.
std::optional<int64_t> CellAt(const Block& block, int row, int cell);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_CUBE_ROW_VALUES_H_

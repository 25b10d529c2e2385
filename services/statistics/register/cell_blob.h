#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_CELL_BLOB_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_CELL_BLOB_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "services/report/form.h"
#include "services/report/report.h"

namespace gouji::statistics {

// A cell as far as totals need it.
struct TotalCell {
  int64_t value = 0;  // 0 when the state has none
  report::CellState state = report::CellState::kMissing;
  std::optional<int64_t> implied = std::nullopt;  // only when the state has no value

  bool operator==(const TotalCell&) const = default;
};

// The cells of a report, in the order of its form.
std::vector<TotalCell> TotalCellsOf(const report::Report& report);

// A hash over a form's cell paths in their order. Cells that were stored under one layout mean nothing under another.
uint64_t CellLayoutOf(const report::Form& form);

// Cells in a byte or two each, so that adding up reports decodes no protobuf: 8 bytes of layout, then one varint a
// cell: payload · 8 + state. The payload is the zigzag value; for a state without a value, the zigzag implied value
// + 1, or 0 for none. Values are within ±10^15, as ReportConverter grants.
std::string EncodeCells(uint64_t layout, absl::Span<const TotalCell> cells);

// Reads as many cells as `cells` has. Returns false, and leaves `cells` unspecified, when the blob has another layout,
// another number of cells, or is damaged: then the report itself has to be read.
bool DecodeCells(uint64_t layout, std::string_view blob, absl::Span<TotalCell> cells);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_CELL_BLOB_H_

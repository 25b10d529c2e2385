#ifndef GOUJI_SERVICES_STATISTICS_CUBE_BLOCK_H_
#define GOUJI_SERVICES_STATISTICS_CUBE_BLOCK_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/types/span.h"
#include "services/report/form.h"
#include "services/report/report.h"
#include "services/statistics/cube/column.h"
#include "services/statistics/cube/region_code.h"
#include "services/statistics/cube/row_mask.h"
#include "services/statistics/cube/row_set.h"

namespace gouji::statistics {

// Of a row, what selections and groups look at. Texts and nodes are numbers of a Population.
struct RowAttributes {
  uint32_t node = 0;
  uint32_t unit = 0;  // a text
  uint32_t name = 0;  // a text: the agency's name as printed
  int32_t year = 0;
  RegionKey region = kNoRegion;
  int32_t error_count = 0;
  int32_t finding_count = 0;  // of severity ERROR and WARNING
  uint8_t level = 0;          // report::AgencyLevel
  uint8_t kind = 0;           // report::AgencyKind
  uint8_t verdict = 0;        // validate::v1::Verdict
  bool placed = false;
  bool has_issue_date = false;
  bool is_late = false;

  bool operator==(const RowAttributes&) const = default;
};

// One cell in the rows of a block. Rows where it has no number hold the value 0; of those some have an implied value.
struct CellColumn {
  struct Implied {
    RowSet rows;
    Column values;
  };
  Column values;
  RowSet blank;    // BLANK or NOT_APPLICABLE
  RowSet missing;  // MISSING or UNREADABLE
  std::unique_ptr<const Implied> implied;
};

// What errors leave open of a cell of a row (CellSpread).
struct SpreadEntry {
  uint16_t cell = 0;
  uint16_t row = 0;
  int64_t least = 0;
  int64_t greatest = 0;

  bool operator==(const SpreadEntry&) const = default;
};

// How many findings of a rule a row has.
struct RuleEntry {
  uint32_t rule = 0;  // a text
  uint16_t row = 0;
  int32_t count = 0;

  bool operator==(const RuleEntry&) const = default;
};

// What all rows of a block have in common, dead or alive.
struct Zone {
  int32_t first_year = INT32_MAX;
  int32_t last_year = INT32_MIN;
  RegionKey first_region = UINT32_MAX;
  RegionKey last_region = 0;
  // A bit for each number that occurs.
  uint32_t levels = 0;
  uint32_t kinds = 0;
  uint32_t verdicts = 0;
};

// Up to kBlockRows reports of one form, all of them aggregates or none, in columns.
//
// Immutable once it is built; thread-safe.
struct Block {
  const report::Form* form = nullptr;
  bool is_aggregate = false;  // scope AGGREGATE
  int row_count = 0;
  Zone zone;
  std::vector<RowAttributes> rows;
  std::vector<CellColumn> cells;     // by flat index
  std::vector<SpreadEntry> spreads;  // by cell, then by row
  std::vector<RuleEntry> rules;      // by row, then by rule

  // The findings of a row.
  absl::Span<const RuleEntry> RulesOf(int row) const;
  // The spreads of a cell, rows ascending.
  absl::Span<const SpreadEntry> SpreadsOf(int cell) const;
  std::size_t byte_count() const;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_CUBE_BLOCK_H_

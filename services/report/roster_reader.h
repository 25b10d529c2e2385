#ifndef GOUJI_SERVICES_REPORT_ROSTER_READER_H_
#define GOUJI_SERVICES_REPORT_ROSTER_READER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/report/csv_rows.h"
#include "services/report/roster.h"

namespace gouji::report {

// Reads the file of a roster and collects what is wrong with it; roster.h describes both. For one file.
class RosterReader {
 public:
  absl::StatusOr<Roster> Read(std::string_view csv);

 private:
  enum Column : std::uint8_t { kId, kName, kAliases, kParent, kLevel, kKind, kFrom, kTo, kColumnCount };

  struct Defect {
    int line = 0;
    std::string zh;
    std::string en;
  };
  // A name under which a row is found.
  struct NamedRow {
    std::string key;          // of ResolveUnit
    bool says_which = false;  // of all agencies of the country
    int row = 0;
  };

  void AddError(int line, std::string_view zh, std::string_view en);
  absl::Status Refusal();

  bool ReadHeader(const CsvRow& header);
  std::string_view Field(const CsvRow& row, Column column) const;
  void ReadRow(const CsvRow& csv);
  void ReadYears(const CsvRow& csv, RosterRow& row);

  void ResolveParents();
  // Puts the rows of a unit together, by their years. False when a unit has so many that they must be wrong.
  bool OrderRows();
  void CheckParentYears(const RosterRow& row);
  void FindCycles();
  void FindCyclesIn(int year, std::set<int>& told);

  // Sets what the names tell of level, kind and division.
  void ResolveNames();
  void ResolveName(RosterRow& row);
  void IndexNames();
  std::vector<NamedRow> KeysOf(int row_index, std::string_view name);
  // The parent's row in the first year of a row; null for none.
  RosterRow* ParentOf(const RosterRow& row);

  Roster roster_;
  std::array<int, kColumnCount> column_of_ = {};
  std::size_t column_count_ = 0;
  std::vector<std::string> parent_ids_;  // by row, until the rows are ordered
  std::vector<Defect> errors_;
  std::size_t error_count_ = 0;
};

}  // namespace gouji::report

#endif  // GOUJI_SERVICES_REPORT_ROSTER_READER_H_

#ifndef GOUJI_SERVICES_REPORT_ROSTER_H_
#define GOUJI_SERVICES_REPORT_ROSTER_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"
#include "services/report/report.h"

namespace gouji::report {

// What a unit that must report is in some years: a row of a roster.
struct RosterRow {
  int unit = 0;  // which of the roster's units it is of
  std::string name;
  std::vector<std::string> aliases;
  int parent = -1;  // a unit; -1: none
  AgencyLevel level = AgencyLevel::kUnspecified;
  AgencyKind kind = AgencyKind::kUnspecified;
  int first_year = 0;             // 0: from ever
  int last_year = kNoYearIsLast;  // kNoYearIsLast: until further notice
  // Of the division that the name tells, else of that of the units above; empty where the table of divisions has none.
  std::string region_code;
  int line = 0;  // of the file, from 1

  static constexpr int kNoYearIsLast = 9999;

  bool IsIn(int year) const { return first_year <= year && year <= last_year; }
};

// The list of units that must report, in which years, and which of them stands below which.
//
// A unit is its id. It may be renamed or moved: it then has several rows, with other years. So every question names a
// year. Units are numbered from 0 in the order in which the file names them first; these numbers are what methods take
// and return.
//
//   const std::optional<int> unit = roster.FindByName("临县财政局", 2023);
//   if (unit.has_value()) Expect(roster.IdOf(*unit), roster.In(*unit, 2023)->kind);
//
// Immutable after construction; thread-safe.
class Roster {
 public:
  static constexpr std::size_t kMaxBytes = std::size_t{64} << 20;
  static constexpr std::size_t kMaxRows = 500'000;
  static constexpr std::size_t kMaxIdBytes = 256;
  static constexpr std::size_t kMaxErrors = 100;
  // The years that `from` and `to` may name.
  static constexpr int kFirstYear = 1949;
  static constexpr int kLastYear = 2100;

  // Reads a CSV file (RFC 4180, UTF-8, with or without a byte order mark) with the header id, name, aliases, parent,
  // level, kind, from, to in any order; id and name are needed, other columns are passed over. Aliases are separated by
  // ";", "；", "、" or "|"; `parent` is an id, empty for the top. Level and kind are names of report.proto ("COUNTY")
  // or Chinese words (省级, 地级, 县级, 乡级; 政府, 部门, 乡镇政府, 街道, 园区, 垂直管理, 其他); where they are empty,
  // the name decides. `from` and `to` are the first and the last year of which the row tells, empty: open.
  //
  // INVALID_ARGUMENT, reason MALFORMED_ROSTER: the whole file is refused, and the message names every defect with its
  // line, up to kMaxErrors: bytes that are no UTF-8, a header or row that does not fit, an empty id, rows of one id
  // with years in common, a parent that is unknown or not there in a year of its child, units that are above themselves
  // in some year, an unknown level or kind, a name or alias that stands for two units in one year although it says
  // which of all agencies it is, or both stand below the same unit.
  static absl::StatusOr<Roster> Parse(std::string_view csv);

  int unit_count() const { return static_cast<int>(ids_.size()); }
  const std::string& IdOf(int unit) const { return ids_[static_cast<std::size_t>(unit)]; }
  std::optional<int> FindById(std::string_view id) const;

  // All rows, those of one unit together and by their years.
  const std::vector<RosterRow>& rows() const { return rows_; }

  // What a unit is in a year; null when it is not in the roster then.
  const RosterRow* In(int unit, int year) const;

  // The unit that an agency's name stands for in a year, by name or alias, however it is written (agency.h,
  // ResolveUnit). A name without its division (财政局) is found by itself where only one unit bears it, and with the
  // division of the government that the unit stands below. None when several units bear the name.
  std::optional<int> FindByName(std::string_view agency_name, int year, std::string_view region_code = {}) const;

  // All units that bear the name in a year, ascending: what a person may choose from.
  std::vector<int> AllWithName(std::string_view agency_name, int year, std::string_view region_code = {}) const;

  // The unit above in a year; none at the top, and for a unit that is not in the roster then.
  std::optional<int> ParentOf(int unit, int year) const;
  // The units right below, ascending.
  std::vector<int> ChildrenOf(int unit, int year) const;
  // The units that must report on a year, ascending.
  std::vector<int> UnitsIn(int year) const;

  // The units below `unit` whose own reports add up to its aggregate report: all of them but governments with units
  // below them, whose reports are aggregates, too. Ascending.
  std::vector<int> OwnReportersBelow(int unit, int year) const;

  // How a person tells a unit in a year: its name, behind that of the unit above where it is a bare 财政局.
  std::string LabelOf(int unit, int year) const;

 private:
  friend class RosterReader;
  Roster() = default;

  struct Name {
    std::string key;  // of ResolveUnit
    int row = 0;

    bool operator<(const Name& other) const { return key != other.key ? key < other.key : row < other.row; }
  };

  std::vector<std::string> ids_;
  std::unordered_map<std::string, int> unit_of_id_;
  std::vector<RosterRow> rows_;
  std::vector<std::size_t> row_begin_;           // by unit: its first row; one more at the end
  std::vector<std::vector<int>> rows_of_child_;  // by unit: the rows whose parent it is
  std::vector<Name> names_;                      // ascending
};

}  // namespace gouji::report

#endif  // GOUJI_SERVICES_REPORT_ROSTER_H_

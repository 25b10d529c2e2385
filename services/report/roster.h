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

// A unit that must report.
struct RosterUnit {
  std::string id;
  std::string name;
  std::vector<std::string> aliases;
  int parent = -1;  // an index into Roster::units(); -1: none
  AgencyLevel level = AgencyLevel::kUnspecified;
  AgencyKind kind = AgencyKind::kUnspecified;
  int line = 0;  // of the file, from 1
};

// The list of units that must report, and which of them stands below which.
//
// Immutable after construction; thread-safe.
class Roster {
 public:
  static constexpr std::size_t kMaxBytes = std::size_t{64} << 20;
  static constexpr std::size_t kMaxUnits = 500'000;

  // Reads a CSV file (RFC 4180, UTF-8, with or without a byte order mark) with the header id, name, aliases, parent,
  // level, kind in any order; id and name are needed, other columns are passed over. Aliases are separated by ";",
  // "；", "、" or "|"; `parent` is an id, empty for the top. Level and kind are names of report.proto ("COUNTY") or
  // Chinese words (省级, 地级, 县级, 乡级; 政府, 部门, 乡镇政府, 街道, 园区, 垂直管理, 其他); where they are empty, the
  // name decides.
  //
  // INVALID_ARGUMENT, reason MALFORMED_ROSTER: the whole file is refused, and the message names every defect with its
  // line, up to kMaxErrors: bytes that are no UTF-8, a header or row that does not fit, an empty or repeated id, a name
  // or alias that stands for two units, an unknown parent, units that are above themselves, an unknown level or kind.
  static absl::StatusOr<Roster> Parse(std::string_view csv);
  static constexpr std::size_t kMaxErrors = 100;

  const std::vector<RosterUnit>& units() const { return units_; }

  // The unit of an agency's name, by its own name or an alias, however it is written (agency.h, ResolveUnit). None when
  // several units bear the name.
  std::optional<int> FindByName(std::string_view agency_name) const;

  // The units below `unit` whose own reports add up to its aggregate report: all of them but governments with units
  // below them, whose reports are aggregates, too.
  std::vector<int> OwnReportersBelow(int unit) const;

 private:
  friend class RosterReader;
  Roster() = default;

  static constexpr int kAmbiguous = -1;

  std::vector<RosterUnit> units_;
  std::vector<std::vector<int>> children_;
  std::unordered_map<std::string, int> by_name_;  // kAmbiguous where several units bear it
};

}  // namespace gouji::report

#endif  // GOUJI_SERVICES_REPORT_ROSTER_H_

#ifndef GOUJI_SERVICES_REPORT_DIVISIONS_DIVISIONS_H_
#define GOUJI_SERVICES_REPORT_DIVISIONS_DIVISIONS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/types/span.h"

namespace gouji::report {

enum class DivisionLevel : std::uint8_t { kProvince, kPrefecture, kCounty, kTownship };

// An administrative division (行政区划), or a zone that the statistics treat as one (开发区, 农场).
struct Division {
  std::uint32_t code = 0;  // statistical code: 2, 4, 6 or 9 digits by level
  DivisionLevel level = DivisionLevel::kProvince;
  int parent = -1;        // an index; -1: none. Counties of 北京市 or 海南省 stand right below the province
  std::string_view name;  // in full: 临夏回族自治州
};

// The table of divisions from provinces to townships (divisions.txt says its source and date), in ascending order of
// codes: below a division come its descendants.
//
// Immutable after construction; thread-safe.
class Divisions {
 public:
  // The table that is compiled in. Read at the first call, which takes a few milliseconds.
  static const Divisions& BuiltIn();

  // Reads a table in the format of divisions.txt, which must outlive the object. Dies on a line that is none: the table
  // is part of the program.
  explicit Divisions(std::string_view table);

  int size() const { return static_cast<int>(divisions_.size()); }
  const Division& at(int division) const { return divisions_[division]; }

  // The division of a code; -1 when there is none. Longer codes (12 digits, of villages) give none.
  int WithCode(std::string_view code) const;

  // Its code in digits.
  std::string CodeOf(int division) const;

  // The names from the province down to the division itself.
  std::vector<std::string> PathOf(int division) const;

  bool IsBelow(int division, int ancestor) const { return ancestor < division && division < end_[ancestor]; }

  // The first index behind a division's descendants, which are those from division + 1 on.
  int EndOf(int division) const { return end_[division]; }

  // The provinces, prefectures and counties that bear a name, in full or as it is shortened: 山西省 and 山西, 广西,
  // 临夏州, 景宁县. In ascending order.
  absl::Span<const int> Named(std::string_view name) const;

  // An upper bound for the length, in bytes, of what Named knows among the beginnings of a text; 0 for nearly all texts
  // that begin with no such name.
  std::size_t LongestNamed(std::string_view text) const;

  // All townships whose name begins with the first character of a text, and some others, in ascending order.
  absl::Span<const int> TownshipsThatMayBegin(std::string_view text) const;

 private:
  std::vector<Division> divisions_;
  std::vector<int> end_;
  std::unordered_map<std::string_view, std::vector<int>> by_name_;
  std::unordered_map<std::string, std::vector<int>> by_short_name_;
  // The length of the longest of these names by a hash of their first two characters.
  std::vector<std::uint8_t> longest_named_;
  // The townships by a hash of their first character: those of hash h are at bucket_begin_[h] to bucket_begin_[h + 1].
  std::vector<int> townships_;
  std::vector<std::size_t> bucket_begin_;
};

// How a province, prefecture or county is called for short, 山西 for 山西省, 临夏州 for 临夏回族自治州; empty when it
// has no name but the full one.
std::string ShortNameOf(const Division& division);

}  // namespace gouji::report

#endif  // GOUJI_SERVICES_REPORT_DIVISIONS_DIVISIONS_H_

#ifndef GOUJI_TESTS_GENERATOR_LAYOUT_H_
#define GOUJI_TESTS_GENERATOR_LAYOUT_H_

#include <cstdint>
#include <optional>
#include <string_view>

namespace gouji::generator {

enum class TableStyle : uint8_t {
  kTabs,           // cells between tabs, merged cells as empty ones
  kTrailingPipes,  // "a | b |", empty cells dropped
  kFramedPipes,    // "| a | b |", empty cells kept
};

enum class HeadingStyle : uint8_t {
  kPlain,    // 一、总体情况
  kMarked,   // ## 一、总体情况
  kUnequal,  // as kMarked, the later ones of deeper levels
};

// What happens to tables between tabs on their way out of a page: the last row of a group loses its leading tabs, a
// group moves by a column, the total row loses its empty cell, header cells are broken by a space, a blank line stands
// within a table. No figure is ever lost.
enum class Quirks : uint8_t { kNone, kRandom };

enum class ZeroStyle : uint8_t {
  kDigit,
  // Zeros that the total of their own row explains are left out. Tables with trailing pipes print them all the same,
  // since a dropped cell would leave the places of the others open.
  kBlank,
};

// How a report is printed.
struct Layout {
  TableStyle tables = TableStyle::kTabs;
  HeadingStyle headings = HeadingStyle::kPlain;
  Quirks quirks = Quirks::kNone;
  ZeroStyle zeros = ZeroStyle::kDigit;
};

// The layout of a name: "tabs", "tabs-quirks", "tabs-blanks", "trailing-pipes", "framed-pipes", "framed-pipes-blanks".
std::optional<Layout> FindLayout(std::string_view name);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_LAYOUT_H_

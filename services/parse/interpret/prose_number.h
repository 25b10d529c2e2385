#ifndef GOUJI_SERVICES_PARSE_INTERPRET_PROSE_NUMBER_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_PROSE_NUMBER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace gouji::parse {

// A number with its unit in compact prose.
struct ProseNumber {
  size_t begin;              // the index of its first digit
  size_t end;                // behind its unit
  int64_t value;             // money in 分
  std::u32string_view unit;  // 分 for money
};

// The number with a unit that begins at `at`: 12件, 1,234条, 3.8万条, 三件, 0.5万元. Nothing for approximate numbers
// (约12件, 30余条), for numbers without a unit that things are counted in (2023年, 45%), and for fractions of a thing.
std::optional<ProseNumber> ScanProseNumber(std::u32string_view text, size_t at);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_PROSE_NUMBER_H_

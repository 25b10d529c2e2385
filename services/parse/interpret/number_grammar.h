#ifndef GOUJI_SERVICES_PARSE_INTERPRET_NUMBER_GRAMMAR_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_NUMBER_GRAMMAR_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "services/report/form.h"
#include "services/report/report.h"

namespace gouji::parse {

// What a printed cell says.
struct CellReading {
  // kRead, kReinterpreted, kBlank, kNotApplicable or kUnreadable; kMissing for a cell whose place stays open.
  report::CellState state = report::CellState::kBlank;
  int64_t value = 0;             // with kRead and kReinterpreted: the count, or the money in 分
  std::string_view reason = "";  // with kReinterpreted and kUnreadable: why, in English; a literal
  bool odd_decimals = false;     // a count printed with a fraction of zeros: 12.0
};

// Reads a cell by the number grammar (forms.md §1.6). The largest number is 10^12, in the printed unit.
CellReading ReadCell(std::string_view text, report::CellType type);

// The integer below 万 that a Chinese numeral writes regularly (零, 十二, 二百零三); -1 for anything else, such as
// 一百五, which people use for 150.
int64_t ReadChineseNumeral(std::u32string_view text);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_NUMBER_GRAMMAR_H_

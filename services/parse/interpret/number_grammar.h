#ifndef GOUJI_SERVICES_PARSE_INTERPRET_NUMBER_GRAMMAR_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_NUMBER_GRAMMAR_H_

#include <cstdint>
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

// The unit of money that a column header prints.
enum class MoneyUnit : uint8_t {
  kNotPrinted,
  kYuan,     // 元
  kWanYuan,  // 万元
  kOther,    // another one (亿元, 千元, 万美元), or units that contradict each other
};

// The unit that a header names, in brackets or not: 采购总金额（单位：万元）. One that names 元 and 万元 names none.
MoneyUnit UnitOfHeader(std::string_view header);

// Reads a cell by the number grammar (forms.md §1.6). The largest number is 10^12, in the printed unit. `unit` is that
// of the header above an amount of money. An amount other than 0 whose unit is printed nowhere is unreadable, unless
// the form fixes the unit; so is one below another unit.
CellReading ReadCell(std::string_view text, report::CellType type, MoneyUnit unit = MoneyUnit::kNotPrinted);

// Whether a text reads as a value of some type.
bool ReadsAsValue(std::string_view text);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_NUMBER_GRAMMAR_H_

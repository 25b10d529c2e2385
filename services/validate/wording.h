#ifndef GOUJI_SERVICES_VALIDATE_WORDING_H_
#define GOUJI_SERVICES_VALIDATE_WORDING_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "services/report/report.h"

namespace gouji::validate {

// A text in both languages.
struct Wording {
  std::string zh;
  std::string en;
};

// A table, or a row of it when `row` is not -1 and the row has a label: 表三“予以公开”, "table 3, granted".
Wording PlaceOf(const report::Form& form, int table, int row);

// Cells of one row by their columns: 自然人、商业企业. All cells of a row of several columns: 整行; all of a table:
// 整张表.
Wording CellsInPlace(const report::Form& form, const std::vector<int>& cells);

// The same cells with their values: 自然人 2、总计 3.
Wording ValuesInPlace(const report::Report& report, const std::vector<int>& cells);

// What was printed in cells, from their notes or, in plainly read ones, the value; each text once: （原文：“-3”）.
// Nothing when nothing was printed. Long texts are cut.
Wording PrintedIn(const report::Report& report, const std::vector<int>& cells);

// A quotation of at most some 60 characters, cut at a character.
std::string ShortQuote(std::string_view text);

// A value as the form prints it: a count, or money in 万元.
std::string FormatValue(int64_t value, report::CellType type);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_WORDING_H_

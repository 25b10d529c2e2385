#ifndef GOUJI_SERVICES_CLI_XLSX_XLSX_TABLES_H_
#define GOUJI_SERVICES_CLI_XLSX_XLSX_TABLES_H_

#include <string_view>

#include "services/cli/checked/checked_report.h"
#include "services/cli/language.h"
#include "services/cli/xlsx/workbook.h"

namespace gouji::cli {

// Writes a value of a cell of the form: a number as a number, money in 万元, an empty cell empty, "/" and what is no
// number as the text that was printed. A number of more than 15 digits, which a spreadsheet would round, stays a text.
void WriteFormValue(std::uint32_t row, std::uint16_t column, std::int64_t value, report::CellType type,
                    const CellStyle& style, Sheet* sheet);

// Writes the official tables of a report one below the other, as the form prints them. Cells that findings mark are
// coloured and carry the findings as comments.
void WriteFormTables(const CheckedReport& checked, Language language, Sheet* sheet);

// The same with nothing but the figures, ready to be pasted into a document: Chinese, below a title and a note, with
// labels merged over their rows, no marks, a cell without a number empty. The workbook must be kept in memory.
void WriteOfficialTables(const CheckedReport& checked, std::string_view title, std::string_view note, Sheet* sheet);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_XLSX_XLSX_TABLES_H_

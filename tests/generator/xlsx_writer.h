#ifndef GOUJI_TESTS_GENERATOR_XLSX_WRITER_H_
#define GOUJI_TESTS_GENERATOR_XLSX_WRITER_H_

#include <string>

#include "tests/generator/layout.h"
#include "tests/generator/printed_document.h"

namespace gouji::generator {

// Writes a document as a spreadsheet: prose in column A, tables with merged cells, figures as numbers, texts shared or
// inline. kOneSheet: all on one sheet; kSheets: each table with the prose above it on a sheet of its own.
std::string WriteXlsx(const PrintedDocument& document, XlsxStyle style);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_XLSX_WRITER_H_

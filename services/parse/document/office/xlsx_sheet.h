#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_XLSX_SHEET_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_XLSX_SHEET_H_

#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "services/parse/document/office/number_format.h"
#include "services/parse/document/office/sheet_blocks.h"
#include "services/parse/document/office/xlsx_styles.h"

namespace gouji::parse {

// A string of a workbook.
struct SheetText {
  std::string_view text;  // white space around it removed
  bool has_runs = false;  // its runs have fonts of their own; that of the cell does not count
};

// What the sheets of a workbook share.
struct XlsxWorkbook {
  std::vector<SheetText> shared_strings;
  XlsxStyles styles;
  DateEpoch epoch = DateEpoch::k1900;
};

// The shared strings of a workbook (sharedStrings.xml), runs joined, without phonetic readings. `root` may be null.
// Texts go to `document`.
std::vector<SheetText> ReadSharedStrings(const pugi::xml_node& root, Document& document);

// Reads a worksheet: what its cells display, which rows and columns are hidden, what is merged. Texts go to `document`.
Sheet ReadXlsxSheet(const pugi::xml_node& worksheet, const XlsxWorkbook& workbook, Document& document);

// A place of a sheet as spreadsheets write it, "B12", or a row or column alone. Numbers count from 1; 0: not said.
struct SheetPlace {
  int row = 0;
  int column = 0;
};
SheetPlace ParseSheetPlace(std::string_view reference);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_XLSX_SHEET_H_

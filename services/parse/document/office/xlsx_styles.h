#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_XLSX_STYLES_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_XLSX_STYLES_H_

#include <cstddef>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "services/parse/document/office/marked_text.h"

namespace gouji::parse {

// How the cells of one style look, as far as it matters for reading.
struct CellStyle {
  std::string number_format = "General";  // a format code
  bool has_border = false;
  TextMarks marks;
};

// The styles of the cells of a workbook (styles.xml).
class XlsxStyles {
 public:
  XlsxStyles() = default;
  // `root` is the element styleSheet; may be null.
  explicit XlsxStyles(const pugi::xml_node& root);

  // The style with the number that a cell says; the plain one for a number without one.
  const CellStyle& Find(size_t number) const { return number < styles_.size() ? styles_[number] : plain_; }

  // Whether any cell style has borders.
  bool has_borders() const { return has_borders_; }

 private:
  std::vector<CellStyle> styles_;
  CellStyle plain_;
  bool has_borders_ = false;
};

// What a font of a workbook says about digits: the properties of a run or a font.
TextMarks MarksOfFont(const pugi::xml_node& font);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_XLSX_STYLES_H_

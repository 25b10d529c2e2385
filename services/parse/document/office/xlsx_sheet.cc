#include "services/parse/document/office/xlsx_sheet.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <utility>

#include "services/parse/document/office/xml_names.h"
#include "services/parse/document/white_space.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

// What spreadsheets allow.
constexpr int kMaxRow = 1'048'576;
constexpr int kMaxColumn = 16'384;

std::string_view Keep(std::string_view text, Document& document) {
  return TrimSpace(document.storage.emplace_back(TrimSpace(text)));
}

// Characters that XML cannot hold are written _x000D_.
void Unescape(std::string& text) {
  constexpr size_t kLength = 7;
  for (size_t at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1)) {
    uint32_t code = 0;
    const char* const digits = text.data() + at + 2;
    if (at + kLength > text.size() || text[at + kLength - 1] != '_' ||
        std::from_chars(digits, digits + 4, code, 16).ptr != digits + 4) {
      continue;
    }
    std::string character;
    if (code < ' ') {
      character = ' ';
    } else {
      report::AppendUtf8(static_cast<char32_t>(code), character);
    }
    text.replace(at, kLength, character);
  }
}

std::string TextOfElement(const pugi::xml_node& t) {
  std::string text;
  for (pugi::xml_node piece = t.first_child(); piece; piece = piece.next_sibling()) {
    text += piece.value();
  }
  Unescape(text);
  return text;
}

// Reads a string: one text, or runs with fonts of their own.
SheetText ReadString(const pugi::xml_node& node, Document& document) {
  std::string text;
  bool has_runs = false;
  for (pugi::xml_node child = node.first_child(); child; child = child.next_sibling()) {
    const std::string_view name = LocalName(child);
    if (name == "t") {
      text += TextOfElement(child);
    } else if (name == "r") {
      has_runs = true;
      std::string run;
      AppendMarked(TextOfElement(Child(child, "t")), MarksOfFont(Child(child, "rPr")), run);
      text += run;
    }
  }
  return {.text = Keep(text, document), .has_runs = has_runs};
}

std::string_view WithMarks(std::string_view text, const TextMarks& marks, Document& document) {
  if (text.empty() || (marks.script == TextMarks::Script::kNormal && !marks.struck)) {
    return text;
  }
  std::string marked;
  AppendMarked(text, marks, marked);
  return Keep(marked, document);
}

bool Says(const pugi::xml_node& node, std::string_view attribute) {
  const std::string_view value = AttributeText(node, attribute);
  return value == "1" || value == "true";
}

bool SaysNot(const pugi::xml_node& node, std::string_view attribute) {
  const std::string_view value = AttributeText(node, attribute);
  return value == "0" || value == "false";
}

class SheetReader {
 public:
  SheetReader(const XlsxWorkbook& workbook, Document& document) : workbook_(workbook), document_(document) {}

  Sheet Read(const pugi::xml_node& worksheet) {
    hides_zeros_ = SaysNot(Child(Child(worksheet, "sheetViews"), "sheetView"), "showZeros");
    ReadColumns(Child(worksheet, "cols"));
    const pugi::xml_node data = Child(worksheet, "sheetData");
    for (pugi::xml_node row = Child(data, "row"); row; row = NextOf(row, "row")) {
      ReadRow(row);
    }
    const auto by_number = [](const SheetRow& a, const SheetRow& b) { return a.number < b.number; };
    if (!std::is_sorted(sheet_.rows.begin(), sheet_.rows.end(), by_number)) {
      std::stable_sort(sheet_.rows.begin(), sheet_.rows.end(), by_number);
      std::sort(sheet_.hidden_rows.begin(), sheet_.hidden_rows.end());
    }
    const pugi::xml_node merges = Child(worksheet, "mergeCells");
    for (pugi::xml_node merge = Child(merges, "mergeCell"); merge; merge = NextOf(merge, "mergeCell")) {
      ReadMerge(AttributeText(merge, "ref"));
    }
    return std::move(sheet_);
  }

 private:
  void ReadColumns(const pugi::xml_node& columns) {
    for (pugi::xml_node column = Child(columns, "col"); column; column = NextOf(column, "col")) {
      const pugi::xml_attribute width = Attribute(column, "width");
      if (Says(column, "hidden") || (width && width.as_double(1) == 0)) {
        sheet_.hidden_columns.push_back({.first_column = Attribute(column, "min").as_int(0),
                                         .last_column = std::min(Attribute(column, "max").as_int(0), kMaxColumn)});
      }
    }
  }

  void ReadRow(const pugi::xml_node& node) {
    SheetRow row;
    row.number = Attribute(node, "r").as_int(last_row_ + 1);
    if (row.number < 1 || row.number > kMaxRow) {
      return;
    }
    last_row_ = row.number;
    const pugi::xml_attribute height = Attribute(node, "ht");
    if (Says(node, "hidden") || (height && height.as_double(1) == 0)) {
      sheet_.hidden_rows.push_back(row.number);
    }
    int column = 0;
    bool sorted = true;
    for (pugi::xml_node cell = Child(node, "c"); cell; cell = NextOf(cell, "c")) {
      const int said = ParseSheetPlace(AttributeText(cell, "r")).column;
      sorted &= said == 0 || said > column;
      column = said == 0 ? column + 1 : said;
      if (column > kMaxColumn) {
        break;
      }
      const CellStyle& style = workbook_.styles.Find(Attribute(cell, "s").as_uint(0));
      const std::string_view text = TextOf(cell, style);
      if (!text.empty() || style.has_border) {
        row.cells.push_back({.column = column, .text = text, .has_border = style.has_border});
      }
    }
    if (!sorted) {
      std::stable_sort(row.cells.begin(), row.cells.end(),
                       [](const SheetCell& a, const SheetCell& b) { return a.column < b.column; });
    }
    sheet_.rows.push_back(std::move(row));
  }

  std::string_view TextOf(const pugi::xml_node& cell, const CellStyle& style) {
    const std::string_view type = AttributeText(cell, "t");
    if (type == "inlineStr") {
      return StringText(ReadString(Child(cell, "is"), document_), style);
    }
    const pugi::xml_node v = Child(cell, "v");
    const std::string_view value = TrimSpace(v.child_value());
    // Programs that do not calculate store no value, or an empty one.
    if (const pugi::xml_node formula = Child(cell, "f"); formula && value.empty() && type != "str") {
      return Keep("=" + TextOfElement(formula), document_);
    }
    if (value.empty()) {
      return "";
    }
    if (type == "s") {
      size_t index = 0;
      const bool good = std::from_chars(value.data(), value.data() + value.size(), index).ec == std::errc() &&
                        index < workbook_.shared_strings.size();
      return good ? StringText(workbook_.shared_strings[index], style) : std::string_view();
    }
    if (type == "b") {
      return value == "0" || value == "false" ? "FALSE" : "TRUE";
    }
    if (type == "str" || type == "e" || type == "d") {
      return WithMarks(Keep(TextOfElement(v), document_), style.marks, document_);
    }
    double number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end != value.data() + value.size()) {
      return Keep(value, document_);
    }
    if (number == 0 && hides_zeros_) {
      return "";
    }
    return WithMarks(Keep(FormatNumber(number, style.number_format, workbook_.epoch), document_), style.marks,
                     document_);
  }

  std::string_view StringText(const SheetText& string, const CellStyle& style) {
    return string.has_runs ? string.text : WithMarks(string.text, style.marks, document_);
  }

  void ReadMerge(std::string_view reference) {
    const size_t colon = std::min(reference.find(':'), reference.size());
    const SheetPlace first = ParseSheetPlace(reference.substr(0, colon));
    const SheetPlace last = ParseSheetPlace(reference.substr(std::min(colon + 1, reference.size())));
    if (first.row > 0 && first.column > 0 && last.row >= first.row && last.column >= first.column) {
      sheet_.merged.push_back(
          {.first_row = first.row, .last_row = last.row, .first_column = first.column, .last_column = last.column});
    }
  }

  const XlsxWorkbook& workbook_;
  Document& document_;
  Sheet sheet_;
  int last_row_ = 0;
  bool hides_zeros_ = false;
};

}  // namespace

SheetPlace ParseSheetPlace(std::string_view reference) {
  SheetPlace place;
  for (const char c : reference) {
    if (c >= 'A' && c <= 'Z' && place.column <= kMaxColumn) {
      place.column = 26 * place.column + (c - 'A' + 1);
    } else if (c >= '0' && c <= '9' && place.row <= kMaxRow) {
      place.row = 10 * place.row + (c - '0');
    }
  }
  return {.row = std::min(place.row, kMaxRow), .column = place.column};
}

std::vector<SheetText> ReadSharedStrings(const pugi::xml_node& root, Document& document) {
  std::vector<SheetText> strings;
  for (pugi::xml_node item = Child(root, "si"); item; item = NextOf(item, "si")) {
    strings.push_back(ReadString(item, document));
  }
  return strings;
}

Sheet ReadXlsxSheet(const pugi::xml_node& worksheet, const XlsxWorkbook& workbook, Document& document) {
  return SheetReader(workbook, document).Read(worksheet);
}

}  // namespace gouji::parse

#include "tests/generator/xlsx_writer.h"

#include <fmt/format.h>

#include <map>
#include <string_view>
#include <vector>

#include "tests/generator/html_writer.h"
#include "tests/generator/zip_writer.h"

namespace gouji::generator {
namespace {

constexpr std::string_view kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view kPackage = "http://schemas.openxmlformats.org/package/2006";

// Two formats of cells: without borders and with thin ones.
constexpr int kNoBorder = 0;
constexpr int kThinBorder = 1;
constexpr std::string_view kStyles =
    "{}<styleSheet xmlns=\"{}\"><fonts count=\"1\"><font><sz val=\"11\"/></font></fonts><fills count=\"1\"><fill>"
    "<patternFill patternType=\"none\"/></fill></fills><borders count=\"2\"><border><left/><right/><top/><bottom/>"
    "<diagonal/></border><border><left style=\"thin\"/><right style=\"thin\"/><top style=\"thin\"/>"
    "<bottom style=\"thin\"/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
    "<cellXfs count=\"2\"><xf borderId=\"0\"/><xf borderId=\"1\" applyBorder=\"1\"/></cellXfs></styleSheet>";

// "B7" from zero-based coordinates; tables are at most 26 columns wide.
std::string Reference(size_t row, size_t column) {
  return fmt::format("{}{}", static_cast<char>('A' + column), row + 1);
}

bool IsNumber(std::string_view text) {
  const size_t digits = text.find_first_not_of("0123456789.", text.starts_with("-") ? 1 : 0);
  return !text.empty() && text != "-" && text != "." && digits == std::string_view::npos;
}

class Workbook {
 public:
  Workbook(const PrintedDocument& document, XlsxStyle style) : document_(document), style_(style) {}

  std::string Write() {
    for (const Block& block : document_.blocks) {
      if (block.kind == BlockKind::kTable) {
        AddTable(block.table);
        if (style_ == XlsxStyle::kSheets) {
          EndSheet();
        }
      } else {
        AddRow(Cell(0, block.text, kNoBorder));
      }
    }
    EndSheet();
    return Packed();
  }

 private:
  void AddRow(const std::string& cells) {
    rows_ += fmt::format("<row r=\"{}\">{}</row>", row_ + 1, cells);
    ++row_;
  }

  // `style` is the index of the cell's format in styles.xml.
  std::string Cell(size_t column, const std::string& text, int style) {
    const std::string begin = fmt::format("<c r=\"{}\" s=\"{}\"", Reference(row_, column), style);
    if (text.empty()) {
      return begin + "/>";
    }
    if (IsNumber(text)) {
      return fmt::format("{}><v>{}</v></c>", begin, text);
    }
    if (style_ == XlsxStyle::kSheets) {
      return fmt::format("{} t=\"inlineStr\"><is><t>{}</t></is></c>", begin, Escaped(text));
    }
    const auto [it, added] = string_index_.emplace(text, strings_.size());
    if (added) {
      strings_.push_back(text);
    }
    return fmt::format("{} t=\"s\"><v>{}</v></c>", begin, it->second);
  }

  void AddTable(const TableGrid& grid) {
    const int style = style_ == XlsxStyle::kNoBorders ? kNoBorder : kThinBorder;
    for (size_t r = 0; r < grid.rows.size(); ++r) {
      std::string cells;
      for (size_t c = 0; c < grid.rows[r].cells.size(); ++c) {
        const GridCell& cell = grid.rows[r].cells[c];
        cells += Cell(c, cell.text, style);
        const Span span = SpanOf(grid, r, c);
        if (cell.merged == Merged::kNo && (span.columns > 1 || span.rows > 1)) {
          merges_ += fmt::format("<mergeCell ref=\"{}:{}\"/>", Reference(row_, c),
                                 Reference(row_ + span.rows - 1, c + span.columns - 1));
          ++merge_count_;
        }
      }
      AddRow(cells);
    }
  }

  void EndSheet() {
    if (row_ == 0) {
      return;
    }
    std::string xml = fmt::format("{}<worksheet xmlns=\"{}\"><sheetData>{}</sheetData>", kHead, kMain, rows_);
    if (merge_count_ > 0) {
      xml += fmt::format("<mergeCells count=\"{}\">{}</mergeCells>", merge_count_, merges_);
    }
    sheets_.push_back(xml + "</worksheet>");
    rows_.clear();
    merges_.clear();
    merge_count_ = 0;
    row_ = 0;
  }

  std::string Packed() const {
    std::string types;
    std::string sheets;
    std::string relations;
    ZipWriter zip;
    for (size_t i = 1; i <= sheets_.size(); ++i) {
      types += fmt::format(
          "<Override PartName=\"/xl/worksheets/sheet{}.xml\" "
          "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>",
          i);
      sheets += fmt::format("<sheet name=\"Sheet{0}\" sheetId=\"{0}\" r:id=\"rId{0}\"/>", i);
      relations += fmt::format(
          "<Relationship Id=\"rId{0}\" Type=\"{1}/worksheet\" Target=\"worksheets/sheet{0}.xml\"/>", i, kOffice);
    }
    zip.Add("[Content_Types].xml",
            fmt::format(
                "{}<Types xmlns=\"{}/content-types\"><Default Extension=\"rels\" "
                "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default "
                "Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" "
                "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
                "<Override PartName=\"/xl/sharedStrings.xml\" "
                "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml\"/>"
                "<Override PartName=\"/xl/styles.xml\" "
                "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>{}</Types>",
                kHead, kPackage, types));
    zip.Add("_rels/.rels", fmt::format("{}<Relationships xmlns=\"{}/relationships\"><Relationship Id=\"rId1\" "
                                       "Type=\"{}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
                                       kHead, kPackage, kOffice));
    zip.Add("xl/workbook.xml", fmt::format("{}<workbook xmlns=\"{}\" xmlns:r=\"{}\"><sheets>{}</sheets></workbook>",
                                           kHead, kMain, kOffice, sheets));
    zip.Add("xl/_rels/workbook.xml.rels",
            fmt::format("{}<Relationships xmlns=\"{}/relationships\">{}<Relationship Id=\"rIdS\" "
                        "Type=\"{}/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"rIdF\" "
                        "Type=\"{}/styles\" Target=\"styles.xml\"/></Relationships>",
                        kHead, kPackage, relations, kOffice, kOffice));
    zip.Add("xl/styles.xml", fmt::format(kStyles, kHead, kMain));
    std::string strings;
    for (const std::string& text : strings_) {
      strings += fmt::format("<si><t xml:space=\"preserve\">{}</t></si>", Escaped(text));
    }
    zip.Add("xl/sharedStrings.xml", fmt::format("{}<sst xmlns=\"{}\">{}</sst>", kHead, kMain, strings));
    for (size_t i = 0; i < sheets_.size(); ++i) {
      zip.Add(fmt::format("xl/worksheets/sheet{}.xml", i + 1), sheets_[i]);
    }
    return zip.Finish();
  }

  const PrintedDocument& document_;
  XlsxStyle style_;
  size_t row_ = 0;
  std::string rows_;
  std::string merges_;
  int merge_count_ = 0;
  std::vector<std::string> sheets_;
  std::vector<std::string> strings_;
  std::map<std::string, size_t> string_index_;
};

}  // namespace

std::string WriteXlsx(const PrintedDocument& document, XlsxStyle style) { return Workbook(document, style).Write(); }

}  // namespace gouji::generator

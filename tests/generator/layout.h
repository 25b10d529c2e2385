#ifndef GOUJI_TESTS_GENERATOR_LAYOUT_H_
#define GOUJI_TESTS_GENERATOR_LAYOUT_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace gouji::generator {

enum class Format : uint8_t { kText, kHtml, kMht, kRtf, kDocx, kXlsx, kCsv, kOfd, kPdf };

enum class Charset : uint8_t { kUtf8, kUtf8Marked, kUtf16Le, kUtf16Be, kGb18030, kBig5 };

// How a table becomes lines of text.
enum class TextTables : uint8_t {
  kTabs,            // cells between tabs, merged label cells dropped, rows filled up at their ends
  kTabsFull,        // cells between tabs, every place of a merged cell kept
  kTrailingPipes,   // "a | b |", empty cells dropped
  kPaddedPipes,     // "a | b |||", merged cells as pipes at the end
  kFramedPipes,     // "| a | b |", empty cells kept
  kMarkdown,        // as kFramedPipes, with a line of dashes below the first row
  kPipeLines,       // one cell a line, each ending with " |"; "|||" alone ends a row
  kLonePipeLines,   // one cell a line, a line "|" behind each
  kLeadingPipe,     // as kPipeLines, a row begins with a line "|"
  kIndentedPipes,   // cell, pipe, line end, indentation
  kBlankLineCells,  // one cell a line, blank lines between
  kLineCells,       // one cell a line, nothing between; blank cells dropped
  kSpaces,          // cells between single spaces
  kGlued,           // no separators at all
  kOneLine,         // a whole table in one line, cells between single spaces
  kLabelsOnly,      // labels alone, one a line
  kNoTables,        // the tables were images
};

enum class HtmlStyle : uint8_t {
  kPlain,       // table, tr, td with rowspan and colspan
  kWord,        // as Word exports it: mso classes, spans, conditional comments, paragraphs in cells
  kCms,         // the report within nested layout tables, with the furniture of a site
  kUnclosed,    // end tags of cells, rows and paragraphs left out
  kSplit,       // tables in two, the header repeated
  kUnmerged,    // merged cells as empty ones, no spans
  kParagraphs,  // cells hold paragraphs and line breaks, blanks are &nbsp;
};

enum class DocxStyle : uint8_t { kPlain, kNumbered, kTracked, kTextBox };

enum class XlsxStyle : uint8_t {
  kOneSheet,   // tables with borders, below each other
  kSheets,     // a sheet for each table
  kNoBorders,  // as kOneSheet, with nothing that shows where a table ends
};

enum class HeadingStyle : uint8_t {
  kPlain,    // 一、总体情况
  kMarked,   // ## 一、总体情况
  kUnequal,  // as kMarked, the later ones of deeper levels
};

// What happens to tables between tabs on their way out of a page: the last row of a group loses its leading tabs, a
// group moves by a column, the total row loses its empty cell, header cells are broken by a space, a blank line stands
// within a table. No figure is ever lost.
enum class Quirks : uint8_t { kNone, kRandom };

enum class ZeroStyle : uint8_t {
  kDigit,
  kBlank,        // zeros that the total of their own row explains are left out
  kMarker,       // zeros are printed as "/", "-" or 无
  kBlankTotals,  // totals of the rows that make up another total are left out
};

// How a report is printed. What does not belong to the format is ignored.
struct Layout {
  std::string_view name;
  Format format = Format::kText;
  Charset charset = Charset::kUtf8;
  TextTables tables = TextTables::kTabs;
  HtmlStyle html = HtmlStyle::kPlain;
  DocxStyle docx = DocxStyle::kPlain;
  XlsxStyle xlsx = XlsxStyle::kOneSheet;
  HeadingStyle headings = HeadingStyle::kPlain;
  Quirks quirks = Quirks::kNone;
  ZeroStyle zeros = ZeroStyle::kDigit;
};

// Every layout, those of one format together.
const std::vector<Layout>& AllLayouts();

// The layout of a name: "tabs", "tabs-quirks", "html-word" ….
std::optional<Layout> FindLayout(std::string_view name);

std::string_view FormatName(Format format);

// The ending of a file in a format, with its dot.
std::string_view FileSuffix(Format format);

// Whether a layout drops its empty cells, so that a blank would leave the places of others open.
bool DropsEmptyCells(const Layout& layout);

// Whether a layout loses figures by itself, so that most cells cannot be read.
bool LosesFigures(const Layout& layout);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_LAYOUT_H_

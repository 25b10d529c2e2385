#include "tests/generator/layout.h"

#include <algorithm>
#include <array>

namespace gouji::generator {
namespace {

Layout Text(std::string_view name, TextTables tables, ZeroStyle zeros = ZeroStyle::kDigit,
            HeadingStyle headings = HeadingStyle::kPlain) {
  Layout layout;
  layout.name = name;
  layout.tables = tables;
  layout.zeros = zeros;
  layout.headings = headings;
  return layout;
}

Layout Quirky(std::string_view name) {
  Layout layout = Text(name, TextTables::kTabs, ZeroStyle::kDigit, HeadingStyle::kUnequal);
  layout.quirks = Quirks::kRandom;
  return layout;
}

Layout Html(std::string_view name, HtmlStyle style, ZeroStyle zeros = ZeroStyle::kDigit) {
  Layout layout;
  layout.name = name;
  layout.format = Format::kHtml;
  layout.html = style;
  layout.zeros = zeros;
  return layout;
}

Layout Docx(std::string_view name, DocxStyle style, ZeroStyle zeros = ZeroStyle::kDigit) {
  Layout layout;
  layout.name = name;
  layout.format = Format::kDocx;
  layout.docx = style;
  layout.zeros = zeros;
  return layout;
}

Layout Xlsx(std::string_view name, XlsxStyle style, ZeroStyle zeros = ZeroStyle::kDigit) {
  Layout layout;
  layout.name = name;
  layout.format = Format::kXlsx;
  layout.xlsx = style;
  layout.zeros = zeros;
  return layout;
}

Layout Other(std::string_view name, Format format, ZeroStyle zeros = ZeroStyle::kDigit) {
  Layout layout;
  layout.name = name;
  layout.format = format;
  layout.html = HtmlStyle::kWord;
  layout.zeros = zeros;
  return layout;
}

Layout In(Charset charset, Layout layout) {
  layout.charset = charset;
  return layout;
}

std::vector<Layout> MakeLayouts() {
  return {
      Text("tabs", TextTables::kTabs),
      Quirky("tabs-quirks"),
      Text("tabs-blanks", TextTables::kTabs, ZeroStyle::kBlank),
      Text("tabs-markers", TextTables::kTabs, ZeroStyle::kMarker),
      Text("tabs-blank-totals", TextTables::kTabs, ZeroStyle::kBlankTotals),
      Text("tabs-full", TextTables::kTabsFull),
      Text("tabs-full-blanks", TextTables::kTabsFull, ZeroStyle::kBlank),
      In(Charset::kUtf8Marked, Text("tabs-utf8-bom", TextTables::kTabs)),
      In(Charset::kUtf16Le, Text("tabs-utf16le", TextTables::kTabs)),
      In(Charset::kUtf16Be, Text("tabs-utf16be", TextTables::kTabs)),
      In(Charset::kGb18030, Text("tabs-gb18030", TextTables::kTabs)),
      In(Charset::kBig5, Text("tabs-big5", TextTables::kTabs)),
      Text("trailing-pipes", TextTables::kTrailingPipes),
      Text("trailing-pipes-blanks", TextTables::kTrailingPipes, ZeroStyle::kBlank),
      Text("padded-pipes", TextTables::kPaddedPipes),
      Text("framed-pipes", TextTables::kFramedPipes, ZeroStyle::kDigit, HeadingStyle::kMarked),
      Text("framed-pipes-blanks", TextTables::kFramedPipes, ZeroStyle::kBlank, HeadingStyle::kMarked),
      Text("framed-pipes-markers", TextTables::kFramedPipes, ZeroStyle::kMarker, HeadingStyle::kMarked),
      Text("markdown", TextTables::kMarkdown, ZeroStyle::kDigit, HeadingStyle::kUnequal),
      Text("pipe-lines", TextTables::kPipeLines),
      Text("lone-pipe-lines", TextTables::kLonePipeLines),
      Text("leading-pipe", TextTables::kLeadingPipe),
      Text("indented-pipes", TextTables::kIndentedPipes),
      Text("blank-line-cells", TextTables::kBlankLineCells),
      Text("line-cells", TextTables::kLineCells),
      Text("line-cells-blanks", TextTables::kLineCells, ZeroStyle::kBlank),
      Text("spaces", TextTables::kSpaces),
      Text("glued", TextTables::kGlued),
      Text("one-line", TextTables::kOneLine),
      Text("labels-only", TextTables::kLabelsOnly),
      Text("no-tables", TextTables::kNoTables),
      Html("html", HtmlStyle::kPlain),
      Html("html-blanks", HtmlStyle::kPlain, ZeroStyle::kBlank),
      Html("html-markers", HtmlStyle::kPlain, ZeroStyle::kMarker),
      Html("html-blank-totals", HtmlStyle::kPlain, ZeroStyle::kBlankTotals),
      Html("html-word", HtmlStyle::kWord),
      Html("html-word-blanks", HtmlStyle::kWord, ZeroStyle::kBlank),
      Html("html-cms", HtmlStyle::kCms),
      Html("html-unclosed", HtmlStyle::kUnclosed),
      Html("html-split", HtmlStyle::kSplit),
      Html("html-unmerged", HtmlStyle::kUnmerged),
      Html("html-unmerged-blanks", HtmlStyle::kUnmerged, ZeroStyle::kBlank),
      Html("html-paragraphs", HtmlStyle::kParagraphs, ZeroStyle::kBlank),
      In(Charset::kGb18030, Html("html-gb2312", HtmlStyle::kCms)),
      In(Charset::kUtf16Le, Html("html-utf16", HtmlStyle::kPlain)),
      In(Charset::kBig5, Html("html-big5", HtmlStyle::kPlain)),
      Other("mht", Format::kMht),
      In(Charset::kGb18030, Other("mht-gb2312", Format::kMht, ZeroStyle::kBlank)),
      Other("rtf", Format::kRtf),
      Other("rtf-blanks", Format::kRtf, ZeroStyle::kBlank),
      Docx("docx", DocxStyle::kPlain),
      Docx("docx-blanks", DocxStyle::kPlain, ZeroStyle::kBlank),
      Docx("docx-markers", DocxStyle::kPlain, ZeroStyle::kMarker),
      Docx("docx-numbered", DocxStyle::kNumbered),
      Docx("docx-tracked", DocxStyle::kTracked),
      Docx("docx-text-box", DocxStyle::kTextBox),
      Xlsx("xlsx", XlsxStyle::kOneSheet),
      Xlsx("xlsx-blanks", XlsxStyle::kOneSheet, ZeroStyle::kBlank),
      Xlsx("xlsx-sheets", XlsxStyle::kSheets),
      Xlsx("xlsx-no-borders", XlsxStyle::kNoBorders),
      Xlsx("xlsx-no-borders-blanks", XlsxStyle::kNoBorders, ZeroStyle::kBlank),
      Other("csv", Format::kCsv),
      Other("csv-blanks", Format::kCsv, ZeroStyle::kBlank),
      In(Charset::kGb18030, Other("csv-gb18030", Format::kCsv)),
      Other("ofd", Format::kOfd),
      Other("ofd-blanks", Format::kOfd, ZeroStyle::kBlank),
      Other("pdf", Format::kPdf),
      Other("pdf-blanks", Format::kPdf, ZeroStyle::kBlank),
      Other("pdf-markers", Format::kPdf, ZeroStyle::kMarker),
  };
}

}  // namespace

const std::vector<Layout>& AllLayouts() {
  static const auto* const kLayouts = new std::vector<Layout>(MakeLayouts());
  return *kLayouts;
}

std::optional<Layout> FindLayout(std::string_view name) {
  const std::vector<Layout>& layouts = AllLayouts();
  const auto found = std::find_if(layouts.begin(), layouts.end(), [&](const Layout& l) { return l.name == name; });
  return found == layouts.end() ? std::nullopt : std::optional(*found);
}

std::string_view FormatName(Format format) {
  static constexpr std::array<std::string_view, 9> kNames = {"text", "HTML", "MHT", "RTF", "DOCX",
                                                             "XLSX", "CSV",  "OFD", "PDF"};
  return kNames[static_cast<size_t>(format)];
}

std::string_view FileSuffix(Format format) {
  static constexpr std::array<std::string_view, 9> kSuffixes = {".txt",  ".html", ".mht", ".rtf", ".docx",
                                                                ".xlsx", ".csv",  ".ofd", ".pdf"};
  return kSuffixes[static_cast<size_t>(format)];
}

bool DropsEmptyCells(const Layout& layout) {
  static constexpr std::array kDropping = {
      TextTables::kTrailingPipes, TextTables::kPaddedPipes,   TextTables::kPipeLines,      TextTables::kLonePipeLines,
      TextTables::kLeadingPipe,   TextTables::kIndentedPipes, TextTables::kBlankLineCells, TextTables::kLineCells,
      TextTables::kSpaces,        TextTables::kGlued,         TextTables::kOneLine};
  return layout.format == Format::kText &&
         std::find(kDropping.begin(), kDropping.end(), layout.tables) != kDropping.end();
}

bool LosesFigures(const Layout& layout) {
  return layout.format == Format::kText &&
         (layout.tables == TextTables::kGlued || layout.tables == TextTables::kLabelsOnly ||
          layout.tables == TextTables::kNoTables);
}

}  // namespace gouji::generator

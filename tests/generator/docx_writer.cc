#include "tests/generator/docx_writer.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

#include "tests/generator/html_writer.h"
#include "tests/generator/random_source.h"
#include "tests/generator/zip_writer.h"

namespace gouji::generator {
namespace {

constexpr std::string_view kContentTypes =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>)";
constexpr std::string_view kRootRelations =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>)";
constexpr std::string_view kDocumentRelations =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>)";
constexpr std::string_view kStyles =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>)";
constexpr std::string_view kNumbering =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>)";
constexpr std::string_view kBodyBegin =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"><w:body>)";

std::string Run(std::string_view text) {
  return text.empty() ? "" : fmt::format("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", Escaped(text));
}

std::string Paragraph(std::string_view properties, const std::string& runs) {
  return properties.empty() ? fmt::format("<w:p>{}</w:p>", runs)
                            : fmt::format("<w:p><w:pPr>{}</w:pPr>{}</w:p>", properties, runs);
}

// Between the margins of a page of A4, in twentieths of a point.
constexpr int kTextWidth = 8306;

// A text box as Word 2010 writes it: the shape, and for older programs the same again.
std::string TextBox(const std::string& paragraph) {
  return fmt::format(
      "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:inline><wp:extent cx=\"5000000\" "
      "cy=\"900000\"/><wp:docPr id=\"1\" name=\"Text Box 1\"/><a:graphic><a:graphicData "
      "uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:wsp><wps:cNvSpPr txBox=\"1\"/>"
      "<wps:spPr/><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData>"
      "</a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{0}"
      "</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
      paragraph);
}

// Makes the parts of one Word file.
class DocxDocument {
 public:
  DocxDocument(const PrintedDocument& document, DocxStyle style)
      : document_(document), style_(style), random_(document.seed, document.index, "docx") {}

  std::string Body() {
    std::string xml(kBodyBegin);
    for (const Block& block : document_.blocks) {
      xml += block.kind == BlockKind::kTable ? Table(block.table) : Text(block);
    }
    return xml + "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:body></w:document>";
  }

 private:
  std::string Text(const Block& block) {
    if (block.kind == BlockKind::kTitle) {
      const std::string title = Paragraph("<w:pStyle w:val=\"1\"/><w:jc w:val=\"center\"/>", Run(block.text));
      return style_ == DocxStyle::kTextBox ? TextBox(title) : title;
    }
    if (block.kind != BlockKind::kHeading) {
      return Paragraph("<w:ind w:firstLine=\"640\"/>", SplitRuns(block.text));
    }
    static constexpr std::array<std::string_view, 6> kNumerals = {"一、", "二、", "三、", "四、", "五、", "六、"};
    const std::string_view numeral = kNumerals[block.section - 1];
    if (style_ == DocxStyle::kNumbered && block.text.starts_with(numeral)) {
      return Paragraph("<w:pStyle w:val=\"2\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>",
                       Run(std::string_view(block.text).substr(numeral.size())));
    }
    return Paragraph("<w:pStyle w:val=\"2\"/>", Run(block.text));
  }

  // A paragraph's text in two runs, as Word cuts it where a spelling check or a change of font stood.
  std::string SplitRuns(const std::string& text) {
    size_t cut = text.size() / 2;
    while (cut < text.size() && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) {
      ++cut;
    }
    return Run(text.substr(0, cut)) + "<w:proofErr w:type=\"spellStart\"/>" + Run(text.substr(cut));
  }

  std::string CellRuns(const GridCell& cell) {
    if (style_ != DocxStyle::kTracked || cell.figure < 0 || !random_.Chance(1, 6)) {
      return Run(cell.text);
    }
    const std::string mark = "w:id=\"1\" w:author=\"A\" w:date=\"2024-01-05T09:00:00Z\"";
    const std::string deleted =
        fmt::format("<w:del {}><w:r><w:delText>{}</w:delText></w:r></w:del>", mark, 1 + random_.Below(99));
    return deleted + (cell.text.empty() ? "" : fmt::format("<w:ins {}>{}</w:ins>", mark, Run(cell.text)));
  }

  std::string Table(const TableGrid& grid) {
    std::string xml = "<w:tbl><w:tblPr><w:tblBorders>";
    for (const std::string_view line : {"top", "left", "bottom", "right", "insideH", "insideV"}) {
      xml += fmt::format("<w:{} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>", line);
    }
    xml += "</w:tblBorders></w:tblPr><w:tblGrid>";
    for (int c = 0; c < grid.width; ++c) {
      xml += fmt::format("<w:gridCol w:w=\"{}\"/>", kTextWidth / grid.width);
    }
    xml += "</w:tblGrid>";
    for (size_t r = 0; r < grid.rows.size(); ++r) {
      xml += "<w:tr>" + Cells(grid, r) + "</w:tr>";
    }
    return xml + "</w:tbl>";
  }

  std::string Cells(const TableGrid& grid, size_t row) {
    std::string xml;
    const std::vector<GridCell>& cells = grid.rows[row].cells;
    for (size_t c = 0; c < cells.size();) {
      // What is merged with the row above begins again in this row, as wide as it is there.
      size_t width = 1;
      const bool continues = cells[c].merged == Merged::kWithAbove;
      const size_t origin = continues ? Origin(grid, row, c) : row;
      const Span span = SpanOf(grid, origin, c);
      width = continues && origin == row ? 1 : static_cast<size_t>(span.columns);
      std::string properties = width > 1 ? fmt::format("<w:gridSpan w:val=\"{}\"/>", width) : "";
      if (continues && origin < row) {
        properties += "<w:vMerge/>";
      } else if (span.rows > 1) {
        properties += "<w:vMerge w:val=\"restart\"/>";
      }
      xml += fmt::format("<w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/>{}</w:tcPr>{}</w:tc>", properties,
                         Paragraph("", CellRuns(cells[c])));
      c += width;
    }
    return xml;
  }

  // The row in which the cell begins that covers a place from above.
  static size_t Origin(const TableGrid& grid, size_t row, size_t column) {
    while (row > 0 && grid.rows[row].cells[column].merged == Merged::kWithAbove &&
           column < grid.rows[row - 1].cells.size()) {
      --row;
    }
    return row;
  }

  const PrintedDocument& document_;
  DocxStyle style_;
  RandomSource random_;
};

}  // namespace

std::string WriteDocx(const PrintedDocument& document, DocxStyle style) {
  ZipWriter zip;
  zip.Add("[Content_Types].xml", kContentTypes);
  zip.Add("_rels/.rels", kRootRelations);
  zip.Add("word/document.xml", DocxDocument(document, style).Body());
  zip.Add("word/_rels/document.xml.rels", kDocumentRelations);
  zip.Add("word/styles.xml", kStyles);
  zip.Add("word/numbering.xml", kNumbering);
  return zip.Finish();
}

}  // namespace gouji::generator

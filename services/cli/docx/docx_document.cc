#include "services/cli/docx/docx_document.h"

#include <zip.h>

#include <algorithm>
#include <cstddef>
#include <ctime>
#include <numeric>
#include <sstream>
#include <utility>

#include "fmt/format.h"
#include "pugixml.hpp"
#include "services/cli/display_width.h"

namespace gouji::cli {
namespace {

// Twentieths of a point.
constexpr int kA4Short = 11906;
constexpr int kA4Long = 16838;
constexpr int kMargin = 1134;                 // 2 cm
constexpr std::time_t kNoTime = 946'684'800;  // 2000-01-01: the same document makes the same file
constexpr int kLeastWidth = 300;

constexpr std::string_view kContentTypes =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>)";

constexpr std::string_view kPackageRelations =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>)";

constexpr std::string_view kDocumentRelations =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>)";

constexpr std::string_view kStyles =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体" w:cs="Times New Roman"/><w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="120" w:after="240"/><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="36"/><w:szCs w:val="36"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="120"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="TableText"><w:name w:val="Table Text"/><w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="70" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>)";

int TextWidth(DocxOrientation orientation) {
  return (orientation == DocxOrientation::kLandscape ? kA4Long : kA4Short) - 2 * kMargin;
}

pugi::xml_node AddValue(pugi::xml_node parent, const char* name, const char* value) {
  pugi::xml_node node = parent.append_child(name);
  node.append_attribute("w:val") = value;
  return node;
}

void AddText(pugi::xml_node paragraph, std::string_view text, bool bold) {
  if (text.empty()) return;
  pugi::xml_node run = paragraph.append_child("w:r");
  if (bold) run.append_child("w:rPr").append_child("w:b");
  pugi::xml_node leaf = run.append_child("w:t");
  leaf.append_attribute("xml:space") = "preserve";
  leaf.text().set(Printable(text).c_str());
}

void AddPageFormat(pugi::xml_node parent, DocxOrientation orientation) {
  const bool is_landscape = orientation == DocxOrientation::kLandscape;
  pugi::xml_node section = parent.append_child("w:sectPr");
  pugi::xml_node size = section.append_child("w:pgSz");
  size.append_attribute("w:w") = is_landscape ? kA4Long : kA4Short;
  size.append_attribute("w:h") = is_landscape ? kA4Short : kA4Long;
  if (is_landscape) size.append_attribute("w:orient") = "landscape";
  pugi::xml_node margins = section.append_child("w:pgMar");
  for (const char* side : {"w:top", "w:right", "w:bottom", "w:left"}) margins.append_attribute(side) = kMargin;
  for (const char* distance : {"w:header", "w:footer"}) margins.append_attribute(distance) = kMargin / 2;
  margins.append_attribute("w:gutter") = 0;
}

// The widths of the columns, which add up to that of the text.
std::vector<int> WidthsOf(const DocxTable& table, DocxOrientation orientation) {
  const int whole = TextWidth(orientation);
  const int weight = std::max(1, std::accumulate(table.column_weights.begin(), table.column_weights.end(), 0));
  std::vector<int> widths;
  int used = 0;
  for (const int part : table.column_weights) {
    widths.push_back(std::max(kLeastWidth, whole * part / weight));
    used += widths.back();
  }
  if (!widths.empty() && used < whole) widths.back() += whole - used;
  return widths;
}

class TableWriter {
 public:
  TableWriter(const DocxTable& table, std::vector<int> widths, pugi::xml_node body)
      : table_(table), widths_(std::move(widths)), node_(body.append_child("w:tbl")) {}

  void Write() {
    AddProperties();
    // The cells that reach into each row, from the left.
    std::vector<std::vector<const DocxCell*>> rows(static_cast<std::size_t>(table_.row_count));
    for (const DocxCell& cell : table_.cells) {
      for (int row = cell.row; row < cell.row + cell.row_span; ++row) {
        rows[static_cast<std::size_t>(row)].push_back(&cell);
      }
    }
    for (int row = 0; row < table_.row_count; ++row) {
      std::vector<const DocxCell*>& cells = rows[static_cast<std::size_t>(row)];
      std::sort(cells.begin(), cells.end(), [](const DocxCell* a, const DocxCell* b) { return a->column < b->column; });
      pugi::xml_node node = node_.append_child("w:tr");
      pugi::xml_node properties = node.append_child("w:trPr");
      properties.append_child("w:cantSplit");
      if (row < table_.header_count) properties.append_child("w:tblHeader");
      for (const DocxCell* cell : cells) AddCell(*cell, row, node);
    }
  }

 private:
  void AddProperties() {
    pugi::xml_node properties = node_.append_child("w:tblPr");
    pugi::xml_node width = properties.append_child("w:tblW");
    width.append_attribute("w:w") = std::accumulate(widths_.begin(), widths_.end(), 0);
    width.append_attribute("w:type") = "dxa";
    pugi::xml_node borders = properties.append_child("w:tblBorders");
    for (const char* side : {"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"}) {
      pugi::xml_node border = AddValue(borders, side, "single");
      border.append_attribute("w:sz") = 4;
      border.append_attribute("w:space") = 0;
      border.append_attribute("w:color") = "000000";
    }
    properties.append_child("w:tblLayout").append_attribute("w:type") = "fixed";
    pugi::xml_node grid = node_.append_child("w:tblGrid");
    for (const int column : widths_) grid.append_child("w:gridCol").append_attribute("w:w") = column;
  }

  void AddCell(const DocxCell& cell, int row, pugi::xml_node parent) const {
    pugi::xml_node node = parent.append_child("w:tc");
    pugi::xml_node properties = node.append_child("w:tcPr");
    const auto first = widths_.begin() + cell.column;
    pugi::xml_node width = properties.append_child("w:tcW");
    width.append_attribute("w:w") = std::accumulate(first, first + cell.column_span, 0);
    width.append_attribute("w:type") = "dxa";
    if (cell.column_span > 1) properties.append_child("w:gridSpan").append_attribute("w:val") = cell.column_span;
    const bool is_first = row == cell.row;
    if (cell.row_span > 1) {
      pugi::xml_node merged = properties.append_child("w:vMerge");
      if (is_first) merged.append_attribute("w:val") = "restart";
    }
    AddValue(properties, "w:vAlign", "center");
    pugi::xml_node paragraph = node.append_child("w:p");
    pugi::xml_node style = paragraph.append_child("w:pPr");
    AddValue(style, "w:pStyle", "TableText");
    if (cell.align != DocxCell::Align::kLeft) {
      AddValue(style, "w:jc", cell.align == DocxCell::Align::kCenter ? "center" : "right");
    }
    if (is_first) AddText(paragraph, cell.text, cell.bold);
  }

  const DocxTable& table_;
  const std::vector<int> widths_;
  pugi::xml_node node_;
};

struct DiscardZip {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};

}  // namespace

struct DocxDocument::Parts {
  pugi::xml_document xml;
  pugi::xml_node body;
  DocxOrientation orientation = DocxOrientation::kPortrait;
};

DocxDocument::DocxDocument() : parts_(std::make_unique<Parts>()) {
  pugi::xml_node declaration = parts_->xml.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  declaration.append_attribute("standalone") = "yes";
  pugi::xml_node document = parts_->xml.append_child("w:document");
  document.append_attribute("xmlns:w") = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  parts_->body = document.append_child("w:body");
}

DocxDocument::~DocxDocument() = default;

void DocxDocument::AddStyled(std::string_view style, std::string_view text) {
  pugi::xml_node paragraph = parts_->body.append_child("w:p");
  if (!style.empty()) AddValue(paragraph.append_child("w:pPr"), "w:pStyle", std::string(style).c_str());
  AddText(paragraph, text, false);
}

void DocxDocument::AddTitle(std::string_view text) { AddStyled("Title", text); }
void DocxDocument::AddHeading(std::string_view text) { AddStyled("Heading1", text); }
void DocxDocument::AddParagraph(std::string_view text) { AddStyled("", text); }

void DocxDocument::AddTable(const DocxTable& table) {
  TableWriter(table, WidthsOf(table, parts_->orientation), parts_->body).Write();
  // Two tables without a paragraph between them would be one.
  AddParagraph("");
}

void DocxDocument::BeginPage(DocxOrientation orientation) {
  // The format of a section stands in its last paragraph.
  if (parts_->body.first_child()) {
    pugi::xml_node last = parts_->body.append_child("w:p");
    AddPageFormat(last.append_child("w:pPr"), parts_->orientation);
  }
  parts_->orientation = orientation;
}

absl::Status DocxDocument::Save(const std::string& path) {
  const auto failure = [&path] {
    return absl::InternalError(fmt::format("cannot write {}; check the folder and the space left", path));
  };
  AddPageFormat(parts_->body, parts_->orientation);
  std::ostringstream xml;
  parts_->xml.save(xml, "", pugi::format_raw);
  parts_->body.remove_child("w:sectPr");
  const std::string document = xml.str();
  int error = 0;
  std::unique_ptr<zip_t, DiscardZip> archive(zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error));
  if (archive == nullptr) return failure();
  for (const auto& [name, content] : {
           std::pair<const char*, std::string_view>("[Content_Types].xml", kContentTypes),
           std::pair<const char*, std::string_view>("_rels/.rels", kPackageRelations),
           std::pair<const char*, std::string_view>("word/document.xml", document),
           std::pair<const char*, std::string_view>("word/_rels/document.xml.rels", kDocumentRelations),
           std::pair<const char*, std::string_view>("word/styles.xml", kStyles),
       }) {
    zip_source_t* const source = zip_source_buffer(archive.get(), content.data(), content.size(), 0);
    if (source == nullptr) return failure();
    const zip_int64_t entry = zip_file_add(archive.get(), name, source, ZIP_FL_ENC_UTF_8);
    if (entry < 0) {
      zip_source_free(source);
      return failure();
    }
    zip_file_set_mtime(archive.get(), static_cast<zip_uint64_t>(entry), kNoTime, 0);
  }
  if (zip_close(archive.get()) != 0) return failure();
  static_cast<void>(archive.release());  // NOLINT(bugprone-unused-return-value): closing has freed it
  return absl::OkStatus();
}

}  // namespace gouji::cli

// Reads any bytes as Office files: never crashes, and what it gives is a document as readers give it.
//
// The first line says what the rest is: "docx" or "xlsx" (XML parts, separated by lines of ====, that are put into a
// container), "zip" (a container), "number" (a number and a format code, each a line).
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "services/parse/document/office/docx_reader.h"
#include "services/parse/document/office/number_format.h"
#include "services/parse/document/office/xlsx_reader.h"
#include "services/parse/document/testing/blocks_text.h"
#include "services/parse/document/white_space.h"
#include "services/parse/document/zip/testing/zip_builder.h"
#include "services/parse/document/zip/zip_kind.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

constexpr std::string_view kSeparator = "\n====\n";
constexpr std::array<std::string_view, 5> kDocxParts = {"word/document.xml", "word/styles.xml", "word/numbering.xml",
                                                        "word/footnotes.xml", "word/header1.xml"};
constexpr std::array<std::string_view, 5> kXlsxParts = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",
                                                        "xl/styles.xml", "xl/workbook.xml", "xl/worksheets/sheet2.xml"};
constexpr std::string_view kDocxRelations =
    R"(<R><R Type="/styles" Target="styles.xml"/><R Type="/numbering" Target="numbering.xml"/>)"
    R"(<R Type="/footnotes" Target="footnotes.xml"/><R Type="/header" Target="header1.xml"/></R>)";
constexpr std::string_view kXlsxRelations =
    R"(<R><R Id="r1" Type="/worksheet" Target="worksheets/sheet1.xml"/><R Id="r2" Type="/worksheet" )"
    R"(Target="worksheets/sheet2.xml"/><R Type="/sharedStrings" Target="sharedStrings.xml"/>)"
    R"(<R Type="/styles" Target="styles.xml"/></R>)";
constexpr std::string_view kWorkbook = R"(<workbook><sheets><sheet r:id="r1"/><sheet r:id="r2"/></sheets></workbook>)";

void Require(bool holds, std::string_view what) {
  if (!holds) {
    std::fprintf(stderr, "broken: %.*s\n", static_cast<int>(what.size()), what.data());
    std::abort();
  }
}

std::vector<std::string_view> Split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t end = std::min(text.find(separator), text.size());
    parts.push_back(text.substr(0, end));
    if (end == text.size()) {
      return parts;
    }
    text.remove_prefix(end + separator.size());
  }
}

void CheckRow(const GridRow& row, const GridRow* above) {
  for (size_t c = 0; c < row.cells.size(); ++c) {
    const GridCell& cell = row.cells[c];
    Require(TrimSpace(cell.text) == cell.text, "a cell has no white space at its ends");
    Require(cell.covered != Covered::kFromLeft || (c > 0 && row.cells[c - 1].text == cell.text),
            "a place that is covered from the left has the text on its left");
    Require(cell.covered != Covered::kFromAbove || above != nullptr,
            "a place that is covered from above has one above");
  }
}

void CheckDocument(const absl::StatusOr<Document>& document) {
  if (!document.ok()) {
    Require(!report::ReasonOf(document.status()).empty(), "an error has a reason");
    return;
  }
  size_t paragraph_count = 0;
  size_t cell_count = 0;
  Require(!document->blocks.empty(), "a document without text is an error");
  for (const auto& block : document->blocks) {
    if (const Paragraph* paragraph = std::get_if<Paragraph>(&block)) {
      ++paragraph_count;
      Require(!paragraph->text.empty() && TrimSpace(paragraph->text) == paragraph->text, "a paragraph has a text");
      Require(paragraph->heading_level >= 0 && paragraph->heading_level <= 9, "there are nine levels of headings");
      continue;
    }
    const GridRow* above = nullptr;
    for (const GridRow& row : std::get<Grid>(block).rows) {
      CheckRow(row, above);
      cell_count += row.cells.size();
      above = &row;
    }
  }
  Require(paragraph_count <= kMaxParagraphs && cell_count <= kMaxCells, "limits hold");
}

void ReadBoth(const std::string& bytes) {
  const absl::StatusOr<ZipKind> kind = DetectZipKind(bytes);
  Require(kind.ok() || !report::ReasonOf(kind.status()).empty(), "an error has a reason");
  const absl::StatusOr<Document> docx = ReadDocx(bytes);
  CheckDocument(docx);
  CheckDocument(ReadXlsx(bytes));
  if (docx.ok()) {
    Require(BlocksText(*ReadDocx(bytes)) == BlocksText(*docx), "the same bytes give the same document");
  }
}

std::string Pack(std::string_view parts, const std::array<std::string_view, 5>& names, std::string_view relations_name,
                 std::string_view relations) {
  ZipBuilder builder;
  builder.Add(relations_name, relations);
  const std::vector<std::string_view> contents = Split(parts, kSeparator);
  for (size_t i = 0; i < std::min(contents.size(), names.size()); ++i) {
    builder.Add(names[i], contents[i]);
  }
  if (&names == &kXlsxParts && contents.size() < 4) {
    builder.Add("xl/workbook.xml", kWorkbook);
  }
  return builder.Build();
}

}  // namespace
}  // namespace gouji::parse

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const size_t line = std::min(input.find('\n'), input.size());
  const std::string_view kind = input.substr(0, line);
  const std::string_view rest = input.substr(std::min(line + 1, input.size()));
  if (kind == "docx") {
    gouji::parse::ReadBoth(gouji::parse::Pack(rest, gouji::parse::kDocxParts, "word/_rels/document.xml.rels",
                                              gouji::parse::kDocxRelations));
  } else if (kind == "xlsx") {
    gouji::parse::ReadBoth(
        gouji::parse::Pack(rest, gouji::parse::kXlsxParts, "xl/_rels/workbook.xml.rels", gouji::parse::kXlsxRelations));
  } else if (kind == "zip") {
    gouji::parse::ReadBoth(std::string(rest));
  } else if (kind == "number") {
    const size_t end = std::min(rest.find('\n'), rest.size());
    const std::string number(rest.substr(0, end));
    for (const auto epoch : {gouji::parse::DateEpoch::k1900, gouji::parse::DateEpoch::k1904}) {
      (void)gouji::parse::FormatNumber(std::strtod(number.c_str(), nullptr),
                                       rest.substr(std::min(end + 1, rest.size())), epoch);
    }
  }
  return 0;
}

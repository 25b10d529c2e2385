#ifndef GOUJI_SERVICES_CLI_DOCX_DOCX_DOCUMENT_H_
#define GOUJI_SERVICES_CLI_DOCX_DOCX_DOCUMENT_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"

namespace gouji::cli {

// A cell of a table, over one or more rows and columns, which count from 0.
struct DocxCell {
  enum class Align : std::uint8_t { kLeft, kCenter, kRight };

  int row = 0;
  int column = 0;
  int row_span = 1;
  int column_span = 1;
  std::string text = {};
  Align align = Align::kLeft;
  bool bold = false;
};

struct DocxTable {
  std::vector<int> column_weights;  // the width of the page is divided in proportion to them
  int row_count = 0;
  int header_count = 0;         // rows from the first on that are repeated on every page
  std::vector<DocxCell> cells;  // in any order; they cover the grid without gap or overlap
};

enum class DocxOrientation : std::uint8_t { kPortrait, kLandscape };

// A Word document (Office Open XML, as Word 2007 and later read it) on A4, built from the top down: headlines,
// paragraphs, and tables whose merged cells are merged. The same calls make the same bytes. Texts are made safe: they
// may come from anywhere. Belongs to one thread.
//
//   DocxDocument document;
//   document.AddTitle("临县人民政府2023年政府信息公开工作年度报告");
//   document.AddTable(table);
//   absl::Status written = document.Save("report.docx");
class DocxDocument {
 public:
  DocxDocument();
  ~DocxDocument();
  DocxDocument(const DocxDocument&) = delete;
  DocxDocument& operator=(const DocxDocument&) = delete;

  void AddTitle(std::string_view text);
  void AddHeading(std::string_view text);
  void AddParagraph(std::string_view text);
  void AddTable(const DocxTable& table);
  // What follows begins a page of that orientation, unless nothing was added yet: then it is that of the first page.
  void BeginPage(DocxOrientation orientation);

  // Writes the file. INTERNAL: it cannot be written.
  absl::Status Save(const std::string& path);

 private:
  struct Parts;

  void AddStyled(std::string_view style, std::string_view text);

  std::unique_ptr<Parts> parts_;
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_DOCX_DOCX_DOCUMENT_H_

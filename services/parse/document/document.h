#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_DOCUMENT_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_DOCUMENT_H_

#include <deque>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace gouji::parse {

// Where a piece of text stands. Numbers count from 1; 0: the format has no such coordinate.
struct Place {
  int page = 0;
  int line = 0;
  int column = 0;  // in characters
};

// A cell as printed, white space around it removed.
struct GridCell {
  std::string_view text;
  Place place;
};

struct GridRow {
  std::vector<GridCell> cells;
};

// A run of rows that the format prints as a table. Rows may differ in length.
struct Grid {
  std::vector<GridRow> rows;
};

// A line of prose.
struct Paragraph {
  std::string_view text;  // white space around it removed; never empty
  Place place;
  int heading_level = 0;  // 1 for the highest; 0 for prose
};

// Something odd that a reader met.
struct ReaderRemark {
  std::string id;  // the id of the diagnostic that it becomes
  std::string message_zh;
  std::string message_en;
  Place place;
};

// What every reader makes of a file: paragraphs and grids in printed order. It knows nothing of any form.
//
// The texts are views into `storage`, which is filled by the reader and never touched again; so a Document can be
// moved, not copied.
struct Document {
  Document() = default;
  Document(Document&&) = default;
  Document& operator=(Document&&) = default;
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  std::deque<std::string> storage;
  std::vector<std::variant<Paragraph, Grid>> blocks;
  std::vector<ReaderRemark> remarks;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_DOCUMENT_H_

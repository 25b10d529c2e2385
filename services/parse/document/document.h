#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_DOCUMENT_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_DOCUMENT_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace gouji::parse {

// A document with more table cells or more paragraphs is refused, with reason TOO_LARGE: no report comes near, and
// memory and time stay bounded. Every reader keeps to it.
inline constexpr size_t kMaxCells = 500'000;
inline constexpr size_t kMaxParagraphs = 200'000;

// Where a piece of text stands. Numbers count from 1; 0: the format has no such coordinate.
struct Place {
  int page = 0;
  int line = 0;
  int column = 0;  // in characters
};

// Whether a place in a grid is covered by a merged cell that begins elsewhere.
enum class Covered : uint8_t {
  kNo,
  kFromLeft,   // the cell begins in the same row
  kFromAbove,  // the cell begins in a row above
};

// A cell as printed, white space around it removed. A merged cell stands in every place that it covers, with its text.
struct GridCell {
  std::string_view text;
  Place place;
  Covered covered = Covered::kNo;
  // How sure a reader is that the cell says this: 1 unless it was recognised from an image.
  float confidence = 1;
};

struct GridRow {
  std::vector<GridCell> cells;
};

// A run of rows that the format prints as a table. Rows may differ in length. Formats with merged cells make theirs
// with a GridBuilder.
struct Grid {
  std::vector<GridRow> rows;
  // Whether a row ends with its last cell. Else rows are filled up to one length, and empty cells at the end of one may
  // be cells or not.
  bool has_row_ends = true;
};

// A line of prose.
struct Paragraph {
  std::string_view text;  // white space around it removed; never empty
  Place place;
  int heading_level = 0;  // 1 for the highest; 0 for prose
  float confidence = 1;   // as that of a GridCell
};

// Something odd that a reader met.
struct ReaderRemark {
  std::string id;  // the id of the diagnostic that it becomes
  std::string message_zh;
  std::string message_en;
  Place place;
};

// A text that was recognised in another way at first: its characters look like this one, or it was read again.
struct SecondReading {
  std::string_view text;   // what counts, as it is printed in the document
  std::string_view first;  // what was read at first
};

// The id of the remark of a document whose text was recognised from images.
inline constexpr char kRecognisedRemark[] = "RECOGNISED";

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
  std::vector<SecondReading> second_readings;  // of scans

  // The title that a page has beside its text (HTML: in its head), with whatever the site adds to it; empty if none.
  std::string_view page_title;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_DOCUMENT_H_

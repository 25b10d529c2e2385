#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_WORD_DOC_PROPERTIES_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_WORD_DOC_PROPERTIES_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "services/parse/document/office/marked_text.h"
#include "services/parse/document/word/edge_tables.h"

namespace gouji::parse {

// The properties of characters, paragraphs and table rows in a .doc file, as far as they matter to what is printed
// where. They are stored as lists of changes ("sprm", [MS-DOC] 2.6), each a code with an operand.

// Walks over such a list. Stops at the first change that is cut off.
class SprmList {
 public:
  explicit SprmList(std::string_view bytes) : rest_(bytes) {}

  // Moves to the next change; false at the end.
  bool Next();
  uint16_t code() const { return code_; }
  // Without the length in front of operands of variable length.
  std::string_view operand() const { return operand_; }

 private:
  std::string_view rest_;
  uint16_t code_ = 0;
  std::string_view operand_;
};

struct DocParagraph {
  bool in_table = false;
  int depth = 0;          // of nested tables; what `in_table` says is at least 1
  bool ends_row = false;  // the mark at the end of a row of the outermost table
  bool ends_inner_cell = false;
  bool ends_inner_row = false;
  int heading_level = 0;  // 0: no heading

  int table_depth() const { return depth > 0 ? depth : in_table ? 1 : 0; }
};

struct DocCharacters {
  bool hidden = false;  // also what a tracked change deletes
  TextMarks marks;
};

// Applies the changes of a list. `data` is the stream Data, which holds lists that are too long for their place.
void ApplyToParagraph(std::string_view list, std::string_view data, DocParagraph& paragraph);
void ApplyToCharacters(std::string_view list, DocCharacters& characters);
// The cells of the row whose end mark has this list; earlier cells are changed. Empty without a definition.
void ApplyToRow(std::string_view list, std::string_view data, std::vector<CellEdges>& cells);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_WORD_DOC_PROPERTIES_H_

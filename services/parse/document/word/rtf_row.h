#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_WORD_RTF_ROW_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_WORD_RTF_ROW_H_

#include <vector>

#include "services/parse/document/word/edge_tables.h"
#include "services/parse/document/word/rtf_words.h"

namespace gouji::parse {

// The definition of a table row: \trowd begins one, the properties of a cell stand in front of its right edge, \cellx.
class RtfRow {
 public:
  // Performs a word of a row's definition; others change nothing.
  void Apply(RtfWord word, int parameter);

  const std::vector<CellEdges>& cells() const { return cells_; }

 private:
  void AddEdge(int right);

  std::vector<CellEdges> cells_;
  CellEdges next_;  // the properties of the cell whose edge comes next
  int left_ = 0;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_WORD_RTF_ROW_H_

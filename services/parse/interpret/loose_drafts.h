#ifndef GOUJI_SERVICES_PARSE_INTERPRET_LOOSE_DRAFTS_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_LOOSE_DRAFTS_H_

#include <cstddef>
#include <vector>

#include "services/parse/interpret/loose_tokens.h"

namespace gouji::parse {

// A row in the making: labels and texts, then figures.
struct LooseDraft {
  std::vector<LooseToken> cells;
  size_t label_count = 0;  // labels and texts in front of the figures
  bool has_row_label = false;
  bool has_group = false;
  bool is_header = false;
  bool is_anchor = false;
  bool aligned = true;
  bool is_split = false;  // its figures were run together
  bool is_run = false;    // they may still be
  int segment = 0;        // drafts with no prose between them are of one segment

  bool has_values() const { return cells.size() > label_count; }
};

// Puts tokens together to rows, in printed order. A label or text behind figures begins a row, and so does what ends a
// header.
std::vector<LooseDraft> AssembleRows(const std::vector<LooseToken>& tokens);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_LOOSE_DRAFTS_H_

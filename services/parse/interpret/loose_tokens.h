#ifndef GOUJI_SERVICES_PARSE_INTERPRET_LOOSE_TOKENS_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_LOOSE_TOKENS_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "services/parse/document/document.h"
#include "services/parse/interpret/form_index.h"
#include "services/parse/interpret/label_scanner.h"

namespace gouji::parse {

// A piece of text that is not known to be in a row of a grid: a paragraph, or a cell that stands alone in its row.
struct LoosePiece {
  std::string_view text;
  Place place;
  size_t block;     // of the document
  bool is_heading;  // of a section, or the end of what stands above
};

enum class LooseKind : uint8_t {
  kLabel,  // a known wording of the form
  kValue,  // a figure, readable or not, or "not applicable"
  kText,   // something short that is neither; may be a damaged label
  kProse,  // a heading, a sentence: no part of a table
};

// What loose pieces consist of, in printed order.
struct LooseToken {
  LooseKind kind;
  std::string_view text;
  Place place;
  size_t block;
  // Nothing stands between the figure and the texts around it (规章555行政规范性文件): it may be several figures.
  bool glued = false;
  // It is a label whose parts stood in several pieces.
  bool joined = false;
  // Everything in its piece is label or value, so that the piece cannot be prose.
  bool aligned = false;
  // Of a label: where it stands in the form; null for the others.
  const LabelUses* uses = nullptr;
};

// The pieces taken apart. Page numbers and lone numbering are left out; between figures it is what is left of a label.
// A label that was split over up to four pieces (商业 / 企业) is one token; its text is kept in `storage`. A piece that
// holds several labels and figures is split; what stands between them is a value only if it is separated by white space
// or nothing. Bounded: pieces beyond kMaxScannedBytes in all are not looked into.
std::vector<LooseToken> LooseTokens(const FormIndex& index, const std::vector<LoosePiece>& pieces,
                                    std::deque<std::string>& storage);

inline constexpr size_t kMaxScannedBytes = size_t{1} << 20;

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_LOOSE_TOKENS_H_

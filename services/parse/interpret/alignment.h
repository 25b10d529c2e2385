#ifndef GOUJI_SERVICES_PARSE_INTERPRET_ALIGNMENT_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_ALIGNMENT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/parse/interpret/row_tokens.h"
#include "services/report/form.h"
#include "services/report/report.h"

namespace gouji::parse {

// In an alignment, the place of a column: the index of a token, or one of these.
inline constexpr int kLostPlace = -1;     // damaged away: some integer, not negative unless its column may be
inline constexpr int kDroppedPlace = -2;  // an empty cell that the table does not print; counts as 0 in relations
inline constexpr int kGapPlace = -3;      // lost or not printed, nobody knows which: as kLostPlace, but never filled

// For each column of a row, what stands there.
using Alignment = std::vector<int>;

// A row whose printed values may belong to several places.
struct OpenRow {
  int first_cell;    // its cells follow one another
  RowTokens tokens;  // what is printed, in order; printed blanks too
  std::vector<Alignment> alternatives;
};

// What the arithmetic says of a column of an open row.
struct ResolvedCell {
  enum class Kind : uint8_t {
    kToken,     // `token` stands there
    kInferred,  // no token for sure, but the value is `value` in every admissible alignment
    kDropped,   // an empty cell in every admissible alignment
    kOpen,      // not determined
  };
  Kind kind = Kind::kOpen;
  int token = -1;
  int64_t value = 0;
  int equation = -1;  // with kInferred: the equation that gave the value
};

// All alignments of `count` tokens, in order, to `columns` places; the places without a token get `filler`. Empty when
// there would be more than `limit` of them.
std::vector<Alignment> AllAlignments(int token_count, int column_count, int filler, size_t limit);

// Chooses among the alternatives of each row by the relations of the form: an alignment is admissible when every
// relation that is complete holds with non-negative integers (any, where a column may be negative), the rows being
// taken together as far as a budget of combinations allows (a smaller admissible set is never wrongly assumed: without
// budget fewer relations are used, and more cells stay open).
//
// `cells` are the cells read so far; those of the open rows are ignored. A cell is determined when all admissible
// alignments give it the same content. When several alignments of a row remain that all give the same values, the lost
// cells are taken to be its last columns.
std::vector<std::vector<ResolvedCell>> ResolveRows(const report::Form& form, const std::vector<report::Cell>& cells,
                                                   std::vector<OpenRow> rows);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_ALIGNMENT_H_

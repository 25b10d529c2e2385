#ifndef GOUJI_SERVICES_PARSE_INTERPRET_WRAPPED_LABELS_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_WRAPPED_LABELS_H_

#include <deque>
#include <string>
#include <vector>

#include "services/parse/interpret/form_index.h"
#include "services/parse/interpret/loose_tokens.h"
#include "services/parse/interpret/printed_rows.h"

namespace gouji::parse {

// Puts together the labels of rows that were wrapped, so that their figures stand behind a part of them:
//
//   行政       | 0                       2.没有现成   1 0 0 0 0 0 1
//   事业性收费 |      -> 行政事业性收费 | 0      信息需要另行制作 -> 2.没有现成信息需要另行制作 1 0 0 0 0 0 1
//
// Parts are one label only where together they are a wording of the form, letter for letter: neither likeness nor order
// has a say. A part behind figures that has figures of its own is none. Where the part in front is numbering alone
// (2. 1 0 0 0 0 0 1 没有现成信息需要另行制作), or both parts are labels of rows themselves, the figures must be as many
// as the row has columns.

// In grids: of two rows below each other, of which one has figures and the other nothing but a text. The first cell of
// the label gets the key and the text of the whole (PrintedRow::keys, joined_texts), the other cell is part of no label
// any more. Joining twice changes nothing.
void JoinWrappedLabels(const FormIndex& index, std::vector<PrintedRow>& printed);

// The same for loose cells. The label stands in front of its figures, where its first part did; its text is kept in
// `storage`.
std::vector<LooseToken> WithJoinedLabels(const FormIndex& index, std::vector<LooseToken> tokens,
                                         std::deque<std::string>& storage);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_WRAPPED_LABELS_H_

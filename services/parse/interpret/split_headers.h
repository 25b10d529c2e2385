#ifndef GOUJI_SERVICES_PARSE_INTERPRET_SPLIT_HEADERS_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_SPLIT_HEADERS_H_

#include <deque>
#include <string>
#include <vector>

#include "services/parse/interpret/form_index.h"
#include "services/parse/interpret/loose_tokens.h"
#include "services/parse/interpret/printed_rows.h"

namespace gouji::parse {

// Joins the words of column headers that stand in several rows of a grid:
//
//   本年     | 本年       | 现行有效件数        本年制发件数 | 本年废止件数 | 现行有效件数
//   制发件数 | 废止件数   |               ->   本年制发件数 | 本年废止件数 |
//
// Cells below each other are one label where together they are one of the form and neither row has values; where rows
// leave out empty cells (企业 | 机构), the cells of the lower row are taken in order. Each of the cells gets the key
// and the text of the whole label (PrintedRow::keys, joined_texts). Joining twice changes nothing.
void JoinSplitHeaders(const FormIndex& index, std::vector<PrintedRow>& printed);

// The same for loose cells, which come line by line (商业 科研 社会公益组织 企业 机构): of the cells between two
// figures, the parts of a label are taken in order. It stands where its first part did; its text is kept in `storage`.
std::vector<LooseToken> WithJoinedHeaders(const FormIndex& index, std::vector<LooseToken> tokens,
                                          std::deque<std::string>& storage);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_SPLIT_HEADERS_H_

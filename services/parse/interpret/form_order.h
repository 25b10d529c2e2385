#ifndef GOUJI_SERVICES_PARSE_INTERPRET_FORM_ORDER_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_FORM_ORDER_H_

#include <optional>
#include <vector>

#include "services/parse/document/document.h"
#include "services/parse/interpret/form_index.h"
#include "services/parse/interpret/printed_rows.h"

namespace gouji::parse {

// Puts tables that say the same in another arrangement into that of the form, by what their headers and labels say:
//
//   columns in another order           总计 | 自然人 | 商业企业 …
//   rows for columns                   自然人 | … below 本年新收 | 上年结转 | 予以公开 …
//   groups of columns below each other 行政复议 | 0 | 0 | … below 结果维持 | 结果纠正 | …
//
// Only where every column of the table is named exactly once, letter for letter, and every row of figures is as wide as
// its header with nothing but labels in front: grids of text have no true columns. Cells keep their places. Columns
// that the form does not have are left out.
//
// `printed` are the rows of the document with their labels looked up. Gives a document of the same texts, which must
// not outlive `document`; nothing when no table is arranged like that.
std::optional<Document> PutInFormOrder(const FormIndex& index, const Document& document,
                                       const std::vector<PrintedRow>& printed);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_FORM_ORDER_H_

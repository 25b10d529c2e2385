#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_SIDE_TEXT_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_SIDE_TEXT_H_

#include <vector>

#include "services/parse/document/pages/page_lines.h"
#include "services/parse/document/pages/page_words.h"

namespace gouji::parse {

// Takes out of the lines of prose what stands in a column of its own beside them, on the left or on the right: the menu
// of a site that was printed with its article. Gives the lines of that column, from top to bottom; none where there is
// no such column.
//
//   首页                 您当前所在位置：首页 > 正文
//   政府信息公开年报                某县水利局
//   依申请公开           2023年政府信息公开工作年度报告
//
// A column is known by the empty strip between it and the prose, which no word crosses as far as the column reaches,
// by at least two lines that both have a part in, and by being the lesser part: prose goes on for many more lines. A
// column with figures, or with the punctuation of a sentence, is none: it may be the labels of a table.
std::vector<PageLine> TakeSideText(const std::vector<PageWord>& words, std::vector<PageLine>& lines);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_SIDE_TEXT_H_

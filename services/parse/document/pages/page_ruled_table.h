#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_RULED_TABLE_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_RULED_TABLE_H_

#include <cstddef>
#include <vector>

#include "services/parse/document/pages/page_ruling.h"
#include "services/parse/document/pages/page_table.h"

namespace gouji::parse {

// Fills a ruling with the words that stand in it. `line_of` gives the line on the page of each word, from 1; words that
// are `taken` stand elsewhere, in a table within this one.
//
// A word goes to the cell that its centre is in. Where text was set so tight that one word reaches over a line into the
// next cell, it is cut at the character that the line parts; when the line goes through a character, the cells get a
// confidence below 1.
PageTable FillRuling(const Page& page, const Ruling& ruling, const std::vector<int>& line_of,
                     const std::vector<bool>& taken);

// Whether rows are ruled so coarsely that a cell holds figures of several rows, one below the other (a table with lines
// at its head and foot only). Such a table is better found by its words.
bool IsCoarse(const Page& page, const Ruling& ruling, const std::vector<bool>& taken);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_RULED_TABLE_H_

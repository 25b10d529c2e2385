#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_PARAGRAPHS_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_PARAGRAPHS_H_

#include <string>
#include <vector>

#include "services/parse/document/pages/page_words.h"

namespace gouji::parse {

// A printed line of prose.
struct ProseLine {
  PageBox box;
  std::string text;
  int page = 0;            // from 1
  int line = 0;            // on the page, from 1
  bool is_beside = false;  // in a column beside the prose (TakeSideText): a paragraph of its own
};

// Between which lines the prose of a page stands.
struct Margins {
  float left = 0;
  float right = 0;
};

// The margins of lines of prose: where most lines begin, and where the rightmost one ends, or the next one if only that
// sticks out.
Margins MarginsOf(const std::vector<PageBox>& lines);

// Whether a line goes on with the paragraph of the line in front of it: that one is full to the right margin, this one
// begins at the left margin, both are of one size, and nothing stands between them but, perhaps, the end of a page.
bool Continues(const ProseLine& before, const Margins& before_margins, const ProseLine& line, const Margins& margins);

// Appends a line to the paragraph that it continues; Chinese text needs no space in between.
void AppendLine(const ProseLine& line, std::string& paragraph);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PAGE_PARAGRAPHS_H_

#ifndef GOUJI_SERVICES_PARSE_INTERPRET_SECTIONS_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_SECTIONS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/parse/document/document.h"
#include "services/parse/interpret/form_index.h"
#include "services/report/report.h"

namespace gouji::parse {

// A block of a document that is the heading of a section.
struct FoundSection {
  int number;    // as in the form
  size_t block;  // the index of its heading in the document
};

// What a line says that may be a heading, of whatever form.
struct HeadingLine {
  std::u32string key;  // see LabelKey
  int numeral;         // see HeadingNumeral
};

// Nothing for a line that is no heading of any form: it is too long, or numbered in brackets.
std::optional<HeadingLine> ReadHeadingLine(std::string_view text);

// Whether a line is the heading of a section of the form (see FindSections).
bool IsSectionHeading(const FormIndex& index, const HeadingLine& line);

// Finds the headings of the form's sections, in printed order. A heading is a short line with the official words, a
// known variant or, when it has the right number, something very like them; bracketed numbering ((一)) makes it a
// heading of a lower level. Of several candidates for a section the first counts that stands in no table of contents
// (headings next to each other). Only blocks before `end_block` count.
std::vector<FoundSection> FindSections(const FormIndex& index, const Document& document, size_t end_block);

// The prose of the document, cut at the headings. What stands before the first one is section 0; without any prose
// there it is left out. Rows of grids that are no part of a table of the form are prose too; `is_form_table` tells, by
// block before the end, which grids, and which paragraphs, are.
std::vector<report::Section> CutSections(const Document& document, const std::vector<FoundSection>& found,
                                         const std::vector<bool>& is_form_table);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_SECTIONS_H_

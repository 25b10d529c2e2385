#ifndef GOUJI_SERVICES_PARSE_INTERPRET_OFFICIAL_WORDS_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_OFFICIAL_WORDS_H_

#include <vector>

#include "services/parse/document/document.h"
#include "services/parse/interpret/form_index.h"
#include "services/parse/interpret/printed_rows.h"
#include "services/parse/interpret/row_candidates.h"
#include "services/parse/interpret/sections.h"
#include "services/report/report.h"

namespace gouji::parse {

// Notes which headings and labels were recognised though they are not in the form's words: known variants (社会组织,
// 存在的问题及改进情况), and damaged ones. What LabelKey leaves out (numbering, spacing, punctuation, bracketed
// remarks, traditional characters) is no difference. Forms without tables prescribed no words.

// A diagnostic HEADING_WORDING for each heading. `found` are sections of `document` by the form of `index`. A heading
// in the words of another of `forms` is in official words, too: the two forms of section 5 were used side by side.
void NoteHeadingWords(const FormIndex& index, const std::vector<FormIndex>& forms, const Document& document,
                      const std::vector<FoundSection>& found, report::Report& report);

// One diagnostic LABEL_WORDING for a table whose rows or columns have such labels. `rows` are its rows among `printed`,
// ascending. A label of which only a part is printed (a page break tore it) is passed over.
void NoteLabelWords(const FormIndex& index, int table, const std::vector<PrintedRow>& printed,
                    const std::vector<MatchedRow>& rows, report::Report& report);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_OFFICIAL_WORDS_H_

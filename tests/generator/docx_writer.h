#ifndef GOUJI_TESTS_GENERATOR_DOCX_WRITER_H_
#define GOUJI_TESTS_GENERATOR_DOCX_WRITER_H_

#include <string>

#include "tests/generator/layout.h"
#include "tests/generator/printed_document.h"

namespace gouji::generator {

// Writes a document as a Word file: merged cells with gridSpan and vMerge; in the style kNumbered the headings'
// numerals come from numbering.xml, in kTracked figures were changed under revision marks (the old ones deleted, not
// removed), in kTextBox the title stands in a text box with its fallback.
std::string WriteDocx(const PrintedDocument& document, DocxStyle style);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_DOCX_WRITER_H_

#ifndef GOUJI_TESTS_GENERATOR_HTML_WRITER_H_
#define GOUJI_TESTS_GENERATOR_HTML_WRITER_H_

#include <string>
#include <string_view>

#include "tests/generator/layout.h"
#include "tests/generator/printed_document.h"

namespace gouji::generator {

// Writes a document as an HTML page in UTF-8 that declares `charset`.
std::string WriteHtml(const PrintedDocument& document, HtmlStyle style, std::string_view charset);

// One table of it. kSplit gives two.
std::string HtmlTable(const TableGrid& grid, HtmlStyle style);

// A text in which "&", "<", ">" and quotation marks are entities, as XML has them, too.
std::string Escaped(std::string_view text);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_HTML_WRITER_H_

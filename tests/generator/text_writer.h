#ifndef GOUJI_TESTS_GENERATOR_TEXT_WRITER_H_
#define GOUJI_TESTS_GENERATOR_TEXT_WRITER_H_

#include <string>

#include "tests/generator/layout.h"
#include "tests/generator/printed_document.h"

namespace gouji::generator {

// Writes a document as UTF-8 text or Markdown.
std::string WriteText(const PrintedDocument& document, const Layout& layout);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_TEXT_WRITER_H_

#ifndef GOUJI_TESTS_GENERATOR_PDF_WRITER_H_
#define GOUJI_TESTS_GENERATOR_PDF_WRITER_H_

#include <string>

#include "tests/generator/printed_document.h"

namespace gouji::generator {

// Writes a document as a PDF file of ruled pages, with a font that is not embedded (STSong-Light), as many offices
// publish them.
std::string WritePdf(const PrintedDocument& document);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_PDF_WRITER_H_

#ifndef GOUJI_TESTS_GENERATOR_OFD_WRITER_H_
#define GOUJI_TESTS_GENERATOR_OFD_WRITER_H_

#include <string>

#include "tests/generator/printed_document.h"

namespace gouji::generator {

// Writes a document as an OFD file (GB/T 33190) of ruled pages.
std::string WriteOfd(const PrintedDocument& document);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_OFD_WRITER_H_

#ifndef GOUJI_TESTS_GENERATOR_RTF_WRITER_H_
#define GOUJI_TESTS_GENERATOR_RTF_WRITER_H_

#include <string>

#include "tests/generator/printed_document.h"

namespace gouji::generator {

// Writes a document as RTF: texts as Unicode escapes, merged cells with clvmgf, clvmrg and wide cells.
std::string WriteRtf(const PrintedDocument& document);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_RTF_WRITER_H_

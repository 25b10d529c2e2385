#ifndef GOUJI_TESTS_GENERATOR_CSV_WRITER_H_
#define GOUJI_TESTS_GENERATOR_CSV_WRITER_H_

#include <string>

#include "tests/generator/printed_document.h"

namespace gouji::generator {

// A report as a spreadsheet saved as comma separated values (RFC 4180), in UTF-8: every line with as many fields as the
// widest table has columns, a merged cell's text in its first place.
std::string WriteCsv(const PrintedDocument& document);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_CSV_WRITER_H_

#ifndef GOUJI_TESTS_GENERATOR_RENDER_H_
#define GOUJI_TESTS_GENERATOR_RENDER_H_

#include <string>

#include "tests/generator/generate.h"
#include "tests/generator/layout.h"
#include "tests/generator/printed_document.h"

namespace gouji::generator {

// Prints a report as a file: title, sections with their tables and prose, signature and date. The same report and
// layout give the same bytes on every machine.
std::string Render(const GeneratedReport& report, const Layout& layout);

// Writes a composed document, damaged or not, as a file.
std::string WriteFileBytes(const PrintedDocument& document, const Layout& layout);

// What a reader must make of Render(report, layout), as JSON in the format of tests/data/README.md. `source` is the
// name of the file.
std::string ExpectedJson(const GeneratedReport& report, const Layout& layout, const std::string& source);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_RENDER_H_

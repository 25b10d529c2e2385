#ifndef GOUJI_TESTS_GENERATOR_LENGTHEN_H_
#define GOUJI_TESTS_GENERATOR_LENGTHEN_H_

#include <cstddef>

#include "tests/generator/printed_document.h"

namespace gouji::generator {

// Puts paragraphs that claim nothing behind those of the first section, at least `byte_count` bytes of UTF-8 in all and
// less than a paragraph more. Real reports have some 5 KB of prose; what else the generator writes is shorter.
void Lengthen(std::size_t byte_count, PrintedDocument& document);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_LENGTHEN_H_

#ifndef GOUJI_TESTS_GENERATOR_TRADITIONAL_H_
#define GOUJI_TESTS_GENERATOR_TRADITIONAL_H_

#include <string>
#include <string_view>

namespace gouji::generator {

// Puts traditional characters in place of the simplified ones, as mirrors in Hong Kong and Taiwan print them: character
// by character, and only those that generated reports have.
std::string Traditional(std::string_view text);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_TRADITIONAL_H_

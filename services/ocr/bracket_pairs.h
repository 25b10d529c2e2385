#ifndef GOUJI_SERVICES_OCR_BRACKET_PAIRS_H_
#define GOUJI_SERVICES_OCR_BRACKET_PAIRS_H_

#include <string>

namespace gouji::ocr {

// Makes an angle bracket round where its partner is round, since nothing is printed in that way: 〈单位: 万元) is
// (单位: 万元). Those in pairs, and those alone, stay.
std::string PairBrackets(const std::string& text);

}  // namespace gouji::ocr

#endif  // GOUJI_SERVICES_OCR_BRACKET_PAIRS_H_

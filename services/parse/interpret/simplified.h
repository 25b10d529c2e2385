#ifndef GOUJI_SERVICES_PARSE_INTERPRET_SIMPLIFIED_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_SIMPLIFIED_H_

namespace gouji::parse {

// The simplified form of a traditional character (規 -> 规), so that what mirrors in Hong Kong and Taiwan print is
// compared like the original; every other character as it is. A table look-up. No character that simplified texts use
// is changed, so that names stay as they are.
char32_t Simplified(char32_t c);

// The same for labels, where a few characters more are safe: 後, 於 and 徵 occur in simplified texts only in names.
char32_t SimplifiedInLabel(char32_t c);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_SIMPLIFIED_H_

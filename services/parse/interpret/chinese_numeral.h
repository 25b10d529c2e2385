#ifndef GOUJI_SERVICES_PARSE_INTERPRET_CHINESE_NUMERAL_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_CHINESE_NUMERAL_H_

#include <cstdint>
#include <string_view>

namespace gouji::parse {

// Whether a character may stand in a Chinese numeral: 零〇一二两三四五六七八九十百千.
bool IsChineseNumeralChar(char32_t c);

// The integer below 万 that a Chinese numeral writes regularly (零, 十二, 二百零三); -1 for anything else, such as
// 一百五, which people use for 150.
int64_t ReadChineseNumeral(std::u32string_view text);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_CHINESE_NUMERAL_H_

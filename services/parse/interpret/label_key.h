#ifndef GOUJI_SERVICES_PARSE_INTERPRET_LABEL_KEY_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_LABEL_KEY_H_

#include <string>
#include <string_view>

namespace gouji::parse {

// What remains of a printed label when spacing, punctuation, the width of characters, leading numbering ((一), 1.,
// 三、, ㈠, ①, 〔1〕) and bracketed remarks are taken away: "（二）部分公开（区分处理的，只计这一情形）" -> "部分公开".
// Traditional characters become simplified ones.
// Brackets around a numeral inside the text stay as their content, because they tell labels apart: "第二十条第（一）项"
// -> "第二十条第一项". A text that is nothing but one bracket keeps its content.
std::u32string LabelKey(std::string_view label);

// A text without white space, full-width ASCII made half-width, traditional characters made simplified (see
// Simplified).
std::u32string Compact(std::string_view text);

// The numeral that a heading begins with ("一、总体情况" -> 1, "四 …" -> 0, "（二）…" -> 0): Chinese numerals 一 to 十
// with 、 or a point.
int HeadingNumeral(std::string_view heading);

// How alike two keys are: 1 - edit distance / length of the longer; 0 to 1. Texts of over 64 characters are alike only
// if equal.
double Similarity(std::u32string_view a, std::u32string_view b);

// Whether Similarity(a, b) >= least; quick for keys of very different lengths.
bool IsSimilar(std::u32string_view a, std::u32string_view b, double least);

// Whether a character can be part of a word: CJK ideographs, letters, digits.
bool IsWordChar(char32_t c);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_LABEL_KEY_H_

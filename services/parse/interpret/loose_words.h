#ifndef GOUJI_SERVICES_PARSE_INTERPRET_LOOSE_WORDS_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_LOOSE_WORDS_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "services/parse/interpret/form_index.h"

namespace gouji::parse {

// What the words of a text without cells may be: figures, numbering, page numbers, prose. LooseTokens takes texts apart
// by them.

// The length of the white space or bar that a text begins with, in bytes; 0 for any other.
size_t SeparatorLength(std::string_view text);
// A text taken apart at white space and bars, as they separate cells. Views into the text.
std::vector<std::string_view> WordsOf(std::string_view text);
// Where a word ends in the text that it is part of.
size_t EndOf(std::string_view word, std::string_view text);

// A figure. Chinese numerals are none where they may be numbering; a sentence goes on behind a figure with a comma.
bool IsValue(std::string_view word);
// The number of words in front of the figures that a text ends with.
size_t WordsBeforeFigures(const std::vector<std::string_view>& words);

// Numbering that stands alone, or in front of a label: (一) 1. 三、 ①. The text is compact (see Compact).
bool IsNumbering(std::u32string_view compact);
// - 4 -, — 4 —, 第4页, 第 4 页 共 10 页, Page 9 …, P. 9. A bare figure is none: it may be a cell.
bool IsPageNumber(std::u32string_view compact);
// A text without the numbering that it ends with, also behind the digits of a figure.
std::string_view WithoutNumbering(std::string_view text);
// A text without the white space and bars that it ends with.
std::string_view WithoutSeparators(std::string_view text);
// The length of what belongs to the label in front of a text: a closing quotation mark or bracket, a colon.
size_t ClosingLength(std::string_view text);

// A text with the punctuation of a sentence, or longer than any cell.
bool IsProse(std::string_view text);
// The same for a text beside figures, where words with 、 between them are prose, too, unless they are one end of a
// row's label (逾期不补正、行政机关不再处理).
bool IsProseBesideFigures(const FormIndex& index, std::string_view text);
// Whether any words between figures, from `begin` on, are such prose. The words are views into `text`.
bool HasProse(const FormIndex& index, const std::vector<std::string_view>& words, size_t begin, std::string_view text);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_LOOSE_WORDS_H_

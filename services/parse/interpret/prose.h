#ifndef GOUJI_SERVICES_PARSE_INTERPRET_PROSE_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_PROSE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "services/parse/interpret/prose_number.h"

namespace gouji::parse {

// A paragraph without white space, in simplified characters and with half-width digits, each character with its place.
struct Prose {
  std::u32string text;
  std::vector<uint32_t> at;  // the byte of each character in the paragraph; one more for the end
};

// `buffer` is a Prose that is no longer needed: its memory is used again.
Prose MakeProse(std::string_view paragraph, Prose buffer = {});

// Characters of a text of prose, from `begin` to before `end`.
struct Range {
  size_t begin = 0;
  size_t end = 0;

  std::u32string_view In(std::u32string_view text) const { return text.substr(begin, end - begin); }
};

// A counted number (12件, 3.8万条) with its clause: from the comma or the number before it to the next comma or digit.
// An enumeration is one clause (行政复议、行政诉讼).
struct Figure {
  ProseNumber number;
  size_t clause;  // where the clause begins
  size_t behind;  // where it ends
  size_t part;    // the index of its part of the sentence
  int markers;    // how many of 其中, 分别 and 包括 stand in front of it in its part

  // What is printed in the clause in front of the number.
  std::u32string_view Lead(std::u32string_view text) const { return text.substr(clause, number.begin - clause); }
  // What is printed in the clause behind the number and its unit.
  std::u32string_view Tail(std::u32string_view text) const { return text.substr(number.end, behind - number.end); }
};

// A clause in which a negation stands: 未, 没, 无.
struct NegatedClause {
  Range clause;
  size_t negation;  // the place of the first one
  size_t part;      // the index of its part of the sentence
};

// A sentence of a paragraph, taken apart.
struct Sentence {
  Range range;               // up to 。！？ or the end of the paragraph
  std::vector<Range> parts;  // what stands between semicolons; never none
  std::vector<Figure> figures;
  std::vector<NegatedClause> negated;
  std::vector<size_t> percents;  // the places of its signs %
  bool names_parts = false;      // 部分 stands in it
};

// Takes the sentence apart that begins at `begin`. In parts longer than kLongestPart nothing is found: they are no
// prose. Linear in the length of the sentence. `buffer` is as that of MakeProse.
Sentence ReadSentence(std::u32string_view text, size_t begin, Sentence buffer = {});

inline constexpr size_t kLongestPart = 600;  // characters

bool IsDigit(char32_t c);
// Whether a character parts clauses: ，, and 、.
bool IsClauseEnd(char32_t c);

// The last year that a text names (2023年); 0 for none.
int LastYear(std::u32string_view text);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_PROSE_H_

#ifndef GOUJI_SERVICES_PARSE_INTERPRET_WORD_CHAIN_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_WORD_CHAIN_H_

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace gouji::parse {

// Takes words of a list off the front of a text as long as one fits; of those that fit the one that the list has first.
// So a list puts longer words in front of those that they begin with.
//
//   SkipWords(U"全年共作出行政许可", {U"全年", U"共", U"作出"})  // 行政许可
template <typename Words>
std::u32string_view SkipWords(std::u32string_view text, const Words& words) {
  while (!text.empty()) {
    const auto word = std::find_if(words.begin(), words.end(), [&](const auto& w) {
      return !std::u32string_view(w).empty() && text.starts_with(w);
    });
    if (word == words.end()) {
      break;
    }
    text.remove_prefix(std::u32string_view(*word).size());
  }
  return text;
}

// Whether a text is nothing but words of a list.
template <typename Words>
bool ConsistsOf(std::u32string_view text, const Words& words) {
  return SkipWords(text, words).empty();
}

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_WORD_CHAIN_H_

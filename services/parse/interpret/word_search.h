#ifndef GOUJI_SERVICES_PARSE_INTERPRET_WORD_SEARCH_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_WORD_SEARCH_H_

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace gouji::parse {

// Looks for many words in one text, where nearly none of them is.
//
//   static constexpr std::array<Word, 2> kChannels = {U"信件", U"网络"};
//   SearchedText(U"其中网络申请").HasAnyOf(kChannels);  // true
//
// Characters fall into 64 classes. A text has a word only if it has a character of each class that the word has one of:
// that settles most words without a look at the text.

// The classes of the characters of a text, a bit for each.
constexpr uint64_t CharClasses(std::u32string_view text) {
  uint64_t classes = 0;
  for (const char32_t c : text) {
    classes |= uint64_t{1} << (c % 64);
  }
  return classes;
}

// A word to look for. The empty one is in no text.
struct Word {
  constexpr Word() = default;
  // Not explicit, so that lists of words are written as lists of literals.
  // NOLINTNEXTLINE(google-explicit-constructor): as said
  constexpr Word(const char32_t* word) : text(word), classes(CharClasses(text)) {}

  std::u32string_view text;
  uint64_t classes = 0;
};

// A text to look in, which must outlive it. Immutable.
class SearchedText {
 public:
  explicit SearchedText(std::u32string_view text) : text_(text), classes_(CharClasses(text)) {}

  bool Has(const Word& word) const {
    return (word.classes & ~classes_) == 0 && !word.text.empty() && text_.find(word.text) != text_.npos;
  }

  // Whether the text has one of the words of a list.
  template <typename Words>
  bool HasAnyOf(const Words& words) const {
    return std::any_of(words.begin(), words.end(), [this](const Word& word) { return Has(word); });
  }

  std::u32string_view text() const { return text_; }

 private:
  std::u32string_view text_;
  uint64_t classes_;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_WORD_SEARCH_H_

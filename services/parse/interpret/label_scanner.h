#ifndef GOUJI_SERVICES_PARSE_INTERPRET_LABEL_SCANNER_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_LABEL_SCANNER_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "services/report/form.h"

namespace gouji::parse {

// A label or heading of the form inside a longer text.
struct FoundLabel {
  size_t begin;  // in bytes; numbering in front is not part of it
  size_t end;
  bool is_heading;  // of a section
};

// Finds the labels of a form inside running text: cells that were run together into one line.
//
//   规章555行政规范性文件 1 2 3 -> 规章, 行政规范性文件
//
// Spacing and punctuation within a label do not matter, nor do bracketed remarks, as in LabelKey. Of several labels
// that begin at one place the longest is found; found labels do not overlap.
//
// Immutable after construction; thread-safe.
class LabelScanner {
 public:
  explicit LabelScanner(const report::Form& form);

  // The labels in a text, in order. Linear in the text.
  std::vector<FoundLabel> Find(std::string_view text) const;

 private:
  struct Wording {
    std::u32string key;
    bool is_heading;
  };

  void Add(const report::Wordings& wordings, bool is_heading);

  std::unordered_map<char32_t, std::vector<Wording>> by_first_char_;  // the longest first
};

// The number of bytes of the bracketed remark, of more than a numeral, that a text begins with; 0 when it begins with
// none.
size_t RemarkLength(std::string_view text);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_LABEL_SCANNER_H_

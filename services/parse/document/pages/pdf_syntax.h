#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PDF_SYNTAX_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PDF_SYNTAX_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gouji::parse {

// Cuts the text of a PDF (ISO 32000, 7.2) into tokens: numbers, names with their slash, keywords, strings, and the
// marks [ ] << >> one by one. Comments are skipped. Works on any bytes; an unfinished string ends with the text.
class PdfTokenizer {
 public:
  explicit PdfTokenizer(std::string_view text) : text_(text) {}

  // The next token; empty at the end.
  std::string_view Next();

  // The next whole value: a token, or everything from [ or << to its end; a reference "12 0 R" is one value. Empty at
  // the end.
  std::string_view NextValue();

  // Where the next token is looked for.
  size_t position() const { return position_; }
  void set_position(size_t position) { position_ = position; }

 private:
  void SkipSpace();
  size_t EndOfString(size_t begin) const;

  std::string_view text_;
  size_t position_ = 0;
};

// The value of a key of a dictionary "<< … >>", without the space around it; empty when it has none.
std::string_view DictionaryValue(std::string_view dictionary, std::string_view key);

// The values of an array "[ … ]"; of anything else, itself. At most `limit`.
std::vector<std::string_view> ArrayValues(std::string_view array, size_t limit);

// The number that a token is.
std::optional<double> PdfNumber(std::string_view token);

// What data in base 85 stand for (ISO 32000, 7.4.3): five characters from ! to u are four bytes, z is four zeros, ~
// ends them. Ends before the first character that is none of these and no white space. At most four times as long.
std::string DecodeAscii85(std::string_view data);

// The number of the object that "12 0 R" refers to; -1 for anything else.
int64_t ReferenceOf(std::string_view value);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_PDF_SYNTAX_H_

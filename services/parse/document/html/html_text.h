#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_TEXT_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "services/parse/document/document.h"

namespace gouji::parse {

// Finds the places of a text in ascending order. A call costs what lies between two places, or less.
class PlaceFinder {
 public:
  explicit PlaceFinder(std::string_view text) : text_(text) {}

  // The line and column (in characters, both from 1) of an offset. An offset in front of the last one gives the place
  // of the last one.
  Place Find(size_t offset);

 private:
  std::string_view text_;
  size_t offset_ = 0;
  int line_ = 1;
  int column_ = 1;
};

// Collects the lines of a page as they are printed: entities decoded, white space collapsed, none at the ends.
//
// A line end in the source between two Chinese characters is no space, for authoring programs wrap their lines
// anywhere; between other characters it is one. Lines that follow each other stand in the storage with one space
// between them, so that the lines of a cell are one text without copying. Not thread-safe.
class HtmlText {
 public:
  // How the characters stand: raised and lowered digits become characters of their own, so that 12 with a raised 1
  // is not 121.
  enum class Script : uint8_t { kNormal, kRaised, kLowered };

  // `storage` takes the text, at most a quarter more than `source` has. Both must outlive this.
  HtmlText(std::string_view source, std::string& storage);

  // Adds a piece of `source` to the line.
  void Append(std::string_view piece, Script script);
  // Adds something that is printed but no text: what is on its left does not join what is on its right.
  void AppendObject() { gap_ = Gap::kHard; }
  // Adds a mark of ASCII characters, unless the line would begin with it.
  void AppendMark(std::string_view mark);

  bool line_is_empty() const { return storage_.size() == line_begin_; }
  // Ends the line; nothing if it is empty.
  std::optional<Paragraph> EndLine();

  // Whether text had to be left out because the storage is full, which takes a page made for it.
  bool overflow() const { return overflow_; }

  Place PlaceOf(size_t offset) { return places_.Find(offset); }

 private:
  // What stands between two characters, the stronger the greater: white space within a source line, white space with a
  // line end, and what is never nothing.
  enum class Gap : uint8_t { kNone, kSpace, kLineEnd, kHard };

  // Writes what separates the text so far from a character that begins with this byte, or begins the line.
  void Open(const char* at, unsigned char lead);
  void AppendEntity(std::string_view rest, size_t& consumed, Script script);
  void AppendCharacter(const char* at, char32_t c, Script script);
  void Write(std::string_view text);

  std::string_view source_;
  std::string& storage_;
  PlaceFinder places_;
  size_t line_begin_ = 0;
  Place line_place_;
  Gap gap_ = Gap::kNone;
  bool overflow_ = false;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_TEXT_H_

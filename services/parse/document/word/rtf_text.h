#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_WORD_RTF_TEXT_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_WORD_RTF_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

namespace gouji::parse {

// The character sets of an RTF file: bytes of text are in that of their font, or of the document. Not thread-safe.
class RtfText {
 public:
  // \ansicpg: the code page of the document; 0 while it is not known.
  void SetCodePage(int code_page) { code_page_ = code_page; }
  // \fcharset and \cpg in the table of fonts.
  void SetFontCharset(int font, int charset);
  void SetFontCodePage(int font, int code_page);

  // The text of bytes in a font. Bytes that are no text become U+FFFD and count.
  std::string Decode(std::string_view bytes, int font);
  size_t replacement_count() const { return replacement_count_; }

 private:
  // Fonts without an entry have the set of the document.
  std::unordered_map<int, int> code_page_of_font_;
  int code_page_ = 0;
  size_t replacement_count_ = 0;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_WORD_RTF_TEXT_H_

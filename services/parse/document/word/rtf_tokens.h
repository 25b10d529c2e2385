#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_WORD_RTF_TOKENS_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_WORD_RTF_TOKENS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace gouji::parse {

struct RtfToken {
  enum class Kind : uint8_t {
    kGroupBegin,
    kGroupEnd,
    kWord,    // \par, \cellx2000
    kSymbol,  // \~, \*: `byte` is the character
    kByte,    // a byte of text, plain or as \'hh, also \\ \{ \}
  };
  Kind kind = Kind::kByte;
  std::string_view word;         // without the backslash
  std::optional<int> parameter;  // of a word; within ±kMaxParameter
  char byte = 0;
};

// Splits an RTF file into its tokens. Line ends are no tokens, and binary data (\bin) is passed over. Never fails: what
// is no RTF is text.
//
//   RtfTokens tokens(bytes);
//   while (const std::optional<RtfToken> token = tokens.Next()) …
class RtfTokens {
 public:
  static constexpr int kMaxParameter = 100'000'000;

  explicit RtfTokens(std::string_view bytes) : rest_(bytes) {}

  // The next token; nothing at the end. Its views last as long as the bytes.
  std::optional<RtfToken> Next();

 private:
  RtfToken Control();

  std::string_view rest_;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_WORD_RTF_TOKENS_H_

#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_TAG_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_TAG_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace gouji::parse {

// What a tag means to somebody who wants the text and the tables of a page, and nothing else.
enum class HtmlTag : uint8_t {
  kInline,   // text goes on: span, b, a, and every name that is not known
  kBlock,    // begins and ends a line: div, li, section …
  kP,        // a block that ends where the next block begins
  kHeading,  // h1 to h6
  kBreak,    // br, hr
  kObject,   // something is printed that is no text: img
  kInput,
  kMeta,
  kTitle,
  kStyle,
  kSkipped,     // its content is never printed: script, object, svg …
  kField,       // its content is printed in another way than text is: textarea, select, math
  kAnnotation,  // how a character is pronounced, printed above it: rt, rp
  kSup,
  kSub,
  kStrike,
  kPre,
  kTable,
  kRowGroup,
  kRow,
  kCell,
  kList,  // dl
  kTerm,  // dt
  kItem,  // dd
};

// A name in lower case as a number: its letters, folded where they are more than eight. Names with equal keys count as
// the same.
using HtmlNameKey = uint64_t;

inline constexpr size_t kMaxHtmlName = 32;  // what follows does not count

constexpr HtmlNameKey HtmlKey(std::string_view name) {
  HtmlNameKey key = 0;
  for (const char c : name.substr(0, kMaxHtmlName)) {
    const auto byte = static_cast<unsigned char>(c);
    key = std::rotl(key, 8) ^ (byte >= 'A' && byte <= 'Z' ? byte | 0x20U : byte);
  }
  return key;
}

HtmlTag LookUpHtmlTag(HtmlNameKey key);

// Whether an element has no content and no end tag.
bool IsVoidHtmlTag(HtmlNameKey key);

// Whether two texts are equal but for the case of ASCII letters; `lower` has none in upper case.
bool EqualsIgnoringCase(std::string_view text, std::string_view lower);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_TAG_H_

#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_WORD_RTF_WORDS_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_WORD_RTF_WORDS_H_

#include <cstdint>
#include <string_view>

namespace gouji::parse {

// What the control words of RTF do, as far as they change what is printed where.
enum class RtfWord : uint8_t {
  // Groups that are not printed, and such in them that are.
  kSkip,
  kShape,  // of it, only the text is printed
  kBoxText,
  kListText,  // an automatic number
  kPrint,
  kFontTable,
  kNestedProperties,
  kAlternatives,
  // Text.
  kUnicode,
  kUnicodeSkip,
  kCharacter,
  kParagraph,
  kLine,
  kCell,
  kRow,
  kNestedCell,
  kNestedRow,
  // Properties.
  kCodePage,
  kFont,
  kFontCharset,
  kFontCodePage,
  kParagraphDefaults,
  kCharacterDefaults,
  kInTable,
  kDepth,
  kOutline,
  kHidden,
  kDeleted,
  kStruck,
  kRaised,
  kLowered,
  // The definition of a row.
  kRowDefaults,
  kRowLeft,
  kCellEdge,
  kVerticalBegin,
  kVerticalContinue,
  kHorizontalBegin,
  kHorizontalContinue,
};

struct RtfEntry {
  std::string_view name;
  RtfWord word;
  char32_t character = 0;  // what a kCharacter prints
};

// The entry of a control word (without backslash and parameter); null for one that changes nothing here.
const RtfEntry* FindRtfWord(std::string_view name);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_WORD_RTF_WORDS_H_

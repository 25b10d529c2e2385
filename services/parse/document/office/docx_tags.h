#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_DOCX_TAGS_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_DOCX_TAGS_H_

#include <cstdint>
#include <string_view>

namespace gouji::parse {

// The elements of WordprocessingML (and DrawingML, VML, Office Math) that a reader does something about.
enum class DocxTag : uint8_t {
  kOther,  // nothing of its own; what is in it counts
  kAlternateContent,
  kAlternative,  // one of those in kAlternateContent
  kBreak,
  kCell,
  kEndnoteReference,
  kFieldCharacter,
  kFootnoteReference,
  kFractionBar,  // the denominator of a formula's fraction
  kNoBreakHyphen,
  kParagraph,
  kRaised,  // the exponent of a formula
  kLowered,
  kRow,
  kRun,
  kSkipped,  // neither it nor what is in it is printed
  kSymbol,
  kTab,
  kTable,
  kText,
  kTextBox,
};

// The tag of an element by its local name.
DocxTag TagOf(std::string_view local_name);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_DOCX_TAGS_H_

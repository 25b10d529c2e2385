#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_WORD_RTF_READER_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_WORD_RTF_READER_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "services/parse/document/document.h"

namespace gouji::parse {

// The remark on a file that ends in the middle.
inline constexpr char kCutOff[] = "DOCUMENT_CUT_OFF";

// Reads an RTF file as it is printed with all tracked changes accepted: what was deleted or is hidden is not read,
// automatic numbers are (writers put them out for old readers), tables may be merged and nested, the lines of text
// boxes come behind the paragraph that they hang on; headers, footers and notes are not read. A file that ends in the
// middle gives what is there, with a remark.
//
// Time and memory are linear in the length. RESOURCE_EXHAUSTED, reason TOO_LARGE: more than kMaxCells cells or
// kMaxParagraphs paragraphs.
absl::StatusOr<Document> ReadRtf(std::string_view bytes);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_WORD_RTF_READER_H_

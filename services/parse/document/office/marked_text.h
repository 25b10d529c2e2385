#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_MARKED_TEXT_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_MARKED_TEXT_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace gouji::parse {

// How a run of characters is printed, as far as it changes what its digits say.
struct TextMarks {
  enum class Script : uint8_t { kNormal, kRaised, kLowered };
  Script script = Script::kNormal;
  bool struck = false;
};

// Appends a run to a text so that its digits do not join their neighbours to another number: raised and lowered digits
// become characters of their own (12 with a raised 1 is 12¹, not 121), digits that are struck out carry the stroke
// (U+0336). Control characters become spaces.
void AppendMarked(std::string_view run, const TextMarks& marks, std::string& text);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_MARKED_TEXT_H_

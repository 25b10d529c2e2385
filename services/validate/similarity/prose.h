#ifndef GOUJI_SERVICES_VALIDATE_SIMILARITY_PROSE_H_
#define GOUJI_SERVICES_VALIDATE_SIMILARITY_PROSE_H_

#include <string>
#include <string_view>
#include <vector>

#include "services/report/report.h"
#include "services/validate/similarity/boilerplate.h"

namespace gouji::validate {

// A sentence of a report's prose.
struct Sentence {
  // What is compared: ideographs and letters. A number is 0, a name of the reporting organ and words like 本机关, 全县
  // are @, and each phrase of the boilerplate is kBreak. So a copy in which only figures and names were changed has the
  // same words.
  std::u32string words;
  // As printed; a part of the report's section.
  std::string_view raw;
};

// Stands where words were left out: nothing is compared across it.
inline constexpr char32_t kBreak = U'\n';

// How much prose is looked at, in bytes: some thirty times that of a long report. What comes behind is not compared, so
// that hostile documents cost little.
inline constexpr size_t kMaxProseBytes = 1'000'000;

// The words of a text, without any boilerplate or names of organs left out.
std::u32string WordsOf(std::string_view text);

// The sentences of all sections, in printed order. The views live as long as the report.
std::vector<Sentence> SentencesOf(const report::Report& report, const Boilerplate& boilerplate);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_SIMILARITY_PROSE_H_

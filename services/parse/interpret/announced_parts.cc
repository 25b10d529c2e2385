#include "services/parse/interpret/announced_parts.h"

#include <array>
#include <cstddef>
#include <string_view>

#include "services/parse/interpret/chinese_numeral.h"
#include "services/parse/interpret/word_search.h"
#include "services/report/fact_kinds.h"

namespace gouji::parse {
namespace {

using Text = std::u32string_view;

constexpr int64_t kFewestParts = 2;  // 一部分 is some part
constexpr int64_t kMostParts = 20;

// The number in front of a place: Chinese numerals or digits; -1 for none.
struct NumberBefore {
  size_t begin;
  int64_t value;
};

NumberBefore ReadNumberBefore(Text text, size_t begin, size_t end) {
  size_t at = end;
  while (at > begin && IsChineseNumeralChar(text[at - 1])) {
    --at;
  }
  if (at < end) {
    return {at, ReadChineseNumeral(text.substr(at, end - at))};
  }
  int64_t value = 0;
  while (at > begin && IsDigit(text[at - 1])) {
    --at;
  }
  for (size_t i = at; i < end && value <= kMostParts; ++i) {
    value = value * 10 + static_cast<int64_t>(text[i] - U'0');
  }
  return {at, at < end ? value : -1};
}

}  // namespace

void ReadAnnouncedParts(const FactContext& context, const Sentence& sentence, FactWriter& writer) {
  static constexpr std::array<Word, 4> kReport = {U"报告", U"全文", U"年报", U"本文"};
  static constexpr std::array<Word, 8> kConsists = {U"组成", U"构成", U"包括", U"分为", U"包含", U"共", U"由", U"分"};
  const Text text = context.text;
  for (const Range part : sentence.parts) {
    for (size_t at = text.find(U"部分", part.begin); at < part.end; at = text.find(U"部分", at + 2)) {
      const size_t end = at > part.begin && text[at - 1] == U'个' ? at - 1 : at;
      const NumberBefore number = ReadNumberBefore(text, part.begin, end);
      const Text before = text.substr(part.begin, number.begin - part.begin);
      if (number.value < kFewestParts || number.value > kMostParts || before.ends_with(U"第") ||
          before.ends_with(U"前") || before.ends_with(U"后")) {
        continue;
      }
      if (SearchedText(before).HasAnyOf(kReport) && SearchedText(part.In(text)).HasAnyOf(kConsists)) {
        writer.Add({.kind = report::fact::kPartsAnnounced,
                    .value = number.value,
                    .unit = text.substr(end, at + 2 - end),
                    .quote = part,
                    .place = {number.begin, at + 2}});
        return;
      }
    }
  }
}

}  // namespace gouji::parse

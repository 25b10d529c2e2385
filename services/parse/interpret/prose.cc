#include "services/parse/interpret/prose.h"

#include <algorithm>
#include <array>
#include <utility>

#include "services/parse/interpret/simplified.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

using Text = std::u32string_view;

// What a character can begin or end in a sentence.
enum class Sign : uint8_t {
  kNone,
  kSentenceEnd,
  kPartEnd,
  kClauseEnd,
  kNumber,
  kMarker,
  kNegation,
  kPercent,
  kPortion
};

constexpr Text kMarkers = U"其分包";
constexpr Text kNegations = U"未没无";
constexpr Text kNumerals = U"零一二两三四五六七八九十百千";

// A bit for each ideograph that is a sign.
using IdeographSet = std::array<uint64_t, (kIdeographsEnd - kIdeographsBegin) / 64>;
constexpr IdeographSet SetOfSigns() {
  IdeographSet set{};
  for (const Text chars : {kMarkers, kNegations, kNumerals, Text(U"部")}) {
    for (const char32_t c : chars) {
      set[(c - kIdeographsBegin) / 64] |= uint64_t{1} << (c % 64);
    }
  }
  return set;
}
constexpr IdeographSet kSigns = SetOfSigns();
static_assert(kIdeographsBegin % 64 == 0);

Sign SignOfIdeograph(char32_t c) {
  if ((kSigns[(c - kIdeographsBegin) / 64] >> (c % 64) & 1) == 0) {
    return Sign::kNone;
  }
  if (c == U'部') {
    return Sign::kPortion;
  }
  return kMarkers.find(c) != Text::npos     ? Sign::kMarker
         : kNegations.find(c) != Text::npos ? Sign::kNegation
                                            : Sign::kNumber;
}

Sign SignOf(char32_t c) {
  if (IsIdeograph(c)) {
    return SignOfIdeograph(c);
  }
  switch (c) {
    case U'。':
    case U'！':
    case U'!':
    case U'？':
    case U'?':
      return Sign::kSentenceEnd;
    case U'；':
    case U';':
      return Sign::kPartEnd;
    case U'，':
    case U',':
      return Sign::kClauseEnd;
    case U'%':
    case U'％':
      return Sign::kPercent;
    default:
      return IsDigit(c) || c == U'〇' ? Sign::kNumber : Sign::kNone;
  }
}

bool IsMarker(Text word) { return word == U"其中" || word == U"分别" || word == U"包括"; }

// Finds what a part of a sentence holds.
class PartReader {
 public:
  PartReader(Text text, Range part, Sentence& sentence)
      : text_(text.substr(0, part.end)),
        part_(part),
        index_(sentence.parts.size() - 1),
        clause_(part.begin),
        sentence_(sentence) {}

  void Read() {
    for (size_t i = part_.begin; i < part_.end; ++i) {
      switch (SignOf(text_[i])) {
        case Sign::kNone:
        case Sign::kSentenceEnd:
        case Sign::kPartEnd:
          break;
        case Sign::kPortion:
          sentence_.names_parts = sentence_.names_parts || text_.substr(i).starts_with(U"部分");
          break;
        case Sign::kMarker:
          markers_ += IsMarker(text_.substr(i, 2)) ? 1 : 0;
          break;
        case Sign::kNegation:
          negation_ = std::min(negation_, i);
          break;
        case Sign::kPercent:
          sentence_.percents.push_back(i);
          break;
        case Sign::kClauseEnd:
          if (!IsWithinNumber(i)) {
            EndClause(i);
          }
          break;
        case Sign::kNumber:
          if (const auto number = ScanProseNumber(text_, i)) {
            AddFigure(*number);
            i = number->end - 1;
          }
          break;
      }
    }
    EndClause(part_.end);
  }

 private:
  bool IsWithinNumber(size_t i) const {
    return text_[i] == U',' && i > part_.begin && i + 1 < part_.end && IsDigit(text_[i - 1]) && IsDigit(text_[i + 1]);
  }

  void EndClause(size_t end) {
    if (negation_ != Text::npos) {
      sentence_.negated.push_back({.clause = {clause_, end}, .negation = negation_, .part = index_});
      negation_ = Text::npos;
    }
    clause_ = end + 1;
  }

  void AddFigure(const ProseNumber& number) {
    size_t behind = number.end;
    while (behind < part_.end && !IsClauseEnd(text_[behind]) && !IsDigit(text_[behind])) {
      ++behind;
    }
    sentence_.figures.push_back(
        {.number = number, .clause = clause_, .behind = behind, .part = index_, .markers = markers_});
    clause_ = number.end;
    negation_ = Text::npos;
  }

  const Text text_;
  const Range part_;
  const size_t index_;
  size_t clause_;
  size_t negation_ = Text::npos;
  int markers_ = 0;
  Sentence& sentence_;
};

}  // namespace

Prose MakeProse(std::string_view paragraph, Prose buffer) {
  Prose prose = std::move(buffer);
  prose.text.clear();
  prose.at.clear();
  prose.text.reserve(paragraph.size() / 2);
  prose.at.reserve(paragraph.size() / 2);
  for (size_t i = 0; i < paragraph.size();) {
    const auto begin = static_cast<uint32_t>(i);
    char32_t c = report::NextChar(paragraph, i);
    if (IsIdeograph(c)) {
      prose.text += Simplified(c);
      prose.at.push_back(begin);
      continue;
    }
    if (c <= U' ' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200F) || c == 0xFEFF) {
      continue;
    }
    if (c >= 0xFF10 && c <= 0xFF19) {
      c -= 0xFEE0;
    }
    prose.text += c;
    prose.at.push_back(begin);
  }
  prose.at.push_back(static_cast<uint32_t>(paragraph.size()));
  return prose;
}

bool IsDigit(char32_t c) { return c >= U'0' && c <= U'9'; }

bool IsClauseEnd(char32_t c) { return c == U'，' || c == U',' || c == U'、'; }

int LastYear(Text text) {
  int year = 0;
  for (size_t i = 0; i + 4 < text.size(); ++i) {
    if (text[i] == U'2' && text[i + 1] == U'0' && IsDigit(text[i + 2]) && IsDigit(text[i + 3]) &&
        text[i + 4] == U'年' && (i == 0 || !IsDigit(text[i - 1]))) {
      year = 2000 + static_cast<int>(text[i + 2] - U'0') * 10 + static_cast<int>(text[i + 3] - U'0');
    }
  }
  return year;
}

// Whether a "?" stands for a character that was lost on the way (财政?决算): no space and no line end follow it.
bool IsLostCharacter(Text text, size_t i) {
  return text[i] == U'?' && i + 1 < text.size() && (IsIdeograph(text[i + 1]) || IsDigit(text[i + 1]));
}

Sentence ReadSentence(Text text, size_t begin, Sentence buffer) {
  Sentence sentence = std::move(buffer);
  sentence.parts.clear();
  sentence.figures.clear();
  sentence.negated.clear();
  sentence.percents.clear();
  sentence.names_parts = false;
  sentence.range.begin = begin;
  size_t part = begin;
  for (size_t i = begin;; ++i) {
    const Sign sign = i >= text.size() ? Sign::kSentenceEnd : IsIdeograph(text[i]) ? Sign::kNone : SignOf(text[i]);
    if ((sign != Sign::kSentenceEnd && sign != Sign::kPartEnd) || (i < text.size() && IsLostCharacter(text, i))) {
      continue;
    }
    sentence.parts.push_back({.begin = part, .end = i});
    if (i - part <= kLongestPart) {
      PartReader(text, sentence.parts.back(), sentence).Read();
    }
    part = i + 1;
    if (sign == Sign::kSentenceEnd) {
      sentence.range.end = i;
      return sentence;
    }
  }
}

}  // namespace gouji::parse

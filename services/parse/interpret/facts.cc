#include "services/parse/interpret/facts.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "services/parse/interpret/chinese_numeral.h"
#include "services/parse/interpret/diagnostics.h"
#include "services/parse/interpret/fact_patterns.h"
#include "services/parse/interpret/prose_number.h"
#include "services/parse/interpret/simplified.h"
#include "services/parse/interpret/word_search.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

using Text = std::u32string_view;

constexpr size_t kMaxProseBytes = 256 * 1024;  // beyond, nothing is read: no report has so much prose
constexpr size_t kLongestSentence = 600;       // characters
constexpr size_t kShortestClaim = 9;           // bytes: 无复议

bool IsSentenceEnd(char32_t c) {
  return !IsIdeograph(c) &&
         (c == U'。' || c == U'；' || c == U';' || c == U'！' || c == U'!' || c == U'？' || c == U'?');
}
bool IsClauseEnd(char32_t c) { return c == U'，' || c == U',' || c == U'、'; }
bool IsDigit(char32_t c) { return c >= U'0' && c <= U'9'; }

// A paragraph without white space, each character with its place.
struct Prose {
  std::u32string text;
  std::vector<uint32_t> at;  // the byte of each character in the paragraph; one more for the end
};

Prose MakeProse(std::string_view paragraph) {
  Prose prose;
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

// What a character can begin or end in a sentence.
enum class ProseSign : uint8_t { kNone, kClauseEnd, kNumber, kPart, kNegation };

ProseSign SignOf(char32_t c) {
  switch (c) {
    case U'，':
    case U',':
    case U'、':
      return ProseSign::kClauseEnd;
    case U'其':
    case U'分':
    case U'包':
      return ProseSign::kPart;
    case U'未':
    case U'没':
    case U'无':
      return ProseSign::kNegation;
    default:
      return IsDigit(c) || IsChineseNumeralChar(c) ? ProseSign::kNumber : ProseSign::kNone;
  }
}

// The last year that a text names; 0 for none.
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

class ParagraphReader {
 public:
  ParagraphReader(const Paragraph& paragraph, int year, std::vector<report::Fact>& facts)
      : paragraph_(paragraph), prose_(MakeProse(paragraph.text)), year_(year), facts_(facts) {}

  void Read() {
    const Text text = prose_.text;
    for (size_t begin = 0; begin < text.size();) {
      size_t end = begin;
      while (end < text.size() && !IsSentenceEnd(text[end])) {
        ++end;
      }
      ReadSentence(begin, end);
      begin = end + 1;
    }
  }

 private:
  void ReadSentence(size_t begin, size_t end) {
    if (end - begin > kLongestSentence) {
      return;
    }
    const Text text = Text(prose_.text).substr(0, end);
    size_t clause = begin;         // behind the comma or the number before
    size_t negation = Text::npos;  // the first one in the clause
    bool parts = false;            // behind 其中
    const auto end_clause = [&](size_t clause_end) {
      if (negation != Text::npos) {
        ReadZero({.begin = begin, .clause = clause, .negation = negation, .end = clause_end, .sentence_end = end});
        negation = Text::npos;
      }
    };
    for (size_t i = begin; i < end; ++i) {
      switch (SignOf(text[i])) {
        case ProseSign::kNone:
          break;
        case ProseSign::kPart: {
          const Text word = text.substr(i, 2);
          parts = parts || word == U"其中" || word == U"分别" || word == U"包括";
          break;
        }
        case ProseSign::kNegation:
          negation = std::min(negation, i);
          break;
        case ProseSign::kClauseEnd: {
          const bool in_number =
              text[i] == U',' && i > begin && i + 1 < end && IsDigit(text[i - 1]) && IsDigit(text[i + 1]);
          // An enumeration is one clause: 行政复议、行政诉讼.
          if (!in_number && text[i] != U'、') {
            end_clause(i);
            clause = i + 1;
          }
          break;
        }
        case ProseSign::kNumber: {
          const auto number = ScanProseNumber(text, i);
          if (!number.has_value()) {
            break;
          }
          size_t behind = number->end;
          while (behind < end && !IsClauseEnd(text[behind]) && !IsDigit(text[behind])) {
            ++behind;
          }
          ReadNumber({.begin = begin, .end = end, .clause = clause, .behind = behind, .parts = parts}, *number);
          i = number->end - 1;
          clause = number->end;
          negation = Text::npos;
          break;
        }
      }
    }
    end_clause(end);
  }

  struct Span {
    size_t begin;   // of the sentence
    size_t end;     // of the sentence
    size_t clause;  // where the clause begins
    size_t behind;  // where it ends behind the number
    bool parts;
  };

  void ReadNumber(const Span& span, const ProseNumber& number) {
    const Text text = prose_.text;
    if (!CountsThings(number.unit)) {
      return;
    }
    const SearchedText lead(text.substr(span.clause, number.begin - span.clause));
    const std::u32string around =
        std::u32string(lead.text()) + U"|" + std::u32string(text.substr(number.end, span.behind - number.end));
    const SearchedText clause(around);
    if (clause.HasAnyOf(kDistractors) || clause.HasAnyOf(kParts)) {
      return;
    }
    const int named_year = LastYear(text.substr(span.begin, number.begin - span.begin));
    if (year_ != 0 && named_year != 0 && named_year != year_) {
      return;
    }
    const bool compares = clause.HasAnyOf(kComparisons);
    const size_t near = number.begin - std::min(number.begin, kLongestSentence);
    const Text before = text.substr(near, number.begin - near);
    for (const FactPattern& pattern : kFactPatterns) {
      const bool carried = pattern.kind == std::string_view(report::fact::kCarriedOver);
      if (pattern.money != (number.unit == U"分") || !lead.HasAnyOf(pattern.verbs) || clause.HasAnyOf(pattern.never) ||
          (span.parts && !pattern.part_counts) || (!carried && compares)) {
        continue;
      }
      const bool about_it =
          clause.HasAnyOf(pattern.objects) || (pattern.inherits && IsAboutApplications(before, clause)) ||
          (IsDispute(pattern) &&
           SearchedText(text.substr(span.begin, number.begin - span.begin)).HasAnyOf(pattern.objects));
      if (about_it) {
        Add(pattern.kind, number.value, number.unit, span.begin, span.end, number.begin, number.end);
        return;
      }
    }
  }

  // Not people, issues or batches.
  static bool CountsThings(Text unit) {
    return unit.find(U'人') == Text::npos && Text(U"期部批笔").find(unit[0]) == Text::npos;
  }

  static bool IsDispute(const FactPattern& pattern) {
    return pattern.kind == std::string_view(report::fact::kReconsideration) ||
           pattern.kind == std::string_view(report::fact::kLitigation);
  }

  // Whether what is counted without a name are applications: the paragraph spoke of them before, and of nothing else
  // since.
  static bool IsAboutApplications(Text before, const SearchedText& clause) {
    size_t last = Text::npos;
    for (const Word& word : kApplications) {
      if (const size_t at = word.text.empty() ? Text::npos : before.rfind(word.text); at != Text::npos) {
        last = last == Text::npos ? at : std::max(last, at);
      }
    }
    return last != Text::npos && !SearchedText(before.substr(last)).HasAnyOf(kDistractors) && !clause.Has(U"复议") &&
           !clause.Has(U"诉讼");
  }

  // A clause with a negation.
  struct Negated {
    size_t begin;     // of the sentence
    size_t clause;    // where the clause begins
    size_t negation;  // the place of its first negation: 未, 没有, 无, 没
    size_t end;       // of the clause
    size_t sentence_end;
  };

  // Reads a clause that says that there was nothing.
  void ReadZero(const Negated& span) {
    const Text text = prose_.text;
    const Text clause = text.substr(span.clause, span.end - span.clause);
    if (SearchedText(clause).HasAnyOf(kDistractors)) {
      return;
    }
    if (const int named_year = LastYear(clause); year_ != 0 && named_year != 0 && named_year != year_) {
      return;
    }
    Text rest = text.substr(span.negation, span.end - span.negation);
    const Text word = rest.substr(0, rest.starts_with(U"没有") ? 2 : 1);
    rest.remove_prefix(word.size());
    const SearchedText searched(rest);
    for (const ZeroPattern& pattern : kZeroPatterns) {
      if (!IsNegated(searched, pattern, word) || searched.HasAnyOf(pattern.never) || searched.HasAnyOf(kChannels)) {
        continue;
      }
      const bool dispute = pattern.objects[0].text == U"复议" || pattern.objects[0].text == U"诉讼";
      const SearchedText sentence(text.substr(span.begin, span.end - span.begin));
      if (dispute && !sentence.Has(U"信息公开") && !sentence.Has(U"政府信息")) {
        continue;
      }
      if (report::Fact* fact = Add(pattern.kind, 0, IsMoney(pattern) ? U"分" : U"件", span.begin, span.sentence_end,
                                   span.negation, span.end)) {
        fact->denial = true;
      }
    }
  }

  static bool IsMoney(const ZeroPattern& pattern) {
    return pattern.kind == std::string_view(report::fact::kFees) ||
           pattern.kind == std::string_view(report::fact::kInformationFee);
  }

  // Whether the negation is of this: a verb at once behind it, and the object; or, behind 没有 and 无, the object with
  // nothing but a few words between.
  static bool IsNegated(const SearchedText& rest, const ZeroPattern& pattern, Text negation) {
    static constexpr std::array<Text, 10> kBetween = {U"",     U"任何", U"新的", U"新收", U"新增",
                                                      U"相关", U"政府", U"有关", U"受理", U"收到"};
    const bool alone = negation == U"无" || negation == U"没有";
    const bool verb = std::any_of(pattern.verbs.begin(), pattern.verbs.end(),
                                  [&](const Word& v) { return !v.text.empty() && rest.text().starts_with(v.text); });
    return (verb || alone) && std::any_of(pattern.objects.begin(), pattern.objects.end(), [&](const Word& object) {
             const size_t at = rest.Has(object) ? rest.text().find(object.text) : Text::npos;
             return at != Text::npos &&
                    (verb || std::find(kBetween.begin(), kBetween.end(), rest.text().substr(0, at)) != kBetween.end());
           });
  }

  // The new fact; null when there are enough.
  report::Fact* Add(const char* kind, int64_t value, Text unit, size_t sentence_begin, size_t sentence_end,
                    size_t begin, size_t end) {
    if (facts_.size() >= kMaxFacts) {
      return nullptr;
    }
    const auto original = [&](size_t from, size_t to) {
      return paragraph_.text.substr(prose_.at[from], prose_.at[to] - prose_.at[from]);
    };
    report::Fact fact{.kind = kind,
                      .value = value,
                      .unit = report::EncodeUtf8(unit),
                      .quote = RawText(original(sentence_begin, sentence_end)),
                      .position = EvidenceAt(paragraph_.place, original(begin, end)),
                      .group = 0,
                      .denial = false};
    fact.position.confidence = paragraph_.confidence;
    fact.position.column +=
        fact.position.column > 0
            ? static_cast<int>(report::DecodeUtf8(paragraph_.text.substr(0, prose_.at[begin])).size())
            : 0;
    facts_.push_back(std::move(fact));
    return &facts_.back();
  }

  const Paragraph& paragraph_;
  const Prose prose_;
  const int year_;
  std::vector<report::Fact>& facts_;
};

}  // namespace

std::vector<report::Fact> ReadFacts(const Document& document, size_t end_block, int year) {
  std::vector<report::Fact> facts;
  size_t byte_count = 0;
  for (size_t b = 0; b < end_block && b < document.blocks.size(); ++b) {
    const Paragraph* paragraph = std::get_if<Paragraph>(&document.blocks[b]);
    if (paragraph == nullptr) {
      continue;
    }
    byte_count += paragraph->text.size();
    if (byte_count > kMaxProseBytes) {
      break;
    }
    if (paragraph->text.size() < kShortestClaim) {
      continue;
    }
    ParagraphReader(*paragraph, year, facts).Read();
  }
  return facts;
}

}  // namespace gouji::parse

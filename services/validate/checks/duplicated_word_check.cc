#include "services/validate/checks/duplicated_word_check.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "fmt/format.h"
#include "gouji/validate/v1/rule.pb.h"
#include "services/validate/prose.h"

namespace gouji::validate {
namespace {

constexpr size_t kIdeographBytes = 3;  // of the common ideographs in UTF-8
constexpr size_t kShortestWord = 2;    // ideographs
constexpr size_t kLongestWord = 8;

// Whether a common ideograph (U+4E00 to U+9FFF) begins at a byte.
bool IsIdeographAt(std::string_view text, size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  return at + kIdeographBytes <= text.size() && lead >= 0xE4 && lead <= 0xE9;
}

struct Word {
  size_t at = 0;
  size_t byte_count = 0;  // 0: there is none
};

// Where pairs of ideographs stood last. Pairs that share a place are taken for one another, which only costs time.
class LastPairs {
 public:
  // The last place of the pair at a byte; 0 for none, or for the beginning. `at` becomes the last one.
  size_t Exchange(std::string_view text, size_t at) {
    size_t hash = 0;
    for (const char c : text.substr(at, 2 * kIdeographBytes)) {
      hash = hash * kFactor + static_cast<unsigned char>(c);
    }
    return std::exchange(places_[hash % places_.size()], at);
  }

 private:
  static constexpr size_t kFactor = 31;
  std::array<size_t, 1021> places_ = {};
};

// The word that ends in front of a byte, but for a space, and begins there again.
Word WordAgainAt(std::string_view text, size_t second) {
  const size_t end = second > 0 && text[second - 1] == ' ' ? second - 1 : second;
  size_t at = end;
  for (size_t length = 1; length <= kLongestWord && at >= kIdeographBytes; ++length) {
    at -= kIdeographBytes;
    if (!IsIdeographAt(text, at)) {
      break;
    }
    if (length >= kShortestWord && text.compare(second, end - at, text, at, end - at) == 0) {
      return {at, end - at};
    }
  }
  return {};
}

// The first word that stands twice at once, with at most a space between.
Word FindDuplicate(std::string_view text) {
  constexpr size_t kFarthest = kLongestWord * kIdeographBytes + 1;  // from the first to the second
  if (text.empty()) {
    return {};
  }
  LastPairs pairs;
  for (size_t at = 0; at < text.size();) {
    if (!IsIdeographAt(text, at)) {
      ++at;
      continue;
    }
    // The second word begins with a pair that stood a little before.
    if (at + 2 * kIdeographBytes <= text.size() && IsIdeographAt(text, at + kIdeographBytes)) {
      const size_t last = pairs.Exchange(text, at);
      if (at - last <= kFarthest) {
        if (const Word word = WordAgainAt(text, at); word.byte_count > 0) {
          return word;
        }
      }
    }
    at += kIdeographBytes;
  }
  return {};
}

class DuplicatedWordCheck : public Check {
 public:
  void Run(const Rule& rule, const CheckInput& input, FindingBuilder& builder, Validation& validation) const override {
    bool is_checked = false;
    bool has_failed = false;
    for (const report::Section& section : input.report.sections) {
      is_checked = is_checked || !section.text.empty();
      const Word word = FindDuplicate(section.text);
      if (word.byte_count == 0) {
        continue;
      }
      has_failed = true;
      const std::string text = section.text.substr(word.at, word.byte_count);
      Finding finding =
          builder.BuildAbout(rule, fmt::format("{} {}", section.number, text), PlaceInSection(section, word.at, text));
      finding.message_zh = rule.message_zh.Render({{"word", text}, {"section", section.heading}});
      finding.message_en = rule.message_en.Render({{"word", text}, {"section", section.heading}});
      validation.findings.push_back(std::move(finding));
    }
    if (is_checked) {
      CountCheck(has_failed, validation.assessment);
    }
  }
};

}  // namespace

BoundCheck BindDuplicatedWordCheck(const v1::Rule& /*definition*/, const report::Form& /*form*/) {
  return std::make_unique<const DuplicatedWordCheck>();
}

}  // namespace gouji::validate

#include "services/validate/checks/duplicated_word_check.h"

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

// How many ideographs follow one another from a byte, up to the longest word.
size_t IdeographCount(std::string_view text, size_t at) {
  size_t count = 0;
  while (count < kLongestWord && at < text.size() && IsIdeographAt(text, at)) {
    at += kIdeographBytes;
    ++count;
  }
  return count;
}

struct Word {
  size_t at = 0;
  size_t byte_count = 0;  // 0: there is none
};

// The first word that stands twice at once.
Word FindDuplicate(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    if (!IsIdeographAt(text, at)) {
      ++at;
      continue;
    }
    for (size_t length = kShortestWord; length <= kLongestWord; ++length) {
      const size_t byte_count = length * kIdeographBytes;
      if (at + byte_count >= text.size()) {
        break;
      }
      size_t second = at + byte_count;
      if (text[second] == ' ') {
        ++second;
      }
      if (text.compare(second, kIdeographBytes, text, at, kIdeographBytes) == 0 &&
          text.compare(second, byte_count, text, at, byte_count) == 0 && IdeographCount(text, at) >= length) {
        return {at, byte_count};
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

#include "services/validate/similarity/prose.h"

#include <algorithm>
#include <array>
#include <utility>

#include "services/report/agency.h"
#include "services/report/utf8.h"

namespace gouji::validate {
namespace {

constexpr char32_t kNumber = U'0';
constexpr char32_t kName = U'@';

// What a character counts as; 0 for what is passed over: spacing, punctuation, signs.
char32_t WordOf(char32_t c) {
  constexpr char32_t kFullWidthOffset = 0xFEE0;
  if (c >= U'！' && c <= U'～') {
    c -= kFullWidthOffset;
  }
  if (c >= U'0' && c <= U'9') {
    return kNumber;
  }
  if (c >= U'A' && c <= U'Z') {
    return c - U'A' + U'a';
  }
  const bool is_ideograph = (c >= 0x3400 && c < 0xA000) || (c >= 0x20000 && c < 0x32000);
  return (c >= U'a' && c <= U'z') || is_ideograph ? c : 0;
}

bool EndsSentence(char32_t c) { return std::u32string_view(U"。；！？;!?\n").find(c) != std::u32string_view::npos; }

// The length of a word like 本机关, 我局, 全县 at a position; 0 for none.
size_t SelfReferenceAt(std::u32string_view words, size_t position) {
  static constexpr std::array<std::u32string_view, 4> kLongOrgans = {U"机关", U"单位", U"部门", U"街道"};
  if (std::u32string_view(U"本我全").find(words[position]) == std::u32string_view::npos) {
    return 0;
  }
  const std::u32string_view rest = words.substr(position + 1);
  for (const std::u32string_view organ : kLongOrgans) {
    if (rest.starts_with(organ)) {
      return 1 + organ.size();
    }
  }
  return !rest.empty() && std::u32string_view(U"省市县区州旗盟乡镇局委厅办院所站").find(rest.front()) !=
                              std::u32string_view::npos
             ? 2
             : 0;
}

// Appends, so that neighbouring numbers and neighbouring names are one: "2023-2024", 临县财政局.
void Append(char32_t word, std::u32string& words) {
  if ((word != kNumber && word != kName && word != kBreak) || words.empty() || words.back() != word) {
    words.push_back(word);
  }
}

// What names the reporting organ in its own prose, the longest first.
std::vector<std::u32string> NamesOf(const report::Agency& agency) {
  constexpr size_t kMinName = 2;
  std::vector<std::u32string> names;
  const auto add = [&names](std::u32string name) {
    if (name.size() >= kMinName && name != U"人民政府" && name != U"办公室") {
      names.push_back(std::move(name));
    }
  };
  const report::AgencyNameParts parts = report::SplitAgencyName(agency.name);
  add(WordsOf(parts.organ));
  for (const std::string& region : parts.regions) {
    std::u32string name = WordsOf(region);
    if (name.size() > kMinName) {
      add(name.substr(0, name.size() - 1));  // 青榆 for 青榆县
    }
    add(std::move(name));
  }
  std::sort(names.begin(), names.end(),
            [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });
  return names;
}

// Replaces names and self-references by kName.
std::u32string Masked(std::u32string_view words, const std::vector<std::u32string>& names) {
  std::u32string masked;
  masked.reserve(words.size());
  for (size_t i = 0; i < words.size();) {
    const auto name = std::find_if(names.begin(), names.end(),
                                   [&](const std::u32string& n) { return words.substr(i).starts_with(n); });
    const size_t length = name != names.end() ? name->size() : SelfReferenceAt(words, i);
    Append(length > 0 ? kName : words[i], masked);
    i += length > 0 ? length : 1;
  }
  return masked;
}

std::u32string WithoutBoilerplate(std::u32string_view words, const Boilerplate& boilerplate) {
  std::u32string own;
  own.reserve(words.size());
  for (size_t i = 0; i < words.size();) {
    const size_t length = boilerplate.LengthAt(words, i);
    Append(length > 0 ? kBreak : words[i], own);
    i += length > 0 ? length : 1;
  }
  return own;
}

}  // namespace

std::u32string WordsOf(std::string_view text) {
  std::u32string words;
  words.reserve(text.size() / 3);
  for (size_t position = 0; position < text.size();) {
    if (const char32_t word = WordOf(report::NextChar(text, position)); word != 0) {
      Append(word, words);
    }
  }
  return Masked(words, {});
}

std::vector<Sentence> SentencesOf(const report::Report& report, const Boilerplate& boilerplate) {
  const std::vector<std::u32string> names = NamesOf(report.agency);
  std::vector<Sentence> sentences;
  size_t left = kMaxProseBytes;
  for (const report::Section& section : report.sections) {
    const std::string_view text = std::string_view(section.text).substr(0, left);
    left -= text.size();
    std::u32string words;
    size_t begin = 0;
    const auto end_sentence = [&](size_t end) {
      if (!words.empty()) {
        sentences.push_back({WithoutBoilerplate(Masked(words, names), boilerplate), text.substr(begin, end - begin)});
        words.clear();
      }
      begin = end;
    };
    for (size_t position = 0; position < text.size();) {
      const char32_t c = report::NextChar(text, position);
      if (EndsSentence(c)) {
        end_sentence(position);
      } else if (const char32_t word = WordOf(c); word != 0) {
        Append(word, words);
      }
    }
    end_sentence(text.size());
  }
  return sentences;
}

}  // namespace gouji::validate

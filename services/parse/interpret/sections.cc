#include "services/parse/interpret/sections.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "services/parse/interpret/diagnostics.h"
#include "services/parse/interpret/label_key.h"

namespace gouji::parse {
namespace {

constexpr size_t kLongestHeading = 40;  // characters
constexpr double kLeastSimilarity = 0.8;

bool HasBracketNumbering(std::string_view text) {
  // ㈠ to ㈩ are U+3220 to U+3229.
  return text.starts_with("(") || text.starts_with("（") ||
         (text.starts_with("\xE3\x88") && text.size() > 2 && text[2] >= '\xA0' && text[2] <= '\xA9');
}

// A key without the year in front: 2023年总体情况.
std::u32string_view WithoutYear(std::u32string_view key) {
  const size_t digits = std::min(key.find_first_not_of(U"0123456789"), key.size());
  if (digits == 4 && key.substr(4).starts_with(U"年")) {
    key.remove_prefix(key.substr(5).starts_with(U"度") ? 6 : 5);
  }
  return key;
}

bool IsFigure(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The place in the form of the section that a line is the heading of; -1 for none.
int MatchHeading(const FormIndex& index, const HeadingLine& line) {
  const std::u32string_view key = WithoutYear(line.key);
  if (key.size() < 2 || key.size() > kLongestHeading) {
    return -1;
  }
  if (const int section = index.FindSection(key); section >= 0) {
    return section;
  }
  // Only a numbered line may be a damaged heading; prose that merely resembles one is not.
  const auto& sections = index.form().sections();
  double best = 0;
  int best_section = -1;
  for (size_t s = 0; line.numeral != 0 && s < sections.size(); ++s) {
    if (line.numeral != sections[s].number) {
      continue;
    }
    for (const std::u32string& heading : index.SectionKeys(static_cast<int>(s))) {
      if (const double similarity = Similarity(key, heading); similarity > best) {
        best = similarity;
        best_section = static_cast<int>(s);
      }
    }
  }
  return best >= kLeastSimilarity ? best_section : -1;
}

// A line that may be the heading of a section.
struct HeadingCandidate {
  int number;
  size_t block;
  bool listed = false;  // one of at least three headings next to each other
};

void MarkListed(std::vector<HeadingCandidate>& candidates) {
  static constexpr size_t kShortestList = 3;
  for (size_t begin = 0; begin < candidates.size();) {
    size_t end = begin + 1;
    while (end < candidates.size() && candidates[end].block == candidates[end - 1].block + 1 &&
           candidates[end].number > candidates[end - 1].number) {
      ++end;
    }
    for (size_t i = begin; i < end; ++i) {
      candidates[i].listed = end - begin >= kShortestList;
    }
    begin = end;
  }
}

// Appends a paragraph, in which a line feed would make two of it.
void AppendLine(std::string_view line, const Place& place, float confidence, report::Section& section) {
  if (!section.positions.empty()) {
    section.text += '\n';
  }
  const size_t begin = section.text.size();
  section.text += line;
  if (line.find('\n') != std::string_view::npos) {
    std::replace(section.text.begin() + static_cast<ptrdiff_t>(begin), section.text.end(), '\n', ' ');
  }
  section.positions.push_back(EvidenceAt(place, ""));
  section.positions.back().confidence = confidence;
}

}  // namespace

std::optional<HeadingLine> ReadHeadingLine(std::string_view text) {
  if (text.size() > 4 * kLongestHeading || IsFigure(text) || HasBracketNumbering(text)) {
    return std::nullopt;
  }
  return HeadingLine{.key = LabelKey(text), .numeral = HeadingNumeral(text)};
}

bool IsSectionHeading(const FormIndex& index, const HeadingLine& line) { return MatchHeading(index, line) >= 0; }

std::vector<FoundSection> FindSections(const FormIndex& index, const Document& document, size_t end_block) {
  std::vector<HeadingCandidate> candidates;
  for (size_t b = 0; b < end_block; ++b) {
    const Paragraph* paragraph = std::get_if<Paragraph>(&document.blocks[b]);
    const auto line = paragraph == nullptr ? std::nullopt : ReadHeadingLine(paragraph->text);
    const int section = line.has_value() ? MatchHeading(index, *line) : -1;
    if (section >= 0) {
      candidates.push_back({.number = index.form().sections()[section].number, .block = b});
    }
  }
  MarkListed(candidates);
  std::vector<FoundSection> found;
  for (const report::FormSection& section : index.form().sections()) {
    const HeadingCandidate* best = nullptr;
    for (const HeadingCandidate& candidate : candidates) {
      // The first outside a list; of those in lists the last, for a table of contents stands in front.
      if (candidate.number == section.number && (best == nullptr || best->listed)) {
        best = &candidate;
      }
    }
    if (best != nullptr) {
      found.push_back({.number = section.number, .block = best->block});
    }
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.block < b.block; });
  return found;
}

std::vector<report::Section> CutSections(const Document& document, const std::vector<FoundSection>& found,
                                         const std::vector<bool>& is_form_table) {
  std::vector<report::Section> sections(1);
  auto next = found.begin();
  for (size_t b = 0; b < is_form_table.size(); ++b) {
    if (next != found.end() && next->block == b) {
      const Paragraph& heading = std::get<Paragraph>(document.blocks[b]);
      sections.push_back({.number = next->number, .heading = std::string(heading.text), .text = {}, .positions = {}});
      ++next;
      continue;
    }
    report::Section& section = sections.back();
    if (const Paragraph* paragraph = std::get_if<Paragraph>(&document.blocks[b])) {
      if (!is_form_table[b]) {
        AppendLine(paragraph->text, paragraph->place, paragraph->confidence, section);
      }
    } else if (!is_form_table[b]) {
      for (const GridRow& row : std::get<Grid>(document.blocks[b]).rows) {
        std::string line;
        const GridCell* first = nullptr;
        float confidence = 1;
        for (const GridCell& cell : row.cells) {
          if (!cell.text.empty() && cell.covered == Covered::kNo) {
            first = first == nullptr ? &cell : first;
            line += line.empty() ? "" : " | ";
            line += cell.text;
            confidence = std::min(confidence, cell.confidence);
          }
        }
        if (first != nullptr) {
          AppendLine(line, first->place, confidence, section);
        }
      }
    }
  }
  if (sections.front().text.empty()) {
    sections.erase(sections.begin());
  }
  return sections;
}

}  // namespace gouji::parse

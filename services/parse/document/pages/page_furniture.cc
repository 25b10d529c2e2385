#include "services/parse/document/pages/page_furniture.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "services/parse/document/pages/page_lines.h"

namespace gouji::parse {
namespace {

// Heads and feet are within these parts of the page's height from its edges.
constexpr float kMargin = 0.12F;
constexpr size_t kMaxLinesOfMargin = 3;
constexpr size_t kLongestPageNumber = 40;  // bytes
// A line that comes again on this part of the pages, and on so many, is furniture.
constexpr double kMostPages = 0.6;
constexpr size_t kEnoughPages = 3;

enum class NumberKind {
  kNone,
  kBare,       // 4
  kDecorated,  // - 4 -, 第4页
};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Whether a line without spaces can be a page number. `number` gets the first number in it.
NumberKind KindOf(std::string_view text, int& number) {
  static constexpr std::array<std::string_view, 24> kDecorations = {"-", "—", "–",  "－", "−",  "─",  "~",    "·",
                                                                    "•", "/", "／", "第", "页", "頁", "共",   "，",
                                                                    ",", "(", ")",  "（", "）", "of", "Page", "P."};
  if (text.size() > kLongestPageNumber) {
    return NumberKind::kNone;
  }
  bool decorated = false;
  number = -1;
  while (!text.empty()) {
    if (IsDigit(text.front())) {
      int value = 0;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
      if (error != std::errc()) {
        return NumberKind::kNone;
      }
      number = number < 0 ? value : number;
      text.remove_prefix(static_cast<size_t>(end - text.data()));
      continue;
    }
    const auto* decoration =
        std::find_if(kDecorations.begin(), kDecorations.end(), [&](std::string_view d) { return text.starts_with(d); });
    if (decoration == kDecorations.end()) {
      return NumberKind::kNone;
    }
    decorated = true;
    text.remove_prefix(decoration->size());
  }
  if (number < 0) {
    return NumberKind::kNone;
  }
  return decorated ? NumberKind::kDecorated : NumberKind::kBare;
}

// A line at the head or foot of a page.
struct MarginLine {
  size_t page;
  std::vector<size_t> words;
  std::string text;  // without spaces
  bool at_head;
  bool outermost;
};

// A text in which every number is #.
std::string Masked(std::string_view text) {
  std::string masked;
  for (const char c : text) {
    if (!IsDigit(c)) {
      masked += c;
    } else if (masked.empty() || masked.back() != '#') {
      masked += '#';
    }
  }
  return masked;
}

std::string WithoutSpaces(const Page& page, const PageLine& line) {
  std::string text;
  for (const size_t word : line.words) {
    text += page.words[word].text;
  }
  return text;
}

std::vector<MarginLine> MarginLines(const PagedDocument& document) {
  std::vector<MarginLine> found;
  for (size_t p = 0; p < document.pages.size(); ++p) {
    const Page& page = document.pages[p];
    std::vector<size_t> head;
    std::vector<size_t> foot;
    for (size_t w = 0; w < page.words.size(); ++w) {
      const float y = page.words[w].box.y_centre();
      if (y < kMargin * page.height) {
        head.push_back(w);
      } else if (y > (1 - kMargin) * page.height) {
        foot.push_back(w);
      }
    }
    std::vector<PageLine> head_lines = FindLines(page.words, std::move(head));
    std::vector<PageLine> foot_lines = FindLines(page.words, std::move(foot));
    std::reverse(foot_lines.begin(), foot_lines.end());
    for (const auto* lines : {&head_lines, &foot_lines}) {
      for (size_t i = 0; i < std::min(lines->size(), kMaxLinesOfMargin); ++i) {
        found.push_back({.page = p,
                         .words = (*lines)[i].words,
                         .text = WithoutSpaces(page, (*lines)[i]),
                         .at_head = lines == &head_lines,
                         .outermost = i == 0});
      }
    }
  }
  return found;
}

}  // namespace

void RemoveFurniture(PagedDocument& document) {
  const std::vector<MarginLine> lines = MarginLines(document);
  std::map<std::pair<bool, std::string>, std::vector<size_t>> same;  // lines by their masked text
  std::map<std::pair<bool, int64_t>, size_t> steps;                  // bare numbers by their distance to the page's
  const auto step_of = [](const MarginLine& line, int number) {
    return std::pair(line.at_head, static_cast<int64_t>(number) - static_cast<int64_t>(line.page));
  };
  int number = -1;
  for (size_t i = 0; i < lines.size(); ++i) {
    same[{lines[i].at_head, Masked(lines[i].text)}].push_back(i);
    if (lines[i].outermost && KindOf(lines[i].text, number) == NumberKind::kBare) {
      ++steps[step_of(lines[i], number)];
    }
  }
  std::vector<std::vector<bool>> removed(document.pages.size());
  for (size_t p = 0; p < removed.size(); ++p) {
    removed[p].resize(document.pages[p].words.size());
  }
  const auto remove = [&](const MarginLine& line) {
    for (const size_t word : line.words) {
      removed[line.page][word] = true;
    }
  };
  for (const MarginLine& line : lines) {
    const NumberKind kind = KindOf(line.text, number);
    if (line.outermost &&
        (kind == NumberKind::kDecorated || (kind == NumberKind::kBare && steps[step_of(line, number)] >= 2))) {
      remove(line);
    }
  }
  for (const auto& [key, which] : same) {
    // Figures and blank markers are never furniture: "0" may end a table on each page.
    if (which.size() < kEnoughPages ||
        static_cast<double>(which.size()) < kMostPages * static_cast<double>(document.pages.size()) ||
        IsFigure(lines[which[0]].text)) {
      continue;
    }
    // A line with the number of the page says nothing on any page; another one is kept once.
    const bool changes = lines[which[0]].text != lines[which[1]].text;
    for (size_t i = changes ? 0 : 1; i < which.size(); ++i) {
      remove(lines[which[i]]);
    }
  }
  for (size_t p = 0; p < removed.size(); ++p) {
    std::vector<PageWord>& words = document.pages[p].words;
    size_t kept = 0;
    for (size_t w = 0; w < words.size(); ++w) {
      if (!removed[p][w]) {
        words[kept++] = words[w];
      }
    }
    words.resize(kept);
  }
}

}  // namespace gouji::parse

#include "services/parse/document/pages/drawn_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <set>
#include <utility>
#include <variant>
#include <vector>

#include "services/parse/document/pages/page_layout.h"
#include "services/parse/document/pages/page_words.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

// The size of a column and of a line, in points.
constexpr float kColumn = 6;
constexpr float kLineHeight = 12;
// A text with characters that are wide in one program and narrow in another moves the lines behind them by at most so
// many columns.
constexpr int kMostShift = 4;
// A line that would have to be moved at more places was not moved.
constexpr int kMostMoves = 8;
constexpr int kFewestRuleLines = 3;
// A longer text is no report that a program turned into text.
constexpr size_t kMostBytes = size_t{1} << 20;
constexpr size_t kShortestRuleLine = 5;

// The directions that a character is drawn to.
enum Arms : uint8_t { kNoArms = 0, kUp = 1, kDown = 2, kLeft = 4, kRight = 8 };
constexpr uint8_t kAcross = kLeft | kRight;
constexpr uint8_t kAlong = kUp | kDown;

struct ArmsRange {
  char32_t last;  // of the range that begins behind the one before
  uint8_t arms;
};

// Box drawing characters, from U+2500.
constexpr std::array<ArmsRange, 27> kBoxDrawing = {{
    {0x2501, kAcross},         {0x2503, kAlong},        {0x2505, kAcross},          {0x2507, kAlong},
    {0x2509, kAcross},         {0x250B, kAlong},        {0x250F, kRight | kDown},   {0x2513, kLeft | kDown},
    {0x2517, kRight | kUp},    {0x251B, kLeft | kUp},   {0x2523, kAlong | kRight},  {0x252B, kAlong | kLeft},
    {0x2533, kAcross | kDown}, {0x253B, kAcross | kUp}, {0x254B, kAcross | kAlong}, {0x254F, kNoArms},
    {0x2550, kAcross},         {0x2551, kAlong},        {0x2554, kRight | kDown},   {0x2557, kLeft | kDown},
    {0x255A, kRight | kUp},    {0x255D, kLeft | kUp},   {0x2560, kAlong | kRight},  {0x2563, kAlong | kLeft},
    {0x2566, kAcross | kDown}, {0x2569, kAcross | kUp}, {0x256C, kAcross | kAlong},
}};

// What a character draws. ASCII characters draw only where others do, too.
uint8_t ArmsOf(char32_t c) {
  if (c == U'|') {
    return kAlong;
  }
  if (c == U'+') {
    return kAcross | kAlong;
  }
  if (c == U'-' || c == U'=') {
    return kAcross;
  }
  if (c < 0x2500) {
    return kNoArms;
  }
  const auto* const range =
      std::find_if(kBoxDrawing.begin(), kBoxDrawing.end(), [c](const ArmsRange& r) { return c <= r.last; });
  return range == kBoxDrawing.end() ? static_cast<uint8_t>(kNoArms) : range->arms;
}

bool IsWide(char32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
         (c >= 0xFFE0 && c <= 0xFFE6) || c >= 0x20000;
}

bool IsSpace(char32_t c) { return c <= U' ' || c == 0xA0 || c == 0x3000 || c == 0xFEFF; }

struct Character {
  int column = 0;
  int width = 1;
  uint8_t arms = kNoArms;  // what it draws
  bool is_space = false;
  bool is_junction = false;  // drawn across and along
  size_t begin = 0;          // in the text
  size_t end = 0;
};

using Line = std::vector<Character>;

Line ReadLine(std::string_view text, size_t begin, size_t end) {
  Line line;
  int column = 0;
  for (size_t i = begin; i < end;) {
    Character character{.column = column, .begin = i};
    const char32_t c = report::NextChar(text, i);
    character.end = i;
    character.width = IsWide(c) ? 2 : 1;
    character.is_space = IsSpace(c);
    character.arms = ArmsOf(c);
    character.is_junction = (character.arms & kAcross) != 0 && (character.arms & kAlong) != 0;
    column += character.width;
    line.push_back(character);
  }
  return line;
}

std::vector<Line> ReadLines(std::string_view text) {
  std::vector<Line> lines;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(ReadLine(text, begin, end));
    begin = end + 1;
  }
  return lines;
}

// Whether a line is drawn from its first to its last character.
bool IsRuleLine(const Line& line) {
  size_t count = 0;
  for (const Character& c : line) {
    if (c.is_space) {
      continue;
    }
    if (c.arms == kNoArms || (count == 0 && !c.is_junction)) {
      return false;
    }
    ++count;
  }
  return count >= kShortestRuleLine;
}

// A page under construction.
class DrawnPage {
 public:
  explicit DrawnPage(std::string_view text) : lines_(ReadLines(text)) { document_.storage.emplace_back(text); }

  // Once only.
  PagedDocument Take() {
    DropLoneDashes();
    Straighten();
    DropLonePipes();
    AddRules();
    AddWords();
    page_.width = kColumn * static_cast<float>(last_column_ + 2);
    page_.height = kLineHeight * static_cast<float>(lines_.size() + 1);
    document_.pages.push_back(std::move(page_));
    return std::move(document_);
  }

  // The numbers, from 1, of the lines that have text. LayOutPages counts those alone.
  const std::vector<int>& lines_with_text() const { return lines_with_text_; }

 private:
  // A dash is drawn only in a run between two junctions, a figure's minus is not. (A | is drawn where one stands above
  // or below it; alone it makes no line.)
  void DropLoneDashes() {
    for (Line& line : lines_) {
      for (size_t i = 0; i < line.size();) {
        size_t end = i;
        while (end < line.size() && (line[end].arms & kAcross) != 0) {
          ++end;
        }
        const bool is_drawn = end >= i + 2 && line[i].is_junction && line[end - 1].is_junction;
        for (size_t c = i; c < end && !is_drawn; ++c) {
          line[c].arms = kNoArms;
          line[c].is_junction = false;
        }
        i = std::max(end, i + 1);
      }
    }
  }

  // Moves the lines along of each row of text to where the lines across have their junctions.
  void Straighten() {
    for (size_t i = 0; i < lines_.size();) {
      size_t end = i;
      std::set<int> junctions;
      while (end < lines_.size() && !lines_[end].empty()) {
        for (const Character& c : lines_[end]) {
          if (c.is_junction) {
            junctions.insert(c.column);
          }
        }
        ++end;
      }
      for (size_t l = i; l < end && !junctions.empty(); ++l) {
        Straighten(lines_[l], junctions);
      }
      i = std::max(end, i + 1);
    }
  }

  // Moves the first line along that is out of place, and all behind it, to where most of them have their places; and so
  // on.
  static void Straighten(Line& line, const std::set<int>& junctions) {
    int moves = 0;
    for (size_t i = 0; i < line.size() && moves < kMostMoves; ++i) {
      if ((line[i].arms & kAlong) == 0 || junctions.contains(line[i].column)) {
        continue;
      }
      ++moves;
      int best_shift = 0;
      int best_count = 0;
      for (int shift = -kMostShift; shift <= kMostShift; ++shift) {
        int count = 0;
        for (size_t j = i; j < line.size() && junctions.contains(line[i].column + shift); ++j) {
          count += (line[j].arms & kAlong) != 0 && junctions.contains(line[j].column + shift) ? 1 : 0;
        }
        if (count > best_count || (count == best_count && std::abs(shift) < std::abs(best_shift))) {
          best_count = count;
          best_shift = shift;
        }
      }
      for (size_t j = i; j < line.size() && best_count > 0; ++j) {
        line[j].column += best_shift;
      }
    }
  }

  // A | with nothing drawn above or below it is text.
  void DropLonePipes() {
    std::vector<std::set<int>> along(lines_.size());
    for (size_t l = 0; l < lines_.size(); ++l) {
      for (const Character& c : lines_[l]) {
        if ((c.arms & kAlong) != 0) {
          along[l].insert(c.column);
        }
      }
    }
    for (size_t l = 0; l < lines_.size(); ++l) {
      for (Character& c : lines_[l]) {
        if (c.arms == kAlong && !(l > 0 && along[l - 1].contains(c.column)) &&
            !(l + 1 < lines_.size() && along[l + 1].contains(c.column))) {
          c.arms = kNoArms;
        }
      }
    }
  }

  void AddRules() {
    std::map<int, int> begins;  // of the lines along that reach down to this line of text, by column
    for (size_t l = 0; l < lines_.size(); ++l) {
      const Line& line = lines_[l];
      const float y = kLineHeight * (static_cast<float>(l) + 0.5F);
      for (size_t i = 0; i < line.size();) {
        size_t end = i;
        while (end < line.size() && (line[end].arms & kAcross) != 0) {
          ++end;
        }
        if (end > i + 1) {
          page_.rules.push_back({.x0 = CentreOf(line[i]), .y0 = y, .x1 = CentreOf(line[end - 1]), .y1 = y});
        }
        i = std::max(end, i + 1);
      }
      std::map<int, int> reaching;
      for (const Character& c : line) {
        const auto above = begins.find(c.column);
        const bool goes_on = (c.arms & kUp) != 0 && above != begins.end();
        if ((c.arms & kDown) != 0) {
          reaching[c.column] = goes_on ? above->second : static_cast<int>(l);
        } else if (goes_on) {
          AddAlong(c.column, above->second, static_cast<int>(l));
        }
        if (goes_on) {
          begins.erase(above);
        }
      }
      for (const auto& [column, begin] : begins) {
        AddAlong(column, begin, static_cast<int>(l) - 1);
      }
      begins = std::move(reaching);
    }
    for (const auto& [column, begin] : begins) {
      AddAlong(column, begin, static_cast<int>(lines_.size()) - 1);
    }
  }

  static float CentreOf(const Character& c) { return kColumn * (static_cast<float>(c.column) + 0.5F); }

  void AddAlong(int column, int begin, int end) {
    if (end > begin) {
      const float x = kColumn * (static_cast<float>(column) + 0.5F);
      page_.rules.push_back({.x0 = x,
                             .y0 = kLineHeight * (static_cast<float>(begin) + 0.5F),
                             .x1 = x,
                             .y1 = kLineHeight * (static_cast<float>(end) + 0.5F)});
    }
  }

  void AddWords() {
    const std::string_view text = document_.storage.front();
    for (size_t l = 0; l < lines_.size(); ++l) {
      const Line& line = lines_[l];
      const auto is_text = [&](const Character& c) { return !c.is_space && c.arms == kNoArms; };
      for (size_t i = 0; i < line.size();) {
        size_t end = i;
        while (end < line.size() && is_text(line[end])) {
          ++end;
        }
        if (end > i) {
          const Character& last = line[end - 1];
          page_.words.push_back({.text = text.substr(line[i].begin, last.end - line[i].begin),
                                 .box = {.x0 = kColumn * static_cast<float>(line[i].column),
                                         .y0 = kLineHeight * static_cast<float>(l) + 1,
                                         .x1 = kColumn * static_cast<float>(last.column + last.width),
                                         .y1 = kLineHeight * static_cast<float>(l + 1) - 1}});
          last_column_ = std::max(last_column_, last.column + last.width);
          if (lines_with_text_.empty() || lines_with_text_.back() != static_cast<int>(l) + 1) {
            lines_with_text_.push_back(static_cast<int>(l) + 1);
          }
        }
        i = std::max(end, i + 1);
      }
    }
  }

  PagedDocument document_;
  std::vector<Line> lines_;
  Page page_;
  int last_column_ = 0;
  std::vector<int> lines_with_text_;
};

// The place in the text of a place on the page.
void ToText(const std::vector<int>& lines_with_text, Place& place) {
  const bool is_known = place.line > 0 && place.line <= static_cast<int>(lines_with_text.size());
  place = {.page = 0, .line = is_known ? lines_with_text[static_cast<size_t>(place.line) - 1] : 0, .column = 0};
}

}  // namespace

bool HasDrawnTables(std::string_view utf8_text) {
  int count = 0;
  if (utf8_text.size() > kMostBytes) {
    return false;
  }
  for (size_t begin = 0; begin < utf8_text.size() && count < kFewestRuleLines;) {
    const size_t end = std::min(utf8_text.find('\n', begin), utf8_text.size());
    // Few lines begin like this.
    const size_t first = utf8_text.find_first_not_of(" \t", begin);
    if (first < end && (utf8_text[first] == '+' || utf8_text[first] == '\xE2')) {
      count += IsRuleLine(ReadLine(utf8_text, begin, end)) ? 1 : 0;
    }
    begin = end + 1;
  }
  return count >= kFewestRuleLines;
}

absl::StatusOr<Document> ReadDrawnText(std::string_view utf8_text) {
  DrawnPage page(utf8_text);
  absl::StatusOr<Document> document = LayOutPages(page.Take());
  if (!document.ok()) {
    return document;
  }
  for (auto& block : document->blocks) {
    if (Paragraph* paragraph = std::get_if<Paragraph>(&block)) {
      ToText(page.lines_with_text(), paragraph->place);
      continue;
    }
    for (GridRow& row : std::get<Grid>(block).rows) {
      for (GridCell& cell : row.cells) {
        ToText(page.lines_with_text(), cell.place);
      }
    }
  }
  return document;
}

}  // namespace gouji::parse

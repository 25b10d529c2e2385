#include "services/parse/document/pages/page_characters.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>

#include "services/parse/document/pages/page_lines.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

// In ems.
constexpr float kGap = 0.15F;         // between words
constexpr float kOverlap = 0.3F;      // by which characters of one word may overlap
constexpr float kSameHeight = 0.15F;  // by which they may stand higher or lower
constexpr float kSameSize = 0.9F;     // the smaller in units of the larger
constexpr float kTwice = 0.25F;       // a character drawn so near to itself was drawn twice
// In points; smaller characters cannot be seen.
constexpr float kSmallest = 1;

bool IsSpace(char32_t c) {
  return c <= ' ' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200F) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0xFEFF || (c >= 0x7F && c < 0xA0);
}

// Finds characters that were drawn before, by a net over the page.
class DrawnTwice {
 public:
  // Whether the character was drawn at this place before; remembers it.
  bool Check(const PageCharacter& character) {
    const auto column = static_cast<int64_t>(character.box.x0 / kMesh);
    const auto row = static_cast<int64_t>(character.box.y0 / kMesh);
    const float near = kTwice * character.box.height();
    for (int64_t r = row - 1; r <= row + 1; ++r) {
      for (int64_t c = column - 1; c <= column + 1; ++c) {
        const auto found = net_.find(Key(character.character, r, c));
        if (found != net_.end() && std::any_of(found->second.begin(), found->second.end(), [&](const PageBox& other) {
              return std::abs(other.x0 - character.box.x0) < near && std::abs(other.y0 - character.box.y0) < near &&
                     std::min(other.height(), character.box.height()) >
                         kSameSize * std::max(other.height(), character.box.height());
            })) {
          return true;
        }
      }
    }
    std::vector<PageBox>& here = net_[Key(character.character, row, column)];
    if (here.size() < kMostOfMesh) {
      here.push_back(character.box);
    }
    return false;
  }

 private:
  static constexpr float kMesh = 12;         // points; wider than kTwice of the largest characters of a report
  static constexpr size_t kMostOfMesh = 64;  // of one character; there is no room for more

  static uint64_t Key(char32_t character, int64_t row, int64_t column) {
    return (static_cast<uint64_t>(character) << 40) ^ (static_cast<uint64_t>(row & 0xFFFFF) << 20) ^
           static_cast<uint64_t>(column & 0xFFFFF);
  }

  std::unordered_map<uint64_t, std::vector<PageBox>> net_;
};

// Whether a character and what is on its right stand in one word.
bool AreOneWord(const PageBox& left, const PageBox& right) {
  const float em = std::max(left.height(), right.height());
  const float gap = right.x0 - left.x1;
  return gap < kGap * em && gap > -kOverlap * em && std::abs(left.y_centre() - right.y_centre()) < kSameHeight * em &&
         std::min(left.height(), right.height()) > kSameSize * em;
}

// A word that is being made.
struct Run {
  std::string text;
  PageBox box;
  PageBox last;  // its last character
  bool is_level = true;
};

std::vector<Run> FindRuns(const std::vector<PageCharacter>& characters) {
  std::vector<Run> runs;
  DrawnTwice drawn;
  bool follows = false;  // whether the last run may go on
  for (const PageCharacter& character : characters) {
    if (IsSpace(character.character) || character.box.height() < kSmallest) {
      follows = false;
      continue;
    }
    if (drawn.Check(character)) {
      continue;
    }
    if (!follows || !character.is_level || !AreOneWord(runs.back().last, character.box)) {
      runs.push_back({.text = "", .box = character.box, .last = character.box, .is_level = character.is_level});
    }
    Run& run = runs.back();
    report::AppendUtf8(character.character, run.text);
    run.box.Add(character.box);
    run.last = character.box;
    follows = character.is_level;
  }
  return runs;
}

}  // namespace

float UsualWidth(char32_t character) {
  constexpr char32_t kFirstWide = 0x2000;  // Latin, Greek and Cyrillic letters are narrow, what follows is Chinese
  return character < kFirstWide ? 0.5F : 1.0F;
}

std::vector<PageWord> MakeWords(const std::vector<PageCharacter>& characters, float confidence,
                                std::deque<std::string>& storage) {
  std::vector<Run> runs = FindRuns(characters);
  std::vector<PageWord> words;
  std::vector<size_t> level;
  for (size_t r = 0; r < runs.size(); ++r) {
    words.push_back({.text = runs[r].text, .box = runs[r].box, .confidence = confidence});
    if (runs[r].is_level) {
      level.push_back(r);
    }
  }
  std::vector<bool> joined(runs.size());
  for (const PageLine& line : FindLines(words, std::move(level))) {
    size_t open = line.words.front();
    for (size_t i = 1; i < line.words.size(); ++i) {
      const size_t next = line.words[i];
      if (AreOneWord(runs[open].last, runs[next].box)) {
        runs[open].text += runs[next].text;
        runs[open].box.Add(runs[next].box);
        runs[open].last = runs[next].last;
        joined[next] = true;
      } else {
        open = next;
      }
    }
  }
  std::vector<PageWord> result;
  for (size_t r = 0; r < runs.size(); ++r) {
    if (!joined[r]) {
      result.push_back(
          {.text = storage.emplace_back(std::move(runs[r].text)), .box = runs[r].box, .confidence = confidence});
    }
  }
  return result;
}

}  // namespace gouji::parse

#include "services/parse/document/pages/page_side_text.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "services/parse/document/pages/page_chunks.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

constexpr float kLeastStrip = 1.5F;    // the width of the empty strip, in heights of a line
constexpr size_t kLeastShared = 2;     // lines that have a part in the column and in the prose
constexpr size_t kLeastProse = 10;     // lines of prose beside the strip
constexpr size_t kProsePerShared = 3;  // so many times as many are prose as have a part in both
constexpr size_t kMostTried = 64;      // strips of a page

enum class Side : uint8_t { kLeft, kRight };

// An empty strip, from the column to the prose.
struct Strip {
  float begin;
  float end;
};

// Finds the column on one side of the prose. On the right all places are mirrored.
class SideFinder {
 public:
  SideFinder(const std::vector<PageWord>& words, const std::vector<PageLine>& lines, Side side)
      : words_(words), lines_(lines), side_(side) {}

  // The words of the column, by line; empty without one.
  std::vector<std::vector<size_t>> Find() const {
    size_t tried = 0;
    for (size_t i = 0; i < lines_.size() && tried < kMostTried; ++i) {
      if (const std::optional<Strip> strip = FirstStrip(lines_[i])) {
        ++tried;
        if (std::vector<std::vector<size_t>> column = ColumnAt(i, *strip); !column.empty()) {
          return column;
        }
      }
    }
    return {};
  }

 private:
  float BeginOf(size_t word) const { return side_ == Side::kLeft ? words_[word].box.x0 : -words_[word].box.x1; }
  float EndOf(size_t word) const { return side_ == Side::kLeft ? words_[word].box.x1 : -words_[word].box.x0; }

  // The first gap of a line, seen from the side, that is wide enough.
  std::optional<Strip> FirstStrip(const PageLine& line) const {
    for (size_t n = 1; n < line.words.size(); ++n) {
      const size_t at = side_ == Side::kLeft ? n : line.words.size() - 1 - n;
      const size_t before = side_ == Side::kLeft ? n - 1 : at + 1;
      const Strip strip{.begin = EndOf(line.words[before]), .end = BeginOf(line.words[at])};
      if (strip.end - strip.begin >= kLeastStrip * line.box.height()) {
        return strip;
      }
    }
    return std::nullopt;
  }

  bool IsBeside(const Strip& strip, size_t word) const { return BeginOf(word) + EndOf(word) < strip.begin + strip.end; }

  // Whether a line leaves enough of a strip, which is narrowed to that.
  bool Narrow(const PageLine& line, float least, Strip& strip) const {
    Strip narrowed = strip;
    for (const size_t word : line.words) {
      if (IsBeside(strip, word)) {
        narrowed.begin = std::max(narrowed.begin, EndOf(word));
      } else {
        narrowed.end = std::min(narrowed.end, BeginOf(word));
      }
    }
    if (narrowed.end - narrowed.begin < least) {
      return false;
    }
    strip = narrowed;
    return true;
  }

  std::vector<size_t> BesideIn(const PageLine& line, const Strip& strip) const {
    std::vector<size_t> beside;
    std::copy_if(line.words.begin(), line.words.end(), std::back_inserter(beside),
                 [&](size_t word) { return IsBeside(strip, word); });
    return beside;
  }

  // Whether words are the item of a list: no figures, no numbering of prose, no punctuation of a sentence.
  bool IsItem(const std::vector<size_t>& beside) const {
    static constexpr std::u32string_view kOfNoItem = U"0123456789０１２３４５６７８９。；，：;,:";
    return (beside.empty() || !IsNumbered(words_[beside.front()].text)) &&
           std::none_of(beside.begin(), beside.end(), [&](size_t word) {
             return report::DecodeUtf8(words_[word].text).find_first_of(kOfNoItem) != std::u32string::npos;
           });
  }

  std::vector<std::vector<size_t>> ColumnAt(size_t seed, Strip strip) const {
    const float least = kLeastStrip * lines_[seed].box.height();
    size_t end = seed + 1;
    while (end < lines_.size() && Narrow(lines_[end], least, strip)) {
      ++end;
    }
    size_t begin = seed;
    while (begin > 0 && Narrow(lines_[begin - 1], least, strip)) {
      --begin;
    }
    std::vector<std::vector<size_t>> column(lines_.size());
    size_t shared_count = 0;
    size_t prose_count = 0;
    size_t first = end;  // the first and the last line that have a part in both
    size_t last = begin;
    for (size_t i = begin; i < end; ++i) {
      column[i] = BesideIn(lines_[i], strip);
      const bool is_prose = column[i].size() < lines_[i].words.size();
      prose_count += is_prose ? 1 : 0;
      if (is_prose && !column[i].empty()) {
        ++shared_count;
        first = std::min(first, i);
        last = i;
      }
    }
    if (shared_count < kLeastShared || prose_count < std::max(kLeastProse, kProsePerShared * shared_count)) {
      return {};
    }
    for (size_t i = first; i <= last; ++i) {
      if (!IsItem(column[i])) {
        return {};
      }
    }
    // Lines above and below, which have a part in one of them, belong to the column as far as they are like it.
    for (size_t i = first; i-- > begin;) {
      if (!IsItem(column[i])) {
        std::fill(column.begin(), column.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::vector<size_t>());
        break;
      }
    }
    for (size_t i = last + 1; i < end; ++i) {
      if (!IsItem(column[i])) {
        std::fill(column.begin() + static_cast<std::ptrdiff_t>(i), column.end(), std::vector<size_t>());
        break;
      }
    }
    return column;
  }

  const std::vector<PageWord>& words_;
  const std::vector<PageLine>& lines_;
  const Side side_;
};

PageLine MakeLine(const std::vector<PageWord>& words, std::vector<size_t> which) {
  PageLine line{.box = {}, .words = std::move(which)};
  line.box = words[line.words.front()].box;
  for (const size_t word : line.words) {
    line.box.Add(words[word].box);
  }
  return line;
}

}  // namespace

std::vector<PageLine> TakeSideText(const std::vector<PageWord>& words, std::vector<PageLine>& lines) {
  std::vector<PageLine> taken;
  for (const Side side : {Side::kLeft, Side::kRight}) {
    const std::vector<std::vector<size_t>> column = SideFinder(words, lines, side).Find();
    std::vector<PageLine> kept;
    for (size_t i = 0; i < column.size(); ++i) {
      if (column[i].empty()) {
        kept.push_back(std::move(lines[i]));
        continue;
      }
      taken.push_back(MakeLine(words, column[i]));
      std::erase_if(lines[i].words, [&](size_t word) {
        return std::find(column[i].begin(), column[i].end(), word) != column[i].end();
      });
      if (!lines[i].words.empty()) {
        kept.push_back(MakeLine(words, std::move(lines[i].words)));
      }
    }
    if (!column.empty()) {
      lines = std::move(kept);
    }
  }
  return taken;
}

}  // namespace gouji::parse

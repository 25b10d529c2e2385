#include "services/parse/document/pages/page_chunks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "services/parse/document/pages/page_lines.h"

namespace gouji::parse {
namespace {

// Gaps in ems.
constexpr float kGapBetweenFigures = 0.25F;
constexpr float kGapBesideFigure = 0.8F;
constexpr float kGapBetweenTexts = 0.7F;
constexpr float kGapBehindLabel = 0.5F;      // of a figure that others like it stand above or below
constexpr float kGapBeforeNumbering = 0.3F;  // (三)不予公开 1.属于国家秘密

bool IsGap(const PageWord& left, const PageWord& right) {
  const float gap = right.box.x0 - left.box.x1;
  const int figures = (IsFigure(left.text) ? 1 : 0) + (IsFigure(right.text) ? 1 : 0);
  // Figures may be set in a larger font than their labels.
  const float em =
      figures == 1 ? std::min(left.box.height(), right.box.height()) : std::max(left.box.height(), right.box.height());
  if (figures == 0 && IsNumbered(right.text)) {
    return gap >= em * kGapBeforeNumbering;
  }
  return gap >= em * (figures == 2 ? kGapBetweenFigures : figures == 1 ? kGapBesideFigure : kGapBetweenTexts);
}

Chunk MakeChunk(const std::vector<PageWord>& words, PageLine line) {
  Chunk chunk{.box = line.box, .text = LineText(words, line), .words = {}};
  chunk.confidence = LeastConfidence(words, {line});
  // Figures a little apart ("1 234") are one figure that nobody can read.
  chunk.is_figure =
      std::all_of(line.words.begin(), line.words.end(), [&](size_t w) { return IsFigure(words[w].text); });
  chunk.words = std::move(line.words);
  return chunk;
}

// The figure that a label ends with, a little apart; null without one.
const PageBox* FigureBehindLabel(const std::vector<PageWord>& words, const Chunk& label) {
  if (label.words.size() < 2 || !IsFigure(words[label.words.back()].text)) {
    return nullptr;
  }
  const PageBox& figure = words[label.words.back()].box;
  const PageBox& before = words[label.words[label.words.size() - 2]].box;
  return figure.x0 - before.x1 >= kGapBehindLabel * before.height() ? &figure : nullptr;
}

// A figure right behind a label is one of its row when figures of other rows stand below or above it.
void SplitFiguresOffLabels(const std::vector<PageWord>& words, std::vector<Chunk>& chunks) {
  static constexpr size_t kEnoughFigures = 2;
  static constexpr float kNear = 15;  // in ems
  const size_t count = chunks.size();
  for (size_t i = 0; i < count; ++i) {
    const size_t last = chunks[i].words.back();
    if (chunks[i].is_figure || chunks[i].words.size() < 2 || !IsFigure(words[last].text)) {
      continue;
    }
    const PageBox& box = words[last].box;
    size_t aligned = 0;
    for (const Chunk& other : chunks) {
      const PageBox* figure = other.is_figure ? &other.box : FigureBehindLabel(words, other);
      aligned += figure != nullptr && figure != &box && figure->x0 < box.x1 && figure->x1 > box.x0 &&
                 std::abs(figure->y_centre() - box.y_centre()) < kNear * box.height();
    }
    if (aligned < kEnoughFigures) {
      continue;
    }
    PageLine label;
    label.words.assign(chunks[i].words.begin(), chunks[i].words.end() - 1);
    label.box = words[label.words.front()].box;
    for (const size_t word : label.words) {
      label.box.Add(words[word].box);
    }
    chunks[i] = MakeChunk(words, std::move(label));
    chunks.push_back(MakeChunk(words, {.box = box, .words = {last}}));
  }
}

}  // namespace

std::vector<Chunk> FindChunks(const std::vector<PageWord>& words, std::vector<size_t> which) {
  std::vector<Chunk> chunks;
  for (const PageLine& line : FindLines(words, std::move(which))) {
    const size_t first_of_line = chunks.size();
    PageLine piece{.box = words[line.words[0]].box, .words = {line.words[0]}};
    for (size_t i = 1; i < line.words.size(); ++i) {
      const PageWord& word = words[line.words[i]];
      if (IsGap(words[line.words[i - 1]], word)) {
        chunks.push_back(MakeChunk(words, std::exchange(piece, {.box = word.box, .words = {}})));
      }
      piece.words.push_back(line.words[i]);
      piece.box.Add(word.box);
    }
    chunks.push_back(MakeChunk(words, std::move(piece)));
    bool text_follows = false;
    for (size_t i = chunks.size(); i-- > first_of_line;) {
      chunks[i].is_figure = chunks[i].is_figure && !text_follows;
      text_follows |= !chunks[i].is_figure;
    }
  }
  if (chunks.size() <= kMaxChunks) {
    SplitFiguresOffLabels(words, chunks);
  }
  return chunks;
}

bool IsNumbered(std::string_view text) {
  static constexpr std::array<std::string_view, 2> kOpening = {"(", "（"};
  static constexpr std::array<std::string_view, 20> kNumerals = {
      "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
  static constexpr std::array<std::string_view, 7> kClosing = {")", "）", ".", "．", "、", ",", "，"};
  const auto skip = [&](const auto& marks) {
    const auto* mark =
        std::find_if(marks.begin(), marks.end(), [&](std::string_view m) { return text.starts_with(m); });
    if (mark == marks.end()) {
      return false;
    }
    text.remove_prefix(mark->size());
    return true;
  };
  // ① to ⑳ are U+2460 to U+2473, ㈠ to ㈩ U+3220 to U+3229.
  if (text.size() > 3 && ((text.starts_with("\xE2\x91") && text[2] <= '\xB3') ||
                          (text.starts_with("\xE3\x88") && text[2] >= '\xA0' && text[2] <= '\xA9'))) {
    return true;
  }
  skip(kOpening);
  static constexpr int kMostNumerals = 3;
  int count = 0;
  while (count < kMostNumerals && skip(kNumerals)) {
    ++count;
  }
  return count > 0 && skip(kClosing);
}

}  // namespace gouji::parse

#include "services/parse/document/pages/page_row_labels.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

namespace gouji::parse {
namespace {

// Costs in ems by which a label is off its row.
constexpr float kMostOff = 0.55F;
constexpr float kLabelWithoutRow = 1.2F;  // of each line
constexpr float kLineOutside = 0.3F;      // of a line above the first row or below the last one
constexpr float kRowWithoutLabel = 2.0F;
constexpr float kNumberingInside = 1.5F;
constexpr float kUnevenLines = 0.5F;
// A label that is off by no more is surely whole, in tables whose labels have their middle at their row.
constexpr float kCentred = 0.2F;
// Lines of one label are at most so far apart, and equally far within this.
constexpr float kFarthestLine = 2.2F;
constexpr float kUneven = 0.4F;
constexpr float kOtherSize = 0.15F;
constexpr size_t kMostLines = 12;
// Beyond so many pairs of lines and rows nothing is assigned.
constexpr size_t kMaxPairs = 200'000;
constexpr float kImpossible = std::numeric_limits<float>::max() / 4;

enum class VerticalPlace { kMiddle, kTop };

class LabelAssigner {
 public:
  LabelAssigner(const std::vector<const Chunk*>& lines, const std::vector<float>& rows, VerticalPlace place)
      : lines_(lines), rows_(rows), place_(place) {}

  // The least cost of all.
  float Solve() {
    const size_t width = rows_.size() + 1;
    best_.assign((lines_.size() + 1) * width, {kImpossible, 0, 0});
    best_[0].cost = 0;
    for (size_t i = 0; i <= lines_.size(); ++i) {
      for (size_t r = 0; r <= rows_.size(); ++r) {
        const float cost = At(i, r).cost;
        if (cost >= kImpossible) {
          continue;
        }
        if (r < rows_.size()) {
          Improve(i, r + 1, {cost + kRowWithoutLabel, i, r});
        }
        if (i < lines_.size()) {
          Improve(i + 1, r, {cost + (IsOutside(*lines_[i]) ? kLineOutside : kLabelWithoutRow), i, r});
        }
        ExtendByLabel(i, r, cost);
      }
    }
    return At(lines_.size(), rows_.size()).cost;
  }

  std::vector<RowLabel> Labels() const {
    std::vector<RowLabel> labels;
    size_t i = lines_.size();
    size_t r = rows_.size();
    while (i > 0 || r > 0) {
      const Step& step = At(i, r);
      if (step.from_line < i) {
        RowLabel& label = labels.emplace_back();
        label.lines.assign(lines_.begin() + static_cast<std::ptrdiff_t>(step.from_line),
                           lines_.begin() + static_cast<std::ptrdiff_t>(i));
        label.row = step.from_row < r ? static_cast<int>(step.from_row) : -1;
      }
      i = step.from_line;
      r = step.from_row;
    }
    std::reverse(labels.begin(), labels.end());
    return labels;
  }

 private:
  struct Step {
    float cost;
    size_t from_line;
    size_t from_row;
  };

  bool IsOutside(const Chunk& line) const {
    const float y = line.box.y_centre();
    return rows_.empty() || y < rows_.front() - line.em() || y > rows_.back() + line.em();
  }

  const Step& At(size_t i, size_t r) const { return best_[i * (rows_.size() + 1) + r]; }

  void Improve(size_t i, size_t r, const Step& step) {
    Step& best = best_[i * (rows_.size() + 1) + r];
    if (step.cost < best.cost) {
      best = step;
    }
  }

  // Tries the labels that begin with line i as that of row r.
  void ExtendByLabel(size_t i, size_t r, float cost) {
    if (r == rows_.size()) {
      return;
    }
    float inside = 0;
    float first_step = 0;
    for (size_t last = i; last < lines_.size() && last < i + kMostLines; ++last) {
      const float em = lines_[i]->em();
      if (last > i) {
        const float step = lines_[last]->box.y_centre() - lines_[last - 1]->box.y_centre();
        if (step > kFarthestLine * em || lines_[last]->box.x0 > lines_[last - 1]->box.x1 ||
            lines_[last]->box.x1 < lines_[last - 1]->box.x0 || std::abs(lines_[last]->em() - em) > kOtherSize * em) {
          return;
        }
        first_step = last == i + 1 ? step : first_step;
        inside += IsNumbered(lines_[last]->text) ? kNumberingInside : 0;
        inside += std::abs(step - first_step) > kUneven * em ? kUnevenLines : 0;
        // What stands below the last row may be the header of the next table: nothing speaks for the label.
        inside += IsOutside(*lines_[last]) ? kLineOutside : 0;
      }
      const float at = place_ == VerticalPlace::kTop ? lines_[i]->box.y_centre()
                                                     : (lines_[i]->box.y_centre() + lines_[last]->box.y_centre()) / 2;
      const float off = std::abs(at - rows_[r]) / std::max(em, 1.0F);
      if (off <= kMostOff) {
        Improve(last + 1, r + 1, {cost + off + inside, i, r});
      }
    }
  }

  const std::vector<const Chunk*>& lines_;
  const std::vector<float>& rows_;
  const VerticalPlace place_;
  std::vector<Step> best_;
};

// Whether two labels may be parts of one: their lines follow each other, and no numbering begins the second.
bool MayBeOne(const RowLabel& above, const RowLabel& below) {
  const Chunk& last = *above.lines.back();
  const Chunk& first = *below.lines.front();
  return first.box.y_centre() - last.box.y_centre() <= kFarthestLine * first.em() && first.box.x0 <= last.box.x1 &&
         first.box.x1 >= last.box.x0 && std::abs(first.em() - last.em()) <= kOtherSize * last.em() &&
         !IsNumbered(first.text);
}

// Whether a label is surely whole: its middle is where its row is, and would not be with a line more.
bool IsCentred(const RowLabel& label, const std::vector<float>& rows) {
  if (label.row < 0) {
    return false;
  }
  const float middle = (label.lines.front()->box.y_centre() + label.lines.back()->box.y_centre()) / 2;
  return std::abs(middle - rows[label.row]) <= kCentred * label.lines.front()->em();
}

// Puts lines without a row to the label that they may be a part of: a row is blank only when it is sure to be one.
// Where labels begin at their rows, nothing above them is a part of theirs; where they have their middles there,
// nothing is a part of one that has.
std::vector<RowLabel> JoinParts(std::vector<RowLabel> labels, VerticalPlace place, const std::vector<float>& rows) {
  std::vector<RowLabel> joined;
  for (RowLabel& label : labels) {
    const bool begins_here = label.row >= 0 && place == VerticalPlace::kTop;
    const bool is_whole = place == VerticalPlace::kMiddle && !joined.empty() &&
                          (IsCentred(joined.back(), rows) || IsCentred(label, rows));
    if (joined.empty() || begins_here || is_whole || (label.row >= 0 && joined.back().row >= 0) ||
        !MayBeOne(joined.back(), label)) {
      joined.push_back(std::move(label));
      continue;
    }
    joined.back().lines.insert(joined.back().lines.end(), label.lines.begin(), label.lines.end());
    joined.back().row = std::max(joined.back().row, label.row);
  }
  return joined;
}

}  // namespace

std::vector<RowLabel> AssignLabels(const std::vector<const Chunk*>& lines, const std::vector<float>& rows) {
  if ((lines.size() + 1) * (rows.size() + 1) > kMaxPairs) {
    return {};
  }
  LabelAssigner middle(lines, rows, VerticalPlace::kMiddle);
  LabelAssigner top(lines, rows, VerticalPlace::kTop);
  const float middle_cost = middle.Solve();
  return middle_cost <= top.Solve() ? JoinParts(middle.Labels(), VerticalPlace::kMiddle, rows)
                                    : JoinParts(top.Labels(), VerticalPlace::kTop, rows);
}

}  // namespace gouji::parse

#include "services/parse/document/word/rtf_row.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace gouji::parse {
namespace {

using Merge = DocxBlocks::Merge;

// A row has no more cells.
constexpr size_t kMaxCellsOfRow = 1000;
constexpr int kMaxEdge = 1'000'000;  // twips; 18 metres

}  // namespace

void RtfRow::AddEdge(int right) {
  CellEdges cell = std::exchange(next_, {});
  if (cells_.size() < kMaxCellsOfRow) {
    cell.left = cells_.empty() ? left_ : cells_.back().right;
    cell.right = std::clamp(right, -kMaxEdge, kMaxEdge);
    cells_.push_back(cell);
  }
}

void RtfRow::Apply(RtfWord word, int parameter) {
  switch (word) {
    case RtfWord::kRowDefaults:
      *this = {};
      break;
    case RtfWord::kRowLeft:
      left_ = std::clamp(parameter, -kMaxEdge, kMaxEdge);
      break;
    case RtfWord::kCellEdge:
      AddEdge(parameter);
      break;
    case RtfWord::kVerticalBegin:
      next_.vertical = Merge::kBegins;
      break;
    case RtfWord::kVerticalContinue:
      next_.vertical = Merge::kContinues;
      break;
    case RtfWord::kHorizontalBegin:
      next_.horizontal = Merge::kBegins;
      break;
    case RtfWord::kHorizontalContinue:
      next_.horizontal = Merge::kContinues;
      break;
    default:
      break;
  }
}

}  // namespace gouji::parse

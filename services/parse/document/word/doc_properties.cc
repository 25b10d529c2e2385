#include "services/parse/document/word/doc_properties.h"

#include <algorithm>

#include "services/parse/document/charset/little_endian.h"

namespace gouji::parse {
namespace {

using Merge = DocxBlocks::Merge;

// Codes of changes ([MS-DOC] 2.6.1 to 2.6.3).
constexpr uint16_t kCharDeleted = 0x0800;
constexpr uint16_t kCharStrike = 0x0837;
constexpr uint16_t kCharHidden = 0x083C;
constexpr uint16_t kCharScript = 0x2A48;
constexpr uint16_t kCharDoubleStrike = 0x2A53;
constexpr uint16_t kInTable = 0x2416;
constexpr uint16_t kEndsRow = 0x2417;
constexpr uint16_t kEndsInnerCell = 0x244B;
constexpr uint16_t kEndsInnerRow = 0x244C;
constexpr uint16_t kOutlineLevel = 0x2640;
constexpr uint16_t kDepth = 0x6649;
constexpr uint16_t kDepthChange = 0x664A;
constexpr uint16_t kHugeList = 0x6646;  // the operand is the place of a list in the stream Data
constexpr uint16_t kHugeListOld = 0x6645;
constexpr uint16_t kTableList = 0x646B;  // the same for the changes of a row
constexpr uint16_t kTabs = 0xC615;
constexpr uint16_t kRowDefinition = 0xD608;
constexpr uint16_t kInsertCells = 0x7621;
constexpr uint16_t kDeleteCells = 0x5622;
constexpr uint16_t kSetWidth = 0x7623;
constexpr uint16_t kMergeCells = 0x5624;
constexpr uint16_t kSplitCells = 0x5625;
constexpr uint16_t kVerticalMerge = 0xD62B;

constexpr size_t kMaxCellsOfRow = 63;
constexpr size_t kCellBytes = 20;  // TC80
constexpr int kMaxDepth = 64;

// A property that a style may turn round: 0x81 is the opposite of the style, which turns none of these on.
bool IsOn(std::string_view operand) { return U8(operand, 0) == 1 || U8(operand, 0) == 0x81; }

// The list at a place of the stream Data.
std::string_view ListInData(std::string_view operand, std::string_view data) {
  const size_t at = U32(operand, 0);
  if (at >= data.size()) {
    return "";
  }
  return data.substr(at).substr(std::min<size_t>(2, data.size() - at)).substr(0, U16(data, at));
}

Merge VerticalMerge(int flags) {
  switch (flags & 3) {
    case 0:
      return Merge::kNone;
    case 1:
      return Merge::kContinues;
    default:
      return Merge::kBegins;
  }
}

// The first bit says that a cell begins a merged one, the second that it continues one: so Word writes it, and so its
// older documentation; the newer has it the other way round. What begins a run of merged cells begins a merged cell.
void SetHorizontalMerges(const std::vector<int>& flags, std::vector<CellEdges>& cells) {
  for (size_t i = 0; i < cells.size(); ++i) {
    if (flags[i] == 0) {
      continue;
    }
    const size_t begin = i;
    while (i < cells.size() && flags[i] != 0) {
      cells[i].horizontal = flags[i] == flags[begin] ? Merge::kBegins : Merge::kContinues;
      ++i;
    }
    --i;
  }
}

void ReadDefinition(std::string_view operand, std::vector<CellEdges>& cells) {
  const size_t count = std::min<size_t>(U8(operand, 0), kMaxCellsOfRow);
  const size_t descriptions = 1 + 2 * (count + 1);
  cells.clear();
  if (operand.size() < descriptions) {
    return;
  }
  std::vector<int> horizontal(count);
  for (size_t i = 0; i < count; ++i) {
    // Descriptions may be fewer than cells; they are zero then.
    const uint16_t flags = U16(operand, descriptions + i * kCellBytes);
    horizontal[i] = flags & 3;
    cells.push_back({.left = I16(operand, 1 + 2 * i),
                     .right = I16(operand, 3 + 2 * i),
                     .vertical = VerticalMerge(flags >> 5),
                     .horizontal = Merge::kNone});
  }
  SetHorizontalMerges(horizontal, cells);
}

void MoveBehind(std::vector<CellEdges>& cells, size_t begin, int distance) {
  for (size_t i = begin; i < cells.size(); ++i) {
    cells[i].left += distance;
    cells[i].right += distance;
  }
}

// Cells `first` up to `end`, as the operand says, within those that there are.
struct Range {
  size_t first;
  size_t end;
};

Range CellsOf(std::string_view operand, const std::vector<CellEdges>& cells) {
  const size_t first = std::min<size_t>(U8(operand, 0), cells.size());
  return {.first = first, .end = std::clamp<size_t>(U8(operand, 1), first, cells.size())};
}

void InsertCells(std::string_view operand, std::vector<CellEdges>& cells) {
  const size_t at = std::min<size_t>(U8(operand, 0), cells.size());
  const int width = I16(operand, 2);
  const int left = at < cells.size() ? cells[at].left : cells.empty() ? 0 : cells.back().right;
  for (size_t i = 0; i < U8(operand, 1) && cells.size() < kMaxCellsOfRow; ++i) {
    const int begin = left + static_cast<int>(i) * width;
    cells.insert(cells.begin() + static_cast<std::ptrdiff_t>(at + i), {.left = begin, .right = begin + width});
    MoveBehind(cells, at + i + 1, width);
  }
}

}  // namespace

bool SprmList::Next() {
  if (rest_.size() < 2) {
    return false;
  }
  code_ = U16(rest_, 0);
  rest_.remove_prefix(2);
  static constexpr size_t kSizes[] = {1, 1, 2, 4, 2, 2, 0, 3};
  size_t size = kSizes[code_ >> 13];
  size_t prefix = 0;
  if (code_ == kRowDefinition) {
    prefix = 2;
    size = std::max<size_t>(U16(rest_, 0), 1) - 1;
  } else if (size == 0) {
    prefix = 1;
    size = U8(rest_, 0);
    if (code_ == kTabs && size == 255) {  // longer than a byte can say: two tables say it
      const size_t deleted = U8(rest_, 1);
      size = 2 + 4 * deleted + 3 * U8(rest_, 2 + 4 * deleted);
    }
  }
  if (rest_.size() < prefix + size) {
    return false;
  }
  operand_ = rest_.substr(prefix, size);
  rest_.remove_prefix(prefix + size);
  return true;
}

void ApplyToParagraph(std::string_view list, std::string_view data, DocParagraph& paragraph) {
  bool in_data = false;
  SprmList changes(list);
  while (changes.Next()) {
    const std::string_view operand = changes.operand();
    switch (changes.code()) {
      case kInTable:
        paragraph.in_table = IsOn(operand);
        break;
      case kEndsRow:
        paragraph.ends_row = IsOn(operand);
        break;
      case kEndsInnerCell:
        paragraph.ends_inner_cell = IsOn(operand);
        break;
      case kEndsInnerRow:
        paragraph.ends_inner_row = IsOn(operand);
        break;
      case kDepth:
        paragraph.depth = static_cast<int>(std::min<uint32_t>(U32(operand, 0), kMaxDepth));
        break;
      case kDepthChange:
        paragraph.depth = static_cast<int>(
            std::clamp<int64_t>(int64_t{paragraph.depth} + static_cast<int32_t>(U32(operand, 0)), 0, kMaxDepth));
        break;
      case kOutlineLevel:
        paragraph.heading_level = U8(operand, 0) < 9 ? U8(operand, 0) + 1 : 0;
        break;
      case kHugeList:
      case kHugeListOld:
        if (!in_data) {
          in_data = true;
          changes = SprmList(ListInData(operand, data));  // stands for the whole list
        }
        break;
      default:
        break;
    }
  }
}

void ApplyToCharacters(std::string_view list, DocCharacters& characters) {
  SprmList changes(list);
  while (changes.Next()) {
    const std::string_view operand = changes.operand();
    switch (changes.code()) {
      case kCharDeleted:
      case kCharHidden:
        characters.hidden = characters.hidden || IsOn(operand);
        break;
      case kCharStrike:
      case kCharDoubleStrike:
        characters.marks.struck = IsOn(operand);
        break;
      case kCharScript:
        characters.marks.script = U8(operand, 0) == 1   ? TextMarks::Script::kRaised
                                  : U8(operand, 0) == 2 ? TextMarks::Script::kLowered
                                                        : TextMarks::Script::kNormal;
        break;
      default:
        break;
    }
  }
}

void ApplyToRow(std::string_view list, std::string_view data, std::vector<CellEdges>& cells) {
  bool in_data = false;
  SprmList changes(list);
  while (changes.Next()) {
    const std::string_view operand = changes.operand();
    const Range range = CellsOf(operand, cells);
    switch (changes.code()) {
      case kRowDefinition:
        ReadDefinition(operand, cells);
        break;
      case kInsertCells:
        InsertCells(operand, cells);
        break;
      case kDeleteCells:
        if (range.end > range.first) {
          const int width = cells[range.end - 1].right - cells[range.first].left;
          cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(range.first),
                      cells.begin() + static_cast<std::ptrdiff_t>(range.end));
          MoveBehind(cells, range.first, -width);
        }
        break;
      case kSetWidth:
        for (size_t i = range.first; i < range.end; ++i) {
          const int change = I16(operand, 2) - (cells[i].right - cells[i].left);
          cells[i].right += change;
          MoveBehind(cells, i + 1, change);
        }
        break;
      case kMergeCells:
      case kSplitCells:
        for (size_t i = range.first; i < range.end; ++i) {
          cells[i].horizontal = changes.code() == kSplitCells ? Merge::kNone
                                : i == range.first            ? Merge::kBegins
                                                              : Merge::kContinues;
        }
        break;
      case kVerticalMerge:
        if (U8(operand, 0) < cells.size()) {
          cells[U8(operand, 0)].vertical = VerticalMerge(U8(operand, 1));
        }
        break;
      case kHugeList:
      case kHugeListOld:
      case kTableList:
        if (!in_data) {
          in_data = true;
          ApplyToRow(ListInData(operand, data), "", cells);  // that list refers to no other
        }
        break;
      default:
        break;
    }
  }
}

}  // namespace gouji::parse

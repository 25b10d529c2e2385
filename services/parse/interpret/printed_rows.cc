#include "services/parse/interpret/printed_rows.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string_view>

#include "services/parse/interpret/label_key.h"
#include "services/parse/interpret/number_grammar.h"
#include "services/parse/interpret/split_headers.h"
#include "services/parse/interpret/wrapped_labels.h"

namespace gouji::parse {
namespace {

constexpr size_t kLongestValue = 60;   // bytes
constexpr size_t kLongestLabel = 600;  // bytes

// Numbering that stands alone: 3. (3) 3、
bool IsLoneNumbering(std::string_view text) {
  static constexpr size_t kLongest = 12;  // bytes
  if (text.size() > kLongest || text.empty() || (text.back() >= '0' && text.back() <= '9')) {
    return false;
  }
  const std::u32string compact = Compact(text);
  const size_t digits = compact.find_first_not_of(U"0123456789", compact.front() == U'(' ? 1 : 0);
  return digits != std::u32string::npos && digits > 0 && digits <= 3 && digits + 1 == compact.size() &&
         std::u32string_view(U"、.．)").find(compact.back()) != std::u32string_view::npos;
}

// Whether a text that does not read as a value is still a figure, not a label: 约12, -3, 1 234, 12.5.
bool IsUnreadableFigure(std::string_view text, std::u32string_view key) {
  const auto is_digit = [](char32_t c) { return c >= U'0' && c <= U'9'; };
  return text.size() <= kLongestValue && std::count_if(key.begin(), key.end(), std::not_fn(is_digit)) <= 1 &&
         std::any_of(key.begin(), key.end(), is_digit) && !IsLoneNumbering(text);
}

// The line right above a grid that says units; empty when there is none.
std::string_view UnitNoteAbove(const Document& document, size_t block) {
  const Paragraph* above = block == 0 ? nullptr : std::get_if<Paragraph>(&document.blocks[block - 1]);
  return above != nullptr && IsUnitNote(above->text) ? above->text : std::string_view();
}

}  // namespace

bool IsUnitNote(std::string_view text) {
  static constexpr size_t kLongest = 60;  // bytes
  static constexpr std::string_view kYuan = "元";
  static constexpr std::array<std::string_view, 5> kBehind = {"）", "、", "，", "；", "。"};
  if (text.size() > kLongest || text.find("单位") == std::string_view::npos) {
    return false;
  }
  for (size_t at = text.find(kYuan); at != std::string_view::npos; at = text.find(kYuan, at + 1)) {
    // 元谋县 and 广元市 are no units.
    const std::string_view behind = text.substr(at + kYuan.size());
    if (behind.empty() || static_cast<unsigned char>(behind.front()) < 0x80 ||
        std::any_of(kBehind.begin(), kBehind.end(), [&](std::string_view sign) { return behind.starts_with(sign); })) {
      return true;
    }
  }
  return false;
}

int LabelEnd(const PrintedRow& printed, int label_cell) {
  int end = label_cell + 1;
  while (end < static_cast<int>(printed.row->cells.size()) && printed.row->cells[end].covered == Covered::kFromLeft) {
    ++end;
  }
  return end;
}

bool HasDigit(std::string_view text) {
  for (size_t i = 0; i < text.size(); ++i) {
    const bool full_width =
        text.substr(i).starts_with("\xEF\xBC") && i + 2 < text.size() && text[i + 2] >= '\x90' && text[i + 2] <= '\x99';
    if ((text[i] >= '0' && text[i] <= '9') || full_width) {
      return true;
    }
  }
  return false;
}

bool ReadsAsFigure(std::string_view text) {
  return ReadsAsValue(text) ||
         (text.size() <= kLongestValue && HasDigit(text) && IsUnreadableFigure(text, LabelKey(text)));
}

void ReadKeys(PrintedRow& printed) {
  const std::vector<GridCell>& cells = printed.row->cells;
  printed.keys.assign(cells.size(), {});
  printed.has_values = false;
  for (size_t c = 0; c < cells.size(); ++c) {
    const std::string_view text = cells[c].text;
    if (text.empty() || text.size() > kLongestLabel) {
      continue;
    }
    if (ReadsAsValue(text)) {
      printed.has_values |= cells[c].covered == Covered::kNo;
      continue;
    }
    printed.keys[c] = LabelKey(text);
    if (IsUnreadableFigure(text, printed.keys[c])) {
      printed.keys[c].clear();
      printed.has_values |= cells[c].covered == Covered::kNo;
    }
  }
}

std::vector<std::string_view> FiguresOf(const PrintedRow& printed) {
  std::vector<std::string_view> figures;
  for (size_t c = 0; c < printed.keys.size(); ++c) {
    if (printed.keys[c].empty() && !printed.row->cells[c].text.empty()) {
      figures.push_back(printed.row->cells[c].text);
    }
  }
  return figures;
}

std::vector<PrintedRow> PrintedRows(const Document& document) {
  std::vector<PrintedRow> printed;
  size_t row_count = 0;
  for (const auto& block : document.blocks) {
    const Grid* grid = std::get_if<Grid>(&block);
    row_count += grid == nullptr ? 0 : grid->rows.size();
  }
  printed.reserve(row_count);
  int table = 0;
  for (size_t b = 0; b < document.blocks.size(); ++b) {
    const Grid* grid = std::get_if<Grid>(&document.blocks[b]);
    if (grid == nullptr) {
      continue;
    }
    ++table;
    int number = 0;
    const std::string_view unit_note = UnitNoteAbove(document, b);
    for (const GridRow& row : grid->rows) {
      PrintedRow& out = printed.emplace_back();
      out.row = &row;
      out.block = b;
      out.table = table;
      out.number = ++number;
      out.has_end = grid->has_row_ends;
      out.unit_note = unit_note;
      ReadKeys(out);
    }
  }
  return printed;
}

void LookUpLabels(const FormIndex& index, std::vector<PrintedRow>& printed) {
  JoinSplitHeaders(index, printed);
  JoinWrappedLabels(index, printed);
  for (PrintedRow& row : printed) {
    int column_labels = 0;
    bool stub_header = false;
    const auto last_key =
        std::find_if(row.keys.rbegin(), row.keys.rend(), [](const std::u32string& key) { return !key.empty(); });
    const auto label_count = static_cast<size_t>(row.keys.rend() - last_key);
    row.uses.clear();
    row.uses.reserve(label_count);
    for (size_t c = 0; c < label_count; ++c) {
      const LabelUses& whole = index.Find(row.keys[c]);
      const LabelUses& uses = whole.empty() ? index.FindBelowGroups(row.keys[c]) : whole;
      row.uses.push_back(&uses);
      if (!IsOwn(row, static_cast<int>(c))) {
        continue;
      }
      column_labels += uses.IsOfColumns() ? 1 : 0;
      stub_header |= uses.Has(LabelRole::kStubHeader) || uses.Has(LabelRole::kAnchor);
    }
    // An anchor may stand in front of the data of the first row of its block.
    row.is_header = (stub_header && !row.has_values) || column_labels >= 2;
  }
}

void SetSections(const std::vector<FoundSection>& sections, std::vector<PrintedRow>& printed) {
  auto next = sections.begin();
  for (PrintedRow& row : printed) {
    while (next != sections.end() && next->block <= row.block) {
      ++next;
    }
    row.section = next == sections.begin() ? 0 : std::prev(next)->number;
  }
}

}  // namespace gouji::parse

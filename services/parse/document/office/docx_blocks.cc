#include "services/parse/document/office/docx_blocks.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "services/parse/document/white_space.h"

namespace gouji::parse {
namespace {

// A row whose only cell has more text than this is prose in a frame. Bytes; a third as many characters.
constexpr size_t kProseBytes = 240;

bool IsGrid(const std::variant<Paragraph, Grid>& item) { return std::holds_alternative<Grid>(item); }

}  // namespace

DocxBlocks::DocxBlocks(Document& document) : document_(document) { PushFlow(); }

std::string_view DocxBlocks::Keep(std::string text) { return document_.storage.emplace_back(std::move(text)); }

void DocxBlocks::PushFlow() {
  flows_.emplace_back();
  full_ |= flows_.size() > kMaxNesting;
}

std::vector<DocxBlocks::Item> DocxBlocks::PopFlow() {
  Flow flow = std::move(flows_.back());
  flows_.pop_back();
  Append(std::move(flow.behind_line), flow.items);
  return std::move(flow.items);
}

void DocxBlocks::Append(std::vector<Item> items, std::vector<Item>& to) {
  if (to.empty()) {
    to = std::move(items);
  } else {
    std::move(items.begin(), items.end(), std::back_inserter(to));
  }
}

void DocxBlocks::CountCells(size_t count) {
  cell_count_ += count;
  full_ |= cell_count_ > kMaxCells;
}

void DocxBlocks::AddLine(std::string text, int heading_level) {
  const std::string_view trimmed = TrimSpace(text);
  Flow& flow = flows_.back();
  if (!trimmed.empty() && !full_) {
    const std::string_view kept = trimmed.size() == text.size() ? Keep(std::move(text)) : Keep(std::string(trimmed));
    flow.items.emplace_back(Paragraph{.text = kept, .place = {}, .heading_level = heading_level});
    full_ |= ++line_count_ > kMaxParagraphs + kMaxCells;  // those of cells count as well
  }
  Append(std::exchange(flow.behind_line, {}), flow.items);
}

void DocxBlocks::BeginTable() { tables_.emplace_back(); }

void DocxBlocks::BeginRow(int columns_before) {
  tables_.back().push_back({.columns_before = std::clamp(columns_before, 0, kMaxColumnSpan), .cells = {}});
}

void DocxBlocks::EndRow() {
  if (tables_.back().back().cells.empty()) {
    tables_.back().pop_back();
  }
}

void DocxBlocks::BeginCell(const CellProperties& properties) {
  Cell cell;
  cell.properties = properties;
  cell.properties.column_span = std::clamp(properties.column_span, 1, kMaxColumnSpan);
  tables_.back().back().cells.push_back(std::move(cell));
  PushFlow();
}

void DocxBlocks::EndCell() {
  std::vector<Item> items = PopFlow();
  tables_.back().back().cells.back().items = std::move(items);
}

void DocxBlocks::BeginBox() { PushFlow(); }

void DocxBlocks::EndBox() {
  std::vector<Item> items = PopFlow();
  FoldTabs(items);
  Append(std::move(items), flows_.back().behind_line);
}

std::string_view DocxBlocks::TextOf(const Cell& cell) {
  if (cell.items.empty()) {
    return "";
  }
  if (cell.items.size() == 1) {
    return std::get<Paragraph>(cell.items.front()).text;
  }
  std::string text;
  for (const Item& item : cell.items) {
    text += text.empty() ? "" : " ";
    text += std::get<Paragraph>(item).text;
  }
  return Keep(std::move(text));
}

bool DocxBlocks::IsLayout(const Row& row) {
  for (const Cell& cell : row.cells) {
    if (std::any_of(cell.items.begin(), cell.items.end(), IsGrid)) {
      return true;
    }
  }
  if (row.cells.size() != 1) {
    return false;
  }
  size_t bytes = 0;
  for (const Item& item : row.cells.front().items) {
    const Paragraph& line = std::get<Paragraph>(item);
    bytes += line.text.size();
    if (line.heading_level > 0 || bytes > kProseBytes) {
      return true;
    }
  }
  return false;
}

GridRow DocxBlocks::LayOut(const Row& row, Hanging& hanging) {
  GridRow out;
  Hanging below;
  out.cells.resize(static_cast<size_t>(row.columns_before));
  for (const Cell& cell : row.cells) {
    const size_t column = out.cells.size();
    const auto above = hanging.find(column);
    const bool from_above = cell.properties.vertical == Merge::kContinues && above != hanging.end();
    const bool from_left = !from_above && cell.properties.horizontal == Merge::kContinues && column > 0;
    GridCell place;
    if (from_above) {
      place = above->second;
    } else if (from_left) {
      place = out.cells.back();
      place.covered = place.covered == Covered::kNo ? Covered::kFromLeft : place.covered;
    } else {
      place.text = TextOf(cell);
    }
    for (int i = 0; i < cell.properties.column_span; ++i) {
      out.cells.push_back(place);
      place.covered = place.covered == Covered::kNo ? Covered::kFromLeft : place.covered;
    }
    if (from_above || cell.properties.vertical == Merge::kBegins) {
      place.covered = Covered::kFromAbove;
      below.emplace(column, place);
    }
  }
  hanging = std::move(below);
  return out;
}

void DocxBlocks::AddRows(std::vector<Row*>& rows, std::vector<Item>& to) {
  const bool lone_texts = std::all_of(rows.begin(), rows.end(), [](const Row* row) {
    return std::count_if(row->cells.begin(), row->cells.end(), [](const Cell& cell) { return !cell.items.empty(); }) <=
           1;
  });
  if (lone_texts) {
    for (Row* row : rows) {
      for (Cell& cell : row->cells) {
        Append(std::move(cell.items), to);
      }
    }
  } else {
    Grid grid;
    Hanging hanging;
    for (const Row* row : rows) {
      if (full_) {
        break;
      }
      grid.rows.push_back(LayOut(*row, hanging));
      CountCells(grid.rows.back().cells.size());
    }
    to.emplace_back(std::move(grid));
  }
  rows.clear();
}

void DocxBlocks::EndTable() {
  std::vector<Row> table = std::move(tables_.back());
  tables_.pop_back();
  std::vector<Item> items;
  std::vector<Row*> rows;
  for (Row& row : table) {
    if (!IsLayout(row)) {
      rows.push_back(&row);
      continue;
    }
    AddRows(rows, items);
    for (Cell& cell : row.cells) {
      Append(std::move(cell.items), items);
    }
  }
  AddRows(rows, items);
  Flow& flow = flows_.back();
  Append(std::exchange(flow.behind_line, {}), flow.items);
  Append(std::move(items), flow.items);
}

GridRow DocxBlocks::SplitAtTabs(std::string_view line) {
  GridRow row;
  while (true) {
    const size_t tab = std::min(line.find('\t'), line.size());
    row.cells.push_back({.text = TrimSpace(line.substr(0, tab)), .place = {}});
    if (tab == line.size()) {
      CountCells(row.cells.size());
      return row;
    }
    line.remove_prefix(tab + 1);
  }
}

void DocxBlocks::FoldTabs(std::vector<Item>& items) {
  const auto has_tab = [](const Item& item) {
    const Paragraph* line = std::get_if<Paragraph>(&item);
    return line != nullptr && line->text.find('\t') != std::string_view::npos;
  };
  if (std::none_of(items.begin(), items.end(), has_tab)) {
    return;
  }
  std::vector<Item> folded;
  for (auto item = items.begin(); item != items.end();) {
    const auto end = std::find_if_not(item, items.end(), has_tab);
    if (end - item > 1) {
      Grid grid;
      for (; item != end && !full_; ++item) {
        grid.rows.push_back(SplitAtTabs(std::get<Paragraph>(*item).text));
      }
      folded.emplace_back(std::move(grid));
      item = end;
      continue;
    }
    if (end != item) {
      Paragraph& line = std::get<Paragraph>(*item);
      std::string text(line.text);
      std::replace(text.begin(), text.end(), '\t', ' ');
      line.text = Keep(std::move(text));
    }
    folded.push_back(std::move(*item++));
  }
  items = std::move(folded);
}

void DocxBlocks::Finish() {
  std::vector<Item> items = PopFlow();
  FoldTabs(items);
  const auto line_count = std::count_if(items.begin(), items.end(),
                                        [](const Item& item) { return std::holds_alternative<Paragraph>(item); });
  full_ |= static_cast<size_t>(line_count) > kMaxParagraphs;
  document_.blocks = std::move(items);
}

}  // namespace gouji::parse

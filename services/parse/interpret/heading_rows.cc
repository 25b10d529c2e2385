#include "services/parse/interpret/heading_rows.h"

#include <algorithm>
#include <utility>

#include "services/parse/interpret/label_key.h"
#include "services/parse/interpret/sections.h"

namespace gouji::parse {
namespace {

// The only text of a row; null for rows of several or none.
const GridCell* OnlyText(const GridRow& row) {
  const GridCell* only = nullptr;
  for (const GridCell& cell : row.cells) {
    if (cell.text.empty() || cell.covered != Covered::kNo) {
      continue;
    }
    if (only != nullptr) {
      return nullptr;
    }
    only = &cell;
  }
  return only;
}

class ProseTaker {
 public:
  explicit ProseTaker(const std::vector<FormIndex>& indices) : indices_(indices) {}

  bool HasHeading(const Grid& grid) const {
    return std::any_of(grid.rows.begin(), grid.rows.end(), [&](const GridRow& row) {
      const GridCell* only = OnlyText(row);
      return only != nullptr && IsHeading(*only);
    });
  }

  void Split(const Grid& grid, std::vector<std::variant<Paragraph, Grid>>& blocks) const {
    const Grid no_rows{.rows = {}, .has_row_ends = grid.has_row_ends};
    Grid table = no_rows;
    const auto end_table = [&] {
      if (!table.rows.empty()) {
        blocks.emplace_back(std::exchange(table, no_rows));
      }
    };
    bool in_prose = true;
    for (const GridRow& row : grid.rows) {
      const GridCell* only = OnlyText(row);
      in_prose = only != nullptr && (IsHeading(*only) || (in_prose && !IsLabel(*only)));
      if (in_prose) {
        end_table();
        Paragraph paragraph;
        paragraph.text = only->text;
        paragraph.place = only->place;
        paragraph.confidence = only->confidence;
        blocks.emplace_back(paragraph);
      } else {
        table.rows.push_back(row);
      }
    }
    end_table();
  }

 private:
  bool IsHeading(const GridCell& cell) const {
    const std::optional<HeadingLine> line = ReadHeadingLine(cell.text);
    return line.has_value() && std::any_of(indices_.begin(), indices_.end(),
                                           [&](const FormIndex& index) { return IsSectionHeading(index, *line); });
  }

  bool IsLabel(const GridCell& cell) const {
    const std::u32string key = LabelKey(cell.text);
    return std::any_of(indices_.begin(), indices_.end(),
                       [&](const FormIndex& index) { return !index.Find(key).empty(); });
  }

  const std::vector<FormIndex>& indices_;
};

}  // namespace

std::optional<Document> TakeProseFromGrids(const std::vector<FormIndex>& indices, const Document& document) {
  const ProseTaker taker(indices);
  std::vector<bool> is_mixed;
  for (const auto& block : document.blocks) {
    const Grid* grid = std::get_if<Grid>(&block);
    is_mixed.push_back(grid != nullptr && taker.HasHeading(*grid));
  }
  if (std::find(is_mixed.begin(), is_mixed.end(), true) == is_mixed.end()) {
    return std::nullopt;
  }
  Document split;
  split.remarks = document.remarks;
  split.page_title = document.page_title;
  for (size_t b = 0; b < document.blocks.size(); ++b) {
    if (is_mixed[b]) {
      taker.Split(std::get<Grid>(document.blocks[b]), split.blocks);
    } else {
      split.blocks.push_back(document.blocks[b]);
    }
  }
  return split;
}

}  // namespace gouji::parse

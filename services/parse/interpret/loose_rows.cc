#include "services/parse/interpret/loose_rows.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "services/parse/interpret/glued_figures.h"
#include "services/parse/interpret/label_key.h"
#include "services/parse/interpret/loose_drafts.h"
#include "services/parse/interpret/loose_tokens.h"
#include "services/parse/interpret/row_set.h"
#include "services/parse/interpret/split_headers.h"
#include "services/parse/interpret/unlabelled_row.h"
#include "services/parse/interpret/wrapped_labels.h"

namespace gouji::parse {
namespace {

// So many rows of one table that follow one another are a table wherever they stand.
constexpr size_t kEnoughLabels = 3;

bool IsUnlabelled(const report::FormTable& table) { return table.rows.size() == 1 && table.rows[0].label.empty(); }

// By table of the form: whether most of its rows stand in grids.
std::vector<bool> TablesInGrids(const FormIndex& index, const std::vector<PrintedRow>& printed,
                                const std::vector<bool>& is_broken_grid) {
  const std::vector<report::FormTable>& tables = index.form().tables();
  std::vector<RowSet> rows = NoRows(index.form());
  std::vector<bool> found(tables.size());
  for (const PrintedRow& row : printed) {
    if (row.is_header || is_broken_grid[row.block]) {
      continue;
    }
    for (const LabelUses* uses : row.uses) {
      for (const LabelUse& use : *uses) {
        if (use.role == LabelRole::kRow) {
          rows[use.table].insert(use.index);
        }
      }
    }
  }
  for (size_t t = 0; t < tables.size(); ++t) {
    found[t] = IsUnlabelled(tables[t]) ? MatchUnlabelled(index, static_cast<int>(t), printed).has_value()
                                       : 2 * rows[t].count() >= tables[t].rows.size();
  }
  return found;
}

// Whether the cells of a grid stand alone in their rows: more rows of one figure without a label than rows of figures
// with one.
std::vector<bool> BrokenGrids(size_t block_count, const std::vector<PrintedRow>& printed) {
  std::vector<int> balance(block_count);
  for (const PrintedRow& row : printed) {
    if (!row.has_values) {
      continue;
    }
    const std::vector<GridCell>& cells = row.row->cells;
    const auto text_count =
        std::count_if(cells.begin(), cells.end(), [](const GridCell& c) { return !c.text.empty(); });
    const bool has_label =
        std::any_of(row.keys.begin(), row.keys.end(), [](const std::u32string& key) { return !key.empty(); });
    balance[row.block] += text_count == 1 ? 1 : has_label ? -1 : 0;
  }
  std::vector<bool> broken(block_count);
  std::transform(balance.begin(), balance.end(), broken.begin(), [](int b) { return b > 0; });
  return broken;
}

// How sure the reader is of a block: of its worst cell.
float LeastConfidence(const std::variant<Paragraph, Grid>& block) {
  if (const Paragraph* paragraph = std::get_if<Paragraph>(&block)) {
    return paragraph->confidence;
  }
  float least = 1;
  for (const GridRow& row : std::get<Grid>(block).rows) {
    for (const GridCell& cell : row.cells) {
      least = std::min(least, cell.confidence);
    }
  }
  return least;
}

// Chooses the drafts that are rows of the wanted tables.
class Chooser {
 public:
  Chooser(const FormIndex& index, const std::vector<FoundSection>& sections, const std::vector<bool>& is_found)
      : index_(index), sections_(sections), is_found_(is_found) {}

  std::vector<LooseDraft> Choose(std::vector<LooseDraft> drafts) const {
    std::vector<LooseDraft> chosen;
    for (size_t begin = 0; begin < drafts.size();) {
      size_t end = begin;
      while (end < drafts.size() && drafts[end].segment == drafts[begin].segment) {
        ++end;
      }
      const bool is_table = IsTable(drafts, begin, end);
      for (size_t i = begin; i < end; ++i) {
        const bool in_section = drafts[i].aligned && drafts[i].cells.size() > 1 && IsWantedSection(drafts[i]);
        if ((is_table || in_section) && !IsOfFoundTables(drafts[i])) {
          chosen.push_back(std::move(drafts[i]));
        }
      }
      begin = end;
    }
    return chosen;
  }

 private:
  // Whether a run of drafts has so many rows, or headers, of a wanted table that it is one.
  bool IsTable(const std::vector<LooseDraft>& drafts, size_t begin, size_t end) const {
    std::vector<RowSet> rows = NoRows(index_.form());
    std::vector<std::set<const LabelUses*>> headers(is_found_.size());  // by their uses: one for each label
    for (size_t i = begin; i < end; ++i) {
      if (!drafts[i].aligned && !drafts[i].has_values() && !drafts[i].is_header) {
        continue;  // a word of a sentence
      }
      for (const LooseToken& token : drafts[i].cells) {
        if (token.uses == nullptr) {
          continue;
        }
        const LabelUses& uses = *token.uses;
        // A label that several tables have says nothing.
        const bool one_table =
            std::all_of(uses.begin(), uses.end(), [&](const LabelUse& use) { return use.table == uses.front().table; });
        for (const LabelUse& use : uses) {
          if (use.role == LabelRole::kRow && !drafts[i].is_header) {
            rows[use.table].insert(use.index);
          } else if (one_table && (use.role == LabelRole::kColumn || use.role == LabelRole::kColumnGroup)) {
            headers[use.table].insert(&uses);
          }
        }
      }
    }
    for (size_t t = 0; t < is_found_.size(); ++t) {
      const bool enough = IsUnlabelled(index_.form().tables()[t]) ? headers[t].size() >= kEnoughLabels
                                                                  : rows[t].count() >= kEnoughLabels;
      if (!is_found_[t] && enough) {
        return true;
      }
    }
    return false;
  }

  bool IsWantedSection(const LooseDraft& draft) const {
    const auto next = std::upper_bound(sections_.begin(), sections_.end(), draft.cells.front().block,
                                       [](size_t block, const FoundSection& section) { return block < section.block; });
    if (next == sections_.begin()) {
      return false;
    }
    const std::vector<report::FormTable>& tables = index_.form().tables();
    for (size_t t = 0; t < tables.size(); ++t) {
      if (!is_found_[t] && tables[t].section == std::prev(next)->number) {
        return true;
      }
    }
    return false;
  }

  // Whether a draft has labels of tables that stand in grids, and of no other.
  bool IsOfFoundTables(const LooseDraft& draft) const {
    bool of_found = false;
    for (const LooseToken& token : draft.cells) {
      if (token.uses == nullptr || token.uses->empty()) {
        continue;
      }
      if (std::any_of(token.uses->begin(), token.uses->end(),
                      [&](const LabelUse& use) { return !is_found_[use.table]; })) {
        return false;
      }
      of_found = true;
    }
    return of_found;
  }

  const FormIndex& index_;
  const std::vector<FoundSection>& sections_;
  const std::vector<bool>& is_found_;
};

// The only row of the form that a draft can be by its label; none for a label of several.
const LabelUse* RowOf(const FormIndex& index, const LooseDraft& draft) {
  const LabelUse* row = nullptr;
  for (size_t c = 0; c < draft.label_count; ++c) {
    for (const LabelUse& use : index.Find(LabelKey(draft.cells[c].text))) {
      if (use.role == LabelRole::kRow) {
        if (row != nullptr) {
          return nullptr;
        }
        row = &use;
      }
    }
  }
  return row;
}

// The table without row labels that a header is of; -1: none.
int UnlabelledTable(const FormIndex& index, const LooseDraft& header) {
  for (const LooseToken& token : header.cells) {
    for (const LabelUse& use : index.Find(LabelKey(token.text))) {
      if (use.role == LabelRole::kColumn && IsUnlabelled(index.form().tables()[use.table])) {
        return use.table;
      }
    }
  }
  return -1;
}

// Takes apart figures that were run together. What cannot be is left as one figure. `above` is the draft above; null:
// none.
void SplitGlued(const FormIndex& index, const LooseDraft* above, LooseDraft& draft) {
  if (draft.cells.size() != draft.label_count + 1 || !draft.cells.back().glued) {
    return;
  }
  draft.is_run = true;
  int table = -1;
  int row = 0;
  if (const LabelUse* use = RowOf(index, draft)) {
    table = use->table;
    row = use->index;
  } else if (draft.label_count == 0 && above != nullptr && above->is_header) {
    table = UnlabelledTable(index, *above);
  }
  if (table < 0) {
    return;
  }
  const LooseToken run = draft.cells.back();
  const std::vector<std::string_view> figures =
      SplitGluedFigures(index.form(), index.form().tables()[table], row, run.text);
  if (figures.size() > 1) {
    draft.is_run = false;
    draft.is_split = true;
    draft.cells.pop_back();
    for (const std::string_view figure : figures) {
      LooseToken& token = draft.cells.emplace_back(run);
      token.text = figure;
      token.place.column += run.place.column > 0 ? static_cast<int>(figure.data() - run.text.data()) : 0;
    }
  }
}

// The length of rows that follow a group label without labels of their own: as many as the group has rows, all
// complete. 0 when they are not.
size_t RowsOfGroup(const FormIndex& index, const LooseDraft& draft) {
  if (!draft.has_group || draft.has_row_label) {
    return 0;
  }
  const std::u32string key = LabelKey(draft.cells[draft.label_count - 1].text);
  const size_t value_count = draft.cells.size() - draft.label_count;
  for (size_t t = 0; t < index.form().tables().size(); ++t) {
    const report::FormTable& table = index.form().tables()[t];
    size_t row_count = 0;
    size_t column_count = 0;
    for (size_t r = 0; r < table.rows.size(); ++r) {
      if (index.HasGroup(static_cast<int>(t), static_cast<int>(r), key)) {
        ++row_count;
        column_count = table.ColumnsOf(table.rows[r]).size();
      }
    }
    if (row_count > 1 && value_count == row_count * column_count) {
      return column_count;
    }
  }
  return 0;
}

}  // namespace

LooseRows::LooseRows(const FormIndex& index, const Document& document, const std::vector<FoundSection>& sections,
                     const std::vector<PrintedRow>& in_grids)
    : is_broken_grid_(BrokenGrids(document.blocks.size(), in_grids)) {
  const std::vector<bool> is_found = TablesInGrids(index, in_grids, is_broken_grid_);
  if (std::all_of(is_found.begin(), is_found.end(), [](bool found) { return found; })) {
    is_broken_grid_.clear();
    return;
  }
  std::vector<LoosePiece> pieces;
  auto section = sections.begin();
  for (size_t b = 0; b < document.blocks.size(); ++b) {
    while (section != sections.end() && section->block < b) {
      ++section;
    }
    if (const Paragraph* paragraph = std::get_if<Paragraph>(&document.blocks[b])) {
      const bool is_heading = section != sections.end() && section->block == b;
      pieces.push_back({.text = paragraph->text, .place = paragraph->place, .block = b, .is_heading = is_heading});
      continue;
    }
    if (!is_broken_grid_[b]) {
      pieces.push_back({.text = {}, .place = {}, .block = b, .is_heading = true});  // ends what stands above
      continue;
    }
    for (const GridRow& row : std::get<Grid>(document.blocks[b]).rows) {
      for (const GridCell& cell : row.cells) {
        if (!cell.text.empty() && cell.covered == Covered::kNo) {
          pieces.push_back({.text = cell.text, .place = cell.place, .block = b, .is_heading = false});
        }
      }
    }
  }
  std::vector<LooseToken> tokens = WithJoinedLabels(index, LooseTokens(index, pieces, storage_), storage_);
  tokens = WithJoinedHeaders(index, std::move(tokens), storage_);
  std::vector<LooseDraft> drafts = Chooser(index, sections, is_found).Choose(AssembleRows(tokens));
  is_table_.resize(document.blocks.size());
  std::vector<float> confidences;
  for (const auto& block : document.blocks) {
    confidences.push_back(LeastConfidence(block));
  }
  for (size_t d = 0; d < drafts.size(); ++d) {
    LooseDraft& draft = drafts[d];
    SplitGlued(index, d == 0 ? nullptr : &drafts[d - 1], draft);
    const size_t row_length = RowsOfGroup(index, draft);
    for (size_t c = 0; c < draft.cells.size(); ++c) {
      const LooseToken& token = draft.cells[c];
      is_table_[token.block] = is_table_[token.block] || token.aligned;
      if (c == 0 || (row_length > 0 && c > draft.label_count && (c - draft.label_count) % row_length == 0)) {
        PrintedRow& row = rows_.emplace_back();
        row.row = &row_storage_.emplace_back();
        row.block = token.block;
        row.is_split = draft.is_split;
        row.is_run = draft.is_run;
        row.table = 0;
        row.number = 0;
      }
      if (token.joined) {
        rows_.back().joined_texts.resize(row_storage_.back().cells.size() + 1);
        rows_.back().joined_texts.back() = token.text;
      }
      row_storage_.back().cells.push_back(
          {.text = token.text, .place = token.place, .confidence = confidences[token.block]});
    }
  }
  std::for_each(rows_.begin(), rows_.end(), ReadKeys);
}

std::vector<PrintedRow> LooseRows::MergedWith(std::vector<PrintedRow> in_grids) const {
  if (rows_.empty()) {
    return in_grids;
  }
  std::erase_if(in_grids, [&](const PrintedRow& row) { return is_broken_grid_[row.block]; });
  std::vector<PrintedRow> merged;
  merged.reserve(in_grids.size() + rows_.size());
  std::merge(std::make_move_iterator(in_grids.begin()), std::make_move_iterator(in_grids.end()), rows_.begin(),
             rows_.end(), std::back_inserter(merged),
             [](const PrintedRow& a, const PrintedRow& b) { return a.block < b.block; });
  return merged;
}

}  // namespace gouji::parse

#include "services/parse/interpret/alignment.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "services/parse/interpret/equations.h"

namespace gouji::parse {
namespace {

using report::Form;

// Combinations of alternatives that are tried together.
constexpr size_t kMaxCombinations = 4096;

void Extend(int token, int token_count, int column, int column_count, int filler, size_t limit, Alignment& prefix,
            std::vector<Alignment>& all) {
  if (all.size() > limit) {
    return;
  }
  if (column == column_count) {
    all.push_back(prefix);
    return;
  }
  if (token < token_count) {
    prefix.push_back(token);
    Extend(token + 1, token_count, column + 1, column_count, filler, limit, prefix, all);
    prefix.pop_back();
  }
  if (column_count - column > token_count - token) {
    prefix.push_back(filler);
    Extend(token, token_count, column + 1, column_count, filler, limit, prefix, all);
    prefix.pop_back();
  }
}

Operand ToOperand(const OpenRow& row, int place, int column) {
  if (place == kLostPlace || place == kGapPlace) {
    return {.kind = Operand::Kind::kUnknown, .value = 0, .solved_by = -1};
  }
  if (place == kDroppedPlace) {
    return {.kind = Operand::Kind::kNumber, .value = 0, .solved_by = -1};
  }
  const CellReading& token = row.tokens.At(place, column);
  return {.kind = report::HasValue(token.state) ? Operand::Kind::kNumber : Operand::Kind::kNone,
          .value = token.value,
          .solved_by = -1};
}

void Place(const OpenRow& row, const Alignment& alignment, std::vector<Operand>& operands) {
  for (size_t c = 0; c < alignment.size(); ++c) {
    operands[row.first_cell + c] = ToOperand(row, alignment[c], static_cast<int>(c));
  }
}

std::vector<int> EquationsOf(const Form& form, const std::vector<const OpenRow*>& rows) {
  std::vector<int> equations;
  for (const OpenRow* row : rows) {
    for (size_t c = 0; !row->alternatives.empty() && c < row->alternatives[0].size(); ++c) {
      const std::vector<int>& own = form.EquationsOf(row->first_cell + static_cast<int>(c));
      equations.insert(equations.end(), own.begin(), own.end());
    }
  }
  std::sort(equations.begin(), equations.end());
  equations.erase(std::unique(equations.begin(), equations.end()), equations.end());
  return equations;
}

// What a column holds under one admissible combination.
struct Content {
  int place;  // as in Alignment
  Operand operand;
};

// What a column holds under all admissible combinations seen so far.
class ColumnSummary {
 public:
  void Add(const Content& content) {
    const bool number = content.operand.kind == Operand::Kind::kNumber;
    if (!first_.has_value()) {
      first_ = content;
      same_ = (number || content.place >= 0) && content.place != kGapPlace;
    } else if (content.place == kGapPlace) {
      same_ = false;
    } else if (same_) {
      const bool first_number = first_->operand.kind == Operand::Kind::kNumber;
      const bool dropped_alike = (first_->place == kDroppedPlace) == (content.place == kDroppedPlace);
      same_ = dropped_alike && (number ? first_number && first_->operand.value == content.operand.value
                                       : !first_number && first_->place == content.place);
    }
    if (content.place >= 0 && token_ < 0) {
      token_ = content.place;
    }
    if (content.place == kLostPlace) {
      ever_lost_ = true;
      if (equation_ < 0) {
        equation_ = content.operand.solved_by;
      }
    }
  }

  bool same() const { return first_.has_value() && same_; }
  int equation() const { return equation_; }
  int64_t value() const { return first_->operand.value; }
  bool is_number() const { return first_->operand.kind == Operand::Kind::kNumber; }
  // A token that stands here in some alignment; -1 when the column is lost in all of them.
  int token() const { return token_; }

  ResolvedCell Resolve() const {
    ResolvedCell cell;
    if (!same()) {
      return cell;
    }
    if (first_->place == kDroppedPlace) {
      cell.kind = ResolvedCell::Kind::kDropped;
    } else if (ever_lost_) {
      cell = {.kind = ResolvedCell::Kind::kInferred, .token = -1, .value = value(), .equation = equation_};
    } else {
      cell = {.kind = ResolvedCell::Kind::kToken, .token = first_->place, .value = 0, .equation = -1};
    }
    return cell;
  }

 private:
  std::optional<Content> first_;
  bool same_ = false;
  bool ever_lost_ = false;
  int token_ = -1;
  int equation_ = -1;
};

struct RowSummary {
  std::vector<ColumnSummary> columns;
  std::optional<Alignment> first;
  bool several = false;  // more than one admissible alignment

  void Add(const OpenRow& row, const Alignment& alignment, const std::vector<Operand>& operands) {
    columns.resize(alignment.size());
    for (size_t c = 0; c < alignment.size(); ++c) {
      columns[c].Add({.place = alignment[c], .operand = operands[row.first_cell + c]});
    }
    several |= first.has_value() && *first != alignment;
    if (!first.has_value()) {
      first = alignment;
    }
  }

  std::vector<ResolvedCell> Resolve() const {
    std::vector<ResolvedCell> cells;
    for (const ColumnSummary& column : columns) {
      cells.push_back(column.Resolve());
    }
    const size_t lost_count = first.has_value() ? std::count(first->begin(), first->end(), kLostPlace) : 0;
    const bool all_same = std::all_of(columns.begin(), columns.end(), [](const ColumnSummary& c) { return c.same(); });
    if (first.has_value() && lost_count == 0) {
      // Nothing need be lost: where all agree on the value, it is the one that is printed there.
      for (size_t c = 0; c < cells.size(); ++c) {
        if (cells[c].kind == ResolvedCell::Kind::kInferred && (*first)[c] >= 0) {
          cells[c] = {.kind = ResolvedCell::Kind::kToken, .token = (*first)[c], .value = 0, .equation = -1};
        }
      }
    }
    if (several && all_same && lost_count > 0) {
      PutLossLast(lost_count, cells);
    }
    return cells;
  }

 private:
  // All alignments agree on the values, so which cell was lost is a convention where it is open: the last ones.
  void PutLossLast(size_t lost_count, std::vector<ResolvedCell>& cells) const {
    int equation = -1;
    for (const ColumnSummary& column : columns) {
      equation = std::max(equation, column.equation());
      lost_count -= column.token() < 0 ? 1 : 0;
    }
    for (size_t c = cells.size(); c-- > 0;) {
      const ColumnSummary& column = columns[c];
      // A printed blank is no lost figure, whatever alignment is right.
      if (column.token() >= 0 && (lost_count == 0 || !column.is_number())) {
        cells[c] = {.kind = ResolvedCell::Kind::kToken, .token = column.token(), .value = 0, .equation = -1};
        continue;
      }
      lost_count -= column.token() >= 0 ? 1 : 0;
      cells[c] = {.kind = ResolvedCell::Kind::kInferred,
                  .token = -1,
                  .value = column.value(),
                  .equation = column.equation() >= 0 ? column.equation() : equation};
    }
  }
};

// Tries all combinations of the rows' alternatives.
std::vector<RowSummary> TryCombinations(const Form& form, const std::vector<const OpenRow*>& rows,
                                        const std::vector<Operand>& known) {
  std::vector<RowSummary> summaries(rows.size());
  const std::vector<int> equations = EquationsOf(form, rows);
  std::vector<size_t> choice(rows.size(), 0);
  std::vector<Operand> operands;
  while (true) {
    operands = known;
    for (size_t r = 0; r < rows.size(); ++r) {
      Place(*rows[r], rows[r]->alternatives[choice[r]], operands);
    }
    if (Propagate(form, equations, operands)) {
      for (size_t r = 0; r < rows.size(); ++r) {
        summaries[r].Add(*rows[r], rows[r]->alternatives[choice[r]], operands);
      }
    }
    size_t r = 0;
    while (r < rows.size() && ++choice[r] == rows[r]->alternatives.size()) {
      choice[r++] = 0;
    }
    if (r == rows.size()) {
      return summaries;
    }
  }
}

// Leaves only the alternatives that the row's relations to settled cells admit.
void FilterAlone(const Form& form, const std::vector<Operand>& known, OpenRow& row) {
  const std::vector<int> equations = EquationsOf(form, {&row});
  std::erase_if(row.alternatives, [&](const Alignment& alignment) {
    std::vector<Operand> operands = known;
    Place(row, alignment, operands);
    return !Propagate(form, equations, operands);
  });
}

}  // namespace

std::vector<Alignment> AllAlignments(int token_count, int column_count, int filler, size_t limit) {
  std::vector<Alignment> all;
  Alignment prefix;
  if (token_count <= column_count) {
    Extend(0, token_count, 0, column_count, filler, limit, prefix, all);
  }
  if (all.size() > limit) {
    all.clear();
  }
  return all;
}

std::vector<std::vector<ResolvedCell>> ResolveRows(const Form& form, const std::vector<report::Cell>& cells,
                                                   std::vector<OpenRow> rows) {
  std::vector<Operand> known(cells.size());
  for (size_t cell = 0; cell < cells.size(); ++cell) {
    if (cells[cell].has_value()) {
      known[cell] = {.kind = Operand::Kind::kNumber, .value = cells[cell].value, .solved_by = -1};
    }
  }
  std::vector<size_t> column_counts;
  for (const OpenRow& row : rows) {
    column_counts.push_back(row.alternatives.empty() ? 0 : row.alternatives[0].size());
    for (size_t c = 0; c < column_counts.back(); ++c) {
      known[row.first_cell + c] = Operand();
    }
  }
  size_t combinations = 1;
  std::vector<const OpenRow*> together;
  for (OpenRow& row : rows) {
    FilterAlone(form, known, row);
    if (!row.alternatives.empty()) {
      combinations = std::min(combinations * row.alternatives.size(), kMaxCombinations + 1);
      together.push_back(&row);
    }
  }
  std::vector<RowSummary> summaries;
  if (!together.empty() && combinations <= kMaxCombinations) {
    summaries = TryCombinations(form, together, known);
  } else {
    for (const OpenRow* row : together) {
      summaries.push_back(std::move(TryCombinations(form, {row}, known).front()));
    }
  }
  std::vector<std::vector<ResolvedCell>> resolved;
  size_t next = 0;
  for (size_t r = 0; r < rows.size(); ++r) {
    if (!rows[r].alternatives.empty()) {
      resolved.push_back(summaries[next++].Resolve());
    } else {
      resolved.emplace_back();
    }
    resolved.back().resize(column_counts[r]);
  }
  return resolved;
}

}  // namespace gouji::parse

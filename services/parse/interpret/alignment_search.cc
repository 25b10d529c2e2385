#include "services/parse/interpret/alignment_search.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace gouji::parse {
namespace {

using report::Form;

// So many choices are tried in all.
constexpr size_t kMaxSteps = 4096;
// So often the rows narrow one another. Most settle at once.
constexpr int kMaxRounds = 8;

// What holds of both; false when nothing does. A cell that cannot be counted with stays so.
bool Intersect(const Operand& other, Operand& operand) {
  if (operand.is_none || other.is_none) {
    return true;
  }
  if (other.low > operand.low || other.high < operand.high) {
    operand.low = std::max(operand.low, other.low);
    operand.high = std::min(operand.high, other.high);
    operand.solved_by = other.solved_by;
  }
  return operand.low <= operand.high;
}

void Widen(const Operand& other, Operand& hull) {
  if (hull.is_none || other.is_none) {
    hull = Operand::None();
    return;
  }
  hull.low = std::min(hull.low, other.low);
  hull.high = std::max(hull.high, other.high);
}

}  // namespace

Operand OperandAt(const Form& form, const OpenRow& row, int place, int column) {
  const Operand unknown = Operand::Unknown(form.cells()[row.first_cell + column].type);
  if (place == kDroppedPlace) {
    return Operand::Number(0);
  }
  if (place < 0) {
    return unknown;
  }
  const CellReading& token = row.tokens.At(place, column);
  if (report::HasValue(token.state)) {
    return Operand::Number(token.value);
  }
  return token.state == report::CellState::kUnreadable ? Operand::None() : unknown;
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

AlignmentSearch::AlignmentSearch(const Form& form, const std::vector<Operand>& known, std::vector<OpenRow*> rows)
    : form_(form),
      known_(known),
      rows_(std::move(rows)),
      equations_(EquationsOf(form, {rows_.begin(), rows_.end()})),
      chosen_(rows_.size()) {
  for (const OpenRow* row : rows_) {
    row_equations_.push_back(EquationsOf(form, {row}));
    std::vector<std::vector<Operand>>& alternatives = alternatives_.emplace_back();
    for (const Alignment& alignment : row->alternatives) {
      std::vector<Operand>& columns = alternatives.emplace_back();
      for (size_t c = 0; c < alignment.size(); ++c) {
        columns.push_back(OperandAt(form, *row, alignment[c], static_cast<int>(c)));
      }
    }
    hulls_.push_back(alternatives.front());
    for (const std::vector<Operand>& columns : alternatives) {
      for (size_t c = 0; c < columns.size(); ++c) {
        Widen(columns[c], hulls_.back()[c]);
      }
    }
  }
}

std::vector<RowSummary> AlignmentSearch::Run() {
  summaries_.assign(rows_.size(), {});
  if (!NarrowRows()) {
    return summaries_;
  }
  GroupChoices();
  if (!TryAll()) {
    summaries_.assign(rows_.size(), {});
    for (size_t r = 0; r < rows_.size(); ++r) {
      for (const Choice& choice : choices_[r]) {
        for (const Alignment* alignment : choice.alignments) {
          summaries_[r].Add(*rows_[r], *alignment, choice.operands);
        }
      }
    }
  }
  return std::move(summaries_);
}

// Returns false when a row has no alternative left.
bool AlignmentSearch::NarrowRows() {
  std::vector<Operand> last;
  for (int round = 0; round < kMaxRounds; ++round) {
    std::vector<Operand> base = known_;
    for (size_t r = 0; r < rows_.size(); ++r) {
      std::copy(hulls_[r].begin(), hulls_[r].end(), base.begin() + rows_[r]->first_cell);
    }
    if (!Propagate(form_, equations_, base)) {
      return false;
    }
    if (base == last) {
      return true;
    }
    for (size_t r = 0; r < rows_.size(); ++r) {
      if (!NarrowRow(r, base)) {
        return false;
      }
    }
    last = std::move(base);
  }
  return true;
}

bool AlignmentSearch::NarrowRow(size_t r, const std::vector<Operand>& base) {
  std::vector<Alignment> alignments;
  std::vector<std::vector<Operand>> alternatives;
  std::vector<Operand> operands;
  for (size_t a = 0; a < alternatives_[r].size(); ++a) {
    operands = base;
    if (!Place(r, alternatives_[r][a], operands) || !Propagate(form_, row_equations_[r], operands)) {
      continue;
    }
    alternatives.push_back(Columns(r, operands));
    alignments.push_back(std::move(rows_[r]->alternatives[a]));
    if (alternatives.size() == 1) {
      hulls_[r] = alternatives.front();
    }
    for (size_t c = 0; c < hulls_[r].size(); ++c) {
      Widen(alternatives.back()[c], hulls_[r][c]);
    }
  }
  rows_[r]->alternatives = std::move(alignments);
  alternatives_[r] = std::move(alternatives);
  return !alternatives_[r].empty();
}

// Puts the columns of a row into operands that hold what is known of them; false when they cannot be.
bool AlignmentSearch::Place(size_t r, const std::vector<Operand>& columns, std::vector<Operand>& operands) const {
  for (size_t c = 0; c < columns.size(); ++c) {
    Operand& operand = operands[rows_[r]->first_cell + c];
    Operand placed = columns[c];
    if (!Intersect(operand, placed)) {
      return false;
    }
    operand = placed;
  }
  return true;
}

std::vector<Operand> AlignmentSearch::Columns(size_t r, const std::vector<Operand>& operands) const {
  const auto begin = operands.begin() + rows_[r]->first_cell;
  return {begin, begin + static_cast<std::ptrdiff_t>(hulls_[r].size())};
}

void AlignmentSearch::GroupChoices() {
  const auto same_bounds = [](const std::vector<Operand>& a, const std::vector<Operand>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), [](const Operand& x, const Operand& y) {
      return x.is_none == y.is_none && x.low == y.low && x.high == y.high;
    });
  };
  for (size_t r = 0; r < rows_.size(); ++r) {
    std::vector<Choice>& choices = choices_.emplace_back();
    for (size_t a = 0; a < alternatives_[r].size(); ++a) {
      const auto same = std::find_if(choices.begin(), choices.end(), [&](const Choice& choice) {
        return same_bounds(choice.operands, alternatives_[r][a]);
      });
      Choice& choice = same != choices.end()
                           ? *same
                           : choices.emplace_back(Choice{.operands = alternatives_[r][a], .alignments = {}});
      choice.alignments.push_back(&rows_[r]->alternatives[a]);
      for (size_t c = 0; c < choice.operands.size(); ++c) {
        int& solved_by = choice.operands[c].solved_by;  // by none where the first alternative has a figure
        solved_by = std::max(solved_by, alternatives_[r][a][c].solved_by);
      }
    }
  }
  order_.resize(rows_.size());
  std::iota(order_.begin(), order_.end(), size_t{0});
  std::stable_sort(order_.begin(), order_.end(),
                   [&](size_t a, size_t b) { return choices_[a].size() < choices_[b].size(); });
}

// Returns false when the budget does not suffice.
bool AlignmentSearch::TryAll() {
  std::vector<Operand> base = known_;
  for (size_t r = 0; r < rows_.size(); ++r) {
    std::copy(hulls_[r].begin(), hulls_[r].end(), base.begin() + rows_[r]->first_cell);
  }
  return Descend(0, base);
}

// Tries the choices of one row after those of the rows in front of it. The depth is the number of rows of a form.
bool AlignmentSearch::Descend(size_t depth, const std::vector<Operand>& operands) {
  if (depth == rows_.size()) {
    for (size_t r = 0; r < rows_.size(); ++r) {
      const std::vector<Operand> columns = Columns(r, operands);
      for (const Alignment* alignment : chosen_[r]->alignments) {
        summaries_[r].Add(*rows_[r], *alignment, columns);
      }
    }
    return true;
  }
  const size_t r = order_[depth];
  for (const Choice& choice : choices_[r]) {
    if (++steps_ > kMaxSteps) {
      return false;
    }
    std::vector<Operand> placed = operands;
    if (!Place(r, choice.operands, placed) || !Propagate(form_, equations_, placed)) {
      continue;
    }
    chosen_[r] = &choice;
    if (!Descend(depth + 1, placed)) {
      return false;
    }
  }
  return true;
}

}  // namespace gouji::parse

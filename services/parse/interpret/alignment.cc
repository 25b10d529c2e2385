#include "services/parse/interpret/alignment.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>

#include "services/parse/interpret/alignment_search.h"
#include "services/parse/interpret/equations.h"
#include "services/parse/interpret/row_summary.h"

namespace gouji::parse {
namespace {

using report::Form;

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

// Leaves only the alternatives that the row's relations to settled cells admit.
void FilterAlone(const Form& form, const std::vector<Operand>& known, OpenRow& row) {
  const std::vector<int> equations = EquationsOf(form, {&row});
  std::vector<Operand> operands;
  std::erase_if(row.alternatives, [&](const Alignment& alignment) {
    operands = known;
    for (size_t c = 0; c < alignment.size(); ++c) {
      operands[row.first_cell + c] = OperandAt(form, row, alignment[c], static_cast<int>(c));
    }
    return !Propagate(form, equations, operands);
  });
}

// What the relations know of cells that are settled. An empty cell may have been meant as any figure.
std::vector<Operand> KnownOperands(const Form& form, const std::vector<report::Cell>& cells) {
  std::vector<Operand> known(cells.size());
  for (size_t cell = 0; cell < cells.size(); ++cell) {
    if (cells[cell].has_value()) {
      known[cell] = Operand::Number(cells[cell].value);
    } else if (cells[cell].state != report::CellState::kUnreadable) {
      known[cell] = Operand::Unknown(form.cells()[cell].type);
    }
  }
  return known;
}

// The rows that relations join, directly or by way of others; small groups first.
std::vector<std::vector<OpenRow*>> JoinedRows(const Form& form, const std::vector<OpenRow*>& rows) {
  struct Group {
    std::vector<OpenRow*> rows;
    std::set<int> equations;
  };
  std::vector<Group> groups;
  for (OpenRow* row : rows) {
    const std::vector<int> equations = EquationsOf(form, {row});
    Group joined{.rows = {row}, .equations = {equations.begin(), equations.end()}};
    std::erase_if(groups, [&](Group& group) {
      if (std::none_of(equations.begin(), equations.end(), [&](int e) { return group.equations.contains(e); })) {
        return false;
      }
      joined.rows.insert(joined.rows.end(), group.rows.begin(), group.rows.end());
      joined.equations.merge(group.equations);
      return true;
    });
    groups.push_back(std::move(joined));
  }
  std::vector<std::vector<OpenRow*>> joined;
  for (Group& group : groups) {
    joined.push_back(std::move(group.rows));
  }
  std::stable_sort(joined.begin(), joined.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
  return joined;
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
  std::vector<std::vector<ResolvedCell>> resolved(rows.size());
  // What cells without a number may be, whatever stands in the open rows.
  std::vector<Operand> known = KnownOperands(form, cells);
  for (size_t r = 0; r < rows.size(); ++r) {
    resolved[r].resize(rows[r].alternatives.empty() ? 0 : rows[r].alternatives[0].size());
    for (size_t c = 0; c < resolved[r].size(); ++c) {
      const size_t cell = rows[r].first_cell + c;
      known[cell] = Operand::Unknown(form.cells()[cell].type);
    }
  }
  known = NarrowByAll(form, std::move(known));
  std::vector<OpenRow*> open;
  for (OpenRow& row : rows) {
    FilterAlone(form, known, row);
    if (!row.alternatives.empty()) {
      open.push_back(&row);
    }
  }
  // What one group leaves may narrow what stands between it and another, and so the other.
  const std::vector<std::vector<OpenRow*>> groups = JoinedRows(form, open);
  for (size_t round = 0; round < std::min<size_t>(groups.size(), 2); ++round) {
    for (const std::vector<OpenRow*>& group : groups) {
      if (std::any_of(group.begin(), group.end(), [](const OpenRow* row) { return row->alternatives.empty(); })) {
        continue;  // they contradict one another
      }
      AlignmentSearch search(form, known, group);
      const std::vector<RowSummary> summaries = search.Run();
      std::vector<Operand> narrowed = known;
      for (size_t i = 0; i < group.size(); ++i) {
        if (std::vector<ResolvedCell> row = summaries[i].Resolve(); !row.empty()) {
          resolved[group[i] - rows.data()] = std::move(row);
          std::copy(search.Hull(i).begin(), search.Hull(i).end(), narrowed.begin() + group[i]->first_cell);
        }
      }
      known = NarrowByAll(form, std::move(narrowed));
    }
  }
  return resolved;
}

}  // namespace gouji::parse

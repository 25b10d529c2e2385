#ifndef GOUJI_SERVICES_PARSE_INTERPRET_ALIGNMENT_SEARCH_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_ALIGNMENT_SEARCH_H_

#include <cstddef>
#include <vector>

#include "services/parse/interpret/alignment.h"
#include "services/parse/interpret/equations.h"
#include "services/parse/interpret/row_summary.h"
#include "services/report/form.h"

namespace gouji::parse {

// What stands in a column of an open row under an alignment, before any relation.
Operand OperandAt(const report::Form& form, const OpenRow& row, int place, int column);

// The equations that some cell of the rows takes part in.
std::vector<int> EquationsOf(const report::Form& form, const std::vector<const OpenRow*>& rows);

// Finds the admissible alignments of open rows that share relations. `known` holds the operands of all other cells; the
// rows must have alternatives.
//
// First every row alone: an alternative for which the relations leave no room, whatever stands in the other rows, is
// out, and that narrows what may stand in this row for the others. Then all combinations of what remains, alternatives
// that come to the same values as one, as far as a budget allows. Beyond it the first step has to do: more alignments
// remain than are admissible, never fewer.
class AlignmentSearch {
 public:
  AlignmentSearch(const report::Form& form, const std::vector<Operand>& known, std::vector<OpenRow*> rows);

  // For each row all of its admissible alignments, summed up; empty ones when the rows contradict one another.
  std::vector<RowSummary> Run();

  // After Run: what the columns of a row may hold.
  const std::vector<Operand>& Hull(size_t row) const { return hulls_[row]; }

 private:
  // Alternatives with the same operands in all columns.
  struct Choice {
    std::vector<Operand> operands;  // of the columns
    std::vector<const Alignment*> alignments;
  };

  bool NarrowRows();
  bool NarrowRow(size_t r, const std::vector<Operand>& base);
  bool Place(size_t r, const std::vector<Operand>& columns, std::vector<Operand>& operands) const;
  void GroupChoices();
  bool TryAll();
  bool Descend(size_t depth, const std::vector<Operand>& operands);
  std::vector<Operand> Columns(size_t r, const std::vector<Operand>& operands) const;

  const report::Form& form_;
  const std::vector<Operand>& known_;
  const std::vector<OpenRow*> rows_;
  const std::vector<int> equations_;                             // of all rows
  std::vector<std::vector<int>> row_equations_;                  // by row
  std::vector<std::vector<std::vector<Operand>>> alternatives_;  // by row and alternative: its columns
  std::vector<std::vector<Operand>> hulls_;                      // by row: what its columns may hold
  std::vector<std::vector<Choice>> choices_;                     // by row
  std::vector<size_t> order_;                                    // rows, those with few choices first
  std::vector<const Choice*> chosen_;                            // by row
  std::vector<RowSummary> summaries_;
  size_t steps_ = 0;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_ALIGNMENT_SEARCH_H_

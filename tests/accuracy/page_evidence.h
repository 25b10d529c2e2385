#ifndef GOUJI_TESTS_ACCURACY_PAGE_EVIDENCE_H_
#define GOUJI_TESTS_ACCURACY_PAGE_EVIDENCE_H_

#include <cstdint>
#include <vector>

#include "services/report/form.h"
#include "tests/generator/layout.h"
#include "tests/generator/printed_document.h"

namespace gouji {

// What stands on the page for a cell of the form.
enum class Fate : uint8_t {
  kPrinted,  // its figure
  kUnclear,  // its figure, in a place that may rightly stay open: a value must be the true one, none is needed
  kBlank,    // an empty cell, or a marker such as "/"
  kLost,     // nothing
};

// What pages show of the cells of a form, by cell.
struct PageEvidence {
  std::vector<Fate> fates;
  std::vector<bool> determined;  // of lost cells: whether what is on the page gives their figure back
  std::vector<bool> open;        // … whether it certainly does not, so that any value is a guess
};

// A table of a layout that drops its empty cells shows that a row lost a cell only when no more rows than this are
// short; otherwise it may have been one that was empty.
inline constexpr int kMostShortRows = 2;

// Judges what a printed and damaged document shows of its cells in a layout; `nothing_certain` when the damage, like a
// layout that loses figures by itself, leaves every place open.
//
// What was lost is determined by arithmetic over what is still there, as far as the page shows that something was lost:
//   - A layout that drops its empty cells shows it only of tables that otherwise print all of theirs: no more than
//     kMostShortRows rows are short, and another row prints a 0, or a marker for it. A table of one row is like the
//     others. In such a table nothing tells an empty cell from a lost one: both are lost. In all others the places of a
//     short row's figures are open, and what it lacks may have been empty.
//   - A sheet without borders has no ends of rows: what is missing at the end of a row may be an empty cell. So may it
//     where rows are filled up at their ends with empty cells, in a table that has others.
PageEvidence JudgePages(const generator::PrintedDocument& document, const report::Form& form,
                        const generator::Layout& layout, bool nothing_certain);

}  // namespace gouji

#endif  // GOUJI_TESTS_ACCURACY_PAGE_EVIDENCE_H_

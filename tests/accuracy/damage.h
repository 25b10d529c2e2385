#ifndef GOUJI_TESTS_ACCURACY_DAMAGE_H_
#define GOUJI_TESTS_ACCURACY_DAMAGE_H_

#include <cstdint>
#include <string_view>

#include "services/report/form.h"
#include "tests/accuracy/page_evidence.h"
#include "tests/generator/layout.h"
#include "tests/generator/printed_document.h"
#include "tests/generator/random_source.h"

namespace gouji {

// What happens to reports on their way through typists, pages and converters. It acts on the printed tables and
// paragraphs, before any file format.
enum class Damage : uint8_t {
  kNone,
  kCellDropped,     // one or two figures of one row are gone, the others move up
  kTotalDropped,    // a row lost its last figure
  kColumnClipped,   // some rows lose what stands in their last one or two columns
  kRowsNarrowed,    // every row of the largest table loses its last figure
  kRowLost,         // a page break took a row
  kTableEndLost,    // a page break took the last rows of a table
  kCellBlanked,     // some figures are printed as empty cells
  kLabelShifted,    // some labels move one column to the left, the empty cell stands behind them
  kLabelWrapped,    // the rest of a label stands in a row of its own
  kLabelMisread,    // characters of some labels are lost or doubled
  kGroupSwallowed,  // a group's numeral stands in the next level: 其他处理 | (六) 1. 申请人…
  kPageBroken,      // page numbers or blank lines stand within a table
  kHeaderRepeated,  // the header stands again within a table
  kHeaderSplit,     // a header row became two, words cut in the middle
  kHeaderLost,      // a table lost its header rows
  kRowAdded,        // a row that no form has stands in a table
  kColumnAdded,     // every row has an empty cell more at its end
  kEmptyRows,       // empty rows stand at the end of tables
  kPaddedFigures,   // spaces and full-width forms in and around figures
  kDateDamaged,     // the date below the report lost characters
};

inline constexpr Damage kAllDamages[] = {Damage::kNone,          Damage::kCellDropped,    Damage::kTotalDropped,
                                         Damage::kColumnClipped, Damage::kRowsNarrowed,   Damage::kRowLost,
                                         Damage::kTableEndLost,  Damage::kCellBlanked,    Damage::kLabelShifted,
                                         Damage::kLabelWrapped,  Damage::kLabelMisread,   Damage::kGroupSwallowed,
                                         Damage::kPageBroken,    Damage::kHeaderRepeated, Damage::kHeaderSplit,
                                         Damage::kHeaderLost,    Damage::kRowAdded,       Damage::kColumnAdded,
                                         Damage::kEmptyRows,     Damage::kPaddedFigures,  Damage::kDateDamaged};

// "cell-dropped" and so on.
std::string_view DamageName(Damage damage);

struct DamagedDocument {
  generator::PrintedDocument document;
  PageEvidence evidence;
  bool date_unclear = false;  // the date may rightly stay unread
};

// Damages a document. A table that has nothing to damage stays as it is.
DamagedDocument ApplyDamage(generator::PrintedDocument document, const report::Form& form,
                            const generator::Layout& layout, Damage damage, generator::RandomSource& random);

}  // namespace gouji

#endif  // GOUJI_TESTS_ACCURACY_DAMAGE_H_

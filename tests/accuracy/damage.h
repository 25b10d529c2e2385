#ifndef GOUJI_TESTS_ACCURACY_DAMAGE_H_
#define GOUJI_TESTS_ACCURACY_DAMAGE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tests/generator/random_source.h"

namespace gouji {

// What happens to tables between tabs on their way through pages and converters.
enum class Damage : uint8_t {
  kNone,
  kCellDropped,      // one or two figures of one row are gone, the others move up
  kColumnClipped,    // the right-most column of the widest rows of a grid is cut off
  kRowsNarrowed,     // every row of table 3 loses its last figure
  kLabelShifted,     // some labels move one column to the left, the empty cell stands behind them
  kCellBlanked,      // some figures are printed as empty cells
  kLabelWrapped,     // the rest of a label stands in a row of its own
  kPageBroken,       // blank lines stand within a table
  kHeaderRepeated,   // the header stands again within table 3
  kTrailingTabsCut,  // an editor took the empty cells at the ends of lines
};

inline constexpr Damage kAllDamages[] = {Damage::kNone,           Damage::kCellDropped,  Damage::kColumnClipped,
                                         Damage::kRowsNarrowed,   Damage::kLabelShifted, Damage::kCellBlanked,
                                         Damage::kLabelWrapped,   Damage::kPageBroken,   Damage::kHeaderRepeated,
                                         Damage::kTrailingTabsCut};

std::string_view DamageName(Damage damage);

// Damages the tables between tabs of a rendered report.
std::string Damaged(const std::string& text, Damage damage, generator::RandomSource& random);

}  // namespace gouji

#endif  // GOUJI_TESTS_ACCURACY_DAMAGE_H_

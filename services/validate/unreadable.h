#ifndef GOUJI_SERVICES_VALIDATE_UNREADABLE_H_
#define GOUJI_SERVICES_VALIDATE_UNREADABLE_H_

#include <cstdint>
#include <string_view>

#include "services/report/form.h"

namespace gouji::validate {

// Why what was printed is not a number that the cell accepts. The numbers are those of v1::UnreadableKind.
enum class UnreadableKind : uint8_t { kAny = 0, kNegative = 1, kFraction = 2, kText = 3 };

// Classifies the printed text of an UNREADABLE cell: a negative number, a number with a fraction in a count, or
// anything else (kText). Full-width forms, white space, groups of three and a counter word or unit behind the number
// are understood as in the number grammar. Money may have a fraction, so in it too many decimals are kText.
UnreadableKind ClassifyUnreadable(std::string_view raw, report::CellType type);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_UNREADABLE_H_

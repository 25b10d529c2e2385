#ifndef GOUJI_SERVICES_VALIDATE_LOCALISATION_OPERATION_H_
#define GOUJI_SERVICES_VALIDATE_LOCALISATION_OPERATION_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "services/report/report.h"
#include "services/validate/finding.h"

namespace gouji::validate {

// What may have happened to the right figures so that the printed ones stand there; the likeliest first.
enum class Operation : uint8_t {
  kDigitsJoined,       // 3 and 5 of neighbouring cells read as 35
  kDigitsSplit,        // 35 read as 3 and 5
  kRowShifted,         // the cells of a row moved by one place
  kSwapped,            // two neighbouring cells exchanged
  kDigitTransposed,    // 21 for 12
  kDigitDropped,       // 12 for 112
  kDigitDoubled,       // 112 for 12
  kZeroExtra,          // 120 for 12
  kZeroMissing,        // 12 for 120
  kUnitConfused,       // 元 for 万元, or the reverse
  kWrongColumn,        // a number counted in the neighbouring column, so that none is left in its own
  kBookedNextColumn,   // a part of a number counted in the neighbouring column
  kBookedOtherColumn,  // a part of a number counted in another column of the same sum
  kTotalCountsItself,  // twice the total
  kSingleValue,        // any other number in one cell
  kTwoValues,          // in two cells
  kSeveralValues,      // in more
};

// The name of an operation on the wire: "digit_transposed".
std::string_view OperationName(Operation operation);

// How unlikely an operation is among those of one cause: steps of rules of thumb, not a probability.
int OperationCost(Operation operation);

// Whether an operation is one of reading rather than of writing the document.
constexpr bool IsReadingFault(Operation operation) { return operation <= Operation::kRowShifted; }

// A set of changes as an operation.
struct Classification {
  Operation operation = Operation::kSeveralValues;
  int operation_count = 0;  // 1 when one operation made all changes, else the number of changes
  int cost = 0;             // of all operations
};

// What may have changed one right number (`to`) into the printed one (`from`).
Operation ClassifyNumber(int64_t from, int64_t to, report::CellType type, bool is_total);

// What may have made all of `changes`, which are ascending by cell and not empty.
Classification Classify(const report::Form& form, const std::vector<CellChange>& changes);

// Whether a cell stands alone on one side of an equation with several cells on the other.
bool IsTotal(const report::Form& form, int cell);

// Whether the two cells are added up on the same side of an equation.
bool AreAddends(const report::Form& form, int a, int b);

// The cell to the right, or below in the rows with the same columns; -1 when there is none.
int RightOf(const report::Form& form, int cell);
int Below(const report::Form& form, int cell);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_LOCALISATION_OPERATION_H_

#ifndef GOUJI_SERVICES_REPORT_VALUE_RANGE_H_
#define GOUJI_SERVICES_REPORT_VALUE_RANGE_H_

#include <cstdint>

#include "services/report/form.h"

namespace gouji::report {

// A printed number is at most 10^12; figures that come without a document get some room above that, and still every sum
// of a form's cells fits. Money is kept in 分, a millionth of the printed 万元.
constexpr int64_t MaxValueOf(CellType type) {
  constexpr int64_t kMaxCount = 1'000'000'000'000'000;         // 10^15
  constexpr int64_t kMaxMoneyFen = 1'000'000'000'000'000'000;  // 10^18
  return IsMoney(type) ? kMaxMoneyFen : kMaxCount;
}

// Whether a cell may have this value; each is as far from 0 as the other way.
constexpr bool IsInRange(CellType type, int64_t value) {
  return value >= -MaxValueOf(type) && value <= MaxValueOf(type);
}

}  // namespace gouji::report

#endif  // GOUJI_SERVICES_REPORT_VALUE_RANGE_H_

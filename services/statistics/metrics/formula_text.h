#ifndef GOUJI_SERVICES_STATISTICS_METRICS_FORMULA_TEXT_H_
#define GOUJI_SERVICES_STATISTICS_METRICS_FORMULA_TEXT_H_

#include <string>

#include "services/statistics/metrics/measure.h"

namespace gouji::statistics {

// The definition of a measure in the words of the newest form that has it: "（予以公开 + 部分公开）÷（七）总计". The
// total column of a table goes without saying when the formula has no other column of rows with a label.
std::string FormulaZh(const Measure& measure);
// Likewise in English: "(granted + partially granted) / results in total".
std::string FormulaEn(const Measure& measure);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_METRICS_FORMULA_TEXT_H_

#ifndef GOUJI_SERVICES_STATISTICS_METRICS_MEASURE_H_
#define GOUJI_SERVICES_STATISTICS_METRICS_MEASURE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gouji/statistics/v1/metric.pb.h"
#include "services/report/form.h"

namespace gouji::statistics {

// A cell of a sum, by its flat index, and what it is multiplied with: 1 or -1.
struct MeasureTerm {
  int cell = 0;
  int factor = 1;

  bool operator==(const MeasureTerm&) const = default;
};

// A sum over the cells of one form, or what the checks say of a report. A report in which a cell of the sum has no
// number is not assessable: blank is not 0. The sum over one report fits into 64 bits, whatever its cells hold.
struct MeasureQuantity {
  std::vector<MeasureTerm> terms;                 // ascending by cell, each once; none for a quality
  v1::Quality quality = v1::QUALITY_UNSPECIFIED;  // instead of terms

  bool operator==(const MeasureQuantity&) const = default;
};

// A measure on one form.
struct FormMeasure {
  const report::Form* form = nullptr;
  MeasureQuantity numerator;
  std::optional<MeasureQuantity> denominator = std::nullopt;
};

// Whether values of a unit are divided by a denominator.
constexpr bool NeedsDenominator(v1::MetricUnit unit) {
  return unit == v1::METRIC_UNIT_SHARE || unit == v1::METRIC_UNIT_PER_HUNDRED || unit == v1::METRIC_UNIT_PER_ONE;
}

// What can be asked for: a metric or a cell, compiled to sums for each form that has it. Reports on other forms are not
// assessable. Its value over reports is Σ numerators, or Σ numerators / Σ denominators in its unit.
//
// The forms must outlive it.
struct Measure {
  std::string id;  // the id of the metric, or the path of the cell
  std::string name_zh = {};
  std::string name_en = {};
  v1::MetricUnit unit = v1::METRIC_UNIT_UNSPECIFIED;
  std::vector<FormMeasure> forms = {};  // at least one, in the order of the catalogue

  bool has_denominator() const { return NeedsDenominator(unit); }
  // The measure on a form; null when the form has it not.
  const FormMeasure* Of(const report::Form& form) const;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_METRICS_MEASURE_H_

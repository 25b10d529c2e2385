#include "services/statistics/metrics/measure.h"

#include <algorithm>

namespace gouji::statistics {

const FormMeasure* Measure::Of(const report::Form& form) const {
  const auto found =
      std::find_if(forms.begin(), forms.end(), [&](const FormMeasure& candidate) { return candidate.form == &form; });
  return found == forms.end() ? nullptr : &*found;
}

}  // namespace gouji::statistics

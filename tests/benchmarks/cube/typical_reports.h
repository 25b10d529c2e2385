#ifndef GOUJI_TESTS_BENCHMARKS_CUBE_TYPICAL_REPORTS_H_
#define GOUJI_TESTS_BENCHMARKS_CUBE_TYPICAL_REPORTS_H_

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "services/report/form.h"
#include "services/statistics/register/current_report.h"

namespace gouji::benchmarks {

// Reports as a country makes them: five years; in each division a government and its departments, most at the scale of
// a county, some of a city or a province, some with nothing to report; some with blanks for zeros, lost cells, findings
// and errors. Figures come from the generator, so every equation of the form holds; some thousands of sets of them come
// again and again under other units and years.
class TypicalReports {
 public:
  explicit TypicalReports(const report::Form& form);

  // Visits reports number 0 to `count` - 1 of `count`, by year and unit, as a register gives them.
  void ForEach(int count, absl::FunctionRef<void(const statistics::CurrentReport&)> visitor) const;
  // Visits one of them.
  void Visit(int number, int count, absl::FunctionRef<void(const statistics::CurrentReport&)> visitor) const;

  // The mean number of cells of a report that are not 0.
  double nonzero_cells() const;

 private:
  struct Figures {
    std::vector<statistics::TotalCell> cells;
    std::vector<statistics::RuleCount> rules;
    std::vector<statistics::CellSpread> spreads;
    int error_count = 0;
    gouji::validate::v1::Verdict verdict = gouji::validate::v1::VERDICT_ACCEPTED;
  };

  const report::Form& form_;
  std::vector<Figures> figures_;
  std::vector<int> divisions_;  // provinces to counties
};

}  // namespace gouji::benchmarks

#endif  // GOUJI_TESTS_BENCHMARKS_CUBE_TYPICAL_REPORTS_H_

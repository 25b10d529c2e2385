#ifndef GOUJI_TESTS_ACCURACY_DAMAGE_TRIAL_H_
#define GOUJI_TESTS_ACCURACY_DAMAGE_TRIAL_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "services/parse/parser.h"
#include "services/report/form.h"
#include "tests/accuracy/damage.h"

namespace gouji {

// What became of the cells of damaged reports.
struct DamageCounts {
  int64_t reports = 0;
  int64_t cells = 0;
  int64_t read = 0;  // plainly, with the true value
  int64_t inferred = 0;
  int64_t blank = 0;
  int64_t missing = 0;
  int64_t wrong = 0;                // a value that is not the true one
  std::vector<std::string> errors;  // the first wrong ones, for people

  void Add(const DamageCounts& other);
};

// Prints a random report in one of the layouts between tabs ("tabs", "tabs-quirks", "tabs-blanks"), damages it, reads
// it and compares every cell with the truth.
DamageCounts TryDamage(const parse::Parser& parser, const report::Form& form, Damage damage, std::string_view layout,
                       uint64_t seed, uint64_t index);

// The share of each outcome, a line.
std::string Describe(std::string_view name, const DamageCounts& counts);

}  // namespace gouji

#endif  // GOUJI_TESTS_ACCURACY_DAMAGE_TRIAL_H_

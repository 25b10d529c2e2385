#ifndef GOUJI_TESTS_GENERATOR_GENERATE_H_
#define GOUJI_TESTS_GENERATOR_GENERATE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/report/form.h"

namespace gouji::generator {

struct GeneratorOptions {
  // Which of a set of reports; each index is another agency.
  uint64_t index = 0;
  // The years to draw from, both included. Equal: that year.
  int first_year = 2023;
  int last_year = 2024;
};

// A report that never was: every relation of its form holds.
struct GeneratedReport {
  const report::Form* form = nullptr;  // must outlive the report
  uint64_t seed = 0;
  uint64_t index = 0;
  std::string agency;
  int year = 0;
  std::string issue_date;      // ISO 8601, in January after the year; empty: not printed
  std::vector<int64_t> cells;  // the true figures, in the order of the form's cells; money in 分
};

// Makes a report. The same form, seed and options give the same report on every machine.
GeneratedReport Generate(const report::Form& form, uint64_t seed, const GeneratorOptions& options);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_GENERATE_H_

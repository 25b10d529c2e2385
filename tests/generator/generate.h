#ifndef GOUJI_TESTS_GENERATOR_GENERATE_H_
#define GOUJI_TESTS_GENERATOR_GENERATE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/report/form.h"
#include "tests/generator/manner.h"

namespace gouji::generator {

enum class Variety : uint8_t {
  kPlain,  // departments of counties, each index another one; official titles and headings
  kFull,   // organs of every level and kind, figures of every size, titles, headings and prose of every form
};

struct GeneratorOptions {
  // Which of a set of reports.
  uint64_t index = 0;
  // The years to draw from, both included. Equal: that year.
  int first_year = 2023;
  int last_year = 2024;
  Variety variety = Variety::kPlain;
};

// A report that never was: every relation of its form holds.
struct GeneratedReport {
  const report::Form* form = nullptr;  // must outlive the report
  uint64_t seed = 0;
  uint64_t index = 0;
  std::string agency;  // as the title has it
  std::string signer;  // as the signature has it
  int year = 0;
  std::string issue_date;      // ISO 8601, in the first months after the year; empty: not printed
  std::vector<int64_t> cells;  // the true figures, in the order of the form's cells; money in 分
  Manner manner;
};

// Makes a report. The same form, seed and options give the same report on every machine.
GeneratedReport Generate(const report::Form& form, uint64_t seed, const GeneratorOptions& options);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_GENERATE_H_

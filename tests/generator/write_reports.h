#ifndef GOUJI_TESTS_GENERATOR_WRITE_REPORTS_H_
#define GOUJI_TESTS_GENERATOR_WRITE_REPORTS_H_

#include <cstdint>
#include <filesystem>

#include "absl/status/status.h"
#include "services/report/form.h"
#include "tests/generator/generate.h"
#include "tests/generator/layout.h"

namespace gouji::generator {

// What to write, and where.
struct WriteOptions {
  std::filesystem::path folder;  // made when it is not there
  uint64_t seed = 1;
  uint64_t first = 0;  // the index of the first report
  uint64_t count = 0;
  uint64_t prose_byte_count = 0;  // added to the first section; see Lengthen
  bool expected = false;          // NAME.expected.json beside each file
};

// Writes reports as files: report-000000.html and so on. `generator.index` does not count. INTERNAL: a file cannot be
// written.
absl::Status WriteReports(const report::Form& form, const Layout& layout, GeneratorOptions generator,
                          const WriteOptions& options);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_WRITE_REPORTS_H_

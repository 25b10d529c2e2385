#ifndef GOUJI_TESTS_BENCHMARKS_REDIS_READING_H_
#define GOUJI_TESTS_BENCHMARKS_REDIS_READING_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "gouji/report/v1/report.pb.h"
#include "services/parse/parser.h"
#include "services/report/conversion.h"
#include "services/report/form.h"

namespace gouji::benchmarks {

// Generated reports, each another, printed in one layout of the generator.
std::vector<std::string> GeneratedDocuments(std::string_view layout, int count);

// Reads documents as gouji-parse does: into empty messages, with evidence. Thread-safe.
class Reader {
 public:
  Reader();

  absl::Status Read(std::string_view document, std::string_view file_name, const parse::ParseOverrides& overrides,
                    report::v1::Report& report) const;

 private:
  const report::FormCatalog catalog_;
  const parse::Parser parser_;
  const report::ReportConverter converter_;
};

}  // namespace gouji::benchmarks

#endif  // GOUJI_TESTS_BENCHMARKS_REDIS_READING_H_

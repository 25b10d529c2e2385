#ifndef GOUJI_TESTS_ACCURACY_EXPECTATION_H_
#define GOUJI_TESTS_ACCURACY_EXPECTATION_H_

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "services/report/report.h"
#include "services/validate/finding.h"

namespace gouji {

// What must come out of a document; the format stands in tests/data/README.md. The golden files of the originals have
// `inferred` for `states` and neither findings nor verdict.
struct Expectation {
  // rule id, severity, cells in the order of the form
  using ExpectedFinding = std::tuple<std::string, std::string, std::vector<std::string>>;

  std::filesystem::path document;
  std::string form;
  std::string agency;
  int year = 0;
  std::string issue_date;
  std::map<std::string, std::optional<int64_t>> cells;
  std::map<std::string, std::string> states;  // of the cells that are not plainly read
  std::optional<std::multiset<ExpectedFinding>> findings;
  std::string verdict;
};

// Every expectation in a folder: the files that end with `suffix`, in the order of their names.
std::vector<Expectation> LoadExpectations(const std::filesystem::path& folder, const std::string& suffix);

std::string ReadFile(const std::filesystem::path& path);

// How a report differs from what is expected, a line each; empty when it does not.
std::vector<std::string> Differences(const Expectation& expected, const report::Report& report);
// Likewise its findings and its verdict.
std::vector<std::string> Differences(const Expectation& expected, const report::Report& report,
                                     const validate::Validation& validation);

}  // namespace gouji

#endif  // GOUJI_TESTS_ACCURACY_EXPECTATION_H_

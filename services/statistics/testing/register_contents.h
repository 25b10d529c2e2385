#ifndef GOUJI_SERVICES_STATISTICS_TESTING_REGISTER_CONTENTS_H_
#define GOUJI_SERVICES_STATISTICS_TESTING_REGISTER_CONTENTS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "services/statistics/register/register.h"

namespace gouji::statistics::testing {

// All that a visit tells of a report, in words, so that two visits can be compared.
std::string TextOf(const CurrentReport& report);

// Reports by year and unit, in the words of TextOf.
using Contents = std::map<std::pair<int, std::string>, std::string>;

// What a scan tells, and its position.
struct Scanned {
  Contents contents;
  int64_t position = 0;
};

// Scans a register as it stands, or stood; checks the order of the reports.
Scanned ScanOf(Register& reports, std::optional<absl::Time> as_of = std::nullopt);

// Brings contents from their position up to now.
void Follow(Register& reports, Scanned& scanned);

// What a register answers, a line for each question: all revisions of these keys with findings and documents, their
// histories, lists, rosters, similar reports, where units are, and the state at each of these times.
std::vector<std::string> AnswersOf(Register& reports, const std::vector<v1::ReportKey>& keys,
                                   const std::vector<absl::Time>& times);

}  // namespace gouji::statistics::testing

#endif  // GOUJI_SERVICES_STATISTICS_TESTING_REGISTER_CONTENTS_H_

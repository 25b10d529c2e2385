#ifndef GOUJI_SERVICES_VALIDATE_CONTEXT_H_
#define GOUJI_SERVICES_VALIDATE_CONTEXT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "services/report/report.h"

namespace gouji::validate {

// Another report that a report is compared with. The report must outlive it.
struct ComparedReport {
  std::string unit;                        // names it in findings
  const report::Report* report = nullptr;  // null: the unit must report and has not
  int year = 0;                            // of the report, or the one that is missing

  // "unit/year".
  std::string name() const { return unit + "/" + std::to_string(year); }
};

// Which checks are made. The numbers are those of comparison.proto.
enum class CheckScope : uint8_t { kAll = 1, kAcross = 2 };

// What stands beside a report when it is checked: other reports that the rules across reports compare it with. Without
// them those rules are silent. The meaning of each field stands in validate_service.proto.
struct Context {
  std::optional<ComparedReport> previous = std::nullopt;  // of the year before; its report is never null
  std::vector<ComparedReport> peers = {};                 // their reports are never null
  std::vector<ComparedReport> subordinates = {};
  CheckScope scope = CheckScope::kAll;
};

// The names of the other reports, each once, in the order of the context.
std::vector<std::string> ComparedNames(const Context& context);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_CONTEXT_H_

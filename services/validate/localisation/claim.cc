#include "services/validate/localisation/claim.h"

#include <algorithm>
#include <optional>

namespace gouji::validate {
namespace {

using Number = std::optional<int64_t>;

Number NumberOf(const report::Report& report, const std::vector<CellChange>& changes, int cell) {
  for (const CellChange& change : changes) {
    if (change.cell == cell) {
      return change.to;
    }
  }
  const report::Cell& printed = report.cells[cell];
  return printed.has_value() ? Number(printed.value) : std::nullopt;
}

Number SumOf(const report::Report& report, const std::vector<CellChange>& changes, const std::vector<int>& cells) {
  int64_t sum = 0;
  for (const int cell : cells) {
    const Number number = NumberOf(report, changes, cell);
    if (!number.has_value()) {
      return std::nullopt;
    }
    sum += *number;
  }
  return sum;
}

}  // namespace

bool Agrees(const Claim& claim, const report::Report& report, const std::vector<CellChange>& changes) {
  return std::any_of(claim.readings.begin(), claim.readings.end(), [&](const AcceptedReading& reading) {
    const Number added = SumOf(report, changes, reading.added);
    const Number taken = SumOf(report, changes, reading.taken);
    return added.has_value() && taken.has_value() && *added - *taken == reading.value;
  });
}

int AgreementGained(const std::vector<Claim>& claims, const report::Report& report,
                    const std::vector<CellChange>& changes) {
  int gained = 0;
  for (const Claim& claim : claims) {
    gained += (Agrees(claim, report, changes) ? 1 : 0) - (Agrees(claim, report, {}) ? 1 : 0);
  }
  return gained;
}

}  // namespace gouji::validate

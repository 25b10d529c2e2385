#include "services/statistics/analysis/governments.h"

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/report/error.h"
#include "services/statistics/analysis/branch.h"
#include "services/statistics/analysis/compilation_concerns.h"
#include "services/statistics/analysis/government_report.h"
#include "services/statistics/analysis/reconciliation.h"

namespace gouji::statistics {
namespace {

// A question made ready: the cube and the government, with the roster of the cube's tree.
struct Ready {
  std::shared_ptr<const Cube> cube;
  std::shared_ptr<const report::Roster> roster;
  Government government = {};
};

template <typename Query>
absl::StatusOr<Ready> Prepare(Cubes& cubes, const Query& query) {
  if (query.unit().empty() || query.year() == 0) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest,
                         "unit and year are needed");
  }
  absl::StatusOr<std::shared_ptr<const Cube>> cube = cubes.At(query.as_of());
  if (!cube.ok()) return cube.status();
  absl::StatusOr<v1::UnitDescription> unit = cubes.Resolve(query.unit(), query.year());
  if (!unit.ok()) return unit.status();
  Ready ready{.cube = *std::move(cube), .roster = cubes.Roster().roster};
  ready.government = {.unit = *std::move(unit), .year = query.year(), .roster = ready.roster.get()};
  return ready;
}

// Whether a unit publishes for others: its kind says so, or there are others below it.
bool PublishesForOthers(const Ready& ready) {
  const Government& government = ready.government;
  switch (government.unit.agency().kind()) {
    case report::v1::AGENCY_KIND_GOVERNMENT:
    case report::v1::AGENCY_KIND_TOWNSHIP_GOVERNMENT:
    case report::v1::AGENCY_KIND_SUBDISTRICT:
    case report::v1::AGENCY_KIND_ZONE:
      return true;
    default:
      break;
  }
  if (Branch(*ready.cube, government.unit.unit(), government.year).nodes().size() > 1) return true;
  return government.roster != nullptr &&
         !ExpectedBelow(*government.roster, government.unit.unit(), government.year).empty();
}

}  // namespace

absl::StatusOr<v1::CompiledReport> Governments::Compile(const v1::CompileQuery& query) {
  const absl::StatusOr<Ready> ready = Prepare(cubes_, query);
  if (!ready.ok()) return ready.status();
  if (!PublishesForOthers(*ready)) {
    const std::string& name = ready->government.unit.name();
    return report::Error(absl::StatusCode::kFailedPrecondition, report::Reason::kNotAGovernment,
                         absl::StrCat(name,
                                      " is no government, and no unit stands below it, so there is nothing to "
                                      "compile; its own report is given by gouji export"),
                         absl::StrCat(name, "不是一级政府，也没有下级单位，无可汇总"));
  }
  return CompileReport(*ready->cube, ready->government, catalog_, converter_);
}

absl::StatusOr<v1::Reconciliation> Governments::Reconcile(const v1::ReconcileQuery& query) {
  const absl::StatusOr<Ready> ready = Prepare(cubes_, query);
  if (!ready.ok()) return ready.status();
  return ReconcileReport(*ready->cube, ready->government);
}

}  // namespace gouji::statistics

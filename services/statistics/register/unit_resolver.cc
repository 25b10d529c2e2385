#include "services/statistics/register/unit_resolver.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "services/report/agency.h"
#include "services/report/divisions/divisions.h"
#include "services/report/divisions/leading_divisions.h"
#include "services/report/unit_tree.h"

namespace gouji::statistics {
namespace {

namespace wire = gouji::report::v1;

constexpr std::size_t kMaxCandidates = 100;
constexpr std::size_t kMaxSubordinates = 10'000;

void SetDivision(std::string_view code, wire::Agency& agency) {
  const report::Divisions& divisions = report::Divisions::BuiltIn();
  const int division = divisions.WithCode(code);
  agency.set_region_code(division < 0 ? std::string() : divisions.CodeOf(division));
  agency.clear_region_path();
  if (division < 0) return;
  for (std::string& name : divisions.PathOf(division)) agency.add_region_path(std::move(name));
}

void SetFacts(const report::Agency& facts, wire::Agency& agency) {
  agency.set_level(static_cast<wire::AgencyLevel>(facts.level));
  agency.set_kind(static_cast<wire::AgencyKind>(facts.kind));
  agency.set_scope(static_cast<wire::ReportScope>(facts.scope));
  SetDivision(facts.region_code, agency);
}

ResolvedUnit OfRoster(const report::Roster& roster, int unit, int year, wire::Agency agency) {
  const report::RosterRow& row = *roster.In(unit, year);
  if (row.level != report::AgencyLevel::kUnspecified) agency.set_level(static_cast<wire::AgencyLevel>(row.level));
  if (row.kind != report::AgencyKind::kUnspecified) {
    agency.set_kind(static_cast<wire::AgencyKind>(row.kind));
    agency.set_scope(static_cast<wire::ReportScope>(report::ScopeOf(row.kind)));
  }
  if (!row.region_code.empty()) SetDivision(row.region_code, agency);
  return {.unit = roster.IdOf(unit), .placed = true, .in_roster = true, .agency = std::move(agency)};
}

int YearOf(const v1::ResolveUnitRequest& request) {
  return request.year() == 0 ? report::RosterRow::kNoYearIsLast : request.year();
}

v1::UnitDescription Describe(const report::Roster* roster, const ResolvedUnit& resolved, int year) {
  v1::UnitDescription description;
  description.set_unit(resolved.unit);
  *description.mutable_agency() = resolved.agency;
  description.set_in_roster(resolved.in_roster);
  description.set_name(resolved.agency.name());
  if (!resolved.placed) return description;
  if (resolved.in_roster) {
    const int unit = *roster->FindById(resolved.unit);
    description.set_name(roster->LabelOf(unit, year));
    description.mutable_agency()->set_name(roster->In(unit, year)->name);
  }
  description.set_parent(report::ParentUnit(roster, resolved.unit, year));
  return description;
}

v1::UnitDescription DescribeRosterUnit(const report::Roster& roster, int unit, int year) {
  wire::Agency agency;
  return Describe(&roster, OfRoster(roster, unit, year, std::move(agency)), year);
}

// The units that bear a name, so that a person sees what to choose from: the roster's, else one in each division.
void AddCandidates(const report::Roster* roster, const v1::ResolveUnitRequest& request,
                   v1::ResolveUnitResponse& response) {
  const int year = YearOf(request);
  if (roster != nullptr) {
    for (const int unit : roster->AllWithName(request.name(), year, request.region_code())) {
      if (response.candidates_size() >= static_cast<int>(kMaxCandidates)) return;
      *response.add_candidates() = DescribeRosterUnit(*roster, unit, year);
    }
  }
  if (response.candidates_size() > 0) return;
  const report::Divisions& divisions = report::Divisions::BuiltIn();
  for (const int division : report::FindLeadingDivisions(divisions, request.name()).candidates) {
    if (response.candidates_size() >= static_cast<int>(kMaxCandidates)) return;
    const report::Unit unit = report::ResolveUnit(request.name(), divisions.CodeOf(division));
    wire::Agency agency;
    agency.set_name(unit.id);
    SetFacts(report::ResolveAgency(unit.id), agency);
    *response.add_candidates() = Describe(nullptr, {.unit = unit.id, .placed = true, .agency = agency}, year);
  }
}

}  // namespace

ResolvedUnit ResolveReported(const report::Roster* roster, const wire::Agency& agency, int year) {
  if (roster != nullptr) {
    const std::optional<int> unit = roster->FindByName(agency.name(), year, agency.region_code());
    if (unit.has_value()) return OfRoster(*roster, *unit, year, agency);
  }
  const report::Unit unit = report::ResolveUnit(agency.name(), agency.region_code());
  return {.unit = unit.placed ? unit.id : std::string(), .placed = unit.placed, .in_roster = false, .agency = agency};
}

ResolvedUnit ResolveMeant(const report::Roster* roster, std::string_view unit, int year, const wire::Agency& agency) {
  if (roster != nullptr) {
    const std::optional<int> by_id = roster->FindById(unit);
    if (by_id.has_value() && roster->In(*by_id, year) != nullptr) return OfRoster(*roster, *by_id, year, agency);
  }
  wire::Agency meant;
  meant.set_name(std::string(unit));
  ResolvedUnit resolved = ResolveReported(roster, meant, year);
  if (!resolved.placed) {
    resolved.agency = agency;
    return resolved;
  }
  if (!resolved.in_roster) SetFacts(report::ResolveAgency(resolved.unit), resolved.agency);
  resolved.agency.set_name(agency.name());
  return resolved;
}

v1::ResolveUnitResponse AnswerResolveUnit(const report::Roster* roster, const v1::ResolveUnitRequest& request,
                                          std::string_view placed_at) {
  const int year = YearOf(request);
  wire::Agency agency;
  agency.set_name(request.name());
  SetFacts(report::ResolveAgency(request.name()), agency);
  if (!request.region_code().empty()) agency.set_region_code(request.region_code());
  const std::optional<int> by_id = roster == nullptr ? std::nullopt : roster->FindById(request.name());
  const bool is_id = by_id.has_value() && roster->In(*by_id, year) != nullptr;
  const ResolvedUnit resolved = !placed_at.empty() ? ResolveMeant(roster, placed_at, year, agency)
                                : is_id            ? OfRoster(*roster, *by_id, year, agency)
                                                   : ResolveReported(roster, agency, year);
  v1::ResolveUnitResponse response;
  response.set_placed(resolved.placed);
  *response.mutable_unit() = Describe(roster, resolved, year);
  if (!resolved.placed) AddCandidates(roster, request, response);
  if (request.include_subordinates() && resolved.in_roster) {
    for (const int unit : roster->OwnReportersBelow(*roster->FindById(resolved.unit), year)) {
      if (response.subordinates_size() >= static_cast<int>(kMaxSubordinates)) break;
      *response.add_subordinates() = DescribeRosterUnit(*roster, unit, year);
    }
  }
  return response;
}

}  // namespace gouji::statistics

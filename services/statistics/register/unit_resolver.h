#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_UNIT_RESOLVER_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_UNIT_RESOLVER_H_

#include <string>
#include <string_view>

#include "gouji/report/v1/report.pb.h"
#include "gouji/statistics/v1/placement.pb.h"
#include "services/report/roster.h"

namespace gouji::statistics {

// The unit that the register keys a report by, and what is known of its agency there.
struct ResolvedUnit {
  std::string unit;  // empty when it is not placed
  bool placed = false;
  bool in_roster = false;
  // As printed, with level, kind, scope and division of the roster's unit where it is one of the roster's.
  gouji::report::v1::Agency agency;
};

// The unit of a report's agency in a year: the roster's when it knows the agency, else that of name and division
// (report::ResolveUnit). `roster` may be null.
ResolvedUnit ResolveReported(const report::Roster* roster, const gouji::report::v1::Agency& agency, int year);

// The unit that a person means: an id of the roster, an agency's name, or a unit's id. `agency` is that of the report
// that is placed there; its name stays. `roster` may be null.
ResolvedUnit ResolveMeant(const report::Roster* roster, std::string_view unit, int year,
                          const gouji::report::v1::Agency& agency);

// Answers a question about a name; `placed_at` is where a person placed the document that it stands in, empty for
// nowhere. The contract is that of StatisticsService.ResolveUnit.
v1::ResolveUnitResponse AnswerResolveUnit(const report::Roster* roster, const v1::ResolveUnitRequest& request,
                                          std::string_view placed_at);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_UNIT_RESOLVER_H_

#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_PLACE_CHANGE_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_PLACE_CHANGE_H_

#include <memory>
#include <string>
#include <variant>

#include "absl/status/statusor.h"
#include "gouji/statistics/v1/placement.pb.h"
#include "gouji/statistics/v1/register.pb.h"
#include "services/report/roster.h"

namespace gouji::statistics {

// A person's word on the unit that a report is of.
struct Placing {
  v1::ReportKey key;
  std::string unit;
  std::string reason;
  std::string author;
  v1::ChangeOrigin origin = {};
};

// A person takes the current revision of a report out.
struct Withdrawal {
  v1::ReportKey key;
  int revision = 0;
  std::string reason;
  std::string author;
  v1::ChangeOrigin origin = {};
};

// A list of units, read and found right.
struct RosterImport {
  std::string sha256;
  std::string file_name;
  std::string author;
  int unit_count = 0;
  int row_count = 0;
  std::string zstd;  // the file, compressed
  v1::ChangeOrigin origin = {};
};

// Moves those of the current reports beyond a key that are of another unit by the roster; one step looks at a bounded
// number of them.
struct RosterStep {
  v1::ReportKey after;
  v1::ChangeOrigin origin = {};
};

// A roster as the register holds it. Version 0: there is none.
struct CurrentRoster {
  int version = 0;
  std::shared_ptr<const report::Roster> roster;  // null for none
};

using PlaceChange = std::variant<Placing, Withdrawal, RosterImport, RosterStep>;

// Changes of requests. INVALID_ARGUMENT, reason MALFORMED_REQUEST: what CheckSigned refuses, no unit, no revision; or
// MALFORMED_ROSTER; RESOURCE_EXHAUSTED, reason TOO_LARGE.
absl::StatusOr<Placing> MakePlacing(const v1::PlaceReportRequest& request);
absl::StatusOr<Withdrawal> MakeWithdrawal(const v1::WithdrawReportRequest& request);
absl::StatusOr<RosterImport> MakeRosterImport(const v1::ImportRosterRequest& request);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_PLACE_CHANGE_H_

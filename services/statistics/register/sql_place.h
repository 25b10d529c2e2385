#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_SQL_PLACE_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_SQL_PLACE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gouji/statistics/v1/register.pb.h"
#include "services/statistics/register/entry.h"
#include "services/statistics/register/place_change.h"
#include "services/statistics/register/sql.h"
#include "services/statistics/register/unit_resolver.h"

namespace gouji::statistics {

// Where a person placed a document ("document:" and a hash); empty for nowhere.
absl::StatusOr<std::string> PlacedAt(SqlConnection& connection, const std::string& document);

// Decides which unit reports of a register are of, and moves them there. All within the caller's transaction, which the
// roster was read in. Borrows a connection for a short while. Not thread-safe.
class SqlPlacer {
 public:
  SqlPlacer(SqlConnection& connection, CurrentRoster roster, int64_t now_micros);

  // Puts an entry under the unit where a person placed its document, else under the roster's that knows its agency;
  // others stay as they are. Placements are not looked up when there are none, for each costs a server a round trip.
  absl::Status PlaceEntry(Entry& entry, bool has_placements);

  // Gives a correction the agency of the revision that it corrects, where that is not the report's.
  absl::Status KeepPlace(Entry& entry);

  // A report that is somewhere else now: its acknowledgements are still to go along.
  struct Moved {
    v1::ReportKey from;
    v1::Receipt receipt;  // with the key where it is now
  };
  // What a change did.
  struct Placed {
    v1::Receipt receipt;
    std::optional<Moved> moved;
  };
  // What a step did; `next` is empty when there are no more reports.
  struct Followed {
    std::vector<Moved> moved;
    std::optional<v1::ReportKey> next;
  };

  // The changes of place_change.h. Errors are those of statistics_service.proto.
  absl::StatusOr<Placed> Place(const Placing& placing);
  absl::StatusOr<v1::Receipt> Withdraw(const Withdrawal& withdrawal);
  absl::StatusOr<Followed> FollowRoster(const RosterStep& step);

 private:
  // A current report, as far as its place goes.
  struct Standing {
    int64_t id = 0;         // 0: none
    int64_t origin_id = 0;  // of the first revision that it is a copy of
    v1::ReportKey key;
    int revision = 0;
    gouji::report::v1::Agency agency;
    bool refined = false;
    std::string document;  // as in the table placement
  };
  // Who says that a report moves.
  struct Word {
    std::string author = {};
    std::string reason = {};
    int roster_version = 0;
    v1::ChangeOrigin origin = {};
  };

  static absl::StatusOr<Standing> StandingOf(const SqlStatement& row);
  absl::StatusOr<Standing> Find(const v1::ReportKey& key);
  // The agency as the document has it.
  absl::StatusOr<gouji::report::v1::Agency> ReportedAgency(const Standing& standing);
  // The unit that a report is of, by the placement of its document and the roster.
  absl::StatusOr<ResolvedUnit> Resolve(const Standing& standing, bool& is_refined);
  absl::StatusOr<Moved> Move(const Standing& standing, const ResolvedUnit& to, bool is_refined, const Word& word);
  // Makes a copy of a revision the last one of a key, with another agency; returns its id.
  absl::StatusOr<int64_t> Copy(int64_t revision_id, const v1::ReportKey& to, const ResolvedUnit& as, bool is_refined);
  absl::Status TakeCopyBands(const v1::ReportKey& from, const v1::ReportKey& to);
  absl::Status Keep(const Placing& placing, const std::string& document);

  SqlConnection& connection_;
  const CurrentRoster roster_;
  const int64_t now_micros_;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_SQL_PLACE_H_

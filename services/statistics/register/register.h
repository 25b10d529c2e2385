#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_REGISTER_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_REGISTER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "gouji/statistics/v1/placement.pb.h"
#include "gouji/statistics/v1/register.pb.h"
#include "gouji/statistics/v1/statistics_service.pb.h"
#include "gouji/statistics/v1/submission.pb.h"
#include "services/statistics/register/current_report.h"
#include "services/statistics/register/decision.h"
#include "services/statistics/register/entry.h"
#include "services/statistics/register/place_change.h"

namespace gouji::statistics {

// The durable register of reports.
//
// Each (unit, year) has revisions, numbered from 1 in the order of commits; the current one is the last. A revision is
// never changed. Beside it stand its assessments, likewise in the order of commits: newer rules assess the same reading
// anew without making another revision. People decide: they acknowledge findings, which changes the verdict of every
// revision that has them, and correct cells, which makes a new revision. All of it is in the history. A register keeps
// messages as they came, so it speaks the messages of its contract.
//
// Thread-safe. Errors of every method: UNAVAILABLE, reason REGISTER_UNAVAILABLE, when the store cannot be used now;
// DATA_LOSS when what it holds is damaged.
class Register {
 public:
  Register() = default;
  Register(const Register&) = delete;
  Register& operator=(const Register&) = delete;
  virtual ~Register() = default;

  // Records entries in their order, all or none, and returns when they are durable: their receipts, in their order. On
  // an error nothing of them is receipted; recording them again is harmless, because an item that is there already is
  // UNCHANGED.
  virtual absl::StatusOr<std::vector<v1::Receipt>> Record(std::vector<Entry> entries) = 0;

  // Those submissions that would come to current reports; the contract is that of statistics_service.proto.
  virtual absl::StatusOr<v1::FindSubmissionsResponse> FindSubmissions(const v1::FindSubmissionsRequest& request) = 0;

  // Records a correction (Entry::correction), likewise. Its receipt says CORRECTED, or UNCHANGED when the same was
  // recorded before. NOT_FOUND, reason REPORT_NOT_FOUND; ABORTED, reason REVISION_CHANGED.
  virtual absl::StatusOr<v1::Receipt> Correct(Entry correction) = 0;

  // Places a report where a person says, or withdraws one, and returns when that is durable. The receipt says PLACED or
  // WITHDRAWN, or UNCHANGED. Errors: those of PlaceReport and WithdrawReport in statistics_service.proto.
  virtual absl::StatusOr<v1::Receipt> Place(Placing placing) = 0;
  virtual absl::StatusOr<v1::Receipt> Withdraw(Withdrawal withdrawal) = 0;

  // Makes a roster the one that holds, and moves the reports that are another unit's by it, some hundred at a time, so
  // that others record meanwhile. After an error some may have moved; importing it again moves the rest.
  virtual absl::StatusOr<v1::ImportRosterResponse> ImportRoster(RosterImport roster) = 0;
  // NOT_FOUND, reason ROSTER_NOT_FOUND.
  virtual absl::StatusOr<v1::GetRosterResponse> GetRoster(const v1::GetRosterRequest& request) = 0;
  // The roster that holds now.
  virtual absl::StatusOr<CurrentRoster> Roster() = 0;
  // The unit of an agency, by placements and roster; the contract is that of statistics_service.proto.
  virtual absl::StatusOr<v1::ResolveUnitResponse> ResolveUnit(const v1::ResolveUnitRequest& request) = 0;

  // Records a decision, and returns when it is durable. Its receipt says DECIDED, or UNCHANGED when the same decision
  // was there. Errors: those of AcknowledgeFinding and RevokeAcknowledgement in statistics_service.proto.
  virtual absl::StatusOr<v1::Receipt> Decide(Decision decision) = 0;

  // A revision in view FULL; 0 for the current one. Verdict and counts of an old revision are given the
  // acknowledgements that hold now. NOT_FOUND, reason REPORT_NOT_FOUND.
  virtual absl::StatusOr<v1::RecordedReport> Get(const v1::ReportKey& key, int revision) = 0;

  // The bytes that a revision was read from; 0 for the current one. NOT_FOUND, reason REPORT_NOT_FOUND, or
  // DOCUMENT_NOT_KEPT when it came without bytes.
  virtual absl::StatusOr<v1::GetDocumentResponse> GetDocument(const v1::ReportKey& key, int revision) = 0;

  // What became of a key, in the order of commits: the last `limit` entries.
  virtual absl::StatusOr<std::vector<v1::HistoryEntry>> History(const v1::ReportKey& key, int limit) = 0;

  // The current reports of different keys, in their order and as they stood at one moment. Keys without a current
  // report are passed over.
  virtual absl::StatusOr<std::vector<v1::RecordedReport>> GetCurrent(absl::Span<const v1::ReportKey> keys,
                                                                     v1::ReportView view) = 0;

  // At most `limit` current reports but `except` that share bands of a sketch, those that share most first.
  virtual absl::StatusOr<std::vector<v1::SimilarReport>> FindSimilar(const std::vector<uint64_t>& bands,
                                                                     const v1::ReportKey& except, int limit) = 0;

  // Visits all reports that are current now, or that were at a past time: revisions, moves and verdicts as they stood
  // then. All are seen at one moment, ordered by year, then by the bytes of the unit; ends early when the visitor
  // returns false. Returns the position of that moment: the number of the last event until then; it grows with every
  // commit that changes what is current. FAILED_PRECONDITION, reason UNKNOWN_FORM: the register holds a report of a
  // form that this program does not know; it is not left out in silence.
  virtual absl::StatusOr<int64_t> ScanAll(std::optional<absl::Time> as_of,
                                          absl::FunctionRef<bool(const CurrentReport& report)> visitor) = 0;

  // Visits the keys that changed after a position, each once, as it stands now, and returns the position of now: where
  // to go on. Errors: those of ScanAll.
  virtual absl::StatusOr<int64_t> Follow(int64_t position,
                                         absl::FunctionRef<void(const ChangedReport& changed)> visitor) = 0;

  // Waits until something was committed beyond a position, also by another process, and says whether it was; false
  // after `timeout`, and when the store could not be asked until then.
  virtual bool WaitForChange(int64_t position, absl::Duration timeout) = 0;

  // At most `limit` changes, of a unit or of all when it is empty, with lower numbers than `before`: the newest first,
  // and who made each. The import of a roster has no key.
  virtual absl::StatusOr<std::vector<v1::AuditEntry>> Audit(const std::string& unit, int64_t before, int limit) = 0;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_REGISTER_H_

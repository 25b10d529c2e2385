#ifndef GOUJI_SERVICES_STATISTICS_SUMMARY_H_
#define GOUJI_SERVICES_STATISTICS_SUMMARY_H_

#include <cstdint>
#include <map>
#include <string>
#include <unordered_set>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/status/statusor.h"
#include "gouji/statistics/v1/register.pb.h"
#include "gouji/statistics/v1/statistics_service.pb.h"
#include "services/report/form.h"
#include "services/runtime/call.h"
#include "services/statistics/register/register.h"

namespace gouji::statistics {

// The official tables added up, report by report, on the basis OWN_REPORTS: reports of scope AGGREGATE are left out,
// because they contain what others report too. A report that does not tell its scope is counted: most organs have
// nobody below them and say nothing of it.
//
// Totals form a commutative monoid: the order of reports, and how they are parted for Merge, change nothing. Sums are
// kept in 128 bits, so no partial sum overflows. Not thread-safe.
class Totals {
 public:
  void Add(const CurrentReport& report);
  void Merge(const Totals& other);

  // OUT_OF_RANGE when a sum does not fit into 64 bits.
  absl::StatusOr<v1::Summary> ToSummary() const;

 private:
  struct CellSum {
    absl::int128 sum = 0;
    absl::int128 implied_sum = 0;
    int32_t value_count = 0;
    int32_t blank_count = 0;
    int32_t missing_count = 0;
    int32_t implied_count = 0;

    void Add(const TotalCell& cell);
    void Add(const CellSum& other);
  };
  // Forms in the order of their ids.
  struct ById {
    bool operator()(const report::Form* a, const report::Form* b) const { return a->id() < b->id(); }
  };

  std::map<const report::Form*, std::vector<CellSum>, ById> sums_;  // by flat index
  std::unordered_set<std::string> units_;
  int32_t matched_count_ = 0;
  int32_t counted_count_ = 0;
  int32_t not_own_count_ = 0;
  int32_t unplaced_count_ = 0;
  int32_t with_errors_count_ = 0;
};

// Adds up the current reports that match. Stops with the status of `call` when nobody waits any more. INVALID_ARGUMENT,
// reason MALFORMED_REQUEST: an unknown basis.
absl::StatusOr<v1::Summary> Summarize(Register& reports, const v1::SummarizeRequest& request,
                                      const runtime::CallContext& call);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_SUMMARY_H_

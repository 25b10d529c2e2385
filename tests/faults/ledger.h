#ifndef GOUJI_TESTS_FAULTS_LEDGER_H_
#define GOUJI_TESTS_FAULTS_LEDGER_H_

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "gouji/statistics/v1/register.pb.h"
#include "services/cli/gateway_client.h"
#include "services/report/form.h"

namespace gouji::faults {

// What clients sent and were receipted for, held against the register. Not thread-safe.
class Ledger {
 public:
  // `form` must outlive it.
  explicit Ledger(const report::Form& form) : form_(form), sums_(form.cell_count()) {}

  // A document was sent, whose report truly holds these figures.
  void Sent(const std::vector<std::int64_t>& cells);
  // Its receipt came. Returns what is wrong with that, empty when nothing is.
  std::string Receipted(const std::string& document_sha256, const statistics::v1::Receipt& receipt);

  struct Verification {
    int report_count = 0;
    int lost_count = 0;     // receipted, but not there as the receipt says
    int doubled_count = 0;  // revisions and reports that nobody sent
    int wrong_total_count = 0;
    std::vector<std::string> problems;  // at most some lines; empty when nothing is wrong
  };
  // Asks the gateway for every report and all totals.
  Verification Verify(cli::GatewayClient& gateway) const;

 private:
  struct Kept {
    std::string document_sha256;
    int revision;
  };

  void VerifyReports(cli::GatewayClient& gateway, Verification& result) const;
  void VerifyTotals(cli::GatewayClient& gateway, Verification& result) const;

  const report::Form& form_;
  int sent_count_ = 0;
  std::vector<std::int64_t> sums_;  // by cell, of all that was sent
  std::map<std::pair<std::string, int>, Kept> receipts_;
};

}  // namespace gouji::faults

#endif  // GOUJI_TESTS_FAULTS_LEDGER_H_

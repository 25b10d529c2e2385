#ifndef GOUJI_TESTS_BENCHMARKS_KILLS_VERIFY_H_
#define GOUJI_TESTS_BENCHMARKS_KILLS_VERIFY_H_

#include <map>
#include <string>
#include <vector>

#include "gouji/statistics/v1/statistics_service.pb.h"
#include "tests/benchmarks/kills/import_client.h"
#include "tests/benchmarks/kills/store.h"

namespace gouji::benchmarks {

// What the register holds after an import.
struct Verification {
  int listed_count = 0;
  int lost_count = 0;        // items with a receipt whose report is not there as the receipt says
  int doubled_count = 0;     // revisions that should not be there
  int unchanged_count = 0;   // receipts of what had been recorded before, when the answer was lost
  std::string summary = {};  // the official tables added up, serialised
  // Everything that is wrong, at most some lines; empty when nothing is.
  std::vector<std::string> problems = {};
};

// Compares a register with the requests that were sent and the receipts that were kept for them: every item has a
// receipt, every receipt its report with the bytes that were sent, every report one revision, one assessment, one entry
// in its history; nothing else is there; sending a part again changes nothing.
Verification Verify(Store& store, const std::vector<statistics::v1::RecordReportsRequest>& requests,
                    const std::map<std::string, KeptReceipt>& receipts);

}  // namespace gouji::benchmarks

#endif  // GOUJI_TESTS_BENCHMARKS_KILLS_VERIFY_H_

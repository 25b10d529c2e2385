#ifndef GOUJI_SERVICES_CLI_REREAD_REREAD_H_
#define GOUJI_SERVICES_CLI_REREAD_REREAD_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "gouji/statistics/v1/register.pb.h"
#include "services/cli/gateway_client.h"
#include "services/cli/reread/reading_changes.h"
#include "services/report/conversion.h"

namespace gouji::cli {

// What reading a recorded document anew came to.
enum class RereadOutcome : uint8_t {
  kUnchanged,         // the same reading, found as right or wrong as before
  kChanged,           // another reading
  kReassessed,        // the same reading; the checks say something else of it
  kCorrectionStands,  // a person corrected the reading, and it is read as it was then
  kNotKept,           // it came without a document, or the bytes are not kept
  kNotAReport,        // it is not read as a report any more
  kFailed,            // it could not be read or compared
};

// The verdict on a reading and the counts of its findings, given the acknowledgements that hold.
struct ReadingStanding {
  validate::v1::Verdict verdict = validate::v1::VERDICT_UNSPECIFIED;
  int error_count = 0;
  int warning_count = 0;  // open ones
  int acknowledged_count = 0;

  bool operator==(const ReadingStanding&) const = default;
};

// One recorded report and what its document says to this reader.
struct Reread {
  statistics::v1::ReportKey key = {};
  int revision = 0;
  std::string file_name = {};
  RereadOutcome outcome = RereadOutcome::kUnchanged;
  ReadingChanges changes = {};
  ReadingStanding before = {};
  ReadingStanding after = {};
  int appeared_count = 0;     // findings that were not there before
  int disappeared_count = 0;  // findings that are not there any more
  bool is_corrected = false;  // the reading before is a person's
  absl::Status error = {};    // of kFailed, and of a commit that failed
  // What came of recording it again; unset when that was not tried. `is_overtaken`: somebody recorded another revision
  // meanwhile, so it was left alone.
  std::optional<statistics::v1::Receipt> receipt = {};
  bool is_overtaken = false;
};

enum class RereadMode : uint8_t { kCompare, kCommit };

// Reads the document of a recorded report (view FULL) anew and compares; with kCommit records what changed. Errors are
// in the result. Thread-safe.
Reread ReadAgain(const statistics::v1::RecordedReport& recorded, RereadMode mode,
                 const report::ReportConverter& converter, GatewayClient& gateway);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_REREAD_REREAD_H_

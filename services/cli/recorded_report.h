#ifndef GOUJI_SERVICES_CLI_RECORDED_REPORT_H_
#define GOUJI_SERVICES_CLI_RECORDED_REPORT_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "gouji/statistics/v1/register.pb.h"
#include "services/cli/gateway_client.h"
#include "services/cli/language.h"

namespace gouji::cli {

// What a recorded report is called on the command line.
struct ReportName {
  std::string unit;  // as the agency is named, 临县人民政府, or as the register has it, 山西省吕梁市临县
  int year = 0;
};

enum class HistoryMode { kOmit, kInclude };

// The current revision of a report, with the findings across reports as they are now behind its own, and verdict and
// counts of both together. NOT_FOUND, reason REPORT_NOT_FOUND.
absl::StatusOr<statistics::v1::RecordedReport> FindRecorded(const ReportName& name, HistoryMode history,
                                                            GatewayClient& gateway);

// The full fingerprint of one of its findings, or of an acknowledged one, from its first characters (4 or more). A
// whole fingerprint is given back as it is. NOT_FOUND, reason FINDING_NOT_FOUND, or INVALID_ARGUMENT, reason
// MALFORMED_REQUEST, when several begin so.
absl::StatusOr<std::string> FindFingerprint(const statistics::v1::RecordedReport& recorded, std::string_view beginning);

// "临县 2023，第 2 版：通过；错误 0 处，警告 0 处，已说明 1 处".
std::string StandingText(const statistics::v1::ReportKey& key, int revision, validate::v1::Verdict verdict,
                         int error_count, int warning_count, int acknowledged_count, Language language);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_RECORDED_REPORT_H_

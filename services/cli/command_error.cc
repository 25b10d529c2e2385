#include "services/cli/command_error.h"

#include <string>

#include "fmt/format.h"
#include "services/cli/display_width.h"
#include "services/cli/exit_code.h"
#include "services/report/error.h"

namespace gouji::cli {

int ReportError(const absl::Status& status, const Terminal& terminal) {
  std::string reason = report::ReasonOf(status);
  if (reason.empty()) reason = absl::StatusCodeToString(status.code());
  terminal.err << fmt::format("gouji: [{}] {}\n", reason, Printable(std::string(status.message())));
  switch (status.code()) {
    case absl::StatusCode::kUnavailable:
      return kExitUnavailable;
    case absl::StatusCode::kInvalidArgument:
      return kExitUsage;
    default:
      return kExitUnreadable;
  }
}

int FlushOutput(const Terminal& terminal) {
  if (terminal.out.flush()) return kExitOk;
  terminal.err << "gouji: the output could not be written\n";
  return kExitOutput;
}

}  // namespace gouji::cli

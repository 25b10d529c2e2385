#include "services/cli/command_error.h"

#include <cstddef>
#include <string>
#include <string_view>

#include "fmt/format.h"
#include "services/cli/display_width.h"
#include "services/cli/error_text.h"
#include "services/cli/exit_code.h"

namespace gouji::cli {
namespace {

// A message with its lines, and nothing else that a terminal would act on.
std::string PrintableLines(std::string_view message) {
  std::string text;
  for (;;) {
    const std::size_t end = message.find('\n');
    text += Printable(message.substr(0, end));
    if (end == std::string_view::npos) return text;
    text += "\n  ";
    message.remove_prefix(end + 1);
  }
}

}  // namespace

int ReportError(const absl::Status& status, Language language, const Terminal& terminal) {
  terminal.err << fmt::format("gouji: [{}] {}\n", ErrorReason(status), PrintableLines(ErrorMessage(status, language)));
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

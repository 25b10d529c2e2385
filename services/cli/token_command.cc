#include "services/cli/token_command.h"

#include <fcntl.h>
#include <unistd.h>

#include <optional>

#include "absl/time/clock.h"
#include "fmt/format.h"
#include "google/protobuf/text_format.h"
#include "services/cli/command_error.h"
#include "services/cli/exit_code.h"
#include "services/gateway/auth/token_file.h"
#include "services/gateway/auth/token_text.h"
#include "services/report/sha256.h"

namespace gouji::cli {
namespace {

// Writes a file that is not there yet, for its owner alone. Returns whether that went well.
bool WriteSecret(const std::string& path, const std::string& secret) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return false;
  const std::string line = secret + "\n";
  const bool is_written = write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size());
  return close(file) == 0 && is_written;
}

}  // namespace

int RunToken(const TokenOptions& options, const Terminal& terminal) {
  const std::optional<std::string> token = gateway::MakeTokenText(options.entry.name());
  if (!token.has_value()) return ReportError(absl::InternalError("no random numbers"), options.language, terminal);
  gateway::v1::TokenFile file;
  gateway::v1::Token& entry = *file.add_tokens();
  entry = options.entry;
  entry.set_sha256(report::Sha256Hex(*token));
  entry.set_expires(absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", absl::Now() + options.lifetime, absl::UTCTimeZone()));
  std::string text;
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  printer.PrintToString(file, &text);
  const absl::StatusOr<gateway::Tokens> read = gateway::ReadTokens("", text);
  if (!read.ok()) return ReportError(read.status(), options.language, terminal);
  if (options.output.empty()) {
    terminal.err << fmt::format("{}\n{}\n",
                                Choose(options.language, "gouji: 令牌如下，只显示这一次，请交给使用者妥善保管：",
                                       "gouji: this is the token; it is shown only now, give it to its holder:"),
                                *token);
  } else if (!WriteSecret(options.output, *token)) {
    terminal.err << fmt::format("gouji: {}: {}\n", options.output,
                                Choose(options.language, "无法新建文件", "the file could not be made anew"));
    return kExitOutput;
  }
  terminal.out << text;
  return FlushOutput(terminal);
}

}  // namespace gouji::cli

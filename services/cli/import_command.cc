#include "services/cli/import_command.h"

#include <fstream>
#include <optional>

#include "absl/time/clock.h"
#include "fmt/format.h"
#include "services/cli/command_error.h"
#include "services/cli/display_width.h"
#include "services/cli/error_text.h"
#include "services/cli/exit_code.h"
#include "services/cli/partial_file.h"
#include "services/cli/progress.h"

namespace gouji::cli {
namespace {

constexpr std::string_view kStandardOutput = "-";

// The file of the summary, which takes its place when it is whole.
class SummaryFile {
 public:
  explicit SummaryFile(const std::string& path) : file_(path), out_(file_.partial_path(), std::ios::binary) {}

  bool IsOpen() const { return out_.is_open(); }
  bool Write(const std::string& text) {
    out_ << text;
    out_.close();
    return !out_.fail() && file_.Commit();
  }

 private:
  PartialFile file_;
  std::ofstream out_;
};

int ReportUnwritable(const ImportOptions& options, const Terminal& terminal) {
  terminal.err << fmt::format("gouji: {}: {}\n", Printable(options.summary),
                              Choose(options.language, "无法写入汇总", "the summary cannot be written"));
  return kExitOutput;
}

// What is said of a file while the import goes on; empty for one that was recorded without ado.
std::string ResultLine(const std::string& path, const Importer::Result& result, Language language) {
  if (!result.ok()) return RenderError(path, result.status(), {.language = language});
  if (result->outcome() == statistics::v1::OUTCOME_REJECTED) {
    return fmt::format("{}: {}: [{}]\n", Printable(path), Choose(language, "未予登记", "rejected"), result->reason());
  }
  if (result->superseded_correction()) {
    return fmt::format("{}: {}\n", Printable(path),
                       Choose(language, "新的读数取代了此前的人工更正，二者不符；请用 gouji history 查看并核对",
                              "a newer reading replaces a person's correction, with which it does not agree; see gouji "
                              "history"));
  }
  return "";
}

// That nothing gets through for now.
std::string PauseLine(const absl::Status& why, Language language) {
  return fmt::format("gouji: {}: {}\n", Choose(language, "暂时无法继续，稍后自动重试", "interrupted, trying again"),
                     Printable(ErrorMessage(why, language)));
}

// Sends the files and shows how far it is.
absl::Status Import(const ImportOptions& options, const std::vector<InputFile>& files, GatewayClient& gateway,
                    const Terminal& terminal, ImportSummary& summary) {
  Progress progress(files.size(), options.language, terminal);
  bool paused = false;  // since the last result; only the first pause is worth a line
  Importer::Options importer_options = options.importer;
  importer_options.on_pause = [&](const absl::Status& why) {
    if (!paused) progress.Say(PauseLine(why, options.language));
    paused = true;
  };
  Importer importer(files, gateway, importer_options, [&](std::size_t file, const Importer::Result& result) {
    paused = false;
    summary.Add(files[file].path, result);
    const std::string line = ResultLine(files[file].path, result, options.language);
    if (!line.empty()) progress.Say(line);
    progress.Advance();
  });
  absl::Status status = importer.Run();
  progress.Finish();
  return status;
}

}  // namespace

int RunImport(const ImportOptions& options, GatewayClient& gateway, const Terminal& terminal) {
  const bool to_output = options.summary == kStandardOutput;
  std::optional<SummaryFile> file;
  if (!options.summary.empty() && !to_output) {
    file.emplace(options.summary);
    if (!file->IsOpen()) return ReportUnwritable(options, terminal);
  }
  const absl::Time start = absl::Now();
  const std::vector<InputFile> files = CollectFiles(options.paths, options.share);
  ImportSummary summary(files.size(), options.share, start);
  const absl::Status status = Import(options, files, gateway, terminal, summary);
  summary.End(status, absl::Now());
  terminal.err << summary.RateLine(options.language);
  if (!status.ok()) {
    terminal.err << fmt::format(
        "gouji: {} ({}); {}\n", Printable(ErrorMessage(status, options.language)),
        absl::StatusCodeToString(status.code()),
        Choose(options.language, "再次导入同样的文件即可补齐", "import the same files again to complete the rest"));
  }
  terminal.err.flush();
  terminal.out << (to_output ? summary.Json() : summary.Table(options.language));
  if (file.has_value() && !file->Write(summary.Json())) return ReportUnwritable(options, terminal);
  const int written = FlushOutput(terminal);
  return written == kExitOk ? summary.ExitCode(options.refusals) : written;
}

}  // namespace gouji::cli

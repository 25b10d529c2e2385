#include "services/cli/dump_command.h"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <system_error>

#include "absl/status/statusor.h"
#include "fmt/format.h"
#include "services/cli/command_error.h"
#include "services/cli/data_folder.h"
#include "services/cli/display_width.h"
#include "services/cli/exit_code.h"
#include "services/cli/partial_file.h"
#include "services/report/error.h"
#include "services/statistics/register/dump_file.h"
#include "services/statistics/register/register_dump.h"

namespace gouji::cli {
namespace {

using statistics::DumpCounts;
using statistics::SqlConnection;

// Waits until a closed file is on the disk.
bool FlushToDisk(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  const bool is_flushed = fsync(file) == 0;
  close(file);
  return is_flushed;
}

absl::Status NotReadable(const std::string& path, std::string_view what_en, std::string_view what_zh) {
  return report::Error(absl::StatusCode::kNotFound, report::Reason::kFileNotReadable,
                       fmt::format("{} {}", what_en, path), fmt::format("{} {}", what_zh, path));
}

// A register that is there; one in a file is not made.
absl::StatusOr<std::unique_ptr<SqlConnection>> ConnectExisting(const statistics::RegisterOptions& options) {
  std::error_code ignored;
  if (options.url.empty() && !std::filesystem::exists(options.path, ignored)) {
    return NotReadable(options.path, "there is no register at", "没有登记簿");
  }
  return ConnectRegister(options);
}

absl::StatusOr<std::unique_ptr<SqlConnection>> ConnectOrMake(const statistics::RegisterOptions& options) {
  if (options.url.empty()) {
    absl::Status made = MakeDataFolder(std::filesystem::path(options.path).parent_path());
    if (!made.ok()) return made;
  }
  return ConnectRegister(options);
}

absl::StatusOr<DumpCounts> Load(const LoadOptions& options) {
  std::ifstream file(options.path, std::ios::binary);
  if (!file) return NotReadable(options.path, "cannot read the dump", "无法读取转储文件");
  // Read to its end before anything is touched; loading reads it again.
  const absl::StatusOr<int64_t> checked = statistics::CheckDump(file);
  if (!checked.ok()) return checked.status();
  file.clear();
  file.seekg(0);
  const absl::StatusOr<std::unique_ptr<SqlConnection>> connection = ConnectOrMake(options.reports);
  if (!connection.ok()) return connection.status();
  return LoadRegister(**connection, file);
}

std::string CountsText(const DumpCounts& counts, Language language) {
  return language == Language::kChinese
             ? fmt::format("现行报告 {} 份，全部版本 {} 个，原始文件 {} 个", counts.current_report_count,
                           counts.revision_count, counts.document_count)
             : fmt::format("{} current reports, {} revisions in all, {} documents", counts.current_report_count,
                           counts.revision_count, counts.document_count);
}

}  // namespace

int RunDump(const DumpOptions& options, const Terminal& terminal) {
  const Language language = options.language;
  const absl::StatusOr<std::unique_ptr<SqlConnection>> connection = ConnectExisting(options.reports);
  if (!connection.ok()) return ReportError(connection.status(), language, terminal);
  PartialFile partial(options.path);
  std::ofstream file(partial.partial_path(), std::ios::binary | std::ios::trunc);
  absl::StatusOr<DumpCounts> counts = DumpCounts();
  if (file) counts = DumpRegister(**connection, file);
  file.close();
  if (!counts.ok()) return ReportError(counts.status(), language, terminal);
  if (!file || !FlushToDisk(partial.partial_path()) || !partial.Commit()) {
    terminal.err << fmt::format(
        "gouji: {} {}\n",
        Choose(language, "无法写入，请检查文件夹与剩余空间：", "cannot write; check the folder and the space left:"),
        Printable(options.path));
    return kExitOutput;
  }
  terminal.out << fmt::format("{} {}{}{}\n", Choose(language, "已转储到", "dumped to"), Printable(options.path),
                              Choose(language, "：", ": "), CountsText(*counts, language));
  return FlushOutput(terminal);
}

int RunLoad(const LoadOptions& options, const Terminal& terminal) {
  const Language language = options.language;
  const absl::StatusOr<DumpCounts> counts = Load(options);
  if (!counts.ok()) return ReportError(counts.status(), language, terminal);
  terminal.out << fmt::format("{}{}{}\n", Choose(language, "已载入", "loaded"), Choose(language, "：", ": "),
                              CountsText(*counts, language));
  return FlushOutput(terminal);
}

}  // namespace gouji::cli

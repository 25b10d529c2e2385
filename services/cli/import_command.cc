#include "services/cli/import_command.h"

#include <map>
#include <utility>

#include "fmt/format.h"
#include "services/cli/display_width.h"
#include "services/cli/error_text.h"
#include "services/cli/exit_code.h"
#include "services/cli/progress.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

// Counts what became of the files.
class Outcomes {
 public:
  void Add(const Importer::Result& result) {
    if (!result.ok()) {
      const std::string reason = report::ReasonOf(result.status());
      ++counts_[{Kind::kFailed, reason.empty() ? absl::StatusCodeToString(result.status().code()) : reason}];
      return;
    }
    switch (result->outcome()) {
      case statistics::v1::OUTCOME_REJECTED:
        ++counts_[{Kind::kRejected, result->reason()}];
        return;
      case statistics::v1::OUTCOME_UNCHANGED:
        ++counts_[{Kind::kUnchanged, ""}];
        break;
      case statistics::v1::OUTCOME_REREAD:
        ++counts_[{Kind::kReread, ""}];
        break;
      default:
        ++counts_[{Kind::kRecorded, ""}];
    }
    error_count_ += result->error_count() > 0 ? 1 : 0;
  }

  int ExitCode() const {
    int exit_code = kExitOk;
    for (const auto& [key, count] : counts_) {
      if (key.first == Kind::kFailed) return kExitUnreadable;
      if (key.first == Kind::kRejected) exit_code = kExitFindings;
    }
    return exit_code;
  }

  // A line for each outcome and reason.
  std::string Table(Language language, std::size_t file_count) const {
    std::string table;
    const auto add = [&](std::string_view name, std::string_view reason, std::size_t count) {
      table += fmt::format("{}{:>9}{}{}\n", PadRight(name, 24), count, reason.empty() ? "" : "  ", reason);
    };
    std::size_t settled_count = 0;
    for (const auto& [key, count] : counts_) {
      add(Name(key.first, language), key.second, count);
      settled_count += count;
    }
    if (settled_count < file_count) add(Choose(language, "未完成", "no result"), "", file_count - settled_count);
    add(Choose(language, "合计", "in all"), "", file_count);
    if (error_count_ > 0) add(Choose(language, "其中有错误的报告", "reports with errors"), "", error_count_);
    return table;
  }

 private:
  enum class Kind { kRecorded, kReread, kUnchanged, kRejected, kFailed };

  static std::string_view Name(Kind kind, Language language) {
    switch (kind) {
      case Kind::kRecorded:
        return Choose(language, "已登记", "recorded");
      case Kind::kReread:
        return Choose(language, "重新识读", "reread");
      case Kind::kUnchanged:
        return Choose(language, "未变", "unchanged");
      case Kind::kRejected:
        return Choose(language, "未予登记", "rejected");
      case Kind::kFailed:
        break;
    }
    return Choose(language, "失败", "failed");
  }

  std::map<std::pair<Kind, std::string>, std::size_t> counts_;
  std::size_t error_count_ = 0;
};

}  // namespace

int RunImport(const ImportOptions& options, GatewayClient& gateway, const Terminal& terminal) {
  const std::vector<InputFile> files = CollectFiles(options.paths);
  const DiagnosticStyle style{.language = options.language};
  Outcomes outcomes;
  Progress progress(files.size(), options.language, terminal);
  Importer importer(files, gateway, options.importer, [&](std::size_t file, const Importer::Result& result) {
    outcomes.Add(result);
    if (!result.ok()) {
      progress.Say(RenderError(files[file].path, result.status(), style));
    } else if (result->outcome() == statistics::v1::OUTCOME_REJECTED) {
      progress.Say(fmt::format("{}: {}: [{}]\n", Printable(files[file].path),
                               Choose(options.language, "未予登记", "rejected"), result->reason()));
    } else if (result->superseded_correction()) {
      progress.Say(fmt::format(
          "{}: {}\n", Printable(files[file].path),
          Choose(options.language, "新的读数取代了此前的人工更正，二者不符；请用 gouji history 查看并核对",
                 "a newer reading replaces a person's correction, with which it does not agree; see gouji history")));
    }
    progress.Advance();
  });
  const absl::Status status = importer.Run();
  progress.Finish();
  terminal.out << outcomes.Table(options.language, files.size());
  terminal.out.flush();
  if (status.ok()) return outcomes.ExitCode();
  terminal.err << fmt::format(
      "gouji: {} ({}); {}\n", std::string(status.message()), absl::StatusCodeToString(status.code()),
      Choose(options.language, "再次导入同样的文件即可补齐", "import the same files again to complete the rest"));
  return kExitUnavailable;
}

}  // namespace gouji::cli

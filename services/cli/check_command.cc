#include "services/cli/check_command.h"

#include <algorithm>
#include <array>
#include <thread>
#include <utility>

#include "fmt/format.h"
#include "services/cli/exit_code.h"
#include "services/cli/input_files.h"
#include "services/cli/message_json.h"
#include "services/cli/ordered_parallel.h"

namespace gouji::cli {
namespace {

// What became of one file.
struct Checked {
  std::string text;  // to be printed
  absl::Status status;
  validate::v1::Verdict verdict = validate::v1::VERDICT_UNSPECIFIED;
  int error_count = 0;
  int warning_count = 0;
};

Checked Fail(const InputFile& file, absl::Status status, const CheckOptions& options) {
  Checked checked;
  checked.text = options.format == CheckFormat::kJson ? ErrorJson(file.path, status) + "\n"
                                                      : RenderError(file.path, status, options.style);
  checked.status = std::move(status);
  return checked;
}

Checked CheckFile(const InputFile& file, const CheckOptions& options, GatewayClient& gateway) {
  if (!file.status.ok()) return Fail(file, file.status, options);
  absl::StatusOr<std::string> document = ReadDocument(file, static_cast<std::size_t>(options.max_document_bytes));
  if (!document.ok()) return Fail(file, document.status(), options);
  gateway::v1::CheckDocumentRequest request;
  request.set_document(*std::move(document));
  request.set_file_name(file.Name());
  *request.mutable_options() = options.overrides;
  request.set_include_evidence(options.include_evidence);
  const absl::StatusOr<gateway::v1::CheckDocumentResponse> response = gateway.CheckDocument(request);
  if (!response.ok()) return Fail(file, response.status(), options);

  Checked checked;
  checked.text = options.format == CheckFormat::kJson
                     ? CheckedJson(file.path, *response) + "\n"
                     : RenderFindings(file.path, request.document(), *response, options.style);
  checked.verdict = response->assessment().verdict();
  for (const validate::v1::Finding& finding : response->findings()) {
    checked.error_count += finding.severity() == validate::v1::SEVERITY_ERROR ? 1 : 0;
    checked.warning_count += finding.severity() == validate::v1::SEVERITY_WARNING ? 1 : 0;
  }
  return checked;
}

class Tally {
 public:
  void Add(const Checked& checked) {
    ++file_count_;
    if (checked.status.ok()) {
      ++verdict_counts_[checked.verdict < static_cast<int>(verdict_counts_.size()) ? checked.verdict : 0];
    } else {
      ++unreadable_count_;
    }
    error_count_ += checked.error_count;
    warning_count_ += checked.warning_count;
  }

  int ExitCode() const {
    if (unreadable_count_ > 0) return kExitUnreadable;
    return error_count_ > 0 ? kExitFindings : kExitOk;
  }

  // "3 documents: 2 accepted, 1 needs correction; 4 errors, 0 warnings".
  std::string Summary(Language language) const {
    constexpr std::array<std::pair<const char*, const char*>, 6> kVerdicts = {{{"未评定", "not assessed"},
                                                                               {"通过", "accepted"},
                                                                               {"需更正", "to be corrected"},
                                                                               {"需说明", "to be acknowledged"},
                                                                               {"需人工核对", "to be reviewed"},
                                                                               {"不是年度报告", "not such a report"}}};
    std::string parts;
    const auto add = [&](int count, std::string_view chinese, std::string_view english) {
      if (count == 0) return;
      parts += parts.empty() ? Choose(language, "：", ": ") : Choose(language, "，", ", ");
      parts += language == Language::kChinese ? fmt::format("{} {} 份", chinese, count)
                                              : fmt::format("{} {}", count, english);
    };
    for (std::size_t verdict = 1; verdict < kVerdicts.size(); ++verdict) {
      add(verdict_counts_[verdict], kVerdicts[verdict].first, kVerdicts[verdict].second);
    }
    add(verdict_counts_[0], kVerdicts[0].first, kVerdicts[0].second);
    add(unreadable_count_, "无法读取", "not readable");
    if (language == Language::kChinese) {
      return fmt::format("共 {} 份{}；错误 {} 处，警告 {} 处\n", file_count_, parts, error_count_, warning_count_);
    }
    return fmt::format("{} document{}{}; {} error{}, {} warning{}\n", file_count_, file_count_ == 1 ? "" : "s", parts,
                       error_count_, error_count_ == 1 ? "" : "s", warning_count_, warning_count_ == 1 ? "" : "s");
  }

 private:
  int file_count_ = 0;
  int unreadable_count_ = 0;
  int error_count_ = 0;
  int warning_count_ = 0;
  std::array<int, 6> verdict_counts_ = {};  // by the number of the verdict
};

}  // namespace

int RunCheck(const CheckOptions& options, GatewayClient& gateway, const Terminal& terminal) {
  const std::vector<InputFile> files = CollectFiles(options.paths);
  const int thread_limit = options.thread_count > 0
                               ? options.thread_count
                               : 2 * std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  OrderedParallel<Checked> results(files.size(), std::clamp(static_cast<int>(files.size()), 1, thread_limit),
                                   [&](std::size_t i) { return CheckFile(files[i], options, gateway); });
  Tally tally;
  while (std::optional<Checked> checked = results.Next()) {
    if (IsUnreachable(checked->status)) {
      terminal.err << "gouji: the endpoint does not answer any more: " << checked->status.message() << "\n";
      return kExitUnavailable;
    }
    terminal.out << checked->text;
    tally.Add(*checked);
  }
  if (options.format == CheckFormat::kText) terminal.out << tally.Summary(options.style.language);
  if (!terminal.out.flush()) {
    terminal.err << "gouji: the output could not be written\n";
    return kExitOutput;
  }
  return tally.ExitCode();
}

}  // namespace gouji::cli

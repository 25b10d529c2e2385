#include "services/cli/import_summary.h"

#include <algorithm>
#include <string_view>

#include "fmt/format.h"
#include "services/cli/display_width.h"
#include "services/cli/error_text.h"
#include "services/cli/exit_code.h"
#include "services/report/error.h"
#include "services/runtime/log.h"

namespace gouji::cli {
namespace {

// Appends members to an object of JSON.
class JsonObject {
 public:
  JsonObject& Add(std::string_view name, std::string_view text) {
    Begin(name);
    runtime::AppendJsonString(text, &json_);
    return *this;
  }
  // A number, a truth value, an object or a list.
  JsonObject& AddRaw(std::string_view name, std::string_view value) {
    Begin(name);
    json_ += value;
    return *this;
  }
  std::string Done() { return json_ + "}"; }

 private:
  void Begin(std::string_view name) { json_ += fmt::format("{}\"{}\": ", json_.size() > 1 ? ", " : "", name); }

  std::string json_ = "{";
};

}  // namespace

void ImportSummary::Add(const std::string& path, const Importer::Result& result) {
  if (!result.ok()) {
    const absl::Status& status = result.status();
    Count(Kind::kFailed, ErrorReason(status));
    failures_.push_back({.path = path,
                         .kind = Kind::kFailed,
                         .code = absl::StatusCodeToString(status.code()),
                         .reason = report::ReasonOf(status),
                         .message = std::string(status.message())});
    return;
  }
  switch (result->outcome()) {
    case statistics::v1::OUTCOME_REJECTED:
      Count(Kind::kRejected, result->reason());
      failures_.push_back(
          {.path = path, .kind = Kind::kRejected, .code = "", .reason = result->reason(), .message = ""});
      return;
    case statistics::v1::OUTCOME_UNCHANGED:
      Count(Kind::kUnchanged, "");
      break;
    case statistics::v1::OUTCOME_REREAD:
      Count(Kind::kReread, "");
      break;
    default:
      Count(Kind::kRecorded, "");
  }
  with_errors_count_ += result->error_count() > 0 ? 1 : 0;
}

void ImportSummary::End(const absl::Status& status, absl::Time now) {
  ended_ = status;
  duration_ = now - start_;
}

std::size_t ImportSummary::CountOf(Kind kind) const {
  std::size_t sum = 0;
  for (const auto& [key, count] : counts_) sum += key.first == kind ? count : 0;
  return sum;
}

std::size_t ImportSummary::settled_count() const {
  std::size_t sum = 0;
  for (const auto& [key, count] : counts_) sum += count;
  return sum;
}

double ImportSummary::rate() const {
  return static_cast<double>(settled_count()) / std::max(1e-3, absl::ToDoubleSeconds(duration_));
}

int ImportSummary::ExitCode(Refusals refusals) const {
  if (!ended_.ok()) return kExitUnavailable;
  int exit_code = kExitOk;
  for (const Failure& failure : failures_) {
    const bool unreadable_here = failure.reason == report::ReasonName(report::Reason::kFileNotReadable);
    if (refusals == Refusals::kAllow && !unreadable_here) continue;
    exit_code = std::max<int>(exit_code, failure.kind == Kind::kFailed ? kExitUnreadable : kExitFindings);
  }
  return exit_code;
}

std::string_view ImportSummary::Name(Kind kind, Language language) {
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

std::string_view ImportSummary::JsonName(Kind kind) { return Name(kind, Language::kEnglish); }

std::string ImportSummary::Table(Language language) const {
  std::string table;
  const auto add = [&](std::string_view name, std::string_view reason, std::size_t count) {
    table += fmt::format("{}{:>9}{}{}\n", PadRight(name, 24), count, reason.empty() ? "" : "  ", reason);
  };
  for (const auto& [key, count] : counts_) add(Name(key.first, language), key.second, count);
  const std::size_t left_count = file_count_ - settled_count();
  if (left_count > 0) add(Choose(language, "未完成", "no result"), "", left_count);
  add(Choose(language, "合计", "in all"), "", file_count_);
  if (with_errors_count_ > 0) add(Choose(language, "其中有错误的报告", "reports with errors"), "", with_errors_count_);
  return table;
}

std::string ImportSummary::RateLine(Language language) const {
  const double seconds = absl::ToDoubleSeconds(duration_);
  if (language == Language::kChinese) {
    return fmt::format("{} 份，用时 {:.1f} 秒，{:.0f} 份/秒\n", settled_count(), seconds, rate());
  }
  return fmt::format("{} in {:.1f} s, {:.0f} a second\n", settled_count(), seconds, rate());
}

std::string ImportSummary::Json() const {
  JsonObject outcomes;
  for (const Kind kind : {Kind::kRecorded, Kind::kReread, Kind::kUnchanged, Kind::kRejected, Kind::kFailed}) {
    outcomes.AddRaw(JsonName(kind), std::to_string(CountOf(kind)));
  }
  outcomes.AddRaw("no_result", std::to_string(file_count_ - settled_count()));
  std::string failures;
  for (const Failure& failure : failures_) {
    failures += failures.empty() ? "" : ", ";
    failures += JsonObject()
                    .Add("file", failure.path)
                    .Add("outcome", JsonName(failure.kind))
                    .Add("code", failure.code)
                    .Add("reason", failure.reason)
                    .Add("message", failure.message)
                    .Done();
  }
  JsonObject summary;
  summary.AddRaw("complete", ended_.ok() ? "true" : "false")
      .Add("share", share_.ToString())
      .Add("started", absl::FormatTime(absl::RFC3339_sec, start_, absl::UTCTimeZone()))
      .AddRaw("seconds", fmt::format("{:.3f}", absl::ToDoubleSeconds(duration_)))
      .AddRaw("files_per_second", fmt::format("{:.3f}", rate()))
      .AddRaw("files", std::to_string(file_count_))
      .AddRaw("outcomes", outcomes.Done())
      .AddRaw("reports_with_errors", std::to_string(with_errors_count_));
  if (!ended_.ok()) {
    summary.AddRaw("error", JsonObject()
                                .Add("code", absl::StatusCodeToString(ended_.code()))
                                .Add("reason", report::ReasonOf(ended_))
                                .Add("message", std::string(ended_.message()))
                                .Done());
  }
  return summary.AddRaw("failures", "[" + failures + "]").Done() + "\n";
}

}  // namespace gouji::cli

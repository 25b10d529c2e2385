#include "services/cli/check_tally.h"

#include <utility>

#include "fmt/format.h"
#include "services/cli/exit_code.h"

namespace gouji::cli {

std::string_view VerdictName(validate::v1::Verdict verdict, Language language) {
  switch (verdict) {
    case validate::v1::VERDICT_ACCEPTED:
      return Choose(language, "通过", "accepted");
    case validate::v1::VERDICT_NEEDS_CORRECTION:
      return Choose(language, "需更正", "to be corrected");
    case validate::v1::VERDICT_NEEDS_ACKNOWLEDGEMENT:
      return Choose(language, "需说明", "to be acknowledged");
    case validate::v1::VERDICT_NEEDS_REVIEW:
      return Choose(language, "需人工核对", "to be reviewed");
    case validate::v1::VERDICT_REJECTED:
      return Choose(language, "不是年度报告", "not such a report");
    default:
      return Choose(language, "未评定", "not assessed");
  }
}

void CheckTally::AddChecked(validate::v1::Verdict verdict, int error_count, int warning_count) {
  ++file_count_;
  ++verdict_counts_[verdict > 0 && verdict < kVerdictCount ? verdict : 0];
  error_count_ += error_count;
  warning_count_ += warning_count;
}

void CheckTally::AddUnreadable() {
  ++file_count_;
  ++unreadable_count_;
}

int CheckTally::ExitCode() const {
  if (unreadable_count_ > 0) return kExitUnreadable;
  return error_count_ > 0 ? kExitFindings : kExitOk;
}

std::string CheckTally::Summary(Language language) const {
  std::string parts;
  const auto add = [&](int count, std::string_view name) {
    if (count == 0) return;
    parts += parts.empty() ? Choose(language, "：", ": ") : Choose(language, "，", ", ");
    parts += language == Language::kChinese ? fmt::format("{} {} 份", name, count) : fmt::format("{} {}", count, name);
  };
  for (int i = 1; i <= kVerdictCount; ++i) {
    const int verdict = i % kVerdictCount;  // those without a verdict last
    add(verdict_counts_[verdict], VerdictName(static_cast<validate::v1::Verdict>(verdict), language));
  }
  add(unreadable_count_, Choose(language, "无法读取", "not readable"));
  if (language == Language::kChinese) {
    return fmt::format("共 {} 份{}；错误 {} 处，警告 {} 处", file_count_, parts, error_count_, warning_count_);
  }
  return fmt::format("{} document{}{}; {} error{}, {} warning{}", file_count_, file_count_ == 1 ? "" : "s", parts,
                     error_count_, error_count_ == 1 ? "" : "s", warning_count_, warning_count_ == 1 ? "" : "s");
}

}  // namespace gouji::cli

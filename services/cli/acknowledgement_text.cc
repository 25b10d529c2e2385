#include "services/cli/acknowledgement_text.h"

#include <cstddef>
#include <string_view>

#include "fmt/format.h"

namespace gouji::cli {
namespace {

// "2026-11-22 03:42 UTC" of "2026-11-22T03:42:41.000000Z"; empty of anything else.
std::string MinuteText(std::string_view rfc3339) {
  constexpr std::size_t kDateSize = 10;
  constexpr std::size_t kMinuteEnd = 16;
  if (rfc3339.size() < kMinuteEnd || rfc3339[kDateSize] != 'T' || rfc3339.back() != 'Z') return "";
  return fmt::format("{} {} UTC", rfc3339.substr(0, kDateSize),
                     rfc3339.substr(kDateSize + 1, kMinuteEnd - kDateSize - 1));
}

}  // namespace

std::string AcknowledgementText(const validate::v1::Finding& finding, Language language) {
  if (!finding.has_acknowledgement()) return "";
  const validate::v1::Acknowledgement& decided = finding.acknowledgement();
  const std::string time = MinuteText(decided.acknowledged_at());
  if (language == Language::kChinese) {
    return fmt::format("已说明，{}{}：{}", decided.author(), time.empty() ? "" : "（" + time + "）", decided.reason());
  }
  return fmt::format("acknowledged by {}{}: {}", decided.author(), time.empty() ? "" : " (" + time + ")",
                     decided.reason());
}

}  // namespace gouji::cli

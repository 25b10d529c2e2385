#include "services/cli/diagnostic_style.h"

#include <array>

#include "fmt/format.h"

namespace gouji::cli {

std::string Paint(std::string_view text, Tone tone, const DiagnosticStyle& style) {
  constexpr std::array<std::string_view, 7> kSequences = {"",           "\x1b[1m",    "\x1b[1;31m", "\x1b[1;35m",
                                                          "\x1b[1;36m", "\x1b[1;32m", "\x1b[2m"};
  if (style.color == Color::kOff || tone == Tone::kPlain || text.empty()) return std::string(text);
  return fmt::format("{}{}\x1b[0m", kSequences[static_cast<std::size_t>(tone)], text);
}

std::string_view SeverityName(validate::v1::Severity severity, Language language) {
  switch (severity) {
    case validate::v1::SEVERITY_ERROR:
      return Choose(language, "错误", "error");
    case validate::v1::SEVERITY_WARNING:
      return Choose(language, "警告", "warning");
    default:
      return Choose(language, "提示", "note");
  }
}

Tone SeverityTone(validate::v1::Severity severity) {
  switch (severity) {
    case validate::v1::SEVERITY_ERROR:
      return Tone::kError;
    case validate::v1::SEVERITY_WARNING:
      return Tone::kWarning;
    default:
      return Tone::kNote;
  }
}

}  // namespace gouji::cli

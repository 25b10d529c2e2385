#ifndef GOUJI_SERVICES_CLI_DIAGNOSTIC_STYLE_H_
#define GOUJI_SERVICES_CLI_DIAGNOSTIC_STYLE_H_

#include <string>
#include <string_view>

#include "gouji/validate/v1/finding.pb.h"
#include "services/cli/language.h"

namespace gouji::cli {

enum class Color { kOff, kOn };

struct DiagnosticStyle {
  Language language = Language::kChinese;
  Color color = Color::kOff;
  int width = 120;  // of the terminal, in columns
};

// What a part of a diagnostic is, and with it its colour.
enum class Tone { kPlain, kPlace, kError, kWarning, kNote, kMarker, kFaint };

// The text in the colour of its tone.
std::string Paint(std::string_view text, Tone tone, const DiagnosticStyle& style);

// 错误, 警告, 提示.
std::string_view SeverityName(validate::v1::Severity severity, Language language);
Tone SeverityTone(validate::v1::Severity severity);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_DIAGNOSTIC_STYLE_H_

#ifndef GOUJI_SERVICES_CLI_DIAGNOSTIC_TEXT_H_
#define GOUJI_SERVICES_CLI_DIAGNOSTIC_TEXT_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "gouji/gateway/v1/gateway_service.pb.h"
#include "services/cli/language.h"

namespace gouji::cli {

enum class Color { kOff, kOn };

struct DiagnosticStyle {
  Language language = Language::kChinese;
  Color color = Color::kOff;
};

// Renders the findings of a document as a compiler renders its diagnostics, with the lines that they are about:
//
//   a.txt:57: error: [T3.ROW_SUM] …
//      57 | (一) 予以公开  1  0  0  0  0  0  2
//         |                ^  ^  ^  ^  ^  ^  ^
//
// Findings come in the order given. Nothing for a document without findings.
std::string RenderFindings(std::string_view source, std::string_view document,
                           const gateway::v1::CheckDocumentResponse& checked, const DiagnosticStyle& style);

// Renders why a document could not be read: "a.txt: error: [EMPTY_DOCUMENT] …".
std::string RenderError(std::string_view source, const absl::Status& status, const DiagnosticStyle& style);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_DIAGNOSTIC_TEXT_H_

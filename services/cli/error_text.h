#ifndef GOUJI_SERVICES_CLI_ERROR_TEXT_H_
#define GOUJI_SERVICES_CLI_ERROR_TEXT_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "services/cli/diagnostic_style.h"

namespace gouji::cli {

// The reason of an error, else the name of its code: "EMPTY_DOCUMENT".
std::string ErrorReason(const absl::Status& status);

// What an error of a document means and what to do, in a language; not made safe for a terminal.
std::string ErrorMessage(const absl::Status& status, Language language);

// Renders why a document could not be read: "a.txt: error: [EMPTY_DOCUMENT] …".
std::string RenderError(std::string_view source, const absl::Status& status, const DiagnosticStyle& style);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_ERROR_TEXT_H_

#ifndef GOUJI_SERVICES_CLI_CHECKED_SUGGESTION_TEXT_H_
#define GOUJI_SERVICES_CLI_CHECKED_SUGGESTION_TEXT_H_

#include <string>
#include <string_view>

#include "gouji/validate/v1/finding.pb.h"
#include "services/cli/language.h"
#include "services/report/form.h"

namespace gouji::cli {

// What may have happened, in words: "digit_transposed" → 相邻两位数字颠倒. One that is not known here stays
// as it is; empty for one that says no more than the changes do.
std::string OperationName(std::string_view operation, Language language);

// The name of a cell of a form, for messages: 予以公开 总计. The path itself when the form is null or has no such cell.
std::string CellName(const report::Form* form, std::string_view path, Language language);

// A suggestion in words: "“予以公开 总计”应为 14，而不是 41（相邻两位数字颠倒）". `form` may be null.
std::string SuggestionText(const validate::v1::Suggestion& suggestion, const report::Form* form, Language language);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_CHECKED_SUGGESTION_TEXT_H_

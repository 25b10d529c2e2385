#ifndef GOUJI_SERVICES_CLI_GOVERNMENT_GOVERNMENT_TEXT_H_
#define GOUJI_SERVICES_CLI_GOVERNMENT_GOVERNMENT_TEXT_H_

#include <string>
#include <string_view>

#include "gouji/statistics/v1/government.pb.h"
#include "services/cli/language.h"

namespace gouji::cli {

// What a concern is about, in a few words: "未报送", "not reported".
std::string_view ConcernName(statistics::v1::CompilationConcernKind kind, Language language);

// What it means for the sum, in a sentence without its stop.
std::string ConcernText(const statistics::v1::CompilationConcern& concern, Language language);

// How a unit may explain a difference, never as if it were certain: "似漏计", "seems left out".
std::string_view ExplanationName(statistics::v1::DifferenceExplanationKind kind, Language language);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_GOVERNMENT_GOVERNMENT_TEXT_H_

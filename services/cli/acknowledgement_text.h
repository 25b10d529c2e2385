#ifndef GOUJI_SERVICES_CLI_ACKNOWLEDGEMENT_TEXT_H_
#define GOUJI_SERVICES_CLI_ACKNOWLEDGEMENT_TEXT_H_

#include <string>

#include "gouji/validate/v1/finding.pb.h"
#include "services/cli/language.h"

namespace gouji::cli {

// Who lets a finding stand, when and why: "已说明，李四（2026-11-22 03:42 UTC）：与上级口径一致"; empty while nobody
// does. What people wrote is as they wrote it: each output makes it safe for itself.
std::string AcknowledgementText(const validate::v1::Finding& finding, Language language);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_ACKNOWLEDGEMENT_TEXT_H_

#ifndef GOUJI_SERVICES_CLI_EXPORT_FINDINGS_TEXT_H_
#define GOUJI_SERVICES_CLI_EXPORT_FINDINGS_TEXT_H_

#include <string>

#include "gouji/statistics/v1/register.pb.h"
#include "services/cli/language.h"

namespace gouji::cli {

// The findings of severity ERROR and WARNING of a report in view FULL, one after another: "错误 [T3.ROW_SUM] …；警告
// …". Acknowledged ones say so.
std::string FindingsText(const statistics::v1::RecordedReport& recorded, Language language);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_EXPORT_FINDINGS_TEXT_H_

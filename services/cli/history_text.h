#ifndef GOUJI_SERVICES_CLI_HISTORY_TEXT_H_
#define GOUJI_SERVICES_CLI_HISTORY_TEXT_H_

#include <string>
#include <string_view>

#include "gouji/statistics/v1/register.pb.h"
#include "services/cli/language.h"
#include "services/report/form.h"

namespace gouji::cli {

// A recorded report for the terminal: what it stands at, its findings with the beginnings of their fingerprints and who
// acknowledged them, and what became of it, the oldest first.
std::string HistoryText(const statistics::v1::RecordedReport& recorded, const report::FormCatalog& catalog,
                        Language language);

// What happened, in one word or two.
std::string_view HistoryEventName(statistics::v1::HistoryEvent event, Language language);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_HISTORY_TEXT_H_

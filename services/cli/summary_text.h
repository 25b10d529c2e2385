#ifndef GOUJI_SERVICES_CLI_SUMMARY_TEXT_H_
#define GOUJI_SERVICES_CLI_SUMMARY_TEXT_H_

#include <string>

#include "gouji/statistics/v1/register.pb.h"
#include "services/cli/language.h"
#include "services/report/form.h"

namespace gouji::cli {

// The totals as the official tables print them, with basis and coverage above and the cells without a number below each
// table. An implied sum stands in brackets behind the sum: "12(+3)"; it is no part of it.
std::string SummaryText(const statistics::v1::Summary& summary, const report::FormCatalog& catalog, Language language);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_SUMMARY_TEXT_H_

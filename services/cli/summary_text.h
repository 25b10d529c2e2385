#ifndef GOUJI_SERVICES_CLI_SUMMARY_TEXT_H_
#define GOUJI_SERVICES_CLI_SUMMARY_TEXT_H_

#include <cstdint>
#include <string>

#include "gouji/statistics/v1/register.pb.h"
#include "services/cli/language.h"
#include "services/report/form.h"

namespace gouji::cli {

// An amount in 分 as 万元, exact, without needless zeros: 6878200 → "6.8782".
std::string WanYuanText(std::int64_t fen);

// The totals as the official tables print them, with basis and coverage above and the cells without a number below each
// table. An implied sum stands in brackets behind the sum: "12(+3)"; it is no part of it.
std::string SummaryText(const statistics::v1::Summary& summary, const report::FormCatalog& catalog, Language language);

// RFC 4180, a line for each cell with all that the summary says of it; money in 分.
std::string SummaryCsv(const statistics::v1::Summary& summary);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_SUMMARY_TEXT_H_

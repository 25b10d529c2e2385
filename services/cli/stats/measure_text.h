#ifndef GOUJI_SERVICES_CLI_STATS_MEASURE_TEXT_H_
#define GOUJI_SERVICES_CLI_STATS_MEASURE_TEXT_H_

#include <string>

#include "gouji/statistics/v1/metric.pb.h"
#include "gouji/statistics/v1/query.pb.h"
#include "services/cli/language.h"

namespace gouji::cli {

// A number in the unit of a measure, as people read it: "12", "6.8782" (万元), "25.0%", "3.20"; the unit's own word is
// not part of it.
std::string NumberText(double number, statistics::v1::MetricUnit unit);

// The value of a measure; "—" when it has none. Counts and money are exact.
std::string MeasureText(const statistics::v1::MeasureValue& value, statistics::v1::MetricUnit unit);

// A change with its sign: "+3", "-1.5", of shares in percentage points: "+1.2 个百分点".
std::string ChangeText(double change, statistics::v1::MetricUnit unit, Language language);

// A relative change: "+12.5%".
std::string RateText(double rate);

// What a unit counts in: "件", "万元", "%", "每百件".
std::string UnitName(statistics::v1::MetricUnit unit, Language language);

// The name of a measure, and its unit in brackets: "公开率（%）".
std::string MeasureName(const statistics::v1::MetricDescription& measure, Language language);
std::string MeasureTitle(const statistics::v1::MetricDescription& measure, Language language);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_STATS_MEASURE_TEXT_H_

#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_STANDING_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_STANDING_H_

#include <vector>

#include "gouji/statistics/v1/register.pb.h"
#include "gouji/validate/v1/finding.pb.h"

namespace gouji::statistics {

// Lays acknowledgements over the findings and the assessment of a report: puts each on its finding when that is a
// WARNING, and sets verdicts and counts accordingly. As long as none applies, the verdict is the one that was assessed.
void LayOver(const std::vector<gouji::validate::v1::Acknowledgement>& acknowledgements, v1::RecordedReport& recorded);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_STANDING_H_

#ifndef GOUJI_SERVICES_REPORT_NEAR_IDS_H_
#define GOUJI_SERVICES_REPORT_NEAR_IDS_H_

#include <string_view>
#include <vector>

namespace gouji::report {

// Of some ids, at most three that a person may have meant by `wrong`, the nearest first: without regard to case, those
// that differ in at most a third of their characters (inserted, removed, changed) or contain it. Equally near ones stay
// in their order. None for a text of more than 100 bytes.
std::vector<std::string_view> NearIds(std::string_view wrong, const std::vector<std::string_view>& ids);

}  // namespace gouji::report

#endif  // GOUJI_SERVICES_REPORT_NEAR_IDS_H_

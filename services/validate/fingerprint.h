#ifndef GOUJI_SERVICES_VALIDATE_FINGERPRINT_H_
#define GOUJI_SERVICES_VALIDATE_FINGERPRINT_H_

#include <string>
#include <string_view>
#include <vector>

#include "services/report/report.h"

namespace gouji::validate {

// What a finding is known by across runs: 32 hexadecimal digits of a hash over the rule's id, the form's id, and the
// paths of the cells with what was printed in each (the number, or the raw text where there is none), and, for a
// finding about something else than cells, the `subject` that tells it from others of its rule: the words of the prose,
// a date. Neither the order of `cells` nor messages, severities or the version of the rules take part.
std::string Fingerprint(std::string_view rule_id, const report::Report& report, std::vector<int> cells,
                        std::string_view subject = {});

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_FINGERPRINT_H_

#ifndef GOUJI_SERVICES_REPORT_ERROR_CONTEXT_H_
#define GOUJI_SERVICES_REPORT_ERROR_CONTEXT_H_

#include <string_view>

#include "absl/status/status.h"

namespace gouji::report {

// An error as somebody further out tells it: `where` and ": " stand before its message; code, reason and all else that
// it carries stay.
//
//   if (!read.ok()) return report::WithContext(read.status(), "previous");  // "previous: the form is not known"
absl::Status WithContext(const absl::Status& status, std::string_view where);

// The same in Chinese besides. A status without a message in Chinese is given one with its message as it is.
absl::Status WithContext(const absl::Status& status, std::string_view where, std::string_view where_zh);

}  // namespace gouji::report

#endif  // GOUJI_SERVICES_REPORT_ERROR_CONTEXT_H_

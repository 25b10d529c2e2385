#ifndef GOUJI_SERVICES_REPORT_FORM_COMPILER_H_
#define GOUJI_SERVICES_REPORT_FORM_COMPILER_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "gouji/report/v1/form.pb.h"
#include "services/report/form.h"

namespace gouji::report {

// Reads a form file (protobuf text format). INVALID_ARGUMENT names file, line and column of the first defect.
absl::StatusOr<v1::Form> ReadFormFile(std::string_view file_name, std::string_view text);

}  // namespace gouji::report

#endif  // GOUJI_SERVICES_REPORT_FORM_COMPILER_H_

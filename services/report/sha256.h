#ifndef GOUJI_SERVICES_REPORT_SHA256_H_
#define GOUJI_SERVICES_REPORT_SHA256_H_

#include <string>
#include <string_view>

namespace gouji::report {

// The SHA-256 of bytes, 64 hexadecimal digits in lower case.
std::string Sha256Hex(std::string_view bytes);

}  // namespace gouji::report

#endif  // GOUJI_SERVICES_REPORT_SHA256_H_

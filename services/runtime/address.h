#ifndef GOUJI_SERVICES_RUNTIME_ADDRESS_H_
#define GOUJI_SERVICES_RUNTIME_ADDRESS_H_

#include <string_view>

namespace gouji::runtime {

// Whether a host is an IP address, and not a name: 192.0.2.1, ::1, [::1].
bool IsIpAddress(std::string_view host);

// Whether a host is this machine alone: localhost, 127.0.0.0/8, ::1, [::1].
bool IsLoopback(std::string_view host);

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_ADDRESS_H_

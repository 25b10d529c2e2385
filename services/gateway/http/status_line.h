#ifndef GOUJI_SERVICES_GATEWAY_HTTP_STATUS_LINE_H_
#define GOUJI_SERVICES_GATEWAY_HTTP_STATUS_LINE_H_

#include <string>

namespace gouji::gateway::http {

// A status with its name: "404 Not Found". The name of one that the edge never sends is empty.
std::string StatusLine(int status);

}  // namespace gouji::gateway::http

#endif  // GOUJI_SERVICES_GATEWAY_HTTP_STATUS_LINE_H_

#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_CHILD_SYSTEM_CALL_FILTER_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_CHILD_SYSTEM_CALL_FILTER_H_

#include <linux/filter.h>

#include <vector>

#include "absl/status/statusor.h"

namespace gouji::parse {

// A seccomp filter, as the kernel takes it, for a program that turns one document into text: it refuses (EPERM) sockets
// and everything that could make one or reach another process, and new processes; threads and all work on files are
// free. It is made as a program of its own, ahead of any fork, because libseccomp allocates memory and a child of a
// process with threads must not.
absl::StatusOr<std::vector<sock_filter>> MakeSystemCallFilter();

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_CHILD_SYSTEM_CALL_FILTER_H_

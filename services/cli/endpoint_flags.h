#ifndef GOUJI_SERVICES_CLI_ENDPOINT_FLAGS_H_
#define GOUJI_SERVICES_CLI_ENDPOINT_FLAGS_H_

#include <string>

#include "CLI/CLI.hpp"
#include "services/cli/language.h"
#include "services/runtime/tls.h"

namespace gouji::cli {

// The flags that say which gateway to use and how: --endpoint, its token and the files of TLS. Must stay where it is
// while the command line is parsed.
class EndpointFlags {
 public:
  // Takes what no flag says from the environment (GOUJI_ENDPOINT, GOUJI_TOKEN, GOUJI_TLS_…).
  explicit EndpointFlags(const Environment& environment);

  void Add(CLI::App* command);

  const std::string& endpoint() const { return endpoint_; }
  const std::string& token() const { return token_; }
  const runtime::TlsFiles& tls() const { return tls_; }

 private:
  std::string endpoint_;
  std::string token_;
  runtime::TlsFiles tls_;
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_ENDPOINT_FLAGS_H_

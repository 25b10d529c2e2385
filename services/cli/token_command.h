#ifndef GOUJI_SERVICES_CLI_TOKEN_COMMAND_H_
#define GOUJI_SERVICES_CLI_TOKEN_COMMAND_H_

#include <string>

#include "absl/time/time.h"
#include "gouji/gateway/v1/authorization.pb.h"
#include "services/cli/language.h"
#include "services/cli/terminal.h"

namespace gouji::cli {

struct TokenOptions {
  // What the entry says; hash and expiry are made.
  gateway::v1::Token entry;
  absl::Duration lifetime = absl::Hours(24 * 365);
  // A new file for the token, which only its owner may read; empty: the token is shown once.
  std::string output;
  Language language = Language::kChinese;
};

// gouji token new: makes a token, and prints its entry for the gateway's file of tokens. Returns the exit status.
int RunToken(const TokenOptions& options, const Terminal& terminal);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_TOKEN_COMMAND_H_

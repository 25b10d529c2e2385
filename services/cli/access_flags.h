#ifndef GOUJI_SERVICES_CLI_ACCESS_FLAGS_H_
#define GOUJI_SERVICES_CLI_ACCESS_FLAGS_H_

#include <optional>
#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "services/cli/language.h"
#include "services/cli/token_command.h"

namespace gouji::cli {

// The flags of `gouji token`. Must stay where it is while the command line is parsed.
class AccessFlags {
 public:
  void Add(CLI::App& app);

  // What was asked for; none when it was another command.
  std::optional<TokenOptions> Parsed(Language language) const;

 private:
  CLI::App* new_token_ = nullptr;
  TokenOptions token_options_;
  std::vector<gateway::v1::Scope> scopes_;
  std::vector<std::string> regions_;
  std::vector<std::string> units_;
  int days_ = 365;
  int requests_per_minute_ = 0;
  int documents_per_day_ = 0;
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_ACCESS_FLAGS_H_

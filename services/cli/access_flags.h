#ifndef GOUJI_SERVICES_CLI_ACCESS_FLAGS_H_
#define GOUJI_SERVICES_CLI_ACCESS_FLAGS_H_

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/functional/function_ref.h"
#include "services/cli/audit_command.h"
#include "services/cli/language.h"
#include "services/cli/token_command.h"

namespace gouji::cli {

// The flags of `gouji token` and `gouji audit`. Must stay where it is while the command line is parsed.
class AccessFlags {
 public:
  using Options = std::variant<TokenOptions, AuditOptions>;

  // `add_connection` gives a command the flags that say where the register is.
  void Add(CLI::App& app, absl::FunctionRef<void(CLI::App*)> add_connection);

  // What was asked for; none when it was another command.
  std::optional<Options> Parsed(Language language) const;

 private:
  void AddToken(CLI::App& app);

  CLI::App* new_token_ = nullptr;
  CLI::App* audit_ = nullptr;
  AuditOptions audit_options_;
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

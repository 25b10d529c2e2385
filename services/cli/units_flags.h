#ifndef GOUJI_SERVICES_CLI_UNITS_FLAGS_H_
#define GOUJI_SERVICES_CLI_UNITS_FLAGS_H_

#include <optional>
#include <string>
#include <variant>

#include "CLI/CLI.hpp"
#include "absl/functional/function_ref.h"
#include "services/cli/language.h"
#include "services/cli/roster_command.h"

namespace gouji::cli {

// The flags of `gouji roster` and `gouji units`. Must stay where it is while the command line is parsed.
class UnitsFlags {
 public:
  using Options = std::variant<RosterImportOptions, RosterShowOptions, UnitsOptions>;

  // `author` is filled by the flag of that name; `add_connection` gives a command the flags that say where the register
  // is.
  void Add(CLI::App& app, std::string& author, absl::FunctionRef<void(CLI::App*)> add_connection);

  // What goes together. Throws as CLI11 does.
  void Validate() const;

  // What was asked for; none when it was another command.
  std::optional<Options> Parsed(const std::string& author, Language language) const;

 private:
  CLI::App* import_ = nullptr;
  CLI::App* show_ = nullptr;
  CLI::App* export_ = nullptr;
  CLI::App* units_ = nullptr;
  RosterImportOptions import_options_;
  RosterShowOptions show_options_;
  UnitsOptions units_options_;
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_UNITS_FLAGS_H_

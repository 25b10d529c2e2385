#ifndef GOUJI_SERVICES_CLI_REGISTER_FLAGS_H_
#define GOUJI_SERVICES_CLI_REGISTER_FLAGS_H_

#include <optional>
#include <string>
#include <variant>

#include "CLI/CLI.hpp"
#include "absl/functional/function_ref.h"
#include "services/cli/dump_command.h"
#include "services/cli/language.h"
#include "services/cli/reread/reread_command.h"

namespace gouji::cli {

// The flags of `gouji register`. Must stay where it is while the command line is parsed.
class RegisterFlags {
 public:
  using Options = std::variant<DumpOptions, LoadOptions, RereadOptions>;

  // Takes the password of a register on PostgreSQL from the environment (GOUJI_REGISTER_PASSWORD).
  explicit RegisterFlags(const Environment& environment);

  // `add_endpoint` and `add_data_dir` give a command the flags that say where the register is.
  void Add(CLI::App& app, absl::FunctionRef<void(CLI::App*)> add_endpoint,
           absl::FunctionRef<void(CLI::App*)> add_data_dir);

  // What goes together; `endpoint` is what the other commands use. Throws as CLI11 does.
  void Validate(const std::string& endpoint) const;

  // What was asked for; none when it was another command. `data_dir` is the folder of the register in a file.
  std::optional<Options> Parsed(const std::string& data_dir, Language language) const;

 private:
  CLI::App* dump_ = nullptr;
  CLI::App* load_ = nullptr;
  CLI::App* reread_ = nullptr;
  std::string path_;
  std::string url_;
  std::string password_;
  bool commit_ = false;
  RereadOptions reread_options_;
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_REGISTER_FLAGS_H_

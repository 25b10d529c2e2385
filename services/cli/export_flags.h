#ifndef GOUJI_SERVICES_CLI_EXPORT_FLAGS_H_
#define GOUJI_SERVICES_CLI_EXPORT_FLAGS_H_

#include <optional>

#include "CLI/CLI.hpp"
#include "absl/functional/function_ref.h"
#include "services/cli/export_command.h"
#include "services/cli/language.h"

namespace gouji::cli {

// The flags of `gouji export`. Must stay where it is while the command line is parsed.
class ExportFlags {
 public:
  // `add_endpoint` and `add_data_dir` give a command the flags that say where the register is.
  void Add(CLI::App& app, absl::FunctionRef<void(CLI::App*)> add_endpoint,
           absl::FunctionRef<void(CLI::App*)> add_data_dir);

  // What goes together. Throws as CLI11 does.
  void Validate() const;

  // What was asked for; none when it was another command.
  std::optional<ExportOptions> Parsed(Language language) const;

 private:
  CLI::App* export_ = nullptr;
  ExportOptions options_;
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_EXPORT_FLAGS_H_

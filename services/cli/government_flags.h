#ifndef GOUJI_SERVICES_CLI_GOVERNMENT_FLAGS_H_
#define GOUJI_SERVICES_CLI_GOVERNMENT_FLAGS_H_

#include <functional>
#include <optional>
#include <variant>

#include "CLI/CLI.hpp"
#include "services/cli/government_command.h"

namespace gouji::cli {

// The commands `compile` and `reconcile`, as CLI11 fills them. Must not move once added.
class GovernmentFlags {
 public:
  // `connect` adds the flags that say where the register is.
  void AddTo(CLI::App* app, const std::function<void(CLI::App*)>& connect);

  // What goes together. Throws as CLI11 does.
  void Validate() const;

  // The options of the command that was given; none when it is another one.
  std::optional<std::variant<CompileOptions, ReconcileOptions>> Parsed(Language language) const;

 private:
  CLI::App* compile_ = nullptr;
  CLI::App* reconcile_ = nullptr;
  CompileOptions compile_options_;
  ReconcileOptions reconcile_options_;
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_GOVERNMENT_FLAGS_H_

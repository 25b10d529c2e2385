#ifndef GOUJI_SERVICES_CLI_REFERENCE_REFERENCE_FLAGS_H_
#define GOUJI_SERVICES_CLI_REFERENCE_REFERENCE_FLAGS_H_

#include <optional>
#include <string>

#include "CLI/CLI.hpp"
#include "services/cli/language.h"
#include "services/cli/reference/shell_completion.h"

namespace gouji::cli {

// The commands that tell about the program itself: `gouji completion` and `gouji manual`. Must stay where it is while
// the command line is parsed.
class ReferenceFlags {
 public:
  void Add(CLI::App& app);

  // What was asked for, made from all that `app` has; none when it was another command.
  std::optional<std::string> Text(const CLI::App& app, Language language) const;

 private:
  CLI::App* completion_ = nullptr;
  CLI::App* manual_ = nullptr;
  Shell shell_ = Shell::kBash;
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_REFERENCE_REFERENCE_FLAGS_H_

#include "services/cli/reference/reference_flags.h"

#include "services/cli/flag_names.h"
#include "services/cli/reference/command_tree.h"
#include "services/cli/reference/manual_page.h"

namespace gouji::cli {

void ReferenceFlags::Add(CLI::App& app) {
  completion_ = app.add_subcommand("completion", "Print a script that completes commands and flags in a shell");
  completion_->add_option("SHELL", shell_, "bash, fish or zsh")
      ->transform(Names<Shell>({{"bash", Shell::kBash}, {"fish", Shell::kFish}, {"zsh", Shell::kZsh}}))
      ->type_name("bash|fish|zsh")
      ->required();
  manual_ = app.add_subcommand("manual", "Print the manual: gouji manual | man -l -");
}

std::optional<std::string> ReferenceFlags::Text(const CLI::App& app, Language language) const {
  if (completion_->parsed()) return ShellCompletion(shell_, DescribeCommands(app));
  if (manual_->parsed()) return ManualPage(DescribeCommands(app), language, GOUJI_VERSION);
  return std::nullopt;
}

}  // namespace gouji::cli

#include "services/cli/reference/command_tree.h"

#include <string_view>

namespace gouji::cli {
namespace {

// "text|json" → text, json; nothing of a name such as "FILE".
std::vector<std::string> Choices(std::string_view type) {
  std::vector<std::string> choices;
  if (type.find('|') == std::string_view::npos) return choices;
  while (true) {
    const std::size_t end = type.find('|');
    choices.emplace_back(type.substr(0, end));
    if (end == std::string_view::npos) return choices;
    type.remove_prefix(end + 1);
  }
}

FlagDescription DescribeFlag(const CLI::Option& option) {
  FlagDescription flag;
  flag.help = option.get_description();
  flag.required = option.get_required();
  flag.repeats = option.get_items_expected_max() > 1;
  if (option.get_type_size_max() > 0) {
    // CLI11 adds what a check says of itself: "INT:INT in [1 - 5]".
    const std::string type = option.get_type_name();
    flag.value = type.substr(0, type.find(':'));
    flag.choices = Choices(flag.value);
  }
  if (option.get_positional()) {
    flag.names.push_back(option.get_name(true));
    return flag;
  }
  for (const std::string& name : option.get_lnames()) flag.names.push_back("--" + name);
  for (const std::string& name : option.get_snames()) flag.names.push_back("-" + name);
  return flag;
}

CommandDescription Describe(const CLI::App& app, const std::string& path) {
  CommandDescription command;
  command.path = path;
  command.help = app.get_description();
  for (const CLI::Option* option : app.get_options()) {
    (option->get_positional() ? command.arguments : command.flags).push_back(DescribeFlag(*option));
  }
  const auto all = [](const CLI::App* /*below*/) { return true; };
  for (const CLI::App* below : app.get_subcommands(all)) {
    command.commands.push_back(Describe(*below, path.empty() ? below->get_name() : path + " " + below->get_name()));
  }
  return command;
}

void Collect(const CommandDescription& command, std::vector<const CommandDescription*>& all) {
  all.push_back(&command);
  for (const CommandDescription& below : command.commands) Collect(below, all);
}

}  // namespace

CommandDescription DescribeCommands(const CLI::App& app) { return Describe(app, ""); }

std::vector<const CommandDescription*> AllCommands(const CommandDescription& root) {
  std::vector<const CommandDescription*> all;
  Collect(root, all);
  return all;
}

}  // namespace gouji::cli

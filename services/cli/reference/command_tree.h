#ifndef GOUJI_SERVICES_CLI_REFERENCE_COMMAND_TREE_H_
#define GOUJI_SERVICES_CLI_REFERENCE_COMMAND_TREE_H_

#include <string>
#include <vector>

#include "CLI/CLI.hpp"

namespace gouji::cli {

// A flag, or an argument without one, as its command declares it.
struct FlagDescription {
  std::vector<std::string> names;    // "--output", "-o": long ones first; of an argument its name alone: "PATH"
  std::string value;                 // "FILE", "text|json"; empty: a switch
  std::vector<std::string> choices;  // the values, where only these are allowed
  std::string help;
  bool required = false;
  bool repeats = false;
};

// A command with what it takes; the program itself is the root.
struct CommandDescription {
  std::string path;  // "stats summary"; empty: the program
  std::string help;
  std::vector<FlagDescription> flags;
  std::vector<FlagDescription> arguments;
  std::vector<CommandDescription> commands;  // below it, in the order in which they were declared
};

// What the command line consists of, for manuals and completions: nothing of it is written down twice.
CommandDescription DescribeCommands(const CLI::App& app);

// All commands below, and the root, each before those below it.
std::vector<const CommandDescription*> AllCommands(const CommandDescription& root);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_REFERENCE_COMMAND_TREE_H_

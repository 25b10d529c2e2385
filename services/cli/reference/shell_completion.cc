#include "services/cli/reference/shell_completion.h"

#include <string_view>
#include <vector>

#include "fmt/format.h"

namespace gouji::cli {
namespace {

std::string Join(const std::vector<std::string>& words, std::string_view between) {
  return fmt::format("{}", fmt::join(words, between));
}

// What follows the last blank of a path.
std::string_view LastWord(std::string_view path) { return path.substr(path.rfind(' ') + 1); }

// As one word of a shell. Fish knows an escaped quote within quotes; the others need it outside.
std::string Quoted(std::string_view text, std::string_view quote = "'\\''") {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'') {
      result += quote;
    } else {
      result += c;
    }
  }
  return result + "'";
}

// The paths of all commands as the patterns of a `case`, each behind a blank or what stands above it: ' stats',
// 'stats summary'.
std::string CommandPatterns(const CommandDescription& root, std::string_view between) {
  std::vector<std::string> patterns;
  for (const CommandDescription* command : AllCommands(root)) {
    if (command->path.empty()) continue;
    const bool nested = command->path.find(' ') != std::string::npos;
    patterns.push_back(Quoted(nested ? command->path : " " + command->path));
  }
  return Join(patterns, between);
}

std::string CommandNames(const CommandDescription& command) {
  std::vector<std::string> names;
  for (const CommandDescription& below : command.commands) names.emplace_back(LastWord(below.path));
  return Join(names, " ");
}

std::vector<std::string> ArgumentChoices(const CommandDescription& command) {
  return command.arguments.empty() ? std::vector<std::string>() : command.arguments.front().choices;
}

// One branch of the script for bash: the words at a command, and the values of its flags.
std::string BashBranch(const CommandDescription& command, const std::vector<FlagDescription>& flags) {
  std::vector<std::string> names;
  std::string values;
  std::vector<std::string> taking_any;
  for (const FlagDescription& flag : flags) {
    names.insert(names.end(), flag.names.begin(), flag.names.end());
    if (!flag.choices.empty()) {
      values += fmt::format("        {}) values={} ;;\n", Join(flag.names, " | "), Quoted(Join(flag.choices, " ")));
    } else if (!flag.value.empty()) {
      taking_any.insert(taking_any.end(), flag.names.begin(), flag.names.end());
    }
  }
  if (!taking_any.empty()) values += fmt::format("        {}) return ;;\n", Join(taking_any, " | "));
  std::string words = CommandNames(command);
  if (words.empty()) words = Join(ArgumentChoices(command), " ");
  return fmt::format("    {})\n      flags={}\n      words={}\n      case $before in\n{}      esac\n      ;;\n",
                     Quoted(command.path), Quoted(Join(names, " ")), Quoted(words), values);
}

// The flags of the program can stand behind every command.
std::vector<FlagDescription> FlagsAt(const CommandDescription& command, const CommandDescription& root) {
  std::vector<FlagDescription> flags = command.flags;
  for (const FlagDescription& flag : root.flags) {
    const bool own = command.path.empty() || flag.value.empty();  // --help is its own, --version stands alone
    if (!own) flags.push_back(flag);
  }
  return flags;
}

std::string Bash(const CommandDescription& root) {
  std::string branches;
  for (const CommandDescription* command : AllCommands(root)) branches += BashBranch(*command, FlagsAt(*command, root));
  return fmt::format(R"(# Completion of gouji for bash, as `gouji completion bash` prints it.
_gouji() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}} command='' flags='' words='' values='' i
  # The shell takes --flag=value for three words.
  if [[ $word == = ]]; then
    word=''
  elif [[ $before == = ]]; then
    before=${{COMP_WORDS[COMP_CWORD - 2]}}
  fi
  for ((i = 1; i < COMP_CWORD; ++i)); do
    case "$command ${{COMP_WORDS[i]}}" in
      {}) command="${{command:+$command }}${{COMP_WORDS[i]}}" ;;
    esac
  done
  COMPREPLY=()
  case $command in
{}  esac
  if [[ -n $values ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$values" -- "$word")
  elif [[ $word == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$flags" -- "$word")
  elif [[ -n $words ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
  fi
}}
# What is not known here is a file.
complete -o bashdefault -o default -F _gouji gouji
)",
                     CommandPatterns(root, " | "), branches);
}

std::string FishFlag(const CommandDescription& command, const FlagDescription& flag) {
  constexpr std::string_view kQuote = "\\'";
  std::string line =
      fmt::format("complete -c gouji -n {}", Quoted(fmt::format("__gouji_at \"{}\"", command.path), kQuote));
  for (const std::string& name : flag.names) {
    line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  if (!flag.choices.empty()) {
    line += " -xa " + Quoted(Join(flag.choices, " "), kQuote);
  } else if (!flag.value.empty()) {
    line += " -r";
  }
  return line + " -d " + Quoted(flag.help, kQuote) + "\n";
}

std::string Fish(const CommandDescription& root) {
  std::string lines;
  for (const CommandDescription* command : AllCommands(root)) {
    for (const FlagDescription& flag : FlagsAt(*command, root)) lines += FishFlag(*command, flag);
    const std::string condition = Quoted(fmt::format("__gouji_at \"{}\"", command->path), "\\'");
    for (const CommandDescription& below : command->commands) {
      lines += fmt::format("complete -c gouji -n {} -fa {} -d {}\n", condition, LastWord(below.path),
                           Quoted(below.help, "\\'"));
    }
    if (const std::vector<std::string> choices = ArgumentChoices(*command); !choices.empty()) {
      lines += fmt::format("complete -c gouji -n {} -fa {}\n", condition, Quoted(Join(choices, " ")));
    }
  }
  return fmt::format(R"(# Completion of gouji for fish, as `gouji completion fish` prints it.
function __gouji_at --argument-names expected
    set -l command ''
    set -l words (commandline -opc)
    for word in $words[2..]
        switch "$command $word"
            case {}
                set command (string trim -- "$command $word")
        end
    end
    test "$command" = "$expected"
end
{})",
                     CommandPatterns(root, " "), lines);
}

// A text within the brackets and colons of _arguments.
std::string ZshText(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == ':' || c == '[' || c == ']' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

std::string ZshFlag(const FlagDescription& flag) {
  std::string specs;
  for (const std::string& name : flag.names) {
    std::string spec = (flag.repeats ? "*" : "") + name;
    if (!flag.value.empty() && name.starts_with("--")) spec += "=";
    spec += "[" + ZshText(flag.help) + "]";
    if (!flag.value.empty()) {
      spec += ":" + ZshText(flag.names.front()) + ":" +
              (flag.choices.empty() ? "_files" : "(" + Join(flag.choices, " ") + ")");
    }
    specs += " \\\n        " + Quoted(spec);
  }
  return specs;
}

std::string ZshBranch(const CommandDescription& command, const CommandDescription& root) {
  std::string specs;
  for (const FlagDescription& flag : FlagsAt(command, root)) specs += ZshFlag(flag);
  std::string words = CommandNames(command);
  if (words.empty()) words = Join(ArgumentChoices(command), " ");
  const std::string rest = words.empty() ? "*:file:_files" : "*:word:(" + words + ")";
  return fmt::format("    {})\n      _arguments{} \\\n        {}\n      ;;\n", Quoted(command.path), specs,
                     Quoted(rest));
}

std::string Zsh(const CommandDescription& root) {
  std::string branches;
  for (const CommandDescription* command : AllCommands(root)) branches += ZshBranch(*command, root);
  return fmt::format(R"(#compdef gouji
# Completion of gouji for zsh, as `gouji completion zsh` prints it.
_gouji() {{
  local command='' word
  for word in "${{words[@]:1:$((CURRENT - 2))}}"; do
    case "$command $word" in
      {}) command="${{command:+$command }}$word" ;;
    esac
  done
  case $command in
{}  esac
}}
_gouji "$@"
)",
                     CommandPatterns(root, " | "), branches);
}

}  // namespace

std::string ShellCompletion(Shell shell, const CommandDescription& root) {
  switch (shell) {
    case Shell::kBash:
      return Bash(root);
    case Shell::kFish:
      return Fish(root);
    case Shell::kZsh:
      return Zsh(root);
  }
  return "";
}

}  // namespace gouji::cli

#include "services/cli/reference/manual_page.h"

#include <utility>
#include <vector>

#include "fmt/format.h"

namespace gouji::cli {

// Of gouji_cli_manual, which gouji_embed makes.
namespace manual {
const std::vector<std::pair<std::string_view, std::string_view>>& EmbeddedFiles();
}  // namespace manual

namespace {

// Text that troff takes as it stands: a hyphen is the character of flags, no line is a request.
std::string Escaped(std::string_view text) {
  std::string result;
  if (text.starts_with('.') || text.starts_with('\'')) result += "\\&";
  for (const char c : text) {
    if (c == '\\') {
      result += "\\e";
    } else if (c == '-') {
      result += "\\-";
    } else {
      result += c;
    }
  }
  return result;
}

// "-o, --output FILE" as a paragraph with its meaning.
std::string FlagText(const FlagDescription& flag) {
  std::string head;
  for (const std::string& name : flag.names) {
    head += fmt::format("{}\\fB{}\\fR", head.empty() ? "" : ", ", Escaped(name));
  }
  if (!flag.value.empty()) head += fmt::format(" \\fI{}\\fR", Escaped(flag.value));
  if (flag.repeats) head += " ...";
  return fmt::format(".TP\n{}\n{}\n", head, Escaped(flag.help));
}

std::string ArgumentText(const FlagDescription& argument) {
  return fmt::format(".TP\n\\fI{}\\fR{}\n{}\n", Escaped(argument.names.front()), argument.repeats ? " ..." : "",
                     Escaped(argument.help));
}

std::string Usage(const CommandDescription& command) {
  std::string usage = fmt::format("gouji {}", Escaped(command.path));
  for (const FlagDescription& argument : command.arguments) {
    const std::string name = Escaped(argument.names.front()) + (argument.repeats ? "..." : "");
    usage += argument.required ? " " + name : " [" + name + "]";
  }
  return usage;
}

std::string CommandsText(const CommandDescription& root) {
  std::string text;
  for (const CommandDescription* command : AllCommands(root)) {
    if (command->path.empty()) continue;
    text += fmt::format(".SS {}\n{}\n", Usage(*command), Escaped(command->help));
    for (const FlagDescription& argument : command->arguments) text += ArgumentText(argument);
    for (const FlagDescription& flag : command->flags) {
      if (flag.names.front() != "--help") text += FlagText(flag);
    }
  }
  return text;
}

void Fill(std::string& page, std::string_view place, std::string_view text) {
  const std::size_t at = page.find(place);
  if (at != std::string::npos) page.replace(at, place.size(), text);
}

}  // namespace

std::string ManualPage(const CommandDescription& root, Language language, std::string_view version) {
  const std::string_view file = language == Language::kChinese ? "gouji.zh.1" : "gouji.en.1";
  std::string page;
  for (const auto& [name, content] : manual::EmbeddedFiles()) {
    if (name == file) page = content;
  }
  std::string flags;
  for (const FlagDescription& flag : root.flags) flags += FlagText(flag);
  Fill(page, "@VERSION@", version);
  Fill(page, ".\\\" COMMANDS\n", CommandsText(root));
  Fill(page, ".\\\" FLAGS\n", flags);
  return page;
}

}  // namespace gouji::cli

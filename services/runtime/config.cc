#include "services/runtime/config.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "services/runtime/log.h"

namespace gouji::runtime {
namespace {

using Problem = std::optional<std::string>;

std::string EnvironmentName(std::string_view name) {
  return "GOUJI_" + absl::AsciiStrToUpper(absl::string_view(name.data(), name.size()));
}

// "--data_dir,--data-dir"
std::string FlagNames(const std::string& name) {
  std::string dashed = name;
  std::replace(dashed.begin(), dashed.end(), '_', '-');
  return dashed == name ? "--" + name : fmt::format("--{},--{}", name, dashed);
}

Problem SetInteger(const std::string& text, std::int64_t min, std::int64_t max, std::int64_t* target) {
  std::int64_t value = 0;
  if (!absl::SimpleAtoi(text, &value) || value < min || value > max) return "must be a whole number";
  *target = value;
  return std::nullopt;
}

// Reads a file of a secret; nullopt when it cannot be read.
std::optional<std::string> ReadSecretFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string content((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (file.bad()) return std::nullopt;
  while (!content.empty() && (content.back() == '\n' || content.back() == '\r')) content.pop_back();
  return content;
}

// The value a setting is given and where; nullopt: nowhere.
struct Given {
  std::string value;
  std::string source;  // "flag", "environment" or "file", as the log shows it
  std::string place;   // the flag or variable, as a problem names it
};

std::optional<Given> FindGiven(const std::map<std::string, std::string>& flags,
                               const ConfigBuilder::Environment& environment, const std::string& name) {
  if (const auto flag = flags.find(name); flag != flags.end()) return Given{flag->second, "flag", "--" + name};
  const std::string variable = EnvironmentName(name);
  if (const std::optional<std::string> value = environment(variable); value.has_value() && !value->empty()) {
    return Given{*value, "environment", variable};
  }
  return std::nullopt;
}

}  // namespace

ConfigBuilder::ConfigBuilder(std::string_view program, std::string_view description)
    : program_(program), description_(description) {}

void ConfigBuilder::Add(std::string_view name, std::string* target, std::string_view help) {
  AddSetting({.name = std::string(name),
              .help = std::string(help),
              .set = [target](const std::string& text) -> Problem {
                *target = text;
                return std::nullopt;
              },
              .show = [target] { return *target; }});
}

void ConfigBuilder::Add(std::string_view name, int* target, std::string_view help) {
  AddSetting({.name = std::string(name),
              .help = std::string(help),
              .set =
                  [target](const std::string& text) {
                    std::int64_t value = *target;
                    Problem problem =
                        SetInteger(text, std::numeric_limits<int>::min(), std::numeric_limits<int>::max(), &value);
                    *target = static_cast<int>(value);
                    return problem;
                  },
              .show = [target] { return std::to_string(*target); }});
}

void ConfigBuilder::Add(std::string_view name, std::int64_t* target, std::string_view help) {
  AddSetting({.name = std::string(name),
              .help = std::string(help),
              .set =
                  [target](const std::string& text) {
                    return SetInteger(text, std::numeric_limits<std::int64_t>::min(),
                                      std::numeric_limits<std::int64_t>::max(), target);
                  },
              .show = [target] { return std::to_string(*target); }});
}

void ConfigBuilder::Add(std::string_view name, bool* target, std::string_view help) {
  AddSetting({.name = std::string(name),
              .help = std::string(help),
              .valueless = true,
              .set = [target](const std::string& text) -> Problem {
                if (!absl::SimpleAtob(text, target)) return "must be true or false";
                return std::nullopt;
              },
              .show = [target] { return std::string(*target ? "true" : "false"); }});
}

void ConfigBuilder::Add(std::string_view name, absl::Duration* target, std::string_view help) {
  AddSetting({.name = std::string(name),
              .help = std::string(help),
              .set = [target](const std::string& text) -> Problem {
                absl::Duration value;
                if (!absl::ParseDuration(text, &value)) return "must be a duration such as 500ms, 5s or 1m30s";
                if (value < absl::ZeroDuration()) return "must not be negative";
                *target = value;
                return std::nullopt;
              },
              .show = [target] { return absl::FormatDuration(*target); }});
}

void ConfigBuilder::Add(std::string_view name, LogLevel* target, std::string_view help) {
  AddSetting({.name = std::string(name),
              .help = std::string(help),
              .set = [target](const std::string& text) -> Problem {
                const absl::StatusOr<LogLevel> level = ParseLogLevel(text);
                if (!level.ok()) return std::string(level.status().message());
                *target = *level;
                return std::nullopt;
              },
              .show = [target] { return std::string(LogLevelName(*target)); }});
}

void ConfigBuilder::AddSecret(std::string_view name, std::string* target, std::string_view help) {
  Add(name, target, help);
  settings_.back().secret = true;
}

void ConfigBuilder::AddCheck(std::function<std::vector<std::string>()> check) { checks_.push_back(std::move(check)); }

std::optional<int> ConfigBuilder::Parse(int argc, const char* const* argv) {
  const Environment environment = [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    if (value == nullptr) return std::nullopt;
    return value;
  };
  return Parse(std::vector<std::string>(argv + std::min(argc, 1), argv + argc), environment, std::cout, std::cerr);
}

std::optional<int> ConfigBuilder::Parse(const std::vector<std::string>& arguments, const Environment& environment,
                                        std::ostream& out, std::ostream& err) {
  std::vector<std::string> problems;
  // CLI11 only splits the command line; values are read here, because it would stop at the first bad one.
  CLI::App app(description_, program_);
  app.allow_extras();
  std::map<std::string, std::string> flags;
  for (const Setting& setting : settings_) {
    const std::string name = setting.secret ? setting.name + "_file" : setting.name;
    const std::string help = fmt::format("{} [{}; {}]", setting.help, EnvironmentName(name),
                                         setting.secret ? "a file with the secret" : "default " + setting.show());
    const auto keep = [&flags, name](const CLI::results_t& values) {
      // CLI11 writes "{}" or nothing for a switch that stands alone.
      const std::string value = values.empty() ? "" : values.back();
      flags[name] = value == "{}" ? "" : value;
      return true;
    };
    CLI::Option* option = app.add_option(FlagNames(name), keep, help);
    option->take_last()->type_name(setting.valueless ? "BOOL" : "VALUE")->expected(setting.valueless ? 0 : 1, 1);
  }
  try {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());  // CLI11 wants the last one first.
    app.parse(reversed);
  } catch (const CLI::CallForHelp&) {
    out << app.help();
    return 0;
  } catch (const CLI::ParseError& error) {
    problems.emplace_back(error.what());
  }
  for (const std::string& extra : app.remaining()) problems.push_back(fmt::format("{}: no such flag", extra));

  for (Setting& setting : settings_) {
    std::optional<Given> given;
    if (!setting.secret) {
      given = FindGiven(flags, environment, setting.name);
    } else if (const std::optional<Given> file = FindGiven(flags, environment, setting.name + "_file")) {
      std::optional<std::string> secret = ReadSecretFile(file->value);
      if (!secret.has_value()) {
        problems.push_back(fmt::format("{}: cannot read the file {} ({})", setting.name, file->value, file->place));
        continue;
      }
      given = Given{*std::move(secret), "file", file->place};
    } else {
      given = FindGiven({}, environment, setting.name);
    }
    if (!given.has_value()) continue;
    if (setting.valueless && given->value.empty()) given->value = "true";
    if (const Problem problem = setting.set(given->value)) {
      const std::string shown = setting.secret ? "***" : given->value;
      problems.push_back(fmt::format("{}: {}, not \"{}\" ({})", setting.name, *problem, shown, given->place));
    } else {
      setting.source = given->source;
    }
  }
  // The checks run even after other problems, so that one run shows all; a setting that could not be read keeps its
  // default.
  for (const auto& check : checks_) {
    for (std::string& problem : check()) problems.push_back(std::move(problem));
  }
  if (problems.empty()) return std::nullopt;
  for (const std::string& problem : problems) err << program_ << ": " << problem << "\n";
  return kExitUsage;
}

void ConfigBuilder::LogEffective(const Logger& log) const {
  for (const Setting& setting : settings_) {
    const std::string value = setting.show();
    log.Write(LogLevel::kInfo, "setting",
              {{"name", setting.name},
               {"value", setting.secret && !value.empty() ? "***" : value},
               {"source", setting.source}});
  }
}

}  // namespace gouji::runtime

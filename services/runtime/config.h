#ifndef GOUJI_SERVICES_RUNTIME_CONFIG_H_
#define GOUJI_SERVICES_RUNTIME_CONFIG_H_

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "services/runtime/log.h"

namespace gouji::runtime {

inline constexpr int kExitUsage = 64;  // EX_USAGE of sysexits.h: bad flags or configuration

// Collects the settings of a program and fills them from flags, else environment, else the value that the variable has.
//
//   Options options;                                        // the defaults
//   ConfigBuilder config("gouji-example", "Does an example.");
//   config.Add("data_dir", &options.data_dir, "Directory of the register");
//   config.AddSecret("database_url", &options.database_url, "PostgreSQL connection string");
//   config.AddCheck([&] { return options.Validate(); });
//   if (std::optional<int> exit_code = config.Parse(argc, argv)) return *exit_code;
//   config.LogEffective(log);
//
// A setting `data_dir` is the flag --data_dir (or --data-dir) and the environment variable GOUJI_DATA_DIR; an empty
// variable counts as unset. A secret has no flag of its own, since command lines are public: it is GOUJI_DATABASE_URL
// or the content of the file that --database_url_file or GOUJI_DATABASE_URL_FILE names, without trailing line breaks.
//
// Every problem is reported, not only the first, one line per setting. Not thread-safe; use it before threads start.
class ConfigBuilder {
 public:
  // Looks up an environment variable.
  using Environment = std::function<std::optional<std::string>(const std::string&)>;

  ConfigBuilder(std::string_view program, std::string_view description);

  // The targets must outlive Parse.
  void Add(std::string_view name, std::string* target, std::string_view help);
  void Add(std::string_view name, int* target, std::string_view help);
  void Add(std::string_view name, std::int64_t* target, std::string_view help);
  // --name, --name=true, --name=false.
  void Add(std::string_view name, bool* target, std::string_view help);
  // As absl writes it: "250ms", "5s", "1m30s".
  void Add(std::string_view name, absl::Duration* target, std::string_view help);
  void Add(std::string_view name, LogLevel* target, std::string_view help);
  void AddSecret(std::string_view name, std::string* target, std::string_view help);

  // A check of settings together, run after all are filled; each string it returns is a problem, by convention
  // "setting: what is wrong".
  void AddCheck(std::function<std::vector<std::string>()> check);

  // Returns nullopt when the program can run, 0 after --help, kExitUsage after writing the problems to stderr.
  std::optional<int> Parse(int argc, const char* const* argv);

  // The same with its surroundings given, for tests.
  std::optional<int> Parse(const std::vector<std::string>& arguments, const Environment& environment, std::ostream& out,
                           std::ostream& err);

  // Logs each setting with its value and where that came from (flag, environment, file, default). Secrets are shown as
  // "***" when set.
  void LogEffective(const Logger& log) const;

 private:
  struct Setting {
    std::string name;
    std::string help;
    bool secret = false;
    bool valueless = false;                                             // a bool: may stand without value
    std::function<std::optional<std::string>(const std::string&)> set;  // returns what is wrong
    std::function<std::string()> show;
    std::string source = "default";
  };

  void AddSetting(Setting setting) { settings_.push_back(std::move(setting)); }

  std::string program_;
  std::string description_;
  std::vector<Setting> settings_;
  std::vector<std::function<std::vector<std::string>()>> checks_;
};

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_CONFIG_H_

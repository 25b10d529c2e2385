#ifndef GOUJI_SERVICES_CLI_STATS_FLAGS_H_
#define GOUJI_SERVICES_CLI_STATS_FLAGS_H_

#include <functional>
#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "services/cli/stats_command.h"

namespace gouji::cli {

// The command `stats` with its questions, as CLI11 fills them. Must not move once added.
class StatsFlags {
 public:
  // `connect` adds the flags that say where the register is.
  void AddTo(CLI::App* app, const std::function<void(CLI::App*)>& connect);

  bool parsed() const { return stats_->parsed(); }
  // What goes together. Throws as CLI11 does.
  void Validate() const;
  StatsOptions Result() const;

 private:
  CLI::App* Add(StatsQuestion question, const std::string& name, const std::string& description);
  void AddMeasure(CLI::App* command);
  void AddMeasures(CLI::App* command, bool is_required);
  void AddGroups(CLI::App* command);
  void AddLimit(CLI::App* command);
  void AddMinDenominator(CLI::App* command);

  CLI::App* stats_ = nullptr;
  std::function<void(CLI::App*)> connect_;
  std::vector<std::pair<CLI::App*, StatsQuestion>> questions_;
  StatsOptions options_;
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_STATS_FLAGS_H_

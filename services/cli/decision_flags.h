#ifndef GOUJI_SERVICES_CLI_DECISION_FLAGS_H_
#define GOUJI_SERVICES_CLI_DECISION_FLAGS_H_

#include <optional>
#include <string>
#include <variant>

#include "CLI/CLI.hpp"
#include "absl/functional/function_ref.h"
#include "services/cli/decision_command.h"
#include "services/cli/history_command.h"
#include "services/cli/language.h"
#include "services/cli/placement_command.h"
#include "services/cli/recorded_report.h"

namespace gouji::cli {

// The flags of the commands about one recorded report: `gouji acknowledge`, `correct`, `history`, `place` and
// `withdraw`. Must stay where it is while the command line is parsed.
class DecisionFlags {
 public:
  using Options = std::variant<AcknowledgeOptions, CorrectOptions, HistoryOptions, PlaceOptions, WithdrawOptions>;

  // `author` is filled by the flag of that name; `add_connection` gives a command the flags that say where the register
  // is.
  void Add(CLI::App& app, std::string& author, absl::FunctionRef<void(CLI::App*)> add_connection);

  // What was asked for; none when it was another command.
  std::optional<Options> Parsed(const std::string& author, Language language) const;

 private:
  CLI::App* acknowledge_ = nullptr;
  CLI::App* correct_ = nullptr;
  CLI::App* history_ = nullptr;
  CLI::App* place_ = nullptr;
  CLI::App* withdraw_ = nullptr;
  ReportName report_;
  std::string reason_;
  AcknowledgeOptions acknowledge_options_;
  CorrectOptions correct_options_;
  HistoryOptions history_options_;
  PlaceOptions place_options_;
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_DECISION_FLAGS_H_

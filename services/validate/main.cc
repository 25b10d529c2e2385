// gouji-validate: ValidateService as a server of its own.
#include <iostream>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_split.h"
#include "fmt/format.h"
#include "services/report/conversion.h"
#include "services/report/form.h"
#include "services/runtime/config.h"
#include "services/runtime/health_check.h"
#include "services/runtime/log.h"
#include "services/runtime/metrics.h"
#include "services/runtime/run_server.h"
#include "services/runtime/runtime.h"
#include "services/runtime/server_options.h"
#include "services/validate/load_packs.h"
#include "services/validate/validate_service.h"

namespace {

int FailConfiguration(const absl::Status& status) {
  fmt::print(stderr, "gouji-validate: rule_packs: {}\n", std::string(status.message()));
  return gouji::runtime::kExitUsage;
}

}  // namespace

int main(int argc, char** argv) {
  namespace runtime = gouji::runtime;
  runtime::BlockSignals();
  runtime::ServerOptions options;
  options.port = 7402;
  options.metrics_port = 7492;
  std::string rule_packs;
  runtime::ConfigBuilder config("gouji-validate", "Checks reports against the rules.");
  options.AddTo(config);
  config.Add("rule_packs", &rule_packs, "Rule files beside the built-in ones, separated by commas");
  if (const std::optional<int> exit_code = config.Parse(argc, argv)) {
    return *exit_code;
  }
  if (options.check_health) return runtime::CheckHealth(options, std::cerr);
  // The forms are part of the program: an error in them is one of the build, and value() says which.
  const gouji::report::FormCatalog catalog = gouji::report::FormCatalog::BuiltIn().value();
  const auto converter = gouji::report::ReportConverter::Create(catalog).value();
  const auto rules = gouji::validate::LoadRuleSet(catalog, absl::StrSplit(rule_packs, ',', absl::SkipEmpty()));
  if (!rules.ok()) {
    return FailConfiguration(rules.status());
  }

  const runtime::Logger log("validate", options.log_level);
  config.LogEffective(log);
  log.Write(runtime::LogLevel::kInfo, "rules loaded", {{"rule_set_version", rules->version()}});
  runtime::Metrics metrics;
  runtime::Runtime server_runtime(options.ForRuntime(), log, metrics);
  gouji::validate::ValidateService service(server_runtime, converter, *rules);
  return runtime::RunServer(options, server_runtime, {&service});
}

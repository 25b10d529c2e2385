#include "services/cli/government_flags.h"

#include <map>
#include <string>

#include "services/cli/flag_names.h"

namespace gouji::cli {
namespace {

constexpr int kFirstYear = 2008;
constexpr int kLastYear = 2100;

template <typename Options>
void AddQuery(CLI::App* command, Options* options, const std::string& files) {
  command->add_option("UNIT", options->unit, "The government: its name with its divisions, or an id of the roster")
      ->required();
  command->add_option("--year", options->year, "The year that the reports are about")
      ->required()
      ->check(CLI::Range(kFirstYear, kLastYear));
  command->add_option("--as-of", options->as_of, "As the register stood at this time: 2024-02-01T00:00:00+08:00")
      ->type_name("TIME");
  command->add_option("-o,--output", options->output, "The file to write, with --format=" + files)->type_name("FILE");
}

void RequireFile(bool is_file, const std::string& output, const std::string& files) {
  if (is_file != output.empty()) return;
  throw CLI::ValidationError("--output", "goes with --format=" + files + ": the file to write");
}

constexpr char kCompileFiles[] = "html, xlsx or docx";
constexpr char kReconcileFiles[] = "html or xlsx";

}  // namespace

void GovernmentFlags::AddTo(CLI::App* app, const std::function<void(CLI::App*)>& connect) {
  compile_ = app->add_subcommand("compile", "A government's official tables as the sum of the reports below it");
  AddQuery(compile_, &compile_options_, kCompileFiles);
  compile_
      ->add_option("--format", compile_options_.format,
                   "table or json; html, xlsx or docx: the tables ready to paste, with a check sheet, with --output")
      ->transform(Names(std::map<std::string, CompileFormat>{{"table", CompileFormat::kTable},
                                                             {"json", CompileFormat::kJson},
                                                             {"html", CompileFormat::kHtml},
                                                             {"xlsx", CompileFormat::kXlsx},
                                                             {"docx", CompileFormat::kDocx}}))
      ->type_name("table|json|html|xlsx|docx");
  connect(compile_);
  reconcile_ =
      app->add_subcommand("reconcile", "A government's published tables beside the sum of the reports below it");
  AddQuery(reconcile_, &reconcile_options_, kReconcileFiles);
  reconcile_
      ->add_option("--format", reconcile_options_.format,
                   "table, json or csv (money in csv and json in 分); html or xlsx with --output")
      ->transform(Names(std::map<std::string, StatsFormat>{{"table", StatsFormat::kTable},
                                                           {"json", StatsFormat::kJson},
                                                           {"csv", StatsFormat::kCsv},
                                                           {"html", StatsFormat::kHtml},
                                                           {"xlsx", StatsFormat::kXlsx}}))
      ->type_name("table|json|csv|html|xlsx");
  connect(reconcile_);
}

void GovernmentFlags::Validate() const {
  if (compile_->parsed()) RequireFile(IsFile(compile_options_.format), compile_options_.output, kCompileFiles);
  if (reconcile_->parsed()) RequireFile(IsFile(reconcile_options_.format), reconcile_options_.output, kReconcileFiles);
}

std::optional<std::variant<CompileOptions, ReconcileOptions>> GovernmentFlags::Parsed(Language language) const {
  if (compile_->parsed()) {
    CompileOptions options = compile_options_;
    options.language = language;
    return options;
  }
  if (!reconcile_->parsed()) return std::nullopt;
  ReconcileOptions options = reconcile_options_;
  options.language = language;
  return options;
}

}  // namespace gouji::cli

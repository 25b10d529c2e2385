#include "services/cli/command_line.h"

#include <algorithm>
#include <utility>

#include "CLI/CLI.hpp"
#include "services/cli/access_flags.h"
#include "services/cli/command_error.h"
#include "services/cli/decision_flags.h"
#include "services/cli/endpoint_flags.h"
#include "services/cli/exit_code.h"
#include "services/cli/export_flags.h"
#include "services/cli/flag_names.h"
#include "services/cli/government_flags.h"
#include "services/cli/import_flags.h"
#include "services/cli/reference/reference_flags.h"
#include "services/cli/register_flags.h"
#include "services/cli/serve_flags.h"
#include "services/cli/stats_flags.h"
#include "services/cli/units_flags.h"
#include "services/cli/version.h"

namespace gouji::cli {
namespace {

enum class ColorChoice { kAuto, kAlways, kNever };

// All flags, as CLI11 fills them; pointers into this stay valid while it parses.
class Flags {
 public:
  explicit Flags(const Environment& environment)
      : environment_(environment), endpoint_flags_(environment), register_flags_(environment) {
    language_ = DetectLanguage(environment);
    data_dir_ = environment("GOUJI_DATA_DIR");
    author_ = environment("GOUJI_AUTHOR");
    app_.require_subcommand(1);
    app_.set_version_flag("--version", VersionText, "Print the versions of program, parser, forms and rules");
    app_.add_option("--lang", language_, "Language of messages: zh or en (default: that of the locale, else zh)")
        ->transform(Names<Language>({{"zh", Language::kChinese}, {"en", Language::kEnglish}}))
        ->type_name("zh|en");
    app_.fallthrough();
    app_.footer(
        "Exit status: 0 fine; 1 findings of severity ERROR; 2 a document could not be read; 64 usage; 69 the endpoint, "
        "the data folder or a service cannot be used; 74 the output could not be written.");
    AddCheck();
    AddImport();
    stats_.AddTo(&app_, [this](CLI::App* command) {
      AddEndpoint(command);
      AddDataDir(command);
    });
    government_.AddTo(&app_, [this](CLI::App* command) {
      AddEndpoint(command);
      AddDataDir(command);
    });
    export_flags_.Add(
        app_, [this](CLI::App* command) { AddEndpoint(command); }, [this](CLI::App* command) { AddDataDir(command); });
    decisions_.Add(app_, author_, [this](CLI::App* command) {
      AddEndpoint(command);
      AddDataDir(command);
    });
    AddRules();
    units_flags_.Add(app_, author_, [this](CLI::App* command) {
      AddEndpoint(command);
      AddDataDir(command);
    });
    register_flags_.Add(
        app_, [this](CLI::App* command) { AddEndpoint(command); }, [this](CLI::App* command) { AddDataDir(command); });
    access_flags_.Add(app_, [this](CLI::App* command) {
      AddEndpoint(command);
      AddDataDir(command);
    });
    AddServe();
    reference_.Add(app_);
  }

  CLI::App& app() { return app_; }

  // What goes together. Throws as CLI11 does.
  void Validate() const {
    if (!rule_packs_.empty() && !serve_->parsed() && !endpoint_flags_.endpoint().empty()) {
      throw CLI::ValidationError("--rules",
                                 "goes without an endpoint: the validate service there has its --rule_packs");
    }
    stats_.Validate();
    government_.Validate();
    units_flags_.Validate();
    register_flags_.Validate(endpoint_flags_.endpoint());
    export_flags_.Validate();
    if (!check_->parsed()) return;
    if (IsReportFile(check_options_.format) && check_options_.output.empty()) {
      throw CLI::ValidationError("--output", "is needed with --format=html and --format=xlsx: the file to write");
    }
    if (!IsReportFile(check_options_.format) && !check_options_.output.empty()) {
      throw CLI::ValidationError("--output", "goes with --format=html or --format=xlsx; redirect other formats");
    }
  }

  // What is printed of the program itself, if that was asked for.
  std::optional<std::string> Reference() const { return reference_.Text(app_, language_); }

  CommandLine Result(const Terminal& terminal) {
    CommandLine result;
    result.language = language_;
    result.connection = {.endpoint = endpoint_flags_.endpoint(),
                         .token = endpoint_flags_.token(),
                         .tls = endpoint_flags_.tls(),
                         .data_dir = DataDir(),
                         .rule_packs = rule_packs_,
                         .max_document_bytes = max_document_bytes_};
    if (check_->parsed()) {
      check_options_.style.language = language_;
      if (terminal.width > 0) check_options_.style.width = terminal.width;
      const bool automatic = terminal.out_is_terminal && environment_("NO_COLOR").empty();
      const bool on = color_ == ColorChoice::kAlways || (color_ == ColorChoice::kAuto && automatic);
      check_options_.style.color = on ? Color::kOn : Color::kOff;
      check_options_.max_document_bytes = max_document_bytes_;
      // It needs no register, but looks into one that is named for it.
      if (check_->count("--data-dir") == 0) result.connection.data_dir.clear();
      check_options_.compare_with_register = !endpoint_flags_.endpoint().empty() || !result.connection.data_dir.empty();
      result.command = check_options_;
    } else if (import_->parsed()) {
      import_options_.language = language_;
      import_options_.importer.max_document_bytes = max_document_bytes_;
      result.command = import_options_;
    } else if (stats_.parsed()) {
      StatsOptions options = stats_.Result();
      options.language = language_;
      result.command = std::move(options);
    } else if (const auto government = government_.Parsed(language_); government.has_value()) {
      std::visit([&](const auto& options) { result.command = options; }, *government);
    } else if (const auto export_options = export_flags_.Parsed(language_); export_options.has_value()) {
      result.command = *export_options;
    } else if (const auto decision = decisions_.Parsed(author_, language_); decision.has_value()) {
      std::visit([&](const auto& options) { result.command = options; }, *decision);
    } else if (const auto units = units_flags_.Parsed(author_, language_); units.has_value()) {
      std::visit([&](const auto& options) { result.command = options; }, *units);
    } else if (const auto administration = register_flags_.Parsed(DataDir(), language_); administration.has_value()) {
      std::visit([&](const auto& options) { result.command = options; }, *administration);
    } else if (const auto access = access_flags_.Parsed(language_); access.has_value()) {
      std::visit([&](const auto& options) { result.command = options; }, *access);
    } else if (rules_->parsed()) {
      rules_options_.language = language_;
      if (terminal.width > 0) rules_options_.width = std::min(rules_options_.width, terminal.width);
      result.connection.data_dir.clear();  // it needs no register
      result.command = rules_options_;
    } else {
      serve_options_.language = language_;
      serve_options_.rule_packs = rule_packs_;
      serve_options_.data_dir = result.connection.data_dir;
      serve_options_.max_document_bytes = max_document_bytes_;
      result.command = serve_options_;
    }
    return result;
  }

 private:
  void AddPaths(CLI::App* command, std::vector<std::string>* paths) {
    command
        ->add_option("PATH", *paths,
                     "Files; folders, with all files below them but hidden ones; ZIP archives, with their documents")
        ->required();
    command->add_option("--max-document-bytes", max_document_bytes_, "A longer file is refused")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{512} << 20))
        ->capture_default_str();
  }

  void AddEndpoint(CLI::App* command) { endpoint_flags_.Add(command); }

  void AddDataDir(CLI::App* command) {
    command->add_option("--data-dir", data_dir_, "Folder of the register [GOUJI_DATA_DIR; default ~/.gouji]");
  }

  void AddRulePacks(CLI::App* command) {
    command
        ->add_option("--rules", rule_packs_,
                     "Rule file beside the built-in ones, such as a province's own; may be repeated")
        ->type_name("FILE")
        ->allow_extra_args(false);
  }

  void AddCheck() {
    check_ = app_.add_subcommand("check", "Read and check reports; print what is wrong");
    AddPaths(check_, &check_options_.paths);
    AddEndpoint(check_);
    check_->add_option(
        "--data-dir", data_dir_,
        "Folder of a register to compare with: reports of the year before, copied prose, and what people "
        "acknowledged. Without it, or --endpoint, files are compared with each other only");
    AddRulePacks(check_);
    check_
        ->add_option("--format", check_options_.format,
                     "text; json: one object a line for each file; html or xlsx: a file for people, with --output")
        ->transform(Names<CheckFormat>({{"text", CheckFormat::kText},
                                        {"json", CheckFormat::kJson},
                                        {"html", CheckFormat::kHtml},
                                        {"xlsx", CheckFormat::kXlsx}}))
        ->type_name("text|json|html|xlsx");
    check_->add_option("-o,--output", check_options_.output, "The file to write, with --format=html or xlsx")
        ->type_name("FILE");
    check_
        ->add_option("--roster", check_options_.roster,
                     "A CSV file of units (id, name, aliases, parent, level, kind): reports of whole divisions are "
                     "compared with the sum of the units below")
        ->type_name("FILE");
    check_->add_flag("--evidence", check_options_.include_evidence,
                     "With --format=json: also where each cell was read");
    check_->add_option("--color", color_, "auto, always or never; auto heeds NO_COLOR")
        ->transform(Names<ColorChoice>(
            {{"auto", ColorChoice::kAuto}, {"always", ColorChoice::kAlways}, {"never", ColorChoice::kNever}}))
        ->type_name("auto|always|never");
    check_->add_option_function<std::string>(
        "--form", [this](const std::string& form) { check_options_.overrides.set_form(form); },
        "The id of the form, when it is known");
    check_->add_option_function<int>(
        "--year", [this](int year) { check_options_.overrides.set_year(year); },
        "The year that the report is about, when it is known");
    check_->add_option_function<std::string>(
        "--charset", [this](const std::string& charset) { check_options_.overrides.set_charset(charset); },
        "The character set, when it is known: UTF-8, UTF-16LE, UTF-16BE, GB18030, Big5");
  }

  void AddImport() {
    import_ = app_.add_subcommand(
        "import", "Check and record reports; importing the same files again completes an interrupted import");
    AddPaths(import_, &import_options_.paths);
    AddEndpoint(import_);
    AddDataDir(import_);
    AddRulePacks(import_);
    AddImportFlags(import_, &import_options_);
  }

  void AddRules() {
    rules_ = app_.add_subcommand("rules", "List the rules, or tell all about one");
    rules_->add_option("ID", rules_options_.rule_id, "The id of a rule: T3.ROW_SUM");
    AddEndpoint(rules_);
    AddRulePacks(rules_);
    rules_->add_option("--form", rules_options_.form, "Only rules of this form, by id");
    rules_->add_option("--pack", rules_options_.pack, "Only rules of this pack, by id");
    rules_->add_option("--format", rules_options_.format, "text, or json: one rule a line")
        ->transform(Names<RulesFormat>({{"text", RulesFormat::kText}, {"json", RulesFormat::kJson}}))
        ->type_name("text|json");
  }

  void AddServe() {
    serve_ = app_.add_subcommand("serve", "Run all services in this program, with the gateway on a port");
    AddServeFlags(serve_, &serve_options_);
    AddDataDir(serve_);
    AddRulePacks(serve_);
  }

  std::string DataDir() const {
    if (!data_dir_.empty()) return data_dir_;
    const std::string home = environment_("HOME");
    return home.empty() ? ".gouji" : home + "/.gouji";
  }

  const Environment& environment_;
  CLI::App app_{"Reads, checks and adds up annual reports on open government information.", "gouji"};
  CLI::App* check_ = nullptr;
  CLI::App* import_ = nullptr;
  StatsFlags stats_;
  GovernmentFlags government_;
  CLI::App* rules_ = nullptr;
  CLI::App* serve_ = nullptr;
  Language language_ = Language::kChinese;
  EndpointFlags endpoint_flags_;
  std::string data_dir_;
  std::vector<std::string> rule_packs_;
  std::int64_t max_document_bytes_ = gateway::kDefaultMaxDocumentBytes;
  ColorChoice color_ = ColorChoice::kAuto;
  CheckOptions check_options_;
  ImportOptions import_options_;
  ExportFlags export_flags_;
  DecisionFlags decisions_;
  std::string author_;
  RulesOptions rules_options_;
  UnitsFlags units_flags_;
  RegisterFlags register_flags_;
  ReferenceFlags reference_;
  AccessFlags access_flags_;
  ServeOptions serve_options_;
};

}  // namespace

std::variant<CommandLine, int> ParseCommandLine(const std::vector<std::string>& arguments,
                                                const Environment& environment, const Terminal& terminal) {
  Flags flags(environment);
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());  // as CLI11 takes them
  try {
    flags.app().parse(reversed);
    flags.Validate();
  } catch (const CLI::ParseError& error) {
    // --help and --version come this way, too.
    return flags.app().exit(error, terminal.out, terminal.err) == 0 ? kExitOk : kExitUsage;
  }
  if (const std::optional<std::string> text = flags.Reference(); text.has_value()) {
    terminal.out << *text << std::flush;
    return terminal.out.good() ? kExitOk : kExitOutput;
  }
  return flags.Result(terminal);
}

int RunCommand(const CommandLine& command_line, const Terminal& terminal) {
  if (const auto* serve = std::get_if<ServeOptions>(&command_line.command)) return RunServe(*serve, terminal);
  if (const auto* dump = std::get_if<DumpOptions>(&command_line.command)) return RunDump(*dump, terminal);
  if (const auto* load = std::get_if<LoadOptions>(&command_line.command)) return RunLoad(*load, terminal);
  if (const auto* token = std::get_if<TokenOptions>(&command_line.command)) return RunToken(*token, terminal);
  absl::StatusOr<Connection> connection = Connection::Open(command_line.connection);
  if (!connection.ok()) return ReportError(connection.status(), command_line.language, terminal);
  GatewayClient& gateway = connection->client();
  if (const auto* check = std::get_if<CheckOptions>(&command_line.command)) return RunCheck(*check, gateway, terminal);
  if (const auto* import = std::get_if<ImportOptions>(&command_line.command)) {
    return RunImport(*import, gateway, terminal);
  }
  if (const auto* stats = std::get_if<StatsOptions>(&command_line.command)) {
    return RunStats(*stats, gateway, terminal);
  }
  if (const auto* compile = std::get_if<CompileOptions>(&command_line.command)) {
    return RunCompile(*compile, gateway, terminal);
  }
  if (const auto* reconcile = std::get_if<ReconcileOptions>(&command_line.command)) {
    return RunReconcile(*reconcile, gateway, terminal);
  }
  if (const auto* acknowledge = std::get_if<AcknowledgeOptions>(&command_line.command)) {
    return RunAcknowledge(*acknowledge, gateway, terminal);
  }
  if (const auto* correct = std::get_if<CorrectOptions>(&command_line.command)) {
    return RunCorrect(*correct, gateway, terminal);
  }
  if (const auto* history = std::get_if<HistoryOptions>(&command_line.command)) {
    return RunHistory(*history, gateway, terminal);
  }
  if (const auto* place = std::get_if<PlaceOptions>(&command_line.command)) return RunPlace(*place, gateway, terminal);
  if (const auto* withdraw = std::get_if<WithdrawOptions>(&command_line.command)) {
    return RunWithdraw(*withdraw, gateway, terminal);
  }
  if (const auto* import = std::get_if<RosterImportOptions>(&command_line.command)) {
    return RunRosterImport(*import, gateway, terminal);
  }
  if (const auto* show = std::get_if<RosterShowOptions>(&command_line.command)) {
    return RunRosterShow(*show, gateway, terminal);
  }
  if (const auto* units = std::get_if<UnitsOptions>(&command_line.command)) return RunUnits(*units, gateway, terminal);
  if (const auto* reread = std::get_if<RereadOptions>(&command_line.command)) {
    return RunReread(*reread, gateway, terminal);
  }
  if (const auto* audit = std::get_if<AuditOptions>(&command_line.command)) return RunAudit(*audit, gateway, terminal);
  if (const auto* rules = std::get_if<RulesOptions>(&command_line.command)) return RunRules(*rules, gateway, terminal);
  return RunExport(std::get<ExportOptions>(command_line.command), gateway, terminal);
}

}  // namespace gouji::cli

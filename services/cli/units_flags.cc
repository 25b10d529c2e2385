#include "services/cli/units_flags.h"

#include "services/cli/flag_names.h"

namespace gouji::cli {
namespace {

void AddFormat(CLI::App* command, UnitsFormat& format) {
  command->add_option("--format", format, "table, json or csv")
      ->transform(Names<UnitsFormat>(
          {{"table", UnitsFormat::kTable}, {"json", UnitsFormat::kJson}, {"csv", UnitsFormat::kCsv}}))
      ->type_name("table|json|csv");
}

}  // namespace

void UnitsFlags::Add(CLI::App& app, std::string& author, absl::FunctionRef<void(CLI::App*)> add_connection) {
  CLI::App* roster = app.add_subcommand("roster", "The list of units that must report");
  roster->require_subcommand(1);
  roster->fallthrough();
  import_ = roster->add_subcommand("import", "Make a file the roster; reports move to its units");
  import_->add_option("FILE", import_options_.path, "CSV in UTF-8: id, name, aliases, parent, level, kind, from, to")
      ->required();
  import_->add_option("--author", author, "Who imports it [GOUJI_AUTHOR]")->required(author.empty());
  show_ = roster->add_subcommand("show", "Who imported the roster, and when");
  AddFormat(show_, show_options_.format);
  export_ = roster->add_subcommand("export", "Write the roster as it was imported");
  for (CLI::App* command : {show_, export_}) {
    command->add_option("--number", show_options_.version, "An earlier roster, by its version")
        ->check(CLI::PositiveNumber);
  }
  units_ = app.add_subcommand("units", "Tell which unit a name stands for, or which reports have none");
  CLI::Option* names = units_->add_option("NAME", units_options_.names, "Names of agencies, or ids of units");
  units_->add_flag("--unplaced", units_options_.unplaced, "List the reports whose unit is not known")->excludes(names);
  units_->add_option("--year", units_options_.year, "As the roster is for this year")->check(CLI::Range(1900, 2200));
  AddFormat(units_, units_options_.format);
  for (CLI::App* command : {import_, show_, export_, units_}) add_connection(command);
}

void UnitsFlags::Validate() const {
  if (units_->parsed() && units_options_.names.empty() && !units_options_.unplaced) {
    throw CLI::ValidationError("NAME", "is needed, or --unplaced");
  }
}

std::optional<UnitsFlags::Options> UnitsFlags::Parsed(const std::string& author, Language language) const {
  if (import_->parsed()) {
    RosterImportOptions options = import_options_;
    options.author = author;
    options.language = language;
    return options;
  }
  if (show_->parsed() || export_->parsed()) {
    RosterShowOptions options = show_options_;
    options.export_csv = export_->parsed();
    options.language = language;
    return options;
  }
  if (!units_->parsed()) return std::nullopt;
  UnitsOptions options = units_options_;
  options.language = language;
  return options;
}

}  // namespace gouji::cli

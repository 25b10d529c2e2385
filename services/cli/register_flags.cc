#include "services/cli/register_flags.h"

#include <vector>

#include "services/cli/data_folder.h"
#include "services/cli/filter_flags.h"
#include "services/cli/flag_names.h"
#include "services/cli/secret_file.h"

namespace gouji::cli {
RegisterFlags::RegisterFlags(const Environment& environment)
    : url_(environment("GOUJI_REGISTER_URL")), password_(environment("GOUJI_REGISTER_PASSWORD")) {}

void RegisterFlags::Add(CLI::App& app, absl::FunctionRef<void(CLI::App*)> add_endpoint,
                        absl::FunctionRef<void(CLI::App*)> add_data_dir) {
  CLI::App* of_register = app.add_subcommand("register", "The register as a whole: dump, load, read documents anew");
  of_register->require_subcommand(1);
  of_register->fallthrough();
  dump_ = of_register->add_subcommand("dump", "Write all that a register holds into a file");
  load_ = of_register->add_subcommand("load", "Load a dump into an empty register, in a file or on PostgreSQL");
  for (CLI::App* command : {dump_, load_}) {
    command->add_option("FILE", path_, "The dump")->required();
    add_data_dir(command);
    command
        ->add_option("--register-url,--register_url", url_,
                     "The PostgreSQL database of the register in place of the file, as gouji-statistics has it: "
                     "postgresql://USER@HOST:PORT/DATABASE [GOUJI_REGISTER_URL]")
        ->type_name("URL");
    command
        ->add_option_function<std::string>(
            "--register-password-file,--register_password_file",
            [this](const std::string& path) { password_ = ReadSecret("--register-password-file", path); },
            "A file with the password of the database [or GOUJI_REGISTER_PASSWORD]")
        ->type_name("FILE");
  }
  reread_ = of_register->add_subcommand(
      "reread", "Read the kept documents anew, as this reader reads them, and tell what that changes");
  add_endpoint(reread_);
  add_data_dir(reread_);
  AddFilterFlags(reread_, &reread_options_.filter);
  reread_->add_flag("--commit", commit_, "Record what changed; without it nothing is recorded");
  reread_->add_option("--format", reread_options_.format, "text, or json: one object a line for each change")
      ->transform(Names<RereadFormat>({{"text", RereadFormat::kText}, {"json", RereadFormat::kJson}}))
      ->type_name("text|json");
}

void RegisterFlags::Validate(const std::string& endpoint) const {
  for (const CLI::App* command : {dump_, load_}) {
    if (!command->parsed()) continue;
    const bool names_folder = command->count("--data-dir") > 0;
    if (names_folder && command->count("--register-url") > 0) {
      throw CLI::ValidationError("--register-url", "cannot be given together with --data-dir");
    }
    if (!endpoint.empty() && !names_folder && url_.empty()) {
      throw CLI::ValidationError("--data-dir",
                                 "or --register-url is needed: an endpoint is set, and this works on the register "
                                 "itself, not over a gateway");
    }
    if (url_.empty() || names_folder) continue;
    const std::vector<std::string> problems =
        statistics::RegisterOptions{.url = url_, .password = password_}.Validate();
    if (!problems.empty()) throw CLI::ValidationError(problems.front());
  }
}

std::optional<RegisterFlags::Options> RegisterFlags::Parsed(const std::string& data_dir, Language language) const {
  if (reread_->parsed()) {
    RereadOptions options = reread_options_;
    options.mode = commit_ ? RereadMode::kCommit : RereadMode::kCompare;
    options.language = language;
    return options;
  }
  for (const CLI::App* command : {dump_, load_}) {
    if (!command->parsed()) continue;
    statistics::RegisterOptions reports;
    if (url_.empty() || command->count("--data-dir") > 0) {
      reports.path = RegisterPathIn(data_dir);
    } else {
      reports.url = url_;
      reports.password = password_;
    }
    if (command == dump_) return DumpOptions{.reports = reports, .path = path_, .language = language};
    return LoadOptions{.reports = reports, .path = path_, .language = language};
  }
  return std::nullopt;
}

}  // namespace gouji::cli

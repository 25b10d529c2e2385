#include "services/cli/access_flags.h"

#include <limits>

#include "services/cli/flag_names.h"

namespace gouji::cli {

void AccessFlags::Add(CLI::App& app, absl::FunctionRef<void(CLI::App*)> add_connection) {
  AddToken(app);
  audit_ = app.add_subcommand("audit", "List who changed what in the register, the newest first");
  audit_->add_option("UNIT", audit_options_.unit, "Only of this unit, as the register has it");
  audit_->add_option("--limit", audit_options_.limit, "How many at most")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  audit_->add_option("--format", audit_options_.format, "table, or json: one change a line")
      ->transform(Names<AuditFormat>({{"table", AuditFormat::kTable}, {"json", AuditFormat::kJson}}))
      ->type_name("table|json");
  add_connection(audit_);
}

void AccessFlags::AddToken(CLI::App& app) {
  CLI::App* token = app.add_subcommand("token", "Tokens for a gateway");
  token->require_subcommand(1);
  token->fallthrough();
  new_token_ = token->add_subcommand("new", "Make a token; print its entry for the --tokens_file of the gateway");
  new_token_
      ->add_option_function<std::string>(
          "--name", [this](const std::string& name) { token_options_.entry.set_name(name); },
          "Who holds it, as logs name it: a-z, 0-9 and -")
      ->required();
  new_token_->add_option("--scope", scopes_, "What it allows; may be repeated")
      ->transform(Names<gateway::v1::Scope>({{"check", gateway::v1::SCOPE_CHECK},
                                             {"submit", gateway::v1::SCOPE_SUBMIT},
                                             {"read", gateway::v1::SCOPE_READ},
                                             {"correct", gateway::v1::SCOPE_CORRECT},
                                             {"admin", gateway::v1::SCOPE_ADMIN}}))
      ->type_name("check|submit|read|correct|admin")
      ->required();
  new_token_
      ->add_option("--region", regions_,
                   "A division that it is limited to, by its statistical code: 141124; may be repeated")
      ->type_name("CODE");
  new_token_->add_option("--unit", units_,
                         "A unit that it is limited to, with those below it, by its id; may be repeated");
  new_token_->add_option("--days", days_, "How long it is valid")->check(CLI::Range(1, 3660))->capture_default_str();
  const CLI::Range any_number(0, std::numeric_limits<int>::max());
  new_token_->add_option("--requests-per-minute", requests_per_minute_, "Its quota; 0 is any number")
      ->check(any_number);
  new_token_->add_option("--documents-per-day", documents_per_day_, "Its quota; 0 is any number")->check(any_number);
  new_token_->add_option("-o,--output", token_options_.output, "A new file for the token, instead of showing it once")
      ->type_name("FILE");
}

std::optional<AccessFlags::Options> AccessFlags::Parsed(Language language) const {
  if (audit_->parsed()) {
    AuditOptions options = audit_options_;
    options.language = language;
    return options;
  }
  if (!new_token_->parsed()) return std::nullopt;
  TokenOptions options = token_options_;
  for (const gateway::v1::Scope scope : scopes_) options.entry.add_scopes(scope);
  options.entry.mutable_regions()->Add(regions_.begin(), regions_.end());
  options.entry.mutable_units()->Add(units_.begin(), units_.end());
  if (requests_per_minute_ > 0) options.entry.mutable_quota()->set_requests_per_minute(requests_per_minute_);
  if (documents_per_day_ > 0) options.entry.mutable_quota()->set_documents_per_day(documents_per_day_);
  options.lifetime = absl::Hours(24) * days_;
  options.language = language;
  return options;
}

}  // namespace gouji::cli

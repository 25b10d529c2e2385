#include "services/cli/decision_flags.h"

#include <utility>

#include "services/cli/flag_names.h"

namespace gouji::cli {

void DecisionFlags::Add(CLI::App& app, std::string& author, absl::FunctionRef<void(CLI::App*)> add_connection) {
  const auto add = [&](const char* name, const char* description) {
    CLI::App* command = app.add_subcommand(name, description);
    command->add_option("UNIT", report_.unit, "The agency, by its name")->required();
    command->add_option("YEAR", report_.year, "The year that the report is about")->required();
    add_connection(command);
    return command;
  };
  const auto add_signed = [&](const char* name, const char* description) {
    CLI::App* command = add(name, description);
    command->add_option("--reason", reason_, "Why; kept in the history")->required();
    command->add_option("--author", author, "Who decides; kept in the history [GOUJI_AUTHOR]")
        ->required(author.empty());
    return command;
  };
  acknowledge_ = add_signed("acknowledge", "Let warnings of a recorded report stand, with a reason");
  acknowledge_
      ->add_option("FINGERPRINT", acknowledge_options_.fingerprints,
                   "Of the findings, or the first characters; gouji history shows them")
      ->required();
  acknowledge_->add_flag("--revoke", acknowledge_options_.revoke, "Take the acknowledgement back");
  correct_ = add_signed("correct", "Correct cells of a recorded report that the program read wrongly");
  correct_
      ->add_option("CELL=VALUE", correct_options_.assignments,
                   "The path of a cell and what is printed there: a number, of money also 68.78万元, or nothing for a "
                   "blank")
      ->required();
  history_ = add("history", "Show the findings of a recorded report and what became of it");
  history_->add_option("--format", history_options_.format, "text or json")
      ->transform(Names<HistoryFormat>({{"text", HistoryFormat::kText}, {"json", HistoryFormat::kJson}}))
      ->type_name("text|json");
  place_ = add_signed("place", "Say which unit a recorded report is of; gouji units --unplaced lists them");
  place_->add_option("PLACE", place_options_.unit, "The agency with its divisions, or an id of the roster")->required();
  withdraw_ = add_signed("withdraw", "Take a recorded report out; the one before it counts again");
}

std::optional<DecisionFlags::Options> DecisionFlags::Parsed(const std::string& author, Language language) const {
  const auto with_report = [&](auto options) {
    options.report = report_;
    options.language = language;
    return options;
  };
  const auto with_signature = [&](auto options) {
    options.reason = reason_;
    options.author = author;
    return with_report(std::move(options));
  };
  if (acknowledge_->parsed()) return with_signature(acknowledge_options_);
  if (correct_->parsed()) return with_signature(correct_options_);
  if (history_->parsed()) return with_report(history_options_);
  if (place_->parsed()) return with_signature(place_options_);
  if (withdraw_->parsed()) return with_signature(WithdrawOptions());
  return std::nullopt;
}

}  // namespace gouji::cli

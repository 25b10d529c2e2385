#include "services/cli/import_flags.h"

#include <string>

#include "absl/time/time.h"

namespace gouji::cli {

void AddImportFlags(CLI::App* import, ImportOptions* options) {
  import
      ->add_option("--summary", options->summary,
                   "File for a summary as JSON: counts, rate, each failure with its reason; - is the standard output")
      ->type_name("FILE");
  import
      ->add_option_function<std::string>(
          "--share",
          [options](const std::string& text) {
            const absl::StatusOr<Share> share = ParseShare(text);
  if (!share.ok()) throw CLI::ValidationError("--share", std::string(share.status().message()));
  options->share = *share;
},
          "Import only the files of share I of N, from 0 to N - 1; N processes with the same paths import all")
      ->type_name("I/N");
  import->add_flag_callback(
      "--allow-refused", [options] { options->refusals = Refusals::kAllow;
  }  // namespace gouji::cli
,
      "Refused documents do not change the exit status, only what could not be finished or read here does");
  import
      ->add_option_function<std::string>(
          "--patience",
          [options](const std::string& text) {
            if (!absl::ParseDuration(text, &options->importer.patience) ||
                options->importer.patience < absl::ZeroDuration()) {
              throw CLI::ValidationError("--patience", text + " is no duration, such as 90s or 10m");
  }
  },
          "How long to try again without any result (default 1m)")
      ->type_name("DURATION");
  }

  }  // namespace gouji::cli

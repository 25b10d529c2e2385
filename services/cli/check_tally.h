#ifndef GOUJI_SERVICES_CLI_CHECK_TALLY_H_
#define GOUJI_SERVICES_CLI_CHECK_TALLY_H_

#include <array>
#include <string>
#include <string_view>

#include "gouji/validate/v1/finding.pb.h"
#include "services/cli/language.h"

namespace gouji::cli {

// 通过, "accepted"; what it is not told: 未评定, "not assessed".
std::string_view VerdictName(validate::v1::Verdict verdict, Language language);

// Counts what became of the documents of `gouji check`.
class CheckTally {
 public:
  void AddChecked(validate::v1::Verdict verdict, int error_count, int warning_count);
  void AddUnreadable();

  // exit_code.h.
  int ExitCode() const;

  int file_count() const { return file_count_; }
  int error_count() const { return error_count_; }

  // "3 documents: 2 accepted, 1 needs correction; 4 errors, 0 warnings".
  std::string Summary(Language language) const;

 private:
  static constexpr int kVerdictCount = 6;  // the numbers of the verdicts

  int file_count_ = 0;
  int unreadable_count_ = 0;
  int error_count_ = 0;
  int warning_count_ = 0;
  std::array<int, kVerdictCount> verdict_counts_ = {};
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_CHECK_TALLY_H_

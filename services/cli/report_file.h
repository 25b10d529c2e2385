#ifndef GOUJI_SERVICES_CLI_REPORT_FILE_H_
#define GOUJI_SERVICES_CLI_REPORT_FILE_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "services/cli/check_tally.h"
#include "services/cli/checked/checked_report.h"
#include "services/cli/language.h"

namespace gouji::cli {

struct ReportFileOptions {
  std::string path;
  Language language = Language::kChinese;
  std::size_t document_count = 0;  // how many will be added
};

// The tables of so many documents are shown in one file. Of more documents those with an ERROR or a WARNING, up to
// this.
inline constexpr std::size_t kTableLimit = 200;

// A file that shows people what was found in one or many documents. Its memory does not grow with their tables. Belongs
// to one thread.
class ReportFile {
 public:
  virtual ~ReportFile() = default;

  // Adds a document. Its status is that of the file: INTERNAL when it cannot be written.
  virtual absl::Status AddChecked(const CheckedReport& checked) = 0;
  // Adds a document that could not be read.
  virtual absl::Status AddUnreadable(std::string_view source, const absl::Status& error) = 0;
  // Completes and closes the file.
  virtual absl::Status Finish(const CheckTally& tally) = 0;
};

// Decides which documents are shown with their tables.
class TableBudget {
 public:
  explicit TableBudget(std::size_t document_count) : all_fit_(document_count <= kTableLimit) {}

  // Whether this one is; counts it.
  bool Take(const CheckedReport& checked) {
    if (checked.report.form == nullptr || used_ == kTableLimit) return false;
    if (!all_fit_ && checked.error_count + checked.warning_count == 0) return false;
    ++used_;
    return true;
  }

 private:
  const bool all_fit_;
  std::size_t used_ = 0;
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_REPORT_FILE_H_

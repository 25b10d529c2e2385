#ifndef GOUJI_SERVICES_CLI_IMPORT_SUMMARY_H_
#define GOUJI_SERVICES_CLI_IMPORT_SUMMARY_H_

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/cli/importer.h"
#include "services/cli/language.h"
#include "services/cli/share.h"

namespace gouji::cli {

// Whether documents that the suite refuses count in the exit status.
enum class Refusals { kCount, kAllow };

// What became of the files of an import. Not thread-safe.
class ImportSummary {
 public:
  // `file_count` is the number of files that are to be imported.
  ImportSummary(std::size_t file_count, Share share, absl::Time start)
      : file_count_(file_count), share_(share), start_(start) {}

  // Takes in the result of a file.
  void Add(const std::string& path, const Importer::Result& result);
  // Nothing more comes: how the importer ended.
  void End(const absl::Status& status, absl::Time now);

  // A line for each outcome and reason.
  std::string Table(Language language) const;
  // "40 份，0.3 秒，每秒 133 份", as a line.
  std::string RateLine(Language language) const;
  // All of it as JSON on one line, with its line feed; services/cli/README.md says what is in it.
  std::string Json() const;
  // The exit status: 69 when the import could not be finished. Else 2 when a file could not be read here; or, unless
  // refusals are allowed, 2 when a document was refused with an error and 1 when one is no report. Else 0.
  int ExitCode(Refusals refusals) const;

 private:
  enum class Kind { kRecorded, kReread, kUnchanged, kRejected, kFailed };
  struct Failure {
    std::string path;
    Kind kind;
    std::string code;  // of the error; empty for a document that is no report
    std::string reason;
    std::string message;
  };

  static std::string_view Name(Kind kind, Language language);
  static std::string_view JsonName(Kind kind);
  void Count(Kind kind, const std::string& reason) { ++counts_[{kind, reason}]; }
  std::size_t CountOf(Kind kind) const;
  std::size_t settled_count() const;
  double rate() const;  // files a second

  const std::size_t file_count_;
  const Share share_;
  const absl::Time start_;
  absl::Duration duration_;
  absl::Status ended_;
  std::map<std::pair<Kind, std::string>, std::size_t> counts_;  // by kind and reason
  std::size_t with_errors_count_ = 0;
  std::vector<Failure> failures_;
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_IMPORT_SUMMARY_H_

#ifndef GOUJI_SERVICES_CLI_COMPARED_FILES_H_
#define GOUJI_SERVICES_CLI_COMPARED_FILES_H_

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gouji/gateway/v1/gateway_service.pb.h"
#include "services/cli/file_index.h"
#include "services/cli/gateway_client.h"
#include "services/report/roster.h"

namespace gouji::cli {

// Files that are checked together: each one alone first, then those that belong together once more, with the others
// beside them.
//
// Read looks at every file and keeps what was read of them, up to a limit of memory; what does not fit is read again
// when it is needed. Check is thread-safe.
class ComparedFiles {
 public:
  // Reads and checks one file alone, with its sketch. Called from several threads at once.
  using ReadFile = std::function<absl::StatusOr<gateway::v1::CheckDocumentResponse>(std::size_t file)>;

  struct Options {
    std::size_t file_count = 0;
    int thread_count = 1;
    std::size_t max_kept_bytes = std::size_t{512} << 20;
    const report::Roster* roster = nullptr;  // may be null; must outlive the files
    bool compare_with_register = false;      // also; a file goes before what is recorded
  };

  // Reads all files. Errors of single files are kept and returned by Check; a gateway that is gone is the error of all.
  static std::unique_ptr<ComparedFiles> Read(const Options& options, ReadFile read, GatewayClient& gateway);

  // What was found in a file, with the findings across files.
  absl::StatusOr<gateway::v1::CheckDocumentResponse> Check(std::size_t file) const;

 private:
  ComparedFiles(const Options& options, ReadFile read, GatewayClient& gateway)
      : read_(std::move(read)),
        gateway_(gateway),
        compare_with_register_(options.compare_with_register),
        index_(options.roster) {}

  absl::StatusOr<gateway::v1::CheckDocumentResponse> Alone(std::size_t file) const;
  // Adds the other files' reports to the request; what could not be read is left out, or missing among subordinates.
  void AddPrevious(std::size_t file, gateway::v1::CheckReportRequest* request) const;
  void AddPeers(std::size_t file, gateway::v1::CheckReportRequest* request) const;
  void AddSubordinates(std::size_t file, gateway::v1::CheckReportRequest* request) const;

  const ReadFile read_;
  GatewayClient& gateway_;
  const bool compare_with_register_;
  FileIndex index_;
  std::map<std::size_t, std::string> kept_;  // serialised responses
  std::map<std::size_t, absl::Status> failed_;
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_COMPARED_FILES_H_

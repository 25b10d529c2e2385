#include "services/cli/compared_files.h"

#include <algorithm>
#include <utility>

#include "services/cli/ordered_parallel.h"

namespace gouji::cli {
namespace {

using gateway::v1::CheckDocumentResponse;

// Of prose that a request brings for comparison. Reports are a few kilobytes as a rule; only what is no prose at all
// comes near, and a request has to fit into a message.
constexpr std::size_t kMaxPeerBytes = std::size_t{16} << 20;

// Leaves in a report what other reports are compared with: for the prose its sections, for the figures its cells.
void KeepForComparison(report::v1::Report* report) {
  report->clear_evidence();
  report->clear_facts();
  report->clear_diagnostics();
}

}  // namespace

std::unique_ptr<ComparedFiles> ComparedFiles::Read(const Options& options, ReadFile read, GatewayClient& gateway) {
  std::unique_ptr<ComparedFiles> files(new ComparedFiles(options, std::move(read), gateway));
  OrderedParallel<absl::StatusOr<CheckDocumentResponse>> results(options.file_count, std::max(options.thread_count, 1),
                                                                 [&](std::size_t file) { return files->read_(file); });
  std::size_t kept_bytes = 0;
  for (std::size_t file = 0; auto result = results.Next(); ++file) {
    if (!result->ok()) {
      files->failed_.emplace(file, result->status());
      if (!IsUnreachable(result->status())) continue;
      // Nobody will answer for the others either, and what is left could not be compared with them.
      for (std::size_t other = 0; other < options.file_count; ++other) files->failed_.emplace(other, result->status());
      break;
    }
    files->index_.Add(file, **result);
    std::string bytes = (*result)->SerializeAsString();
    if (kept_bytes + bytes.size() > options.max_kept_bytes) continue;
    kept_bytes += bytes.size();
    files->kept_.emplace(file, std::move(bytes));
  }
  files->index_.Finish();
  return files;
}

absl::StatusOr<CheckDocumentResponse> ComparedFiles::Alone(std::size_t file) const {
  if (const auto failed = failed_.find(file); failed != failed_.end()) return failed->second;
  const auto kept = kept_.find(file);
  if (kept == kept_.end()) return read_(file);
  CheckDocumentResponse response;
  if (!response.ParseFromString(kept->second)) return absl::InternalError("a result in memory is damaged");
  return response;
}

void ComparedFiles::AddPrevious(std::size_t file, gateway::v1::CheckReportRequest* request) const {
  const std::optional<std::size_t> previous = index_.PreviousOf(file);
  if (!previous.has_value()) return;
  absl::StatusOr<CheckDocumentResponse> checked = Alone(*previous);
  if (!checked.ok()) return;
  KeepForComparison(checked->mutable_report());
  request->mutable_previous()->set_unit(index_.UnitOf(*previous));
  request->mutable_previous()->mutable_report()->Swap(checked->mutable_report());
}

void ComparedFiles::AddPeers(std::size_t file, gateway::v1::CheckReportRequest* request) const {
  std::size_t peer_bytes = 0;
  for (const std::size_t peer : index_.PeersOf(file)) {
    absl::StatusOr<CheckDocumentResponse> checked = Alone(peer);
    if (!checked.ok()) continue;
    KeepForComparison(checked->mutable_report());
    const std::size_t size = checked->report().ByteSizeLong();
    if (peer_bytes + size > kMaxPeerBytes) continue;
    peer_bytes += size;
    validate::v1::ComparedReport& message = *request->add_peers();
    message.set_unit(index_.UnitOf(peer));
    message.mutable_report()->Swap(checked->mutable_report());
  }
}

void ComparedFiles::AddSubordinates(std::size_t file, gateway::v1::CheckReportRequest* request) const {
  for (const FileIndex::Subordinate& subordinate : index_.SubordinatesOf(file)) {
    bool has_report = false;
    for (const std::size_t below : subordinate.files) {
      absl::StatusOr<CheckDocumentResponse> checked = Alone(below);
      if (!checked.ok()) continue;
      KeepForComparison(checked->mutable_report());
      checked->mutable_report()->clear_sections();
      validate::v1::ComparedReport& message = *request->add_subordinates();
      message.set_unit(subordinate.unit);
      message.mutable_report()->Swap(checked->mutable_report());
      has_report = true;
    }
    if (!has_report) request->add_subordinates()->set_unit(subordinate.unit);
  }
}

absl::StatusOr<CheckDocumentResponse> ComparedFiles::Check(std::size_t file) const {
  absl::StatusOr<CheckDocumentResponse> alone = Alone(file);
  if (!alone.ok()) return alone.status();
  alone->clear_copy_sketch();
  gateway::v1::CheckReportRequest request;
  AddPrevious(file, &request);
  AddPeers(file, &request);
  AddSubordinates(file, &request);
  if (!request.has_previous() && request.peers().empty() && request.subordinates().empty()) return alone;
  *request.mutable_report() = alone->report();
  request.set_compare_with_register(compare_with_register_);
  absl::StatusOr<gateway::v1::CheckReportResponse> together = gateway_.CheckReport(request);
  if (!together.ok()) return together.status();
  alone->mutable_findings()->Swap(together->mutable_findings());
  alone->mutable_assessment()->Swap(together->mutable_assessment());
  return alone;
}

}  // namespace gouji::cli

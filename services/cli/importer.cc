#include "services/cli/importer.h"

#include <algorithm>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "absl/strings/numbers.h"
#include "services/cli/item_error.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{256} << 10;

// Whether trying again later may help.
bool MayPass(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kCancelled:
    case absl::StatusCode::kAborted:
      return true;
    default:
      return report::HasReason(status, report::Reason::kOverloaded);
  }
}

// Whether a document that ends or blocks its reader may look like this. A gateway or a register that refuses work, for
// whatever document, does not.
bool MayBeOwnDoingOf(const absl::Status& status) {
  if (status.code() == absl::StatusCode::kDeadlineExceeded) return true;
  const std::string reason = report::ReasonOf(status);
  return status.code() == absl::StatusCode::kUnavailable &&
         (reason.empty() || reason == report::ReasonName(report::Reason::kBackendUnavailable));
}

// A stream may also end because the gateway is overloaded, or was killed in the middle of a frame.
bool StreamMayComeBack(const absl::Status& status) {
  return status.ok() || MayPass(status) || status.code() == absl::StatusCode::kResourceExhausted ||
         status.code() == absl::StatusCode::kInternal || status.code() == absl::StatusCode::kUnknown;
}

}  // namespace

Importer::Importer(const std::vector<InputFile>& files, GatewayClient& gateway, const Options& options,
                   OnResult on_result)
    : files_(files),
      gateway_(gateway),
      options_(options),
      on_result_(std::move(on_result)),
      retryable_(files.size()),
      settled_(files.size(), false),
      pending_count_(files.size()) {}

absl::Status Importer::Run() {
  int fruitless_count = 0;
  absl::Duration backoff = options_.first_backoff;
  absl::Time last_result = options_.now();
  while (pending_count() > 0) {
    const std::size_t before = pending_count();
    absl::Status ended = RunStream();
    const std::size_t after = pending_count();
    if (after == 0) break;
    if (!StreamMayComeBack(ended)) return ended;
    if (after < before) {
      fruitless_count = 0;
      backoff = options_.first_backoff;
      last_result = options_.now();
    } else if (++fruitless_count >= options_.fruitless_limit && options_.now() - last_result >= options_.patience) {
      if (!ended.ok()) return ended;
      const bool own_doing = MayBeOwnDoing() && OthersGetThrough();
      absl::Status failure = SettleFailures();
      return own_doing ? absl::OkStatus() : failure;
    }
    options_.on_pause(ended.ok() ? LastFailure() : ended);
    options_.sleep(backoff);
    backoff = std::min(2 * backoff, options_.max_backoff);
  }
  return absl::OkStatus();
}

absl::Status Importer::RunStream() {
  const std::vector<std::size_t> files = Pending();
  const std::unique_ptr<SubmitStream> stream = gateway_.SubmitDocuments();
  std::thread sender([&] { Send(files, *stream); });
  gateway::v1::SubmitDocumentsResponse response;
  while (stream->Read(&response)) Take(response);
  sender.join();
  return stream->Finish();
}

std::vector<std::size_t> Importer::Pending() {
  std::vector<std::size_t> pending;
  for (std::size_t file = 0; file < files_.size(); ++file) {
    if (IsPending(file)) pending.push_back(file);
  }
  std::stable_partition(pending.begin(), pending.end(), [this](std::size_t file) { return retryable_[file].ok(); });
  return pending;
}

void Importer::Send(const std::vector<std::size_t>& files, SubmitStream& stream) {
  for (const std::size_t file : files) {
    if (!SendFile(file, stream)) return;
  }
  stream.WritesDone();
}

bool Importer::SendFile(std::size_t file, SubmitStream& stream) {
  if (!files_[file].status.ok()) {
    Settle(file, files_[file].status);
    return true;
  }
  absl::StatusOr<std::string> document =
      ReadDocument(files_[file], static_cast<std::size_t>(options_.max_document_bytes));
  if (!document.ok()) {
    Settle(file, document.status());
    return true;
  }
  gateway::v1::SubmitDocumentsRequest chunk;
  chunk.set_item_id(std::to_string(file));
  chunk.set_file_name(files_[file].Name());
  std::size_t sent = 0;
  do {
    const std::size_t length = std::min(kChunkBytes, document->size() - sent);
    chunk.set_data(document->data() + sent, length);
    sent += length;
    chunk.set_last(sent == document->size());
    if (!stream.Write(chunk)) return false;
    chunk.clear_file_name();
  } while (sent < document->size());
  return true;
}

void Importer::Take(const gateway::v1::SubmitDocumentsResponse& response) {
  std::size_t file = 0;
  if (!absl::SimpleAtoi(response.item_id(), &file) || file >= files_.size()) return;
  if (response.has_receipt()) {
    got_through_ = file;
    Settle(file, response.receipt());
    return;
  }
  absl::Status status = ItemErrorStatus(response.error());
  if (MayPass(status)) {
    retryable_[file] = std::move(status);
  } else {
    Settle(file, status);
  }
}

void Importer::Settle(std::size_t file, const Result& result) {
  runtime::MutexLock lock(mutex_);
  if (settled_[file]) return;
  settled_[file] = true;
  --pending_count_;
  on_result_(file, result);
}

bool Importer::IsPending(std::size_t file) {
  runtime::MutexLock lock(mutex_);
  return !settled_[file];
}

std::size_t Importer::pending_count() {
  runtime::MutexLock lock(mutex_);
  return pending_count_;
}

bool Importer::OthersGetThrough() {
  if (!got_through_.has_value()) return false;
  absl::StatusOr<std::string> document =
      ReadDocument(files_[*got_through_], static_cast<std::size_t>(options_.max_document_bytes));
  if (!document.ok()) return false;
  gateway::v1::CheckDocumentRequest request;
  request.set_document(*std::move(document));
  request.set_file_name(files_[*got_through_].Name());
  request.set_compare_with_register(true);  // all services must be there
  return gateway_.CheckDocument(request).ok();
}

bool Importer::MayBeOwnDoing() {
  for (std::size_t file = 0; file < files_.size(); ++file) {
    if (IsPending(file) && !MayBeOwnDoingOf(retryable_[file])) return false;
  }
  return true;
}

absl::Status Importer::SettleFailures() {
  absl::Status failure = LastFailure();
  for (std::size_t file = 0; file < files_.size(); ++file) {
    if (!IsPending(file)) continue;
    Settle(file, retryable_[file].ok() ? failure : retryable_[file]);
  }
  return failure;
}

absl::Status Importer::LastFailure() {
  for (std::size_t file = 0; file < files_.size(); ++file) {
    if (IsPending(file) && !retryable_[file].ok()) return retryable_[file];
  }
  return absl::UnavailableError("the gateway gave no result");
}

}  // namespace gouji::cli

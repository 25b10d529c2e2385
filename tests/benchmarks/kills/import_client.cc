#include "tests/benchmarks/kills/import_client.h"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <thread>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "grpcpp/client_context.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "services/runtime/status.h"

namespace gouji::benchmarks {
namespace {

constexpr absl::Duration kDeadline = absl::Seconds(60);
constexpr absl::Duration kPause = absl::Milliseconds(20);  // before a request is sent again
constexpr int kMaxMessageBytes = 64 << 20;

std::shared_ptr<grpc::Channel> ChannelTo(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMaxMessageBytes);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 20);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 20);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 100);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

}  // namespace

ImportClient::ImportClient(const std::vector<statistics::v1::RecordReportsRequest>& requests,
                           const std::string& address, std::string receipts_path)
    : requests_(requests),
      stub_(statistics::v1::StatisticsService::NewStub(ChannelTo(address))),
      receipts_path_(std::move(receipts_path)) {}

absl::Status ImportClient::Run() {
  {
    runtime::MutexLock lock(mutex_);
    file_ = open(receipts_path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file_ < 0) return absl::UnavailableError("cannot write " + receipts_path_);
  }
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreadCount; ++i) threads.emplace_back([this] { Work(); });
  for (std::thread& thread : threads) thread.join();
  runtime::MutexLock lock(mutex_);
  close(file_);
  return status_;
}

void ImportClient::Work() {
  for (size_t i = next_++; i < requests_.size() && !is_stopped_; i = next_++) {
    absl::Status sent = Send(requests_[i]);
    while (absl::IsUnavailable(sent) && !is_stopped_) {
      ++failure_count_;
      absl::SleepFor(kPause);
      sent = Send(requests_[i]);
    }
    if (!sent.ok()) return Stop(sent);
  }
}

void ImportClient::Stop(const absl::Status& status) {
  is_stopped_ = true;
  runtime::MutexLock lock(mutex_);
  if (status_.ok()) status_ = status;
}

absl::Status ImportClient::Send(const statistics::v1::RecordReportsRequest& request) {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + kDeadline));
  // A call that waits drives its connection. Calls that fail at once leave that to gRPC's backup poller, every 5
  // seconds.
  context.set_wait_for_ready(true);
  statistics::v1::RecordReportsResponse response;
  absl::Status sent = runtime::FromGrpcStatus(stub_->RecordReports(&context, request, &response));
  if (!sent.ok()) return sent;
  if (response.receipts_size() != request.items_size()) return absl::InternalError("not a receipt for each item");
  return Keep(response);
}

absl::Status ImportClient::Keep(const statistics::v1::RecordReportsResponse& response) {
  std::string lines;
  for (const statistics::v1::Receipt& receipt : response.receipts()) {
    absl::StrAppend(&lines, receipt.item_id(), "\t", static_cast<int>(receipt.outcome()), "\t", receipt.key().unit(),
                    "\t", receipt.key().year(), "\t", receipt.revision(), "\n");
  }
  runtime::MutexLock lock(mutex_);
  const bool is_kept =
      write(file_, lines.data(), lines.size()) == static_cast<ssize_t>(lines.size()) && fdatasync(file_) == 0;
  if (!is_kept) return absl::InternalError("cannot keep receipts in " + receipts_path_);
  receipted_count_ += response.receipts_size();
  return absl::OkStatus();
}

absl::StatusOr<std::map<std::string, KeptReceipt>> ReadReceipts(const std::string& path) {
  std::map<std::string, KeptReceipt> receipts;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const std::vector<std::string> parts = absl::StrSplit(line, '\t');
    KeptReceipt receipt;
    int outcome = 0;
    const bool is_whole = parts.size() == 5 && absl::SimpleAtoi(parts[1], &outcome) &&
                          absl::SimpleAtoi(parts[3], &receipt.year) && absl::SimpleAtoi(parts[4], &receipt.revision);
    if (!is_whole) return absl::DataLossError("not a receipt: " + line);
    receipt.outcome = static_cast<statistics::v1::Outcome>(outcome);
    receipt.unit = parts[2];
    if (!receipts.emplace(parts[0], std::move(receipt)).second) {
      return absl::DataLossError("two receipts for item " + parts[0]);
    }
  }
  return receipts;
}

}  // namespace gouji::benchmarks

#include "services/gateway/submit_stream.h"

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "services/gateway/item_assembler.h"
#include "services/gateway/record_batch.h"
#include "services/gateway/submit.h"
#include "services/gateway/submit_window.h"
#include "services/report/error.h"
#include "services/runtime/clock.h"
#include "services/runtime/mutex.h"

namespace gouji::gateway {
namespace {

// An item of the stream on its way to the workers.
struct Submission {
  std::string item_id;
  parse::v1::ParseDocumentRequest request;
  std::string sha256;
};

Submission SubmissionOf(SubmitWindow::Arrived item) {
  Submission submission;
  submission.item_id = std::move(item.item_id);
  submission.request.set_document(std::move(item.document));
  submission.request.set_file_name(std::move(item.file_name));
  submission.sha256 = SubmissionSha256(submission.request);
  return submission;
}

using Receipts = std::unordered_map<std::string, statistics::v1::Receipt>;  // by the hash of the submission

// The stages of one stream behind its reader.
class Stages {
 public:
  Stages(const SubmitStreamOptions& options, const Backends& backends, runtime::Executor& workers,
         CurrentReaders& readers)
      : options_(options), backends_(backends), workers_(workers), readers_(readers) {}

  // Answers items that would come to what the register has, and gives the others to the workers, until the window is
  // closed.
  void SortItems(const std::shared_ptr<SubmitWindow>& window) {
    for (;;) {
      std::vector<SubmitWindow::Arrived> arrived = window->TakeArrived();
      if (arrived.empty()) return;
      std::vector<Submission> submissions;
      submissions.reserve(arrived.size());
      for (SubmitWindow::Arrived& item : arrived) submissions.push_back(SubmissionOf(std::move(item)));
      Receipts known = FindKnown(window->call(), submissions);
      for (Submission& submission : submissions) {
        const auto receipt = known.find(submission.sha256);
        if (receipt == known.end()) {
          StartItem(window, std::move(submission));
          continue;
        }
        v1::SubmitDocumentsResponse result;
        result.set_item_id(submission.item_id);
        *result.mutable_receipt() = receipt->second;
        result.mutable_receipt()->set_item_id(submission.item_id);
        window->AddSettled(std::move(result), submission.request.document().size());
      }
    }
  }

  // Records what is ready and writes results until the window is closed and empty. In two threads at once: while one
  // group of items is committed, the next is on its way to the register.
  void FinishItems(SubmitWindow& window, ResultWriter& writer, SubmitMetrics& metrics) {
    for (;;) {
      SubmitWindow::Work work = window.Take();
      const int item_count = static_cast<int>(work.settled.size()) + work.batch.items_size();
      if (item_count == 0) return;
      std::size_t byte_count = 0;
      for (const statistics::v1::RecordItem& item : work.batch.items()) byte_count += item.document().size();
      // A client that has gone gets no results, and what it left is not recorded: it will send it again.
      auto write_all = [&](const std::vector<v1::SubmitDocumentsResponse>& results) {
        runtime::MutexLock lock(writing_);
        for (const v1::SubmitDocumentsResponse& result : results) {
          if (window.call().IsCancelled()) return;
          if (writer.Write(result)) {
            metrics.CountResult(result);
          } else {
            window.call().Cancel();
          }
        }
      };
      write_all(work.settled);
      if (work.batch.items_size() > 0 && !window.call().IsCancelled()) {
        write_all(RecordBatch(ForItem(window.call()), backends_.statistics, std::move(work.batch)));
      }
      window.Leave(item_count, byte_count);
    }
  }

 private:
  runtime::CallContext ForItem(const runtime::CallContext& call) const {
    return call.WithDeadline(runtime::Now() + options_.item_timeout);
  }

  // The receipts of those that the register knows. None when it cannot be asked: then they are read again.
  Receipts FindKnown(const runtime::CallContext& call, const std::vector<Submission>& submissions) const {
    Receipts known;
    const std::optional<CurrentReaders::Versions> versions = readers_.At(runtime::Now());
    if (!versions.has_value()) return known;
    statistics::v1::FindSubmissionsRequest request;
    for (const Submission& submission : submissions) request.add_submission_sha256(submission.sha256);
    request.set_parser_version(versions->parser);
    request.set_rule_set_version(versions->rule_set);
    absl::StatusOr<statistics::v1::FindSubmissionsResponse> found =
        backends_.statistics.FindSubmissions(ForItem(call), request);
    if (!found.ok()) return known;
    for (statistics::v1::KnownSubmission& submission : *found->mutable_submissions()) {
      known.emplace(submission.submission_sha256(), std::move(*submission.mutable_receipt()));
    }
    return known;
  }

  // Gives an item to the workers. These may outlive the stages.
  void StartItem(const std::shared_ptr<SubmitWindow>& window, Submission submission) {
    const std::size_t byte_count = submission.request.document().size();
    const std::string item_id = submission.item_id;
    auto read_and_check = [window, timeout = options_.item_timeout, backends = backends_, &readers = readers_,
                           submission = std::move(submission), byte_count]() mutable {
      const absl::Status wanted = window->call().Check();
      absl::StatusOr<statistics::v1::RecordItem> prepared =
          wanted.ok() ? PrepareDocument(window->call().WithDeadline(runtime::Now() + timeout), backends,
                                        submission.item_id, std::move(submission.request))
                      : absl::StatusOr<statistics::v1::RecordItem>(wanted);
      if (!prepared.ok()) {
        window->AddSettled(ErrorResult(submission.item_id, prepared.status()), byte_count);
        return;
      }
      readers.Note({.parser = prepared->report().source().parser_version(),
                    .rule_set = prepared->assessment().rule_set_version()},
                   runtime::Now());
      prepared->set_submission_sha256(std::move(submission.sha256));
      window->AddReady(*std::move(prepared), byte_count);
    };
    // Clients take turns, so that one with many streams has no more of the workers than one with a single stream.
    if (!workers_.TrySubmit(std::move(read_and_check), {.client = window->call().client()})) {
      window->AddSettled(
          ErrorResult(item_id, report::Error(absl::StatusCode::kUnavailable, report::Reason::kBackendUnavailable,
                                             "the gateway is busy or shutting down; send the item again")),
          byte_count);
    }
  }

  const SubmitStreamOptions& options_;
  const Backends& backends_;
  runtime::Executor& workers_;
  CurrentReaders& readers_;
  runtime::Mutex writing_;  // of results
};

void TakeIn(SubmitWindow& window, AssembledItem item) {
  if (!item.document.ok()) {
    window.ArriveSettled(ErrorResult(item.item_id, item.document.status()));
  } else {
    window.Arrive({.item_id = std::move(item.item_id),
                   .file_name = std::move(item.file_name),
                   .document = *std::move(item.document)});
  }
}

}  // namespace

absl::Status SubmitDocuments(const runtime::CallContext& call, const SubmitStreamOptions& options,
                             const Backends& backends, runtime::Executor& workers, CurrentReaders& readers,
                             ChunkReader& reader, ResultWriter& writer, SubmitMetrics& metrics) {
  auto window = std::make_shared<SubmitWindow>(options.window, call.AsBatch(), metrics);
  Stages stages(options, backends, workers, readers);
  std::thread sorter([&] { stages.SortItems(window); });
  std::array<std::thread, 2> finishers;
  for (std::thread& finisher : finishers) {
    finisher = std::thread([&] { stages.FinishItems(*window, writer, metrics); });
  }
  ItemAssembler assembler(options.max_document_bytes);
  absl::Status ended;
  v1::SubmitDocumentsRequest chunk;
  while (window->WaitForRoom(assembler.byte_count()) && reader.Read(&chunk)) {
    absl::StatusOr<std::optional<AssembledItem>> item = assembler.Add(std::move(chunk));
    if (!item.ok()) {
      ended = item.status();
      break;
    }
    if (item->has_value()) TakeIn(*window, **std::move(item));
    chunk.Clear();
  }
  if (std::optional<AssembledItem> cut = assembler.Finish(); cut.has_value() && ended.ok()) {
    TakeIn(*window, *std::move(cut));
  }
  window->Close();
  sorter.join();
  for (std::thread& finisher : finishers) finisher.join();
  if (absl::Status cancelled = call.Check(); !cancelled.ok()) return cancelled;
  return ended;
}

}  // namespace gouji::gateway

#include "services/gateway/submit_stream.h"

#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "services/gateway/item_assembler.h"
#include "services/gateway/record_batch.h"
#include "services/gateway/submit.h"
#include "services/report/error.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"

namespace gouji::gateway {
namespace {

// What the threads of one stream share. Workers hold it by shared pointer, so that the last of them may still leave it
// when the stream is done.
class Window {
 public:
  Window(const SubmitStreamOptions& options, const runtime::CallContext& call, const SubmitMetrics& metrics)
      : options_(options), call_(call), metrics_(metrics) {}

  // Waits until an item may be taken in, of which `byte_count` bytes are there already. Returns false when nobody waits
  // any more.
  bool WaitForRoom(std::size_t byte_count) EXCLUDES(mutex_) {
    auto wake = call_.OnCancel([this] { Wake(); });
    runtime::MutexLock lock(mutex_);
    while (!call_.IsCancelled() && !HasRoom(byte_count)) changed_.WaitUntil(mutex_, call_.deadline());
    return !call_.IsCancelled();
  }

  void Enter(std::size_t byte_count) EXCLUDES(mutex_) {
    runtime::MutexLock lock(mutex_);
    Move(1, static_cast<std::ptrdiff_t>(byte_count));
  }

  // `byte_count`: of the document as it entered. One that is no report is not kept, so its bytes leave here.
  void AddReady(statistics::v1::RecordItem item, std::size_t byte_count) EXCLUDES(mutex_) {
    runtime::MutexLock lock(mutex_);
    Move(0, static_cast<std::ptrdiff_t>(item.document().size()) - static_cast<std::ptrdiff_t>(byte_count));
    ready_.push_back(std::move(item));
    changed_.NotifyAll();
  }

  void AddFailed(v1::SubmitDocumentsResponse result, std::size_t byte_count) EXCLUDES(mutex_) {
    runtime::MutexLock lock(mutex_);
    failed_.push_back(std::move(result));
    Move(0, -static_cast<std::ptrdiff_t>(byte_count));  // its document has been let go
    changed_.NotifyAll();
  }

  // No further item enters.
  void Close() EXCLUDES(mutex_) {
    runtime::MutexLock lock(mutex_);
    closed_ = true;
    changed_.NotifyAll();
  }

  struct Work {
    std::vector<v1::SubmitDocumentsResponse> failed;
    statistics::v1::RecordReportsRequest batch;
  };

  // Waits for items that are ready or have failed; returns them, nothing when the window is closed and empty.
  Work Take() EXCLUDES(mutex_) {
    runtime::MutexLock lock(mutex_);
    while (ready_.empty() && failed_.empty() && !(closed_ && item_count_ == 0)) changed_.Wait(mutex_);
    Work work;
    work.failed.swap(failed_);
    work.batch = TakeBatch(options_.batch_item_count, options_.batch_byte_count, &ready_);
    return work;
  }

  void Leave(int item_count, std::size_t byte_count) EXCLUDES(mutex_) {
    runtime::MutexLock lock(mutex_);
    Move(-item_count, -static_cast<std::ptrdiff_t>(byte_count));
    changed_.NotifyAll();
  }

  const runtime::CallContext& call() const { return call_; }

 private:
  bool HasRoom(std::size_t byte_count) const REQUIRES(mutex_) {
    if (item_count_ == 0) return true;
    return item_count_ < options_.window_item_count &&
           byte_count_ + byte_count + ItemAssembler::kMaxChunkBytes <= options_.window_byte_count;
  }

  void Move(int item_count, std::ptrdiff_t byte_count) REQUIRES(mutex_) {
    item_count_ += item_count;
    byte_count_ += static_cast<std::size_t>(byte_count);
    metrics_.Move(item_count, static_cast<double>(byte_count));
  }

  void Wake() EXCLUDES(mutex_) {
    runtime::MutexLock lock(mutex_);
    changed_.NotifyAll();
  }

  const SubmitStreamOptions options_;
  const runtime::CallContext call_;
  const SubmitMetrics& metrics_;
  runtime::Mutex mutex_;
  runtime::CondVar changed_;
  int item_count_ GUARDED_BY(mutex_) = 0;
  std::size_t byte_count_ GUARDED_BY(mutex_) = 0;
  bool closed_ GUARDED_BY(mutex_) = false;
  std::deque<statistics::v1::RecordItem> ready_ GUARDED_BY(mutex_);
  std::vector<v1::SubmitDocumentsResponse> failed_ GUARDED_BY(mutex_);
};

runtime::CallContext ForItem(const runtime::CallContext& call, const SubmitStreamOptions& options) {
  return call.WithDeadline(absl::Now() + options.item_timeout);
}

// Gives an item to the workers.
void StartItem(const std::shared_ptr<Window>& window, const SubmitStreamOptions& options, const Backends& backends,
               runtime::Executor& workers, AssembledItem item) {
  if (!item.document.ok()) {
    window->Enter(0);
    window->AddFailed(ErrorResult(item.item_id, item.document.status()), 0);
    return;
  }
  const std::size_t byte_count = item.document->size();
  const std::string item_id = item.item_id;
  window->Enter(byte_count);
  auto read_and_check = [window, options, backends, item = std::move(item), byte_count]() mutable {
    parse::v1::ParseDocumentRequest request;
    request.set_document(*std::move(item.document));
    request.set_file_name(std::move(item.file_name));
    const absl::Status wanted = window->call().Check();
    absl::StatusOr<statistics::v1::RecordItem> prepared =
        wanted.ok() ? PrepareDocument(ForItem(window->call(), options), backends, item.item_id, std::move(request))
                    : absl::StatusOr<statistics::v1::RecordItem>(wanted);
    if (prepared.ok()) {
      window->AddReady(*std::move(prepared), byte_count);
    } else {
      window->AddFailed(ErrorResult(item.item_id, prepared.status()), byte_count);
    }
  };
  // Clients take turns, so that one with many streams has no more of the workers than one with a single stream.
  if (!workers.TrySubmit(std::move(read_and_check), {.client = window->call().client()})) {
    window->AddFailed(
        ErrorResult(item_id, report::Error(absl::StatusCode::kUnavailable, report::Reason::kBackendUnavailable,
                                           "the gateway is busy or shutting down; send the item again")),
        byte_count);
  }
}

// Records what is ready and writes results until the window is closed and empty.
void FinishItems(Window& window, const SubmitStreamOptions& options, StatisticsBackend& statistics,
                 ResultWriter& writer, SubmitMetrics& metrics) {
  for (;;) {
    Window::Work work = window.Take();
    const int item_count = static_cast<int>(work.failed.size()) + work.batch.items_size();
    if (item_count == 0) return;
    std::size_t byte_count = 0;
    for (const statistics::v1::RecordItem& item : work.batch.items()) byte_count += item.document().size();
    // A client that has gone gets no results, and what it left is not recorded: it will send it again.
    auto write_all = [&](const std::vector<v1::SubmitDocumentsResponse>& results) {
      for (const v1::SubmitDocumentsResponse& result : results) {
        if (window.call().IsCancelled()) return;
        if (writer.Write(result)) {
          metrics.CountResult(result);
        } else {
          window.call().Cancel();
        }
      }
    };
    write_all(work.failed);
    if (work.batch.items_size() > 0 && !window.call().IsCancelled()) {
      write_all(RecordBatch(ForItem(window.call(), options), statistics, std::move(work.batch)));
    }
    window.Leave(item_count, byte_count);
  }
}

}  // namespace

absl::Status SubmitDocuments(const runtime::CallContext& call, const SubmitStreamOptions& options,
                             const Backends& backends, runtime::Executor& workers, ChunkReader& reader,
                             ResultWriter& writer, SubmitMetrics& metrics) {
  auto window = std::make_shared<Window>(options, call.AsBatch(), metrics);
  std::thread finisher([&] { FinishItems(*window, options, backends.statistics, writer, metrics); });
  ItemAssembler assembler(options.max_document_bytes);
  absl::Status ended;
  v1::SubmitDocumentsRequest chunk;
  while (window->WaitForRoom(assembler.byte_count()) && reader.Read(&chunk)) {
    absl::StatusOr<std::optional<AssembledItem>> item = assembler.Add(std::move(chunk));
    if (!item.ok()) {
      ended = item.status();
      break;
    }
    if (item->has_value()) StartItem(window, options, backends, workers, **std::move(item));
    chunk.Clear();
  }
  if (std::optional<AssembledItem> cut = assembler.Finish(); cut.has_value() && ended.ok()) {
    StartItem(window, options, backends, workers, *std::move(cut));
  }
  window->Close();
  finisher.join();
  if (absl::Status cancelled = call.Check(); !cancelled.ok()) return cancelled;
  return ended;
}

}  // namespace gouji::gateway

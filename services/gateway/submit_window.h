#ifndef GOUJI_SERVICES_GATEWAY_SUBMIT_WINDOW_H_
#define GOUJI_SERVICES_GATEWAY_SUBMIT_WINDOW_H_

#include <cstddef>
#include <deque>
#include <string>
#include <vector>

#include "gouji/gateway/v1/gateway_service.pb.h"
#include "gouji/statistics/v1/statistics_service.pb.h"
#include "services/gateway/submit_metrics.h"
#include "services/runtime/call.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"

namespace gouji::gateway {

// How much a stream of items may hold at a time.
struct SubmitWindowLimits {
  // Items that have been taken from the client and have no result yet. The next chunk is read when there is room.
  int item_count = 128;
  // Bytes of their documents. A single item may be larger.
  std::size_t byte_count = std::size_t{64} << 20;
  // What is looked up or recorded in one request at the most; a single item may be larger.
  int batch_item_count = 64;
  std::size_t batch_byte_count = std::size_t{8} << 20;
};

// The items of one stream between client and register, and the place where its threads meet:
//
//   reader -> Arrive -> sorter (TakeArrived) -> workers -> AddReady -> finishers (Take) -> Leave
//                                 `-> AddSettled ------------------------^
//
// Workers hold it by shared pointer, so that the last of them may still leave it when the stream is done. Thread-safe.
class SubmitWindow {
 public:
  // `metrics` must outlive this.
  SubmitWindow(const SubmitWindowLimits& limits, const runtime::CallContext& call, const SubmitMetrics& metrics)
      : limits_(limits), call_(call), metrics_(metrics) {}

  struct Arrived {
    std::string item_id;
    std::string file_name;
    std::string document;
  };

  // Waits until an item may be taken in, of which `byte_count` bytes are there already. Returns false when nobody waits
  // any more.
  bool WaitForRoom(std::size_t byte_count) EXCLUDES(mutex_);

  // An item is there. Its document counts until the result is written, or the item is settled without it.
  void Arrive(Arrived item) EXCLUDES(mutex_);
  // An item is there that has a result at once.
  void ArriveSettled(v1::SubmitDocumentsResponse result) EXCLUDES(mutex_);
  // No further item arrives.
  void Close() EXCLUDES(mutex_);

  // Waits for items that nobody has looked at; nothing when there will be none.
  std::vector<Arrived> TakeArrived() EXCLUDES(mutex_);

  // An item was read and is to be recorded. `byte_count`: of the document as it arrived. One that is no report is not
  // kept, so its bytes leave here.
  void AddReady(statistics::v1::RecordItem item, std::size_t byte_count) EXCLUDES(mutex_);
  // An item has its result without being recorded; its document, of `byte_count`, has been let go.
  void AddSettled(v1::SubmitDocumentsResponse result, std::size_t byte_count) EXCLUDES(mutex_);

  struct Work {
    std::vector<v1::SubmitDocumentsResponse> settled;
    statistics::v1::RecordReportsRequest batch;
  };

  // Waits for items that are ready or settled; returns them, nothing when the window is closed and empty.
  Work Take() EXCLUDES(mutex_);
  // The results of items have been written; `byte_count`: of the documents that were recorded.
  void Leave(int item_count, std::size_t byte_count) EXCLUDES(mutex_);

  const runtime::CallContext& call() const { return call_; }

 private:
  bool HasRoom(std::size_t byte_count) const REQUIRES(mutex_);
  void Move(int item_count, std::ptrdiff_t byte_count) REQUIRES(mutex_);
  void Wake() EXCLUDES(mutex_);

  const SubmitWindowLimits limits_;
  const runtime::CallContext call_;
  const SubmitMetrics& metrics_;
  runtime::Mutex mutex_;
  // One for each stage that waits, so that an item wakes only the thread that goes on with it.
  runtime::CondVar has_left_;      // for the reader: an item or its bytes, or the client
  runtime::CondVar has_arrived_;   // for the sorter
  runtime::CondVar has_finished_;  // for the finishers
  int item_count_ GUARDED_BY(mutex_) = 0;
  std::size_t byte_count_ GUARDED_BY(mutex_) = 0;
  bool closed_ GUARDED_BY(mutex_) = false;
  std::deque<Arrived> arrived_ GUARDED_BY(mutex_);
  std::deque<statistics::v1::RecordItem> ready_ GUARDED_BY(mutex_);
  std::vector<v1::SubmitDocumentsResponse> settled_ GUARDED_BY(mutex_);
};

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_SUBMIT_WINDOW_H_

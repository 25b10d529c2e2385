#ifndef GOUJI_SERVICES_GATEWAY_SUBMIT_STREAM_H_
#define GOUJI_SERVICES_GATEWAY_SUBMIT_STREAM_H_

#include <cstddef>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "gouji/gateway/v1/gateway_service.pb.h"
#include "services/gateway/backends.h"
#include "services/gateway/check.h"
#include "services/gateway/submission.h"
#include "services/gateway/submit_metrics.h"
#include "services/gateway/submit_window.h"
#include "services/runtime/call.h"
#include "services/runtime/executor.h"

namespace gouji::gateway {

// Where the chunks of a stream come from. Called by one thread at a time.
class ChunkReader {
 public:
  virtual ~ChunkReader() = default;
  // Waits for the next chunk. Returns false when the client has sent its last one, or has gone.
  virtual bool Read(v1::SubmitDocumentsRequest* chunk) = 0;
};

// Where the results go. Called by one thread at a time, which may be another than the reader's.
class ResultWriter {
 public:
  virtual ~ResultWriter() = default;
  // Sends a result; waits while the client takes none. Returns false when the client has gone.
  virtual bool Write(const v1::SubmitDocumentsResponse& result) = 0;
};

struct SubmitStreamOptions {
  std::size_t max_document_bytes = kDefaultMaxDocumentBytes;
  SubmitWindowLimits window = {};
  // For reading and checking an item, and for recording a batch.
  absl::Duration item_timeout = absl::Seconds(60);
};

// Serves one stream of items: assembles chunks, looks up which items would come to what the register has (those are not
// read again), reads and checks the others on `workers`, records whatever is ready in groups, and writes one result per
// item, in any order, a receipt only after the item is durable. An item's error harms no other item. What it holds is
// bounded by the window, whatever the client sends and however slowly it takes results.
//
// Blocks until the stream is done; uses two threads of its own besides the caller's. Returns OK when every item has its
// result; the error that ended the stream (see ItemAssembler) after the items before it have theirs; CANCELLED or
// DEADLINE_EXCEEDED when nobody waits any more: work in flight is then cancelled and has ended on return. `metrics`
// and `readers` must outlive the workers.
absl::Status SubmitDocuments(const runtime::CallContext& call, const SubmitStreamOptions& options,
                             const Backends& backends, runtime::Executor& workers, CurrentReaders& readers,
                             ChunkReader& reader, ResultWriter& writer, SubmitMetrics& metrics);

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_SUBMIT_STREAM_H_

#ifndef GOUJI_SERVICES_GATEWAY_SUBMIT_STREAM_H_
#define GOUJI_SERVICES_GATEWAY_SUBMIT_STREAM_H_

#include <cstddef>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "gouji/gateway/v1/gateway_service.pb.h"
#include "services/gateway/backends.h"
#include "services/gateway/check.h"
#include "services/gateway/submit_metrics.h"
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
  // Items that have been taken from the client and have no result yet. The next chunk is read when there is room.
  int window_item_count = 32;
  // Bytes of their documents. A single item may be larger.
  std::size_t window_byte_count = std::size_t{64} << 20;
  // What is recorded in one request at the most; a single item may be larger.
  int batch_item_count = 64;
  std::size_t batch_byte_count = std::size_t{8} << 20;
  // For reading and checking an item, and for recording a batch.
  absl::Duration item_timeout = absl::Seconds(60);
};

// Serves one stream of items: assembles chunks, reads and checks the items on `workers`, records whatever is ready in
// groups, and writes one result per item, in any order, a receipt only after the item is durable. An item's error harms
// no other item. What it holds is bounded by the window, whatever the client sends and however slowly it takes results.
//
// Blocks until the stream is done; uses one thread of its own besides the caller's. Returns OK when every item has its
// result; the error that ended the stream (see ItemAssembler) after the items before it have theirs; CANCELLED or
// DEADLINE_EXCEEDED when nobody waits any more: work in flight is then cancelled and has ended on return. `metrics`
// must outlive the workers.
absl::Status SubmitDocuments(const runtime::CallContext& call, const SubmitStreamOptions& options,
                             const Backends& backends, runtime::Executor& workers, ChunkReader& reader,
                             ResultWriter& writer, SubmitMetrics& metrics);

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_SUBMIT_STREAM_H_

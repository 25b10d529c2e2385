#ifndef GOUJI_SERVICES_GATEWAY_ITEM_ASSEMBLER_H_
#define GOUJI_SERVICES_GATEWAY_ITEM_ASSEMBLER_H_

#include <cstddef>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gouji/gateway/v1/gateway_service.pb.h"

namespace gouji::gateway {

// An item as it was sent.
struct AssembledItem {
  std::string item_id;
  std::string file_name;
  absl::StatusOr<std::string> document;  // an error that is the item's own: TOO_LARGE, MALFORMED_REQUEST (cut off)
};

// Puts the chunks of a stream of items together. Never holds more than max_document_bytes, whatever is sent: the
// further chunks of an item over that limit are dropped.
//
// Not thread-safe.
class ItemAssembler {
 public:
  static constexpr std::size_t kMaxChunkBytes = std::size_t{1} << 20;
  static constexpr std::size_t kMaxItemIdBytes = 256;

  explicit ItemAssembler(std::size_t max_document_bytes) : max_document_bytes_(max_document_bytes) {}

  // Takes the next chunk; returns the item that it completes or makes too large, if any. Errors end the stream, all are
  // INVALID_ARGUMENT: CHUNK_TOO_LARGE; INTERLEAVED_ITEMS, a chunk of another item before the last one of the current
  // item; MALFORMED_REQUEST, an item id that is empty or too long.
  absl::StatusOr<std::optional<AssembledItem>> Add(v1::SubmitDocumentsRequest chunk);

  // The stream has ended: returns the item whose last chunk did not come, if any, as an error of its own.
  std::optional<AssembledItem> Finish();

  // The bytes that it holds.
  std::size_t byte_count() const { return document_.size(); }

 private:
  const std::size_t max_document_bytes_;
  std::string item_id_;    // empty between items
  bool dropping_ = false;  // the current item was too large and has been returned
  std::string file_name_;
  std::string document_;
};

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_ITEM_ASSEMBLER_H_

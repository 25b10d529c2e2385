#include "services/gateway/item_assembler.h"

#include <utility>

#include "fmt/format.h"
#include "services/gateway/check.h"
#include "services/report/error.h"

namespace gouji::gateway {
namespace {

absl::Status Invalid(report::Reason reason, std::string_view message) {
  return report::Error(absl::StatusCode::kInvalidArgument, reason, message);
}

}  // namespace

absl::StatusOr<std::optional<AssembledItem>> ItemAssembler::Add(v1::SubmitDocumentsRequest chunk) {
  if (chunk.item_id().empty() || chunk.item_id().size() > kMaxItemIdBytes) {
    return Invalid(report::Reason::kMalformedRequest,
                   fmt::format("an item_id has {} bytes; send 1 to {}", chunk.item_id().size(), kMaxItemIdBytes));
  }
  if (chunk.data().size() > kMaxChunkBytes) {
    return Invalid(report::Reason::kChunkTooLarge, fmt::format("a chunk of item \"{}\" has {} bytes; send at most {}",
                                                               chunk.item_id(), chunk.data().size(), kMaxChunkBytes));
  }
  if (!item_id_.empty() && chunk.item_id() != item_id_) {
    return Invalid(
        report::Reason::kInterleavedItems,
        fmt::format("a chunk of item \"{}\" came before the last chunk of item \"{}\"; send the chunks of an "
                    "item one after another",
                    chunk.item_id(), item_id_));
  }
  const bool last = chunk.last();
  if (dropping_) {
    if (last) {
      dropping_ = false;
      item_id_.clear();
    }
    return std::nullopt;
  }
  if (item_id_.empty()) {
    item_id_ = std::move(*chunk.mutable_item_id());
    file_name_ = std::move(*chunk.mutable_file_name());
  }
  if (absl::Status size = CheckDocumentSize(document_.size() + chunk.data().size(), max_document_bytes_); !size.ok()) {
    AssembledItem item{.item_id = item_id_, .file_name = std::move(file_name_), .document = size};
    document_ = std::string();  // gives the memory back
    file_name_.clear();
    dropping_ = !last;
    if (last) item_id_.clear();
    return item;
  }
  if (document_.empty()) {
    document_ = std::move(*chunk.mutable_data());
  } else {
    document_.append(chunk.data());
  }
  if (!last) return std::nullopt;
  AssembledItem item{.item_id = std::exchange(item_id_, std::string()),
                     .file_name = std::exchange(file_name_, std::string()),
                     .document = std::exchange(document_, std::string())};
  return item;
}

std::optional<AssembledItem> ItemAssembler::Finish() {
  if (item_id_.empty() || dropping_) return std::nullopt;
  document_ = std::string();
  return AssembledItem{.item_id = std::exchange(item_id_, std::string()),
                       .file_name = std::exchange(file_name_, std::string()),
                       .document = Invalid(report::Reason::kMalformedRequest,
                                           "the stream ended before the item's last chunk; send the item again")};
}

}  // namespace gouji::gateway

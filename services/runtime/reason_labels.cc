#include "services/runtime/reason_labels.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace gouji::runtime {
namespace {

// The longest that google.rpc.ErrorInfo allows.
constexpr std::size_t kMaxBytes = 63;

bool IsName(std::string_view text) {
  return text.size() <= kMaxBytes && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
         });
}

}  // namespace

std::string ReasonLabels::Of(std::string_view reason) {
  if (reason.empty()) return "NONE";
  if (const auto found = seen_.find(reason); found != seen_.end()) return *found;
  if (!IsName(reason) || seen_.size() >= kLimit) return "OTHER";
  return *seen_.emplace(reason).first;
}

}  // namespace gouji::runtime

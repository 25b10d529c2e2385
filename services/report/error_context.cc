#include "services/report/error_context.h"

#include <string>

#include "absl/strings/cord.h"
#include "fmt/format.h"
#include "services/report/error.h"
#include "services/report/error_info.h"

namespace gouji::report {

absl::Status WithContext(const absl::Status& status, std::string_view where) {
  absl::Status placed(status.code(), fmt::format("{}: {}", where, std::string(status.message())));
  status.ForEachPayload(
      [&placed](absl::string_view url, const absl::Cord& payload) { placed.SetPayload(url, payload); });
  return placed;
}

absl::Status WithContext(const absl::Status& status, std::string_view where, std::string_view where_zh) {
  absl::Status placed = WithContext(status, where);
  if (placed.ok()) return placed;
  std::string message_zh = ChineseMessageOf(status);
  if (message_zh.empty()) message_zh = std::string(status.message());
  google::rpc::ErrorInfo info = ErrorInfoOf(status);
  (*info.mutable_metadata())[kChineseMessageKey] = fmt::format("{}：{}", where_zh, message_zh);
  SetErrorInfo(info, &placed);
  return placed;
}

}  // namespace gouji::report

#include "services/gateway/request_limits.h"

#include <string>
#include <string_view>
#include <utility>

#include "fmt/format.h"
#include "services/report/error.h"

namespace gouji::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr std::size_t kMaxTextBytes = 4096;
constexpr int kMaxListItems = 1000;

struct Limit {
  std::string_view name;  // of a field, or of a package whose fields all have it
  std::size_t max_bytes;
  int max_count;
};

// The first that fits. What is smaller than the rule is what the contract says of the field.
constexpr Limit kLimits[] = {
    {"gouji.gateway.v1.CheckReportRequest.subordinates", 0, 10'000},
    {"gouji.gateway.v1.CheckReportRequest.peers", 0, 64},
    {"gouji.gateway.v1.CorrectCellsRequest.changes", 0, 200},
    {"gouji.gateway.v1.SubmitDocumentsRequest.item_id", 256, 0},
    {"gouji.gateway.v1.AcknowledgeFindingRequest.author", 256, 0},
    {"gouji.gateway.v1.RevokeAcknowledgementRequest.author", 256, 0},
    {"gouji.gateway.v1.CorrectCellsRequest.author", 256, 0},
    {"gouji.gateway.v1.ImportRosterRequest.author", 256, 0},
    {"gouji.gateway.v1.PlaceReportRequest.author", 256, 0},
    {"gouji.gateway.v1.WithdrawReportRequest.author", 256, 0},
    {"gouji.gateway.v1.ResolveUnitRequest.name", 512, 0},
    // A county's offices, all of a large city.
    {"gouji.statistics.v1.ReportFilter.units", kMaxTextBytes, 10'000},
    // A report carries prose, and a place for every cell.
    {"gouji.report.v1.", std::size_t{4} << 20, 100'000},
};

Limit LimitOf(const FieldDescriptor& field) {
  const std::string_view name = field.full_name();
  for (const Limit& limit : kLimits) {
    if (limit.name.ends_with('.') ? name.starts_with(limit.name) : name == limit.name) return limit;
  }
  return {.name = {}, .max_bytes = kMaxTextBytes, .max_count = kMaxListItems};
}

absl::Status TooMuch(const FieldDescriptor& field, std::size_t there, std::size_t limit, std::string_view unit_en,
                     std::string_view unit_zh) {
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest,
                       fmt::format("{} has {} {}; at most {} are taken", field.full_name(), there, unit_en, limit),
                       fmt::format("{} 有 {} {}，最多 {} {}", field.full_name(), there, unit_zh, limit, unit_zh));
}

}  // namespace

RequestLimits::RequestLimits(const google::protobuf::ServiceDescriptor& service) {
  for (int i = 0; i < service.method_count(); ++i) Add(*service.method(i)->input_type());
}

bool RequestLimits::Add(const Descriptor& message) {
  if (const auto known = fields_.find(&message); known != fields_.end()) return !known->second.empty();
  std::vector<Field> to_check;
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    const Limit limit = LimitOf(field);
    const bool has_fields = field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && Add(*field.message_type());
    if (!has_fields && !field.is_repeated() && field.type() != FieldDescriptor::TYPE_STRING) continue;
    to_check.push_back(
        {.field = &field, .max_bytes = limit.max_bytes, .max_count = limit.max_count, .has_fields = has_fields});
  }
  return !fields_.emplace(&message, std::move(to_check)).first->second.empty();
}

absl::Status RequestLimits::Check(const Message& request) const {
  const auto found = fields_.find(request.GetDescriptor());
  if (found == fields_.end()) return absl::InternalError("no limits for " + request.GetTypeName());
  const Reflection& reflection = *request.GetReflection();
  for (const Field& limited : found->second) {
    const FieldDescriptor& field = *limited.field;
    const int count = field.is_repeated()                    ? reflection.FieldSize(request, &field)
                      : reflection.HasField(request, &field) ? 1
                                                             : 0;
    if (field.is_repeated() && count > limited.max_count) {
      return TooMuch(field, static_cast<std::size_t>(count), static_cast<std::size_t>(limited.max_count), "items",
                     "项");
    }
    std::string scratch;
    for (int i = 0; i < count; ++i) {
      if (field.type() == FieldDescriptor::TYPE_STRING) {
        const std::string& text = field.is_repeated()
                                      ? reflection.GetRepeatedStringReference(request, &field, i, &scratch)
                                      : reflection.GetStringReference(request, &field, &scratch);
        if (text.size() > limited.max_bytes) return TooMuch(field, text.size(), limited.max_bytes, "bytes", "字节");
      } else if (limited.has_fields) {
        const Message& inner = field.is_repeated() ? reflection.GetRepeatedMessage(request, &field, i)
                                                   : reflection.GetMessage(request, &field);
        if (absl::Status checked = Check(inner); !checked.ok()) return checked;
      }
    }
  }
  return absl::OkStatus();
}

}  // namespace gouji::gateway

#include "services/gateway/request_limits.h"

#include <functional>
#include <memory>
#include <string>

#include "gmock/gmock.h"
#include "gouji/gateway/v1/gateway_service.pb.h"
#include "gtest/gtest.h"
#include "services/report/error.h"

namespace gouji::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using ::testing::HasSubstr;

const google::protobuf::ServiceDescriptor& Service() {
  return *v1::CheckDocumentRequest::descriptor()->file()->FindServiceByName("GatewayService");
}

void AddOne(Message& message, const FieldDescriptor& field) {
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return reflection.AddString(&message, &field, "");
    case FieldDescriptor::CPPTYPE_MESSAGE:
      (void)reflection.AddMessage(&message, &field);
      return;
    case FieldDescriptor::CPPTYPE_ENUM:
      return reflection.AddEnumValue(&message, &field, 0);
    case FieldDescriptor::CPPTYPE_INT32:
      return reflection.AddInt32(&message, &field, 0);
    case FieldDescriptor::CPPTYPE_UINT64:
      return reflection.AddUInt64(&message, &field, 0);
    default:
      FAIL() << field.full_name() << ": a kind of list that this test does not know";
  }
}

// Calls `visit` for every field of a message, and of those in it, with the message that has the field, within `root`.
void ForEachField(
    const Message& root, Message& message,
    const std::function<void(const Message& root, Message& message, const FieldDescriptor& field)>& visit) {
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor& field = *message.GetDescriptor()->field(i);
    visit(root, message, field);
    message.GetReflection()->ClearField(&message, &field);
    if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    Message& inner = field.is_repeated() ? *message.GetReflection()->AddMessage(&message, &field)
                                         : *message.GetReflection()->MutableMessage(&message, &field);
    ForEachField(root, inner, visit);
    message.GetReflection()->ClearField(&message, &field);
  }
}

TEST(RequestLimits, NoTextAndNoListOfAnyMethodIsWithoutOne) {
  const RequestLimits limits(Service());
  const std::string long_text(std::size_t{5} << 20, 'x');
  int text_count = 0;
  int list_count = 0;
  const auto visit = [&](const Message& root, Message& message, const FieldDescriptor& field) {
    const google::protobuf::Reflection& reflection = *message.GetReflection();
    if (field.type() == FieldDescriptor::TYPE_STRING) {
      field.is_repeated() ? reflection.AddString(&message, &field, long_text)
                          : reflection.SetString(&message, &field, long_text);
      EXPECT_TRUE(report::HasReason(limits.Check(root), report::Reason::kMalformedRequest)) << field.full_name();
      ++text_count;
    }
    if (field.is_repeated()) {
      for (int i = 0; i < 100'001; ++i) AddOne(message, field);
      EXPECT_TRUE(report::HasReason(limits.Check(root), report::Reason::kMalformedRequest)) << field.full_name();
      ++list_count;
    }
  };
  for (int i = 0; i < Service().method_count(); ++i) {
    const Descriptor& type = *Service().method(i)->input_type();
    const std::unique_ptr<Message> request(
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(&type)->New());
    EXPECT_TRUE(limits.Check(*request).ok()) << type.full_name();
    ForEachField(*request, *request, visit);
  }
  EXPECT_GT(text_count, 100);
  EXPECT_GT(list_count, 100);
}

TEST(RequestLimits, SayWhichFieldAndHowMuch) {
  const RequestLimits limits(Service());
  v1::AcknowledgeFindingRequest request;
  request.set_author(std::string(256, 'x'));
  request.set_reason(std::string(4096, 'x'));
  EXPECT_TRUE(limits.Check(request).ok());
  request.set_reason(std::string(4097, 'x'));
  const absl::Status status = limits.Check(request);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()),
              HasSubstr("gouji.gateway.v1.AcknowledgeFindingRequest.reason has 4097 bytes; at most 4096"));
  EXPECT_THAT(report::ChineseMessageOf(status), HasSubstr("最多 4096 字节"));
}

TEST(RequestLimits, LetTheLongestOfTheContractPass) {
  const RequestLimits limits(Service());
  v1::CheckReportRequest check;
  for (int i = 0; i < 10'000; ++i) check.add_subordinates()->set_unit("u");
  check.mutable_report()->add_sections()->set_text(std::string(1 << 20, 'x'));
  EXPECT_TRUE(limits.Check(check).ok());
  check.add_subordinates();
  EXPECT_FALSE(limits.Check(check).ok());
  v1::ListReportsRequest list;
  for (int i = 0; i < 10'000; ++i) list.mutable_filter()->add_units("u");
  EXPECT_TRUE(limits.Check(list).ok());
}

}  // namespace
}  // namespace gouji::gateway

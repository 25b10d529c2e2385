// Every method of the gateway, as the descriptors name them, called with the wrong and the right tokens over sockets:
// by gRPC, as JSON, and in binary messages of the Connect protocol.
#include <cstddef>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "google/protobuf/empty.pb.h"
#include "google/protobuf/util/message_differencer.h"
#include "gouji/gateway/v1/gateway_service.pb.h"
#include "gtest/gtest.h"
#include "services/cli/testing/guarded_suite.h"

namespace gouji::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;
using google::protobuf::util::MessageDifferencer;

// The methods of the gateway.
std::vector<const MethodDescriptor*> Methods() {
  const auto& service = *gateway::v1::CheckDocumentRequest::descriptor()->file()->FindServiceByName("GatewayService");
  std::vector<const MethodDescriptor*> methods;
  for (int i = 0; i < service.method_count(); ++i) methods.push_back(service.method(i));
  return methods;
}

gateway::v1::MethodRule RuleOf(const MethodDescriptor& method) {
  return method.options().GetExtension(gateway::v1::rule);
}

// What came of a call: of a stream, what came of its item.
absl::Status StatusOf(const absl::StatusOr<std::unique_ptr<Message>>& answer) {
  if (!answer.ok()) return answer.status();
  const auto* item = dynamic_cast<const gateway::v1::SubmitDocumentsResponse*>(answer->get());
  if (item == nullptr || !item->has_error()) return absl::OkStatus();
  const bool is_denied = item->error().code() == "PERMISSION_DENIED";
  return {is_denied ? absl::StatusCode::kPermissionDenied : absl::StatusCode::kUnknown, item->error().message()};
}

// When and from where something was done differs from one call to the next.
class TimeAndOrigin final : public MessageDifferencer::IgnoreCriteria {
  bool IsIgnored(const Message& /*left*/, const Message& /*right*/, const FieldDescriptor* field,
                 const std::vector<MessageDifferencer::SpecificField>& /*parents*/) override {
    static const std::set<std::string> kIgnored = {"recorded_at", "acknowledged_at", "peer", "request_id"};
    return kIgnored.contains(field->name());
  }
};

// Where two answers differ; empty: nowhere.
std::string Difference(const Message& left, const Message& right) {
  MessageDifferencer differencer;
  std::string difference;
  differencer.AddIgnoreCriteria(new TimeAndOrigin);  // taken over
  differencer.ReportDifferencesToString(&difference);
  return differencer.Compare(left, right) ? "" : difference;
}

class MethodAccess : public testing::Test {
 protected:
  using HeaderOf = std::function<std::string(const MethodDescriptor&)>;
  using CodeOf = std::function<absl::StatusCode(const MethodDescriptor&)>;

  // Calls all methods over all transports, each with the header that `header_of` names for it, and expects the code and
  // that nothing is changed.
  void ExpectOfAll(const HeaderOf& header_of, const CodeOf& code_of) {
    const std::string before = suite_.State();
    for (const MethodDescriptor* method : Methods()) {
      const std::unique_ptr<Message> request = MakeMethodRequest(*method, suite_.Recorded());
      ASSERT_NE(request, nullptr) << method->name() << ": say in MakeMethodRequest how it is called";
      for (const auto& transport : suite_.transports()) {
        const absl::Status status = StatusOf(transport->Call(*method, *request, header_of(*method)));
        EXPECT_EQ(status.code(), code_of(*method)) << method->name() << " by " << transport->name() << ": " << status;
      }
    }
    EXPECT_EQ(suite_.State(), before);
  }

  void ExpectRefusals(const HeaderOf& header_of, absl::StatusCode code) {
    ExpectOfAll(header_of, [code](const MethodDescriptor&) { return code; });
  }

  GuardedSuite suite_;
};

TEST_F(MethodAccess, NothingIsAnsweredWithoutAToken) {
  ExpectRefusals([](const MethodDescriptor&) { return ""; }, absl::StatusCode::kUnauthenticated);
}

TEST_F(MethodAccess, NothingIsAnsweredToAWrongToken) {
  const std::string wrong = gateway::TokenEntry("office").header();
  ExpectRefusals([&](const MethodDescriptor&) -> const std::string& { return wrong; },
                 absl::StatusCode::kUnauthenticated);
}

TEST_F(MethodAccess, NothingIsAnsweredToAnExpiredToken) {
  ExpectRefusals([&](const MethodDescriptor&) { return suite_.expired.header(); }, absl::StatusCode::kUnauthenticated);
}

TEST_F(MethodAccess, NothingIsAnsweredToATokenThatLacksTheScope) {
  ExpectRefusals([&](const MethodDescriptor& method) { return suite_.lacking.at(RuleOf(method).scope()).header(); },
                 absl::StatusCode::kPermissionDenied);
}

TEST_F(MethodAccess, NothingOfACountyIsAnsweredToAnother) {
  ExpectOfAll([&](const MethodDescriptor&) { return suite_.other.header(); },
              [](const MethodDescriptor& method) {
                return RuleOf(method).reach() == gateway::v1::REACH_ANYWHERE ? absl::StatusCode::kOk
                                                                             : absl::StatusCode::kPermissionDenied;
              });
}

// A message with a text that is not UTF-8, or a part that is no message, in the place of the first such field of the
// request; none when it has no such field.
std::unique_ptr<Message> MalformedRequest(const MethodDescriptor& method) {
  auto request = std::make_unique<google::protobuf::Empty>();
  for (int i = 0; i < method.input_type()->field_count(); ++i) {
    const FieldDescriptor& field = *method.input_type()->field(i);
    if (field.type() != FieldDescriptor::TYPE_STRING && field.type() != FieldDescriptor::TYPE_MESSAGE) continue;
    request->GetReflection()->MutableUnknownFields(request.get())->AddLengthDelimited(field.number(), "\xFF");
    return request;
  }
  return nullptr;
}

TEST_F(MethodAccess, BytesThatAreNoMessageAreMalformed) {
  const std::string before = suite_.State();
  int count = 0;
  for (const MethodDescriptor* method : Methods()) {
    const std::unique_ptr<Message> request = MalformedRequest(*method);
    if (request == nullptr) continue;
    ++count;
    for (const std::size_t transport : {0, 2}) {  // JSON has none of these
      const absl::Status status =
          suite_.transports().at(transport)->Call(*method, *request, suite_.office.header()).status();
      EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << method->name() << ": " << status;
      EXPECT_NE(status.ToString().find("MALFORMED_REQUEST"), std::string::npos) << status;
    }
  }
  EXPECT_GT(count, 20);
  EXPECT_EQ(suite_.State(), before);
}

// All methods in turn, of a suite that nobody else calls, because many of them change what the next ones answer.
std::vector<std::unique_ptr<Message>> AnswersBy(std::size_t transport_index) {
  GuardedSuite suite;
  MethodTransport& transport = *suite.transports().at(transport_index);
  std::vector<std::unique_ptr<Message>> answers;
  for (const MethodDescriptor* method : Methods()) {
    const bool is_for_all = RuleOf(*method).reach() == gateway::v1::REACH_UNLIMITED_ONLY;
    const std::unique_ptr<Message> request = MakeMethodRequest(*method, suite.Recorded());
    auto answer = transport.Call(*method, *request, is_for_all ? suite.office.header() : suite.county.header());
    const absl::Status status = StatusOf(answer);
    EXPECT_TRUE(status.ok()) << method->name() << " by " << transport.name() << ": " << status;
    answers.push_back(status.ok() ? *std::move(answer) : nullptr);
  }
  return answers;
}

TEST(MethodAnswers, AreTheSameOverEveryTransport) {
  const std::vector<const MethodDescriptor*> methods = Methods();
  const auto by_grpc = AnswersBy(0);
  for (const std::size_t transport : {1, 2}) {
    const auto answers = AnswersBy(transport);
    for (std::size_t i = 0; i < methods.size(); ++i) {
      if (by_grpc[i] == nullptr || answers[i] == nullptr) continue;  // reported already
      EXPECT_EQ(Difference(*by_grpc[i], *answers[i]), "") << methods[i]->name();
    }
  }
}

}  // namespace
}  // namespace gouji::cli

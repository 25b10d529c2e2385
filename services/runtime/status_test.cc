#include "services/runtime/status.h"

#include <string>

#include "absl/status/status.h"
#include "absl/strings/cord.h"
#include "google/rpc/error_details.pb.h"
#include "grpcpp/support/status.h"
#include "gtest/gtest.h"
#include "services/runtime/public_message.h"

namespace gouji::runtime {
namespace {

constexpr char kErrorInfo[] = "type.googleapis.com/google.rpc.ErrorInfo";
constexpr char kRetryInfo[] = "type.googleapis.com/google.rpc.RetryInfo";

TEST(Status, OkIsOkInBothDirections) {
  EXPECT_TRUE(ToGrpcStatus(absl::OkStatus()).ok());
  EXPECT_TRUE(FromGrpcStatus(grpc::Status::OK).ok());
}

TEST(Status, EveryCodeKeepsItsMeaning) {
  for (int code = 1; code <= 16; ++code) {
    const absl::Status status(static_cast<absl::StatusCode>(code), "why");
    EXPECT_EQ(static_cast<int>(ToGrpcStatus(status).error_code()), code);
    EXPECT_EQ(FromGrpcStatus(ToGrpcStatus(status)), status);
  }
}

TEST(Status, PayloadsSurviveTheRoundTrip) {
  absl::Status status = ErrorWithReason(absl::StatusCode::kResourceExhausted, "TOO_LARGE", "example", "33 MiB");
  status.SetPayload(kRetryInfo, absl::Cord("\x0a\x02\x08\x05"));
  const absl::Status back = FromGrpcStatus(ToGrpcStatus(status));
  EXPECT_EQ(back, status);
  google::rpc::ErrorInfo info;
  ASSERT_TRUE(info.ParseFromString(std::string(back.GetPayload(kErrorInfo).value())));
  EXPECT_EQ(info.reason(), "TOO_LARGE");
  EXPECT_EQ(info.domain(), "example");
}

TEST(Status, PayloadsThatAreNoMessagesStayAtHome) {
  absl::Status status = absl::NotFoundError("x");
  status.SetPayload("private", absl::Cord("y"));
  EXPECT_FALSE(FromGrpcStatus(ToGrpcStatus(status)).GetPayload("private").has_value());
}

TEST(Status, UnparseableDetailsLoseOnlyThemselves) {
  EXPECT_EQ(FromGrpcStatus(grpc::Status(grpc::StatusCode::NOT_FOUND, "gone", "\xff\xff")), absl::NotFoundError("gone"));
}

TEST(Status, UnknownCodesBecomeUnknown) {
  const absl::Status status = FromGrpcStatus(grpc::Status(grpc::StatusCode::DO_NOT_USE, "odd"));
  EXPECT_EQ(status.code(), absl::StatusCode::kUnknown);
}

TEST(Status, ALongMessageIsCutAtACharacter) {
  std::string text = "a";
  for (int i = 0; i < 1000; ++i) text += "数";
  const std::string message = ToGrpcStatus(absl::InvalidArgumentError(text)).error_message();
  EXPECT_EQ(message.size(), 1 + 341 * 3 + 3u);
  EXPECT_TRUE(message.ends_with("数…"));
}

TEST(Status, BytesThatAreNotUtf8AreReplaced) {
  EXPECT_EQ(ToGrpcStatus(absl::InvalidArgumentError("a\xff\xed\xa0\x80z")).error_message(), "a����z");
}

TEST(Status, AnOversizePayloadIsLeftOutButTheReasonStays) {
  absl::Status status = ErrorWithReason(absl::StatusCode::kInternal, "R", "d", "m");
  status.SetPayload("type.googleapis.com/a.Big", absl::Cord(std::string(10000, 'x')));
  const absl::Status back = FromGrpcStatus(ToGrpcStatus(status));
  EXPECT_TRUE(back.GetPayload(kErrorInfo).has_value());
  EXPECT_FALSE(back.GetPayload("type.googleapis.com/a.Big").has_value());
}

TEST(Status, InternalErrorsAreAnsweredWithoutTheirText) {
  const absl::Status status = ErrorWithReason(absl::StatusCode::kInternal, "BROKEN", "d", "secret path");
  const absl::Status shown = PublicStatus(status, "r1");
  EXPECT_EQ(shown.code(), absl::StatusCode::kInternal);
  EXPECT_EQ(std::string(shown.message()), "internal error (request r1)");
  EXPECT_TRUE(shown.GetPayload(kErrorInfo).has_value());
}

TEST(Status, OtherErrorsAreShownAsTheyAre) {
  const absl::Status status = ErrorWithReason(absl::StatusCode::kNotFound, "R", "d", "no such thing");
  EXPECT_EQ(PublicStatus(status, "r1"), status);
}

TEST(Status, APublicMessageTakesThePlaceOfTheOther) {
  const absl::Status plain = ErrorWithReason(absl::StatusCode::kUnavailable, "GONE", "d", "no socket /secret/path");
  const absl::Status status = WithPublicMessage(plain, "the store is not there");
  EXPECT_EQ(std::string(status.message()), "no socket /secret/path");
  const absl::Status shown = PublicStatus(status, "r1");
  EXPECT_EQ(std::string(shown.message()), "the store is not there");
  EXPECT_EQ(ReasonOf(shown), "GONE");
  EXPECT_EQ(shown.ToString().find("secret"), std::string::npos);
}

TEST(Status, InternalErrorsDoNotTellTheirPublicMessageEither) {
  const absl::Status status = WithPublicMessage(absl::InternalError("m"), "the store is not there");
  EXPECT_EQ(std::string(PublicStatus(status, "r1").message()), "internal error (request r1)");
}

}  // namespace
}  // namespace gouji::runtime

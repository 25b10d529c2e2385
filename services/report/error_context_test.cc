#include "services/report/error_context.h"

#include <gtest/gtest.h>

#include "absl/strings/cord.h"
#include "services/report/error.h"

namespace gouji::report {
namespace {

TEST(ErrorContext, StandsBeforeTheMessageAndChangesNothingElse) {
  absl::Status status = Error(absl::StatusCode::kInvalidArgument, Reason::kUnknownForm, "no such form", "没有这种格式");
  status.SetPayload("other", absl::Cord("kept"));
  const absl::Status placed = WithContext(status, "peers[2]");
  EXPECT_EQ(placed.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(placed.message(), "peers[2]: no such form");
  EXPECT_EQ(ReasonOf(placed), "UNKNOWN_FORM");
  EXPECT_EQ(ChineseMessageOf(placed), "没有这种格式");
  EXPECT_EQ(placed.GetPayload("other"), absl::Cord("kept"));
}

TEST(ErrorContext, StandsBeforeTheMessageInChineseToo) {
  const absl::Status both =
      Error(absl::StatusCode::kInvalidArgument, Reason::kUnknownForm, "no such form", "没有这种格式");
  EXPECT_EQ(ChineseMessageOf(WithContext(both, "peers[2]", "第2份")), "第2份：没有这种格式");
  EXPECT_EQ(ReasonOf(WithContext(both, "peers[2]", "第2份")), "UNKNOWN_FORM");
  const absl::Status english = Error(absl::StatusCode::kUnavailable, Reason::kRegisterUnavailable, "gone");
  EXPECT_EQ(WithContext(english, "halfway", "中途").message(), "halfway: gone");
  EXPECT_EQ(ChineseMessageOf(WithContext(english, "halfway", "中途")), "中途：gone");
  EXPECT_EQ(ReasonOf(WithContext(english, "halfway", "中途")), "REGISTER_UNAVAILABLE");
  EXPECT_EQ(ChineseMessageOf(WithContext(absl::InternalError("x"), "halfway", "中途")), "中途：x");
}

TEST(ErrorContext, OfNoErrorIsNone) {
  EXPECT_TRUE(WithContext(absl::OkStatus(), "a").ok());
  EXPECT_TRUE(WithContext(absl::OkStatus(), "a", "b").ok());
}

}  // namespace
}  // namespace gouji::report

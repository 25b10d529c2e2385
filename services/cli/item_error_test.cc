#include "services/cli/item_error.h"

#include "gtest/gtest.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

TEST(ItemErrorStatus, KeepsCodeReasonAndMessage) {
  gateway::v1::ItemError error;
  error.set_code("RESOURCE_EXHAUSTED");
  error.set_reason("TOO_LARGE");
  error.set_message("too large");
  const absl::Status status = ItemErrorStatus(error);
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(report::ReasonOf(status), "TOO_LARGE");
  EXPECT_EQ(status.message(), "too large");
}

TEST(ItemErrorStatus, IsUnknownForACodeThatIsNotKnown) {
  gateway::v1::ItemError error;
  error.set_code("OK");
  EXPECT_EQ(ItemErrorStatus(error).code(), absl::StatusCode::kUnknown);
}

}  // namespace
}  // namespace gouji::cli

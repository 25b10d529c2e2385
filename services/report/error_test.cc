#include "services/report/error.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace gouji::report {
namespace {

TEST(Error, CarriesItsReason) {
  const absl::Status status = Error(absl::StatusCode::kInvalidArgument, Reason::kEmptyDocument, "the file is empty");
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message(), "the file is empty");
  EXPECT_EQ(ReasonOf(status), "EMPTY_DOCUMENT");
  EXPECT_TRUE(HasReason(status, Reason::kEmptyDocument));
  EXPECT_FALSE(HasReason(status, Reason::kTooLarge));
}

TEST(Error, CarriesAMessageInChineseBesides) {
  const absl::Status status =
      Error(absl::StatusCode::kInvalidArgument, Reason::kEmptyDocument, "the file is empty", "文件是空的");
  EXPECT_EQ(status.message(), "the file is empty");
  EXPECT_EQ(ReasonOf(status), "EMPTY_DOCUMENT");
  EXPECT_EQ(ChineseMessageOf(status), "文件是空的");
  EXPECT_EQ(ChineseMessageOf(Error(absl::StatusCode::kNotFound, Reason::kReportNotFound, "x")), "");
  EXPECT_EQ(ChineseMessageOf(absl::InternalError("x")), "");
}

TEST(Error, AStatusWithoutAReasonHasNone) {
  EXPECT_EQ(ReasonOf(absl::OkStatus()), "");
  EXPECT_EQ(ReasonOf(absl::InternalError("x")), "");
}

TEST(Error, EveryReasonHasANameOfItsOwn) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(Reason::kInvalidTokenFile); ++i) {
    const std::string_view name = ReasonName(static_cast<Reason>(i));
    EXPECT_NE(name, "UNKNOWN");
    EXPECT_TRUE(names.insert(name).second) << name;
  }
}

}  // namespace
}  // namespace gouji::report

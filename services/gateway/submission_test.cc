#include "services/gateway/submission.h"

#include <set>

#include "gtest/gtest.h"

namespace gouji::gateway {
namespace {

parse::v1::ParseDocumentRequest Request(const char* document, const char* file_name, int year = 0) {
  parse::v1::ParseDocumentRequest request;
  request.set_document(document);
  request.set_file_name(file_name);
  if (year != 0) request.mutable_options()->set_year(year);
  return request;
}

TEST(SubmissionSha256, IsOfBytesNameAndOptions) {
  EXPECT_EQ(SubmissionSha256(Request("a", "b", 2023)), SubmissionSha256(Request("a", "b", 2023)));
  const std::set<std::string> hashes = {
      SubmissionSha256(Request("a", "b")),  SubmissionSha256(Request("a", "b", 2023)),
      SubmissionSha256(Request("a", "bc")), SubmissionSha256(Request("ca", "b")),
      SubmissionSha256(Request("", "ba")),  SubmissionSha256(Request("ba", "")),
  };
  EXPECT_EQ(hashes.size(), 6U);
  for (const std::string& hash : hashes) EXPECT_EQ(hash.size(), 64U);
}

TEST(CurrentReaders, AreThoseOfTheLastAnswerForAWhile) {
  const absl::Time start = absl::FromUnixSeconds(1'700'000'000);
  CurrentReaders readers;
  EXPECT_FALSE(readers.At(start).has_value());
  readers.Note({.parser = "p1", .rule_set = "r1"}, start);
  readers.Note({.parser = "p2", .rule_set = "r1"}, start + absl::Seconds(1));
  readers.Note({.parser = "", .rule_set = "r9"}, start + absl::Seconds(2));
  ASSERT_TRUE(readers.At(start + absl::Seconds(6)).has_value());
  EXPECT_EQ(readers.At(start + absl::Seconds(6))->parser, "p2");
  EXPECT_EQ(readers.At(start + absl::Seconds(6))->rule_set, "r1");
  EXPECT_FALSE(readers.At(start + absl::Seconds(7)).has_value());
}

}  // namespace
}  // namespace gouji::gateway

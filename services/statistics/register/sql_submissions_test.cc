#include "services/statistics/register/sql_submissions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/report/sha256.h"
#include "services/statistics/testing/items.h"
#include "services/statistics/testing/registers.h"

namespace gouji::statistics {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string HashOf(int number) { return report::Sha256Hex(std::to_string(number)); }

class SqlSubmissions : public testing::RegisterTest {
 protected:
  // Records an item as submission `number`.
  v1::Receipt Submit(int number, const testing::ItemSpec& spec) {
    v1::RecordItem item = testing::MakeItem(kernel_, spec);
    item.set_submission_sha256(HashOf(number));
    return RecordItem(item);
  }

  // What is known of submissions, for reader and rules of testing::ItemSpec unless told otherwise.
  std::vector<v1::KnownSubmission> Find(const std::vector<int>& numbers, const std::string& parser = "parser-1",
                                        const std::string& rules = "rules-1") {
    v1::FindSubmissionsRequest request;
    for (const int number : numbers) request.add_submission_sha256(HashOf(number));
    request.set_parser_version(parser);
    request.set_rule_set_version(rules);
    const absl::StatusOr<v1::FindSubmissionsResponse> found = register_->FindSubmissions(request);
    EXPECT_TRUE(found.ok()) << found.status();
    return {found->submissions().begin(), found->submissions().end()};
  }
};

TEST_P(SqlSubmissions, AnswersAsRecordingAgainWould) {
  const testing::ItemSpec spec = {.error_count = 2};
  Submit(1, spec);
  Submit(2, {.agency = testing::PlacedAgency(2), .document = "其二"});
  Reopen();
  const std::vector<v1::KnownSubmission> found = Find({1, 3});
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found.front().submission_sha256(), HashOf(1));
  v1::Receipt again = Submit(1, spec);
  again.clear_item_id();
  EXPECT_EQ(again.outcome(), v1::OUTCOME_UNCHANGED);
  EXPECT_EQ(again.error_count(), 2);
  EXPECT_EQ(found.front().receipt().SerializeAsString(), again.SerializeAsString());
  EXPECT_THAT(Find({1, 2}), SizeIs(2));
}

TEST_P(SqlSubmissions, KnowsOnlyWhatTheSameProgramsWouldRead) {
  Submit(1, {});
  EXPECT_THAT(Find({1}, "parser-2"), IsEmpty());
  EXPECT_THAT(Find({1}, "parser-1", "rules-2"), IsEmpty());

  // Newer programs come to the same figures.
  EXPECT_EQ(Submit(1, {.parser_version = "parser-2", .rule_set_version = "rules-2"}).outcome(), v1::OUTCOME_UNCHANGED);
  EXPECT_THAT(Find({1}), IsEmpty());
  EXPECT_THAT(Find({1}, "parser-2", "rules-2"), SizeIs(1));
}

TEST_P(SqlSubmissions, ForgetsWhatIsNotCurrentAnyMore) {
  const testing::ItemSpec first = {.document = "初稿"};
  const testing::ItemSpec second = {.figures = 2, .document = "定稿"};
  Submit(1, first);
  Submit(2, second);
  EXPECT_THAT(Find({1}), IsEmpty());
  EXPECT_THAT(Find({2}), SizeIs(1));

  // The first again is a new revision, and the second is not current.
  EXPECT_EQ(Submit(1, first).revision(), 3);
  EXPECT_THAT(Find({2}), IsEmpty());
  const std::vector<v1::KnownSubmission> found = Find({1});
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found.front().receipt().revision(), 3);

  Withdrawal withdrawal;
  withdrawal.key = found.front().receipt().key();
  withdrawal.revision = 3;
  withdrawal.author = "王五";
  withdrawal.reason = "误报";
  ASSERT_TRUE(register_->Withdraw(withdrawal).ok());
  EXPECT_THAT(Find({1}), IsEmpty());
}

TEST_P(SqlSubmissions, OneDocumentMayBeSubmittedInSeveralWays) {
  Submit(1, {.file_name = "a.html"});
  EXPECT_EQ(Submit(2, {.file_name = "b.html"}).outcome(), v1::OUTCOME_UNCHANGED);
  EXPECT_THAT(Find({1, 2}), SizeIs(2));
}

GOUJI_FOR_EACH_DATABASE(SqlSubmissions);

}  // namespace
}  // namespace gouji::statistics

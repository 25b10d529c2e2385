#include "services/statistics/page_token.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "gouji/statistics/v1/query.pb.h"
#include "services/report/error.h"

namespace gouji::statistics {
namespace {

v1::ReportKey Key() {
  v1::ReportKey key;
  key.set_unit("临县人民政府");
  key.set_year(2023);
  return key;
}

v1::ReportFilter FilterFor(int year) {
  v1::ReportFilter filter;
  filter.add_years(year);
  return filter;
}

TEST(PageToken, GivesBackItsKey) {
  const auto key = ReadPageToken(FilterFor(2023), MakePageToken(FilterFor(2023), Key()));
  ASSERT_TRUE(key.ok()) << key.status();
  ASSERT_TRUE(key->has_value());
  EXPECT_EQ((*key)->unit(), Key().unit());
  EXPECT_EQ((*key)->year(), 2023);
}

TEST(PageToken, IsNothingWhenEmpty) {
  const auto key = ReadPageToken(v1::ReportFilter(), "");
  ASSERT_TRUE(key.ok());
  EXPECT_FALSE(key->has_value());
}

TEST(PageToken, IsRefusedForAnotherFilter) {
  const auto key = ReadPageToken(FilterFor(2022), MakePageToken(FilterFor(2023), Key()));
  EXPECT_EQ(report::ReasonOf(key.status()), "INVALID_PAGE_TOKEN");
  EXPECT_EQ(key.status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(PageToken, IsRefusedWhenAnyCharacterIsAltered) {
  const std::string token = MakePageToken(v1::ReportFilter(), Key());
  for (size_t i = 0; i < token.size(); ++i) {
    std::string altered = token;
    altered[i] = altered[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(ReadPageToken(v1::ReportFilter(), altered).ok()) << "character " << i;
  }
  EXPECT_FALSE(ReadPageToken(v1::ReportFilter(), "not a token").ok());
  EXPECT_FALSE(ReadPageToken(v1::ReportFilter(), token.substr(0, 8)).ok());
}

v1::RankQuery RankQueryOf(const std::string& measure, int page_size) {
  v1::RankQuery query;
  query.set_measure(measure);
  query.set_page_size(page_size);
  return query;
}

TEST(PageToken, OfAnyQueryBelongsToItButNotToThePageSize) {
  const std::string place("a place\0with a zero", 19);
  const std::string query = QueryIdentity(RankQueryOf("disclosure_rate", 10));
  v1::RankQuery next = RankQueryOf("disclosure_rate", 20);
  next.set_page_token(MakePageToken(query, place));
  EXPECT_EQ(ReadPageToken(QueryIdentity(next), next.page_token())->value(), place);
  EXPECT_EQ(report::ReasonOf(ReadPageToken(QueryIdentity(RankQueryOf("other_rate", 10)), next.page_token()).status()),
            "INVALID_PAGE_TOKEN");
  v1::TraceQuery trace;
  trace.set_measure("disclosure_rate");
  EXPECT_FALSE(ReadPageToken(QueryIdentity(trace), next.page_token()).ok());
  EXPECT_EQ(*ReadPageToken(query, ""), std::nullopt);
}

TEST(PageSize, IsBetween1And1000) {
  EXPECT_EQ(*PageSizeOf(0), 100);
  EXPECT_EQ(*PageSizeOf(1), 1);
  EXPECT_EQ(*PageSizeOf(1000), 1000);
  EXPECT_EQ(report::ReasonOf(PageSizeOf(1001).status()), "INVALID_PAGE_SIZE");
  EXPECT_EQ(report::ReasonOf(PageSizeOf(-1).status()), "INVALID_PAGE_SIZE");
}

}  // namespace
}  // namespace gouji::statistics

#include "services/statistics/page_token.h"

#include <gtest/gtest.h>

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
  const auto key = ReadPageToken({}, "");
  ASSERT_TRUE(key.ok());
  EXPECT_FALSE(key->has_value());
}

TEST(PageToken, IsRefusedForAnotherFilter) {
  const auto key = ReadPageToken(FilterFor(2022), MakePageToken(FilterFor(2023), Key()));
  EXPECT_EQ(report::ReasonOf(key.status()), "INVALID_PAGE_TOKEN");
  EXPECT_EQ(key.status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(PageToken, IsRefusedWhenAnyCharacterIsAltered) {
  const std::string token = MakePageToken({}, Key());
  for (size_t i = 0; i < token.size(); ++i) {
    std::string altered = token;
    altered[i] = altered[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(ReadPageToken({}, altered).ok()) << "character " << i;
  }
  EXPECT_FALSE(ReadPageToken({}, "not a token").ok());
  EXPECT_FALSE(ReadPageToken({}, token.substr(0, 8)).ok());
}

}  // namespace
}  // namespace gouji::statistics

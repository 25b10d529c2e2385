#include "services/statistics/register/sql_copies.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <string>
#include <vector>

#include "services/statistics/testing/items.h"
#include "services/statistics/testing/registers.h"

namespace gouji::statistics {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class SqlCopies : public testing::RegisterTest {
 protected:
  // Records a report of the agency with this number and year.
  v1::Receipt Record(int agency, int year, std::vector<uint64_t> bands, const std::string& document = "文") {
    Entry entry = MakeTestEntry(kernel_, {.agency = testing::PlacedAgency(agency),
                                          .year = year,
                                          .document = document + std::to_string(agency) + "/" + std::to_string(year)});
    entry.copy_bands = std::move(bands);
    std::vector<Entry> entries;
    entries.push_back(std::move(entry));
    const auto receipts = register_->Record(std::move(entries));
    EXPECT_TRUE(receipts.ok()) << receipts.status();
    return receipts->front();
  }
  // The units and years of similar reports, "unit/year", in their order.
  std::vector<std::string> Similar(const std::vector<uint64_t>& bands, const v1::ReportKey& except = {},
                                   int limit = 10) {
    const auto similar = register_->FindSimilar(bands, except, limit);
    EXPECT_TRUE(similar.ok()) << similar.status();
    std::vector<std::string> names;
    for (const v1::SimilarReport& report : *similar) {
      names.push_back(report.key().unit() + "/" + std::to_string(report.key().year()));
    }
    return names;
  }
  static std::string Name(const v1::Receipt& receipt) {
    return receipt.key().unit() + "/" + std::to_string(receipt.key().year());
  }
};

TEST_P(SqlCopies, LookingForCopiesHoldsNoReaderAtItsMoment) {
  const v1::Receipt first = Record(1, 2023, {1, 2});
  Record(2, 2023, {1, 2});
  EXPECT_EQ(Similar({1, 2}).size(), 2U);
  ASSERT_EQ(Record(1, 2023, {1, 2}, "新").revision(), 2);
  const absl::StatusOr<v1::RecordedReport> current = register_->Get(first.key(), 0);
  ASSERT_TRUE(current.ok()) << current.status();
  EXPECT_EQ(current->revision(), 2);
}

TEST_P(SqlCopies, FindsThoseThatShareMostFirst) {
  constexpr uint64_t kHigh = 0xFFFF'FFFF'FFFF'FFFE;  // beyond the signed integers of SQLite
  const v1::Receipt a = Record(1, 2023, {1, 2, kHigh});
  const v1::Receipt b = Record(2, 2022, {2, kHigh, 9});
  Record(3, 2023, {7});
  EXPECT_THAT(Similar({1, 2, kHigh}), ElementsAre(Name(a), Name(b)));
  EXPECT_THAT(Similar({1, 2, kHigh}, a.key()), ElementsAre(Name(b)));
  EXPECT_THAT(Similar({1, 2, kHigh}, {}, 1), ElementsAre(Name(a)));
  EXPECT_THAT(Similar({4}), IsEmpty());
  EXPECT_THAT(Similar({}), IsEmpty());
}

TEST_P(SqlCopies, RecordingAgainAddsTheBandsThatWereNotThere) {
  const v1::Receipt first = Record(1, 2023, {});
  EXPECT_THAT(Similar({5}), IsEmpty());
  const v1::Receipt again = Record(1, 2023, {5});
  EXPECT_EQ(again.outcome(), v1::OUTCOME_UNCHANGED);
  EXPECT_THAT(Similar({5}), ElementsAre(Name(first)));
  Record(1, 2023, {5});
  EXPECT_THAT(Similar({5}), ElementsAre(Name(first)));
}

TEST_P(SqlCopies, KeepsAllBandsOfASketch) {
  std::vector<uint64_t> bands(43);
  std::iota(bands.begin(), bands.end(), 100);
  const v1::Receipt receipt = Record(1, 2023, bands);
  for (const uint64_t band : bands) EXPECT_THAT(Similar({band}), ElementsAre(Name(receipt)));
  EXPECT_THAT(Similar({99, 143}), IsEmpty());
}

TEST_P(SqlCopies, LooksAtABoundedNumberOfReportsOfABand) {
  for (int agency = 0; agency < kMaxReportsOfBand + 20; ++agency) Record(agency, 2023, {1});
  EXPECT_EQ(Similar({1}, {}, 10'000).size(), static_cast<size_t>(kMaxReportsOfBand));
}

GOUJI_FOR_EACH_DATABASE(SqlCopies);

}  // namespace
}  // namespace gouji::statistics

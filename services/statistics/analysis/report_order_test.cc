#include "services/statistics/analysis/report_order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "services/report/error.h"
#include "services/statistics/cube/cube_builder.h"
#include "services/statistics/cube/testing/corpus.h"
#include "services/statistics/cube/testing/reference.h"
#include "services/statistics/testing/items.h"

namespace gouji::statistics {
namespace {

using ::gouji::statistics::testing::Key;
using ::gouji::statistics::testing::OwnedReport;
using ::gouji::statistics::testing::RandomReports;
using ::gouji::statistics::testing::Reports;

v1::ReportFilter RandomFilter(RandomReports& random, const Reports& reports) {
  const auto some = [&] { return std::next(reports.begin(), random.Below(static_cast<uint32_t>(reports.size()))); };
  v1::ReportFilter filter;
  if (random.Below(3) == 0) filter.add_years(some()->second.year);
  if (random.Below(3) == 0) filter.add_verdicts(some()->second.verdict);
  if (random.Below(3) == 0) filter.add_levels(static_cast<report::v1::AgencyLevel>(some()->second.level));
  if (random.Below(3) == 0) filter.add_kinds(static_cast<report::v1::AgencyKind>(some()->second.kind));
  if (random.Below(3) == 0) filter.add_subtrees(some()->second.unit);
  if (random.Below(4) == 0) filter.set_placement(static_cast<v1::Placement>(random.Below(3)));
  if (random.Below(3) == 0 && some()->second.region_code.size() >= 2) {
    const std::string& region = some()->second.region_code;
    if (region.size() >= 2) filter.add_regions(region.substr(0, 2));
  }
  if (random.Below(4) == 0) {
    filter.add_units(some()->second.unit);
    filter.add_units(some()->second.unit);
  }
  return filter;
}

std::vector<Key> KeysOf(const std::vector<v1::ReportKey>& page) {
  std::vector<Key> keys;
  for (const v1::ReportKey& key : page) keys.emplace_back(key.year(), key.unit());
  return keys;
}

// Random reports that come and go.
class ReportOrderTest : public ::testing::Test {
 protected:
  void Put(int count) {
    for (int i = 0; i < count; ++i) {
      OwnedReport report = random_.Next();
      testing::View(report, [this](const CurrentReport& current) { builder_->Put(current); });
      reports_[Key(report.year, report.unit)] = std::move(report);
    }
  }
  void RemoveOne() {
    const auto some = std::next(reports_.begin(), random_.Below(static_cast<uint32_t>(reports_.size())));
    builder_->Remove(some->first.second, some->first.first);
    reports_.erase(some);
  }
  // The same reports in a cube of their own, as after another roster.
  void StartAnew() {
    builder_ = std::make_unique<CubeBuilder>(testing::ParentInCorpus);
    for (const auto& [key, report] : reports_) {
      testing::View(report, [this](const CurrentReport& current) { builder_->Put(current); });
    }
  }
  void ChangeSomething() {
    if (random_.Below(3) == 0) return;
    Put(static_cast<int>(random_.Below(4)));
    if (random_.Below(2) == 0) RemoveOne();
    if (random_.Below(40) == 0) builder_->Reorder();
    if (random_.Below(60) == 0) StartAnew();
    cube_ = builder_->Snapshot(1);
  }

  std::vector<Key> ExpectedAfter(const v1::ReportFilter& filter, const std::optional<v1::ReportKey>& after,
                                 int limit) const {
    const std::vector<Key> all = testing::Reference(reports_, testing::ParentInCorpus).KeysOf(filter);
    const auto first =
        after.has_value() ? std::upper_bound(all.begin(), all.end(), Key(after->year(), after->unit())) : all.begin();
    return {first, first + std::min<std::ptrdiff_t>(limit, all.end() - first)};
  }

  const testing::Kernel kernel_;
  RandomReports random_{kernel_.catalog(), 11, 400};
  Reports reports_;
  std::unique_ptr<CubeBuilder> builder_ = std::make_unique<CubeBuilder>(testing::ParentInCorpus);
  std::shared_ptr<const Cube> cube_;
};

TEST_F(ReportOrderTest, OverAllPagesIsThatOfTheReference) {
  Put(20'000);  // most of them in the place of others, which leaves dead rows
  cube_ = builder_->Snapshot(1);
  const testing::Reference reference(reports_, testing::ParentInCorpus);
  int matched_count = 0;
  for (int round = 0; round < 40; ++round) {
    const v1::ReportFilter filter = round == 0 ? v1::ReportFilter() : RandomFilter(random_, reports_);
    SCOPED_TRACE(filter.DebugString());
    ReportOrder order(filter);
    const int page_size = 1 + static_cast<int>(random_.Below(500));
    std::vector<Key> listed;
    std::optional<v1::ReportKey> after;
    for (;;) {
      const auto page = order.KeysAfter(cube_, after, page_size);
      ASSERT_TRUE(page.ok()) << page.status();
      ASSERT_LE(page->size(), static_cast<std::size_t>(page_size));
      for (Key& key : KeysOf(*page)) listed.push_back(std::move(key));
      if (page->empty()) break;
      after = page->back();
    }
    ASSERT_EQ(listed, reference.KeysOf(filter));
    matched_count += static_cast<int>(listed.size());
  }
  EXPECT_GT(matched_count, static_cast<int>(reports_.size()));  // not all filters matched nothing
}

TEST_F(ReportOrderTest, IsThatOfTheMomentThoughReportsComeAndGoBetweenPages) {
  Put(20'000);
  cube_ = builder_->Snapshot(1);
  int page_count = 0;
  for (int round = 0; round < 25; ++round) {
    const v1::ReportFilter filter = round == 0 ? v1::ReportFilter() : RandomFilter(random_, reports_);
    SCOPED_TRACE(filter.DebugString());
    ReportOrder order(filter);
    const int page_size = 20 + static_cast<int>(random_.Below(300));
    std::optional<v1::ReportKey> after;
    for (;;) {
      const auto page = order.KeysAfter(cube_, after, page_size);
      ASSERT_TRUE(page.ok()) << page.status();
      ASSERT_EQ(KeysOf(*page), ExpectedAfter(filter, after, page_size));
      ++page_count;
      if (page->empty()) break;
      after = page->back();
      ChangeSomething();
    }
  }
  EXPECT_GT(page_count, 50);
}

TEST_F(ReportOrderTest, MergesBlocksOfDifferentYearsAndRegions) {
  constexpr int kUnits = 6'000;
  constexpr std::array<const char*, 3> kRegions = {"140827", "411528", "110101"};
  for (int year = 2019; year <= 2021; ++year) {
    for (int i = 0; i < kUnits; ++i) {
      OwnedReport report;
      report.year = year;
      report.unit = "单位" + std::to_string(i);
      report.form = kernel_.catalog().Find("ogi-2008");
      report.cells.resize(report.form->cells().size());
      report.region_code = kRegions[static_cast<std::size_t>(i) % kRegions.size()];
      testing::View(report, [this](const CurrentReport& current) { builder_->Put(current); });
      reports_[Key(report.year, report.unit)] = std::move(report);
    }
  }
  builder_->Reorder();
  cube_ = builder_->Snapshot(1);
  ASSERT_GE(cube_->blocks().size(), 5U);
  ReportOrder order((v1::ReportFilter()));
  std::optional<v1::ReportKey> after;
  for (;;) {
    const auto page = order.KeysAfter(cube_, after, 700);
    ASSERT_TRUE(page.ok()) << page.status();
    ASSERT_EQ(KeysOf(*page), ExpectedAfter({}, after, 700));
    if (page->empty()) break;
    after = page->back();
    RemoveOne();
    cube_ = builder_->Snapshot(1);
  }
}

TEST_F(ReportOrderTest, OfAnyPlaceIsThatOfTheReference) {
  Put(500);
  cube_ = builder_->Snapshot(1);
  ReportOrder order((v1::ReportFilter()));
  for (int i = 0; i < 100; ++i) {
    v1::ReportKey after;  // forward and back, of reports that are there and of none
    after.set_year(2017 + static_cast<int>(random_.Below(9)));
    after.set_unit("单位" + std::to_string(random_.Below(420)));
    ASSERT_EQ(KeysOf(order.KeysAfter(cube_, after, 10).value()), ExpectedAfter({}, after, 10));
  }
}

TEST_F(ReportOrderTest, OfNothingIsEmpty) {
  cube_ = builder_->Snapshot(1);
  EXPECT_TRUE(ReportOrder(v1::ReportFilter()).KeysAfter(cube_, std::nullopt, 10)->empty());
}

TEST_F(ReportOrderTest, OfAFilterThatIsNoneIsRefused) {
  cube_ = builder_->Snapshot(1);
  v1::ReportFilter filter;
  filter.add_regions("1");
  ReportOrder order(filter);
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(report::ReasonOf(order.KeysAfter(cube_, std::nullopt, 10).status()), "MALFORMED_REQUEST");
  }
}

TEST_F(ReportOrderTest, KeepsTwoBytesAReportAndNoCube) {
  Put(5'000);
  cube_ = builder_->Snapshot(1);
  ReportOrder order((v1::ReportFilter()));
  ASSERT_TRUE(order.KeysAfter(cube_, std::nullopt, 100'000).ok());
  EXPECT_LT(order.byte_count(), reports_.size() * 3 + 4'000);
  const std::weak_ptr<const Cube> cube = cube_;
  const std::weak_ptr<const Block> block = cube_->blocks().front().block;
  cube_.reset();
  builder_.reset();
  EXPECT_TRUE(cube.expired());
  EXPECT_TRUE(block.expired());
}

TEST_F(ReportOrderTest, GivesPagesToSeveralAtOnce) {
  Put(2'000);
  cube_ = builder_->Snapshot(1);
  ReportOrder order((v1::ReportFilter()));
  const std::vector<Key> expected = ExpectedAfter({}, std::nullopt, 10'000);
  std::vector<std::thread> readers;
  std::atomic<int> wrong_count = 0;
  for (int i = 0; i < 4; ++i) {
    readers.emplace_back([&] {
      for (int page = 0; page < 20; ++page) {
        if (KeysOf(order.KeysAfter(cube_, std::nullopt, 10'000).value()) != expected) ++wrong_count;
      }
    });
  }
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(wrong_count, 0);
}

}  // namespace
}  // namespace gouji::statistics

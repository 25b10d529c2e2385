#include "services/statistics/analysis/report_keys.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

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

TEST(ReportKeys, OverAllPagesAreThoseOfTheReferenceInTheirOrder) {
  const testing::Kernel kernel;
  RandomReports random(kernel.catalog(), 11, 300);
  CubeBuilder builder(testing::ParentInCorpus);
  Reports reports;
  for (int i = 0; i < 2'000; ++i) {
    OwnedReport report = random.Next();
    testing::View(report, [&](const CurrentReport& current) { builder.Put(current); });
    reports[Key(report.year, report.unit)] = std::move(report);
  }
  const std::shared_ptr<const Cube> cube = builder.Snapshot(1);
  const testing::Reference reference(reports, testing::ParentInCorpus);
  int matched_count = 0;
  for (int round = 0; round < 60; ++round) {
    const v1::ReportFilter filter = round == 0 ? v1::ReportFilter() : RandomFilter(random, reports);
    SCOPED_TRACE(filter.DebugString());
    const absl::StatusOr<Selection> selection = Selection::CreateOfAll(*cube, filter);
    ASSERT_TRUE(selection.ok()) << selection.status();
    const int page_size = 1 + static_cast<int>(random.Below(50));
    std::vector<Key> listed;
    std::optional<v1::ReportKey> after;
    for (;;) {
      const std::vector<v1::ReportKey> page = KeysAfter(*selection, after, page_size);
      for (const v1::ReportKey& key : page) listed.emplace_back(key.year(), key.unit());
      if (page.empty()) break;
      ASSERT_LE(page.size(), static_cast<std::size_t>(page_size));
      after = page.back();
    }
    ASSERT_EQ(listed, reference.KeysOf(filter));
    matched_count += static_cast<int>(listed.size());
  }
  EXPECT_GT(matched_count, static_cast<int>(reports.size()));  // not all filters matched nothing
}

TEST(NamedKeys, AreAllUnitsInAllYearsOnceEach) {
  v1::ReportFilter filter;
  filter.add_years(2023);
  EXPECT_FALSE(NamedKeys(filter, 100).has_value());
  for (const char* unit : {"乙", "甲", "乙"}) filter.add_units(unit);
  filter.add_years(2022);
  const std::optional<std::vector<v1::ReportKey>> keys = NamedKeys(filter, 4);
  ASSERT_TRUE(keys.has_value());
  std::vector<Key> pairs;
  for (const v1::ReportKey& key : *keys) pairs.emplace_back(key.year(), key.unit());
  EXPECT_EQ(pairs, (std::vector<Key>{{2022, "乙"}, {2022, "甲"}, {2023, "乙"}, {2023, "甲"}}));
  EXPECT_FALSE(NamedKeys(filter, 3).has_value());
}

TEST(NamedKeys, AreNotToldByAFilterThatSaysMore) {
  v1::ReportFilter filter;
  filter.add_years(2023);
  filter.add_units("甲");
  ASSERT_TRUE(NamedKeys(filter, 10).has_value());
  filter.set_placement(v1::PLACEMENT_PLACED);
  EXPECT_FALSE(NamedKeys(filter, 10).has_value());
}

}  // namespace
}  // namespace gouji::statistics

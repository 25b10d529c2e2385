// The cube against its reference, over corpora that change at random.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "google/protobuf/util/message_differencer.h"
#include "services/statistics/cube/cube_builder.h"
#include "services/statistics/cube/grouping.h"
#include "services/statistics/cube/row_values.h"
#include "services/statistics/cube/selection.h"
#include "services/statistics/cube/sums.h"
#include "services/statistics/cube/testing/corpus.h"
#include "services/statistics/cube/testing/reference.h"
#include "services/statistics/testing/items.h"

namespace gouji::statistics {
namespace {

using ::google::protobuf::util::MessageDifferencer;
using testing::Key;
using testing::OwnedReport;
using testing::RandomReports;
using testing::Reference;
using testing::Reports;

std::string Differences(const google::protobuf::Message& expected, const google::protobuf::Message& actual) {
  std::string report;
  MessageDifferencer differencer;
  differencer.ReportDifferencesToString(&report);
  differencer.Compare(expected, actual);
  return report;
}

// A filter that is narrow in some ways and open in most.
v1::ReportFilter RandomFilter(RandomReports& random, const Reports& reports) {
  v1::ReportFilter filter;
  const auto some_unit = [&] {
    if (reports.empty() || random.Below(5) == 0) return std::string("单位1000");
    return std::next(reports.begin(), random.Below(static_cast<uint32_t>(reports.size())))->second.unit;
  };
  if (random.Below(3) == 0) filter.add_years(2019 + static_cast<int>(random.Below(5)));
  if (random.Below(6) == 0) filter.add_years(2019 + static_cast<int>(random.Below(5)));
  if (random.Below(6) == 0) filter.add_verdicts(static_cast<validate::v1::Verdict>(random.Below(6)));
  if (random.Below(6) == 0) filter.add_levels(static_cast<report::v1::AgencyLevel>(random.Below(6)));
  if (random.Below(6) == 0) {
    filter.add_kinds(static_cast<report::v1::AgencyKind>(random.Below(8)));
    filter.add_kinds(static_cast<report::v1::AgencyKind>(random.Below(8)));
  }
  constexpr const char* kRegions[] = {"14", "1408", "140827", "140827100", "46", "41", "99", "4690", "11"};
  for (uint32_t i = random.Below(3); i > 1 || (i > 0 && random.Below(2) == 0); --i) {
    filter.add_regions(kRegions[random.Below(std::size(kRegions))]);
  }
  if (random.Below(8) == 0) {
    for (int i = 0; i < 5; ++i) filter.add_units(some_unit());
  }
  if (random.Below(4) == 0) {
    filter.add_subtrees(some_unit());
    filter.add_subtrees("单位" + std::to_string(random.Below(6)));
  }
  if (random.Below(8) == 0) filter.set_placement(static_cast<v1::Placement>(random.Below(3)));
  return filter;
}

// Keys that make few groups, or any.
std::vector<v1::GroupBy> RandomKeys(RandomReports& random, bool few_groups) {
  std::vector<v1::GroupBy> keys;
  if (random.Below(3) == 0) keys.push_back(v1::GROUP_BY_YEAR);
  if (random.Below(2) == 0) keys.push_back(static_cast<v1::GroupBy>(v1::GROUP_BY_PROVINCE + random.Below(3)));
  if (!few_groups && random.Below(4) == 0) keys.push_back(v1::GROUP_BY_PARENT);
  if (random.Below(3) == 0) keys.push_back(v1::GROUP_BY_LEVEL);
  if (random.Below(3) == 0) keys.push_back(v1::GROUP_BY_KIND);
  if (!few_groups && random.Below(4) == 0) keys.push_back(v1::GROUP_BY_UNIT);
  if (random.Below(4) == 0) keys.push_back(v1::GROUP_BY_FORM);
  return keys;
}

std::vector<RowQuantity> RandomQuantities(RandomReports& random, const report::FormCatalog& catalog) {
  std::vector<RowQuantity> quantities(2);
  for (const report::Form& form : catalog.forms()) {
    // The form of 2008 has no cells.
    if (form.cell_count() == 0 || random.Below(5) == 0) continue;
    std::map<int, int> factors;
    for (int i = 0; i < 3; ++i)
      factors[static_cast<int>(random.Below(form.cell_count()))] = random.Below(2) == 0 ? 1 : -1;
    std::vector<CellTerm> terms;
    for (const auto& [cell, factor] : factors) terms.push_back({.cell = cell, .factor = factor});
    quantities[0].terms.emplace_back(&form, terms);
  }
  quantities[1].kind = static_cast<RowQuantity::Kind>(1 + random.Below(4));
  return quantities;
}

// A cube and its reference, which get the same changes.
class CubeProperty : public ::testing::Test {
 protected:
  void Start(uint64_t seed, int unit_count) {
    random_ = std::make_unique<RandomReports>(kernel_.catalog(), seed, unit_count);
    builder_ = std::make_unique<CubeBuilder>(testing::ParentInCorpus);
    reports_.clear();
  }

  void ChangeSomething() {
    if (random_->Below(5) == 0 && !reports_.empty()) {
      const auto gone = std::next(reports_.begin(), random_->Below(static_cast<uint32_t>(reports_.size())));
      builder_->Remove(gone->second.unit, gone->second.year);
      reports_.erase(gone);
      return;
    }
    OwnedReport report = random_->Next();
    testing::View(report, [this](const CurrentReport& current) { builder_->Put(current); });
    reports_[Key(report.year, report.unit)] = std::move(report);
  }

  void CompareAll(int query_count) {
    const std::shared_ptr<const Cube> cube = builder_->Snapshot(1);
    EXPECT_EQ(cube->row_count(), static_cast<int>(reports_.size()));
    for (int i = 0; i < query_count && !HasFailure(); ++i) {
      const v1::ReportFilter filter = i == 0 ? v1::ReportFilter() : RandomFilter(*random_, reports_);
      CompareQuery(*cube, filter, i % 2 == 0 ? v1::BASIS_OWN_REPORTS : v1::BASIS_PUBLISHED);
    }
  }

  void CompareQuery(const Cube& cube, const v1::ReportFilter& filter, v1::Basis basis) {
    SCOPED_TRACE(filter.DebugString() + v1::Basis_Name(basis));
    const Reference reference(reports_, testing::ParentInCorpus);
    const Reference::Counted counted = reference.Count(filter, basis);
    const absl::StatusOr<Selection> selection = Selection::Create(cube, filter, basis);
    ASSERT_TRUE(selection.ok()) << selection.status();
    EXPECT_EQ(Differences(counted.coverage, selection->CoverageOf()), "");
    EXPECT_EQ(selection->row_count(), counted.coverage.counted_count());
    v1::Summary summary;
    ASSERT_TRUE(FillSummary(SumCells(*selection, {}), summary).ok());
    EXPECT_EQ(Differences(Reference::Summarize(counted.reports), summary), "");
    CompareGroups(reference, counted.reports, *selection);
    CompareRows(counted.reports, *selection);
    CompareRules(counted.reports, *selection);
  }

  void CompareGroups(const Reference& reference, const std::vector<const OwnedReport*>& counted,
                     const Selection& selection) {
    const std::vector<v1::GroupBy> keys = RandomKeys(*random_, reports_.size() > 1000);
    const std::vector<Reference::Group> expected = reference.GroupBy(counted, keys);
    const absl::StatusOr<Grouping> grouping = Grouping::Create(selection, keys);
    ASSERT_TRUE(grouping.ok()) << grouping.status();
    ASSERT_EQ(grouping->group_count(), static_cast<int>(expected.size()));
    const absl::StatusOr<std::vector<std::vector<FormSums>>> sums = SumCellsByGroup(selection, *grouping, {});
    ASSERT_TRUE(sums.ok()) << sums.status();
    for (int i = 0; i < grouping->group_count(); ++i) {
      EXPECT_EQ(Differences(expected[i].key, grouping->KeyOf(i)), "");
      v1::Summary summary;
      ASSERT_TRUE(FillSummary((*sums)[i], summary).ok());
      ASSERT_EQ(Differences(Reference::Summarize(expected[i].reports), summary), "");
    }
  }

  void CompareRows(const std::vector<const OwnedReport*>& counted, const Selection& selection) {
    const std::vector<RowQuantity> quantities = RandomQuantities(*random_, kernel_.catalog());
    std::map<Key, std::vector<RowValue>> expected;
    for (const OwnedReport* report : counted) {
      for (const RowQuantity& quantity : quantities) {
        expected[Key(report->year, report->unit)].push_back(Reference::ValueOf(*report, quantity));
      }
    }
    std::map<Key, std::vector<RowValue>> actual;
    for (std::size_t i = 0; i < selection.cube().blocks().size(); ++i) {
      const RowMask* rows = selection.rows(i);
      if (rows == nullptr) continue;
      const Block& block = *selection.cube().blocks()[i].block;
      const absl::StatusOr<BlockValues> values = BlockValues::Of(block, quantities);
      ASSERT_TRUE(values.ok()) << values.status();
      const RowMask assessable = values->Assessable(*rows);
      rows->ForEach([&](int row) {
        const RowAttributes& attributes = block.rows[row];
        const Key key(attributes.year, std::string(selection.cube().population().text(attributes.unit)));
        EXPECT_FALSE(actual.contains(key)) << "visited twice";
        std::vector<RowValue>& found = actual[key];
        for (std::size_t q = 0; q < quantities.size(); ++q) {
          found.push_back(values->At(q, row));
          EXPECT_EQ(values->Values(q)[row], found.back().value);
        }
        const auto has = [&](auto test) { return std::any_of(found.begin(), found.end(), test); };
        EXPECT_EQ(assessable.Test(row), !has([](const RowValue& value) { return !value.is_assessable; }));
        // A quantity that is not assessable may be open all the same; nobody asks.
        EXPECT_TRUE(values->Open().Test(row) || !has([](const RowValue& value) { return value.has_spread; }));
        CompareCell(block, row, reports_.at(key));
        EXPECT_EQ(selection.cube().population().text(attributes.name), reports_.at(key).agency_name);
      });
    }
    EXPECT_TRUE(actual == expected);
  }

  void CompareCell(const Block& block, int row, const OwnedReport& report) {
    if (report.form->cell_count() == 0) return;
    const int cell = static_cast<int>(random_->Below(report.form->cell_count()));
    const bool has_value = report::HasValue(report.cells[cell].state);
    EXPECT_EQ(CellAt(block, row, cell), has_value ? std::optional<int64_t>(report.cells[cell].value) : std::nullopt);
  }

  static void CompareRules(const std::vector<const OwnedReport*>& counted, const Selection& selection) {
    std::map<std::string, std::pair<int64_t, int>> expected;
    for (const OwnedReport* report : counted) {
      for (const auto& [rule, count] : report->rules) {
        expected[rule].first += count;
        ++expected[rule].second;
      }
    }
    std::map<std::string, std::pair<int64_t, int>> actual;
    for (const RuleSum& rule : SumRules(selection)) {
      actual[std::string(rule.rule_id)] = {rule.finding_count, rule.report_count};
    }
    EXPECT_EQ(actual, expected);
  }

  const testing::Kernel kernel_;
  std::unique_ptr<RandomReports> random_;
  std::unique_ptr<CubeBuilder> builder_;
  Reports reports_;
};

TEST_F(CubeProperty, AgreesWithTheReferenceWhateverComesAndGoes) {
  for (uint64_t seed = 1; seed <= 4 && !HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    Start(seed, 60);
    for (int round = 0; round < 6 && !HasFailure(); ++round) {
      for (int i = 0; i < 60; ++i) ChangeSomething();
      if (random_->Below(3) == 0) builder_->Reorder();
      CompareAll(6);
    }
  }
}

TEST_F(CubeProperty, AgreesWithTheReferenceOverManyBlocks) {
  Start(99, 4000);
  for (int i = 0; i < 28'000; ++i) ChangeSomething();
  CompareAll(2);
  for (int i = 0; i < 500; ++i) ChangeSomething();
  builder_->Reorder();
  CompareAll(2);
  for (int i = 0; i < 500; ++i) ChangeSomething();
  CompareAll(1);
}

TEST_F(CubeProperty, SnapshotsStayAsTheyWere) {
  Start(7, 60);
  for (int i = 0; i < 200; ++i) ChangeSomething();
  const std::shared_ptr<const Cube> before = builder_->Snapshot(1);
  const Reports reports_before = reports_;
  for (int i = 0; i < 200; ++i) ChangeSomething();
  builder_->Reorder();
  for (int i = 0; i < 200; ++i) ChangeSomething();
  const std::shared_ptr<const Cube> after = builder_->Snapshot(2);
  EXPECT_EQ(after->row_count(), static_cast<int>(reports_.size()));
  reports_ = reports_before;
  CompareQuery(*before, {}, v1::BASIS_PUBLISHED);
}

TEST_F(CubeProperty, TheOrderOfArrivalChangesNothing) {
  Start(5, 60);
  for (int i = 0; i < 300; ++i) ChangeSomething();
  std::vector<const OwnedReport*> arrival;
  for (const auto& [key, report] : reports_) arrival.push_back(&report);
  std::string first;
  for (int round = 0; round < 3; ++round) {
    CubeBuilder builder(testing::ParentInCorpus);
    for (const OwnedReport* report : arrival) {
      testing::View(*report, [&builder](const CurrentReport& current) { builder.Put(current); });
    }
    const std::shared_ptr<const Cube> cube = builder.Snapshot(1);
    const absl::StatusOr<Selection> selection = Selection::Create(*cube, {}, v1::BASIS_PUBLISHED);
    ASSERT_TRUE(selection.ok());
    const absl::StatusOr<Grouping> grouping =
        Grouping::Create(*selection, {v1::GROUP_BY_PARENT, v1::GROUP_BY_YEAR, v1::GROUP_BY_UNIT});
    ASSERT_TRUE(grouping.ok());
    const absl::StatusOr<std::vector<std::vector<FormSums>>> sums = SumCellsByGroup(*selection, *grouping, {});
    ASSERT_TRUE(sums.ok());
    std::string all = selection->CoverageOf().SerializeAsString();
    for (int group = 0; group < grouping->group_count(); ++group) {
      v1::Summary summary;
      ASSERT_TRUE(FillSummary((*sums)[group], summary).ok());
      all += grouping->KeyOf(group).SerializeAsString() + summary.SerializeAsString();
    }
    if (first.empty()) first = all;
    EXPECT_TRUE(all == first);
    for (std::size_t i = arrival.size() - 1; i > 0; --i) {
      std::swap(arrival[i], arrival[random_->Below(static_cast<uint32_t>(i + 1))]);
    }
  }
}

}  // namespace
}  // namespace gouji::statistics

#include "services/statistics/analysis/report_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <set>
#include <string>

#include "services/report/error.h"
#include "services/statistics/testing/registers.h"

namespace gouji::statistics {
namespace {

using ::gouji::statistics::testing::ItemSpec;
using ::gouji::statistics::testing::PlacedAgency;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ReportList : public testing::RegisterTest {
 protected:
  void SetUp() override {
    RegisterTest::SetUp();
    if (register_ != nullptr) cubes_ = std::make_unique<Cubes>(*register_);
  }
  void TearDown() override { cubes_.reset(); }

  v1::Receipt Put(ItemSpec spec) {
    spec.with_facts = true;
    v1::Receipt receipt = Record(spec);
    cubes_->NoteCommit();
    return receipt;
  }

  absl::StatusOr<v1::ListReportsResponse> List(const v1::ReportFilter& filter, int page_size = 0,
                                               const std::string& token = {}) {
    v1::ListReportsRequest request;
    *request.mutable_filter() = filter;
    request.set_page_size(page_size);
    request.set_page_token(token);
    return ListReports(*register_, *cubes_, orders_, request);
  }

  // The files of the reports that match.
  std::vector<std::string> Files(const v1::ReportFilter& filter) {
    const absl::StatusOr<v1::ListReportsResponse> page = List(filter);
    EXPECT_TRUE(page.ok()) << page.status();
    std::vector<std::string> files;
    if (!page.ok()) return files;
    for (const v1::RecordedReport& report : page->reports()) files.push_back(report.file_name());
    return files;
  }

  std::unique_ptr<Cubes> cubes_;
  KeptOrders orders_;
};

TEST_P(ReportList, KnowsEveryPartOfTheFilter) {
  Put({.agency = "山西省吕梁市临县", .document = "a", .file_name = "a", .scope = report::ReportScope::kAggregate});
  Put({.agency = "山西省吕梁市临县财政局", .document = "b", .file_name = "b", .error_count = 1});
  Put({.agency = "山西省吕梁市临县财政局", .year = 2022, .document = "c", .file_name = "c"});
  Put({.agency = "河南省信阳市息县财政局", .document = "d", .file_name = "d"});
  Put({.agency = "政务服务局", .document = "e", .file_name = "e"});
  const auto files = [this](auto set) {
    v1::ReportFilter filter;
    set(filter);
    return Files(filter);
  };
  EXPECT_EQ(files([](auto& /*filter*/) {}).size(), 5U);
  EXPECT_THAT(files([](auto& filter) { filter.add_years(2022); }), ElementsAre("c"));
  EXPECT_THAT(files([](auto& filter) {
                filter.add_years(2023);
                filter.add_regions("1411");
              }),
              ElementsAre("a", "b"));
  EXPECT_THAT(files([](auto& filter) { filter.add_verdicts(validate::v1::VERDICT_NEEDS_CORRECTION); }),
              ElementsAre("b"));
  EXPECT_THAT(files([](auto& filter) { filter.set_placement(v1::PLACEMENT_UNPLACED); }), ElementsAre("e"));
  EXPECT_THAT(files([](auto& filter) {
                filter.add_kinds(report::v1::AGENCY_KIND_DEPARTMENT);
                filter.add_regions("41");
              }),
              ElementsAre("d"));
  EXPECT_THAT(files([](auto& filter) {
                filter.add_subtrees("山西省吕梁市临县");
                filter.add_years(2023);
              }),
              ElementsAre("a", "b"));
  EXPECT_THAT(files([](auto& filter) {
                filter.add_levels(report::v1::AGENCY_LEVEL_COUNTY);
                filter.add_kinds(report::v1::AGENCY_KIND_GOVERNMENT);
              }),
              ElementsAre("a"));
  EXPECT_THAT(files([](auto& filter) { filter.add_units("山西省吕梁市临县财政局"); }), ElementsAre("c", "b"));
}

TEST_P(ReportList, FindsNamedUnitsOfNamedYearsWhetherByIdOrByName) {
  Put({.agency = "山西省吕梁市临县财政局", .document = "b", .file_name = "b"});
  v1::ReportFilter filter;
  filter.add_years(2022);
  filter.add_years(2023);
  filter.add_units("吕梁市临县财政局");
  EXPECT_THAT(Files(filter), ElementsAre("b"));
  filter.set_units(0, "山西省吕梁市临县财政局");
  EXPECT_THAT(Files(filter), ElementsAre("b"));
  filter.set_units(0, "山西省吕梁市临县教育局");
  EXPECT_THAT(Files(filter), IsEmpty());
}

TEST_P(ReportList, ShowsWhatWasJustDone) {
  const v1::Receipt first = Put({.agency = PlacedAgency(1), .document = "a", .file_name = "a"});
  EXPECT_THAT(Files({}), ElementsAre("a"));
  Put({.agency = PlacedAgency(1), .document = "b", .file_name = "b"});
  EXPECT_THAT(Files({}), ElementsAre("b"));
  ASSERT_TRUE(register_->Withdraw({.key = first.key(), .revision = 2, .reason = "误报", .author = "李四"}).ok());
  cubes_->NoteCommit();
  EXPECT_THAT(Files({}), ElementsAre("a"));
  ASSERT_TRUE(register_->Withdraw({.key = first.key(), .revision = 1, .reason = "误报", .author = "李四"}).ok());
  cubes_->NoteCommit();
  EXPECT_THAT(Files({}), IsEmpty());
}

TEST_P(ReportList, ShowsEachReportOnceOverPagesThoughOthersComeBetween) {
  std::set<std::string> first;
  for (int i = 0; i < 50; ++i) {
    first.insert(Put({.agency = PlacedAgency(i * 2), .document = std::to_string(i)}).key().unit());
  }
  std::map<std::string, int> seen;
  std::string token;
  int added = 0;
  do {
    const absl::StatusOr<v1::ListReportsResponse> page = List({}, 7, token);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const v1::RecordedReport& report : page->reports()) ++seen[report.key().unit()];
    token = page->next_page_token();
    EXPECT_EQ(page->reports_size() == 7 || token.empty(), true);
    // One anywhere among them, and a new revision of one that was seen.
    Put({.agency = PlacedAgency(added * 2 + 1), .document = "between" + std::to_string(added)});
    Put({.agency = page->reports().rbegin()->agency().name(), .document = "again" + std::to_string(added)});
    ++added;
  } while (!token.empty());
  for (const std::string& unit : first) EXPECT_EQ(seen[unit], 1) << unit;
  for (const auto& [unit, count] : seen) EXPECT_EQ(count, 1) << unit;
}

TEST_P(ReportList, RefusesAFilterThatIsNone) {
  v1::ReportFilter filter;
  filter.add_regions("1");
  EXPECT_EQ(report::ReasonOf(List(filter).status()), "MALFORMED_REQUEST");
  EXPECT_EQ(report::ReasonOf(List({}, 1001).status()), "INVALID_PAGE_SIZE");
  EXPECT_EQ(report::ReasonOf(List({}, 0, "x").status()), "INVALID_PAGE_TOKEN");
}

GOUJI_FOR_EACH_DATABASE(ReportList);

}  // namespace
}  // namespace gouji::statistics

#include "services/statistics/operations/trace.h"

#include <algorithm>
#include <random>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/report/error.h"

namespace gouji::statistics {
namespace {

using ::testing::ElementsAre;

const Measure kShare = {.id = "disclosure_rate", .unit = v1::METRIC_UNIT_SHARE};

// Reports of 500 units in up to 4 years, numbered in no order.
class TraceTest : public ::testing::TestWithParam<uint32_t> {
 protected:
  TraceTest() {
    std::mt19937 random(GetParam());
    for (int i = 0; i < 2000; ++i) names_.push_back("unit " + std::to_string(i / 4));
    for (int i = 0; i < 2000; ++i) {
      rows_.push_back({.row = i,
                       .numerator = static_cast<int64_t>(random() % 12) - 3,
                       .denominator = static_cast<int64_t>(random() % 20),
                       .assessable = random() % 10 != 0});
    }
    std::shuffle(rows_.begin(), rows_.end(), random);
  }

  RowIdentity IdentityOf(int32_t row) const {
    return {.year = 2021 + row % 4, .unit = names_[row], .unit_name = "name"};
  }

  v1::Tracing Page(int size, const std::string& token) const {
    absl::StatusOr<TracePage> page = Trace(kShare, rows_, [&](int32_t row) { return IdentityOf(row); },
                                           {.page_size = size, .page_token = token, .query = "q"});
    EXPECT_TRUE(page.ok()) << page.status();
    EXPECT_EQ(page->rows.size(), static_cast<size_t>(page->tracing.reports_size()));
    return page->tracing;
  }

  std::vector<v1::TracedReport> Pages(int size) const {
    std::vector<v1::TracedReport> reports;
    std::string token;
    do {
      const v1::Tracing page = Page(size, token);
      reports.insert(reports.end(), page.reports().begin(), page.reports().end());
      token = page.next_page_token();
    } while (!token.empty());
    return reports;
  }

  std::vector<std::string> names_;
  std::vector<MeasuredRow> rows_;
};

std::string TextOf(const std::vector<v1::TracedReport>& reports) {
  std::string text;
  for (const v1::TracedReport& report : reports) text += report.ShortDebugString() + "\n";
  return text;
}

TEST_P(TraceTest, ReportsAddUpToTheTotalOverAllPages) {
  const v1::MeasureValue total = Page(1, "").total();
  int64_t numerator = 0;
  int64_t denominator = 0;
  const std::vector<v1::TracedReport> reports = Pages(130);
  for (const v1::TracedReport& report : reports) {
    numerator += report.numerator();
    denominator += report.denominator();
  }
  EXPECT_EQ(numerator, total.numerator());
  EXPECT_EQ(denominator, total.denominator());
  EXPECT_EQ(static_cast<int32_t>(reports.size()), total.assessable_count());
}

// Sorted at once by size, year and unit: slow and obvious.
TEST_P(TraceTest, ListsTheLargestFirstThenByYearAndUnit) {
  std::vector<MeasuredRow> sorted;
  std::copy_if(rows_.begin(), rows_.end(), std::back_inserter(sorted),
               [](const MeasuredRow& r) { return r.assessable; });
  std::sort(sorted.begin(), sorted.end(), [&](const MeasuredRow& a, const MeasuredRow& b) {
    if (std::abs(a.numerator) != std::abs(b.numerator)) return std::abs(a.numerator) > std::abs(b.numerator);
    return std::pair(IdentityOf(a.row).year, names_[a.row]) < std::pair(IdentityOf(b.row).year, names_[b.row]);
  });
  const std::vector<v1::TracedReport> reports = Pages(1000);
  ASSERT_EQ(reports.size(), sorted.size());
  for (size_t i = 0; i < reports.size(); ++i) {
    ASSERT_EQ(reports[i].key().unit(), names_[sorted[i].row]) << i;
    ASSERT_EQ(reports[i].key().year(), IdentityOf(sorted[i].row).year) << i;
    ASSERT_EQ(reports[i].numerator(), sorted[i].numerator) << i;
  }
}

TEST_P(TraceTest, GivesTheSamePagesInAnyOrderOfRows) {
  const std::string expected = TextOf(Pages(1000));
  EXPECT_EQ(TextOf(Pages(7)), expected);
  std::shuffle(rows_.begin(), rows_.end(), std::mt19937(GetParam() + 100));
  EXPECT_EQ(TextOf(Pages(64)), expected);
}

TEST_P(TraceTest, NeitherRepeatsNorHidesOthersWhenAReportGoesBetweenPages) {
  const v1::Tracing first = Page(500, "");
  const std::string last = first.reports(499).key().ShortDebugString();
  std::vector<std::string> expected;
  for (const v1::TracedReport& report : Pages(1000)) expected.push_back(report.key().ShortDebugString());
  expected.erase(expected.begin() + 499);
  // The very report that the token names goes.
  rows_.erase(std::find_if(rows_.begin(), rows_.end(), [&](const MeasuredRow& row) {
    return names_[row.row] == first.reports(499).key().unit() &&
           IdentityOf(row.row).year == first.reports(499).key().year();
  }));
  std::vector<std::string> listed;
  for (int i = 0; i < 499; ++i) listed.push_back(first.reports(i).key().ShortDebugString());
  std::string token = first.next_page_token();
  while (!token.empty()) {
    const v1::Tracing page = Page(1000, token);
    for (const v1::TracedReport& report : page.reports()) listed.push_back(report.key().ShortDebugString());
    token = page.next_page_token();
  }
  EXPECT_EQ(listed, expected);
}

INSTANTIATE_TEST_SUITE_P(Seeds, TraceTest, ::testing::Range(1U, 4U));

TEST(Trace, RefusesTokensOfOtherQueries) {
  const std::vector<MeasuredRow> rows = {{.row = 0, .numerator = 1, .denominator = 2, .assessable = true},
                                         {.row = 1, .numerator = 1, .denominator = 2, .assessable = true}};
  const auto identity_of = [](int32_t row) { return RowIdentity{.year = 2023, .unit = row == 0 ? "a" : "b"}; };
  const TracePage first = *Trace(kShare, rows, identity_of, {.page_size = 1, .page_token = "", .query = "q"});
  const std::string& token = first.tracing.next_page_token();
  EXPECT_EQ(Trace(kShare, rows, identity_of, {.page_size = 1, .page_token = token, .query = "q"})
                ->tracing.reports(0)
                .key()
                .unit(),
            "b");
  EXPECT_EQ(report::ReasonOf(
                Trace(kShare, rows, identity_of, {.page_size = 1, .page_token = token, .query = "other"}).status()),
            "INVALID_PAGE_TOKEN");
}

TEST(Trace, IsEmptyWithoutReports) {
  const TracePage page =
      *Trace(kShare, {}, [](int32_t) { return RowIdentity(); }, {.page_size = 10, .page_token = "", .query = "q"});
  EXPECT_TRUE(page.rows.empty());
  EXPECT_TRUE(page.tracing.next_page_token().empty());
  EXPECT_FALSE(page.tracing.total().has_value());
}

TEST(TracedCells, SayWhatEachCellIsMultipliedWith) {
  const report::FormCatalog forms = *report::FormCatalog::BuiltIn();
  const report::Form& form = forms.forms().front();
  const FormMeasure measure = {.form = &form,
                               .numerator = {.terms = {{2, 1}, {5, -1}}},
                               .denominator = MeasureQuantity{.terms = {{2, 1}, {3, 1}}}};
  const std::vector<v1::TracedCell> cells = TracedCellsOf(measure, [](int cell) { return int64_t{10} * cell; });
  std::vector<std::string> texts;
  for (const v1::TracedCell& cell : cells) {
    texts.push_back(cell.cell() + " " + std::to_string(cell.value()) + " " + std::to_string(cell.numerator_factor()) +
                    " " + std::to_string(cell.denominator_factor()));
  }
  EXPECT_THAT(texts, ElementsAre(form.cells()[2].path + " 20 1 1", form.cells()[3].path + " 30 0 1",
                                 form.cells()[5].path + " 50 -1 0"));
}

}  // namespace
}  // namespace gouji::statistics

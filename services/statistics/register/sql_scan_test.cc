#include "services/statistics/register/sql_scan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "services/report/error.h"
#include "services/statistics/testing/items.h"
#include "services/statistics/testing/random_history.h"
#include "services/statistics/testing/register_contents.h"
#include "services/statistics/testing/registers.h"

namespace gouji::statistics {
namespace {

namespace wire = gouji::validate::v1;
using ::gouji::statistics::testing::Contents;
using ::gouji::statistics::testing::PlacedAgency;
using ::gouji::statistics::testing::RandomHistory;
using ::gouji::statistics::testing::Scanned;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class SqlScanTest : public testing::RegisterTest {
 protected:
  // What a scan tells.
  Contents ScanAll(std::optional<absl::Time> as_of = std::nullopt) {
    testing::Scanned scanned = testing::ScanOf(*register_, as_of);
    position_ = scanned.position;
    return std::move(scanned.contents);
  }

  int64_t position_ = 0;  // of the last ScanAll
};

TEST_P(SqlScanTest, TellsWhatStatisticsKeepOfAReport) {
  v1::RecordItem item = testing::MakeItem(kernel_, {.figures = 7, .error_count = 2});
  report::v1::Agency& agency = *item.mutable_report()->mutable_agency();
  agency.set_region_code("141124");
  agency.set_level(report::v1::AGENCY_LEVEL_COUNTY);
  agency.set_kind(report::v1::AGENCY_KIND_GOVERNMENT);
  item.mutable_report()->set_issue_date("2024-01-31");
  wire::CellChange& change = *item.mutable_findings(0)->add_suggestions()->add_changes();
  change.set_cell(kernel_.form().cells()[3].path);
  change.set_from(1);
  change.set_to(4);
  RecordItem(item);
  int visited = 0;
  ASSERT_TRUE(register_
                  ->ScanAll(std::nullopt,
                            [&](const CurrentReport& report) {
                              ++visited;
                              EXPECT_EQ(report.year, 2023);
                              EXPECT_TRUE(report.placed);
                              EXPECT_EQ(report.form, &kernel_.form());
                              EXPECT_EQ(report.scope, report::ReportScope::kOwn);
                              EXPECT_EQ(report.level, report::AgencyLevel::kCounty);
                              EXPECT_EQ(report.kind, report::AgencyKind::kGovernment);
                              EXPECT_EQ(report.region_code, "141124");
                              EXPECT_EQ(report.agency_name, item.report().agency().name());
                              EXPECT_EQ(report.verdict, wire::VERDICT_NEEDS_CORRECTION);
                              EXPECT_EQ(report.error_count, 2);
                              EXPECT_TRUE(report.has_issue_date);
                              EXPECT_EQ(std::vector(report.cells.begin(), report.cells.end()),
                                        TotalCellsOf(testing::RandomReport(kernel_.form(), 7)));
                              EXPECT_THAT(report.rules, SizeIs(1));
                              EXPECT_EQ(report.rules[0].count, 2);
                              EXPECT_THAT(report.spreads, ::testing::ElementsAre(CellSpread{3, 3, 3}));
                              return true;
                            })
                  .ok());
  EXPECT_EQ(visited, 1);
}

TEST_P(SqlScanTest, ReadsReportAndFindingsWhereNothingIsKeptBesideThem) {
  v1::RecordItem item = testing::MakeItem(kernel_, {.figures = 7, .error_count = 2});
  item.mutable_report()->set_issue_date("2024-01-31");
  RecordItem(item);
  const Contents before = ScanAll();
  ASSERT_TRUE(connection().Execute("UPDATE revision SET issue_date = NULL; UPDATE assessment SET digest = NULL").ok());
  EXPECT_EQ(ScanAll(), before);
  const auto forget = connection().Prepare("UPDATE revision SET cells = ?1");
  ASSERT_TRUE(forget.ok()) << forget.status();
  (*forget)->BindAll(SqlBlob{"01234567"});
  ASSERT_TRUE((*forget)->Run().ok());
  EXPECT_EQ(ScanAll(), before);
}

TEST_P(SqlScanTest, RefusesAReportOfAnUnknownForm) {
  Record({});
  ASSERT_TRUE(connection().Execute("UPDATE revision SET form = 'ogi-2099'").ok());
  const auto visit = [](const CurrentReport&) { return true; };
  EXPECT_EQ(report::ReasonOf(register_->ScanAll(std::nullopt, visit).status()), "UNKNOWN_FORM");
  EXPECT_EQ(report::ReasonOf(register_->Follow(0, [](const ChangedReport&) {}).status()), "UNKNOWN_FORM");
}

TEST_P(SqlScanTest, StopsWhenTheVisitorHasEnough) {
  Record({.agency = PlacedAgency(1), .document = "1"});
  Record({.agency = PlacedAgency(2), .document = "2"});
  int visited = 0;
  ASSERT_TRUE(register_->ScanAll(std::nullopt, [&](const CurrentReport&) { return ++visited < 1; }).ok());
  EXPECT_EQ(visited, 1);
}

TEST_P(SqlScanTest, GivesAPositionThatGrowsWithEveryChangeAndWithNothingElse) {
  ScanAll();
  EXPECT_EQ(position_, 0);
  int64_t last = 0;
  const auto expect_growth = [&](bool grows) {
    ScanAll();
    EXPECT_EQ(position_ > last, grows) << last << " → " << position_;
    last = position_;
  };
  v1::RecordItem item = testing::MakeItem(kernel_, {});
  wire::Finding& finding = *item.add_findings();
  finding.set_fingerprint("f");
  finding.set_severity(wire::SEVERITY_WARNING);
  const v1::Receipt receipt = RecordItem(item);
  expect_growth(true);
  RecordItem(item);
  expect_growth(false);
  item.mutable_assessment()->set_rule_set_version("rules-2");
  RecordItem(item);
  expect_growth(true);
  Decision decision = {.kind = Decision::Kind::kAcknowledge,
                       .key = receipt.key(),
                       .fingerprint = "f",
                       .reason = "口径一致",
                       .author = "李四",
                       .computed = std::nullopt};
  ASSERT_TRUE(register_->Decide(decision).ok());
  expect_growth(true);
  ASSERT_TRUE(register_->Decide(decision).ok());
  expect_growth(false);
}

TEST_P(SqlScanTest, FollowsToWhatAScanGives) {
  RandomHistory history(kernel_, 1);
  Scanned followed = testing::ScanOf(*register_);
  for (int step = 0; step < 120; ++step) {
    history.DoSomething(*register_);
    if (step % 3 != 0) continue;
    testing::Follow(*register_, followed);
    EXPECT_EQ(followed.contents, ScanAll()) << "after step " << step;
    EXPECT_EQ(followed.position, position_);
  }
}

TEST_P(SqlScanTest, TellsOfAKeyWhoseReportMovedAway) {
  const v1::Receipt unplaced = Record({.agency = "政务服务局", .parser_version = "1"});
  Scanned followed = testing::ScanOf(*register_);
  ASSERT_THAT(followed.contents, SizeIs(1));
  const v1::Receipt placed = Record({.agency = PlacedAgency(1), .parser_version = "2"});
  testing::Follow(*register_, followed);
  EXPECT_THAT(followed.contents, SizeIs(1));
  EXPECT_EQ(followed.contents.begin()->first.second, placed.key().unit());
  EXPECT_EQ(followed.contents, ScanAll());
}

TEST_P(SqlScanTest, TellsEveryPastStateAsItWasScannedThen) {
  for (const uint32_t seed : {1U, 2U, 3U}) {
    StartAnew();
    RandomHistory history(kernel_, seed);
    std::vector<std::pair<absl::Time, Contents>> moments;
    std::vector<int64_t> positions;
    for (int step = 0; step < 60; ++step) {
      history.DoSomething(*register_);
      // Often nothing passes between two commits: the clock of a busy server.
      now_ += absl::Seconds(step % 2);
      const auto last = connection().QueryInt("SELECT coalesce(max(recorded_at), 0) FROM event");
      moments.emplace_back(absl::FromUnixMicros(*last), ScanAll());
      positions.push_back(position_);
    }
    for (size_t i = 0; i < moments.size(); ++i) {
      EXPECT_EQ(ScanAll(moments[i].first), moments[i].second) << "seed " << seed << ", moment " << i;
      EXPECT_EQ(position_, positions[i]);
    }
    EXPECT_THAT(ScanAll(absl::FromUnixSeconds(0)), IsEmpty());
  }
}

TEST_P(SqlScanTest, GivesThePastAcknowledgementsBeforeTheyWereRevoked) {
  v1::RecordItem item = testing::MakeItem(kernel_, {});
  wire::Finding& finding = *item.add_findings();
  finding.set_fingerprint("f");
  finding.set_severity(wire::SEVERITY_WARNING);
  finding.set_responsibility(report::v1::RESPONSIBILITY_DOCUMENT);
  item.mutable_assessment()->set_verdict(wire::VERDICT_NEEDS_ACKNOWLEDGEMENT);
  Decision decision = {.kind = Decision::Kind::kAcknowledge,
                       .key = RecordItem(item).key(),
                       .fingerprint = "f",
                       .reason = "口径一致",
                       .author = "李四",
                       .computed = std::nullopt};
  now_ += absl::Hours(1);
  ASSERT_TRUE(register_->Decide(decision).ok());
  const absl::Time acknowledged = now_;
  now_ += absl::Hours(1);
  decision.kind = Decision::Kind::kRevoke;
  ASSERT_TRUE(register_->Decide(decision).ok());
  const auto verdict = [this](absl::Time time) {
    auto result = wire::VERDICT_UNSPECIFIED;
    EXPECT_TRUE(register_
                    ->ScanAll(time,
                              [&](const CurrentReport& report) {
                                result = report.verdict;
                                return true;
                              })
                    .ok());
    return result;
  };
  EXPECT_EQ(verdict(acknowledged - absl::Minutes(1)), wire::VERDICT_NEEDS_ACKNOWLEDGEMENT);
  EXPECT_EQ(verdict(acknowledged), wire::VERDICT_ACCEPTED);
  EXPECT_EQ(verdict(now_), wire::VERDICT_NEEDS_ACKNOWLEDGEMENT);
}

TEST_P(SqlScanTest, WaitsForTheNextChange) {
  EXPECT_FALSE(register_->WaitForChange(0, absl::ZeroDuration()));
  std::thread waiting([this] { EXPECT_TRUE(register_->WaitForChange(0, absl::Minutes(1))); });
  Record({});
  waiting.join();
  EXPECT_TRUE(register_->WaitForChange(0, absl::ZeroDuration())) << "it is there already";
  ScanAll();
  EXPECT_FALSE(register_->WaitForChange(position_, absl::Milliseconds(1)));
}

TEST_P(SqlScanTest, HearsOfTheChangesOfAnotherProcess) {
  const auto other = OpenAnother();
  std::thread waiting([&] { EXPECT_TRUE(other->WaitForChange(0, absl::Minutes(1))); });
  const absl::Time begin = absl::Now();
  Record({});
  waiting.join();
  EXPECT_LT(absl::Now() - begin, absl::Seconds(10));
}

TEST_P(SqlScanTest, SeesWholeCommitsOnlyWhileOthersWrite) {
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    for (int i = 0; i < 40; ++i) {
      std::vector<Entry> entries;
      for (int j = 0; j < 3; ++j) {
        entries.push_back(testing::MakeTestEntry(
            kernel_, {.agency = PlacedAgency(3 * i + j), .document = fmt::format("{}/{}", i, j)}));
      }
      EXPECT_TRUE(register_->Record(std::move(entries)).ok());
    }
    stop = true;
  });
  Scanned followed;
  while (!stop) {
    testing::Follow(*register_, followed);
    EXPECT_EQ(followed.contents.size() % 3, 0U);
    EXPECT_EQ(static_cast<int64_t>(followed.contents.size()), followed.position) << "one event a report";
  }
  writer.join();
  testing::Follow(*register_, followed);
  EXPECT_EQ(followed.contents, ScanAll());
  EXPECT_THAT(followed.contents, SizeIs(120));
}

GOUJI_FOR_EACH_DATABASE(SqlScanTest);

}  // namespace
}  // namespace gouji::statistics

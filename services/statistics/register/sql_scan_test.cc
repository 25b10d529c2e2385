#include "services/statistics/register/sql_scan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "fmt/format.h"
#include "services/report/error.h"
#include "services/statistics/testing/items.h"
#include "services/statistics/testing/registers.h"

namespace gouji::statistics {
namespace {

namespace wire = gouji::validate::v1;
using ::gouji::statistics::testing::PlacedAgency;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// All that a visit tells of a report, in words, so that two visits can be compared.
std::string TextOf(const CurrentReport& report) {
  std::string text =
      fmt::format("{} {} scope {} level {} kind {} region {} name {} verdict {} errors {} issued {} cells",
                  report.placed, report.form->id(), static_cast<int>(report.scope), static_cast<int>(report.level),
                  static_cast<int>(report.kind), report.region_code, report.agency_name,
                  static_cast<int>(report.verdict), report.error_count, report.has_issue_date);
  for (const TotalCell& cell : report.cells) {
    text += fmt::format(" {}/{}/{}", cell.value, static_cast<int>(cell.state), cell.implied.value_or(-1));
  }
  for (const RuleCount& rule : report.rules) text += fmt::format(" {}:{}", rule.rule_id, rule.count);
  for (const CellSpread& spread : report.spreads) {
    text += fmt::format(" [{} {} {}]", spread.cell, spread.least, spread.greatest);
  }
  return text;
}

using Key = std::pair<int, std::string>;
using Contents = std::map<Key, std::string>;

class SqlScanTest : public testing::RegisterTest {
 protected:
  // What a scan tells; checks its order.
  Contents ScanAll(std::optional<absl::Time> as_of = std::nullopt) {
    Contents contents;
    const absl::StatusOr<int64_t> position = register_->ScanAll(as_of, [&](const CurrentReport& report) {
      Key key(report.year, report.unit);
      EXPECT_TRUE(contents.empty() || contents.rbegin()->first < key) << "not in the order of keys";
      contents.emplace(std::move(key), TextOf(report));
      return true;
    });
    EXPECT_TRUE(position.ok()) << position.status();
    position_ = position.value_or(-1);
    return contents;
  }

  // Brings contents from a position up to now.
  void Follow(int64_t& position, Contents& contents) {
    const absl::StatusOr<int64_t> now = register_->Follow(position, [&](const ChangedReport& changed) {
      const Key key(changed.year, changed.unit);
      if (changed.current == nullptr) {
        contents.erase(key);
      } else {
        contents[key] = TextOf(*changed.current);
      }
    });
    ASSERT_TRUE(now.ok()) << now.status();
    EXPECT_GE(*now, position);
    position = *now;
  }

  // Does one random thing, of all kinds that there are.
  void DoSomething(std::mt19937& random) {
    const int agency = static_cast<int>(random() % 5);
    const bool is_placed = random() % 4 != 0;
    v1::RecordItem item = testing::MakeItem(kernel_, {.agency = is_placed ? PlacedAgency(agency) : "政务服务局",
                                                      .year = 2022 + static_cast<int>(random() % 2),
                                                      .figures = static_cast<uint32_t>(random() % 3),
                                                      .document = fmt::format("document {}", random() % 6),
                                                      .parser_version = fmt::format("parser {}", random() % 3),
                                                      .error_count = static_cast<int>(random() % 3)});
    for (int i = 0; i < 2; ++i) {
      wire::Finding& finding = *item.add_findings();
      finding.set_rule_id("RULE");
      finding.set_fingerprint(fmt::format("f{}", random() % 3));
      finding.set_severity(wire::SEVERITY_WARNING);
      finding.set_responsibility(report::v1::RESPONSIBILITY_DOCUMENT);
    }
    if (item.assessment().verdict() == wire::VERDICT_ACCEPTED) {
      item.mutable_assessment()->set_verdict(wire::VERDICT_NEEDS_ACKNOWLEDGEMENT);
    }
    if (random() % 3 == 0) item.mutable_report()->set_issue_date("2024-01-31");
    const v1::Receipt receipt = RecordItem(item);
    if (random() % 2 == 0) return;
    const auto kind = random() % 3 == 0 ? Decision::Kind::kRevoke : Decision::Kind::kAcknowledge;
    const absl::Status decided = register_
                                     ->Decide({.kind = kind,
                                               .key = receipt.key(),
                                               .fingerprint = fmt::format("f{}", random() % 3),
                                               .reason = "口径一致",
                                               .author = "李四",
                                               .computed = std::nullopt})
                                     .status();
    EXPECT_TRUE(decided.ok() || absl::IsNotFound(decided)) << decided;
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
  std::mt19937 random(1);
  Contents followed = ScanAll();
  int64_t position = position_;
  for (int step = 0; step < 120; ++step) {
    DoSomething(random);
    if (random() % 3 != 0) continue;
    Follow(position, followed);
    EXPECT_EQ(followed, ScanAll()) << "after step " << step;
    EXPECT_EQ(position, position_);
  }
}

TEST_P(SqlScanTest, TellsOfAKeyWhoseReportMovedAway) {
  const v1::Receipt unplaced = Record({.agency = "政务服务局", .parser_version = "1"});
  Contents followed = ScanAll();
  int64_t position = position_;
  ASSERT_THAT(followed, SizeIs(1));
  const v1::Receipt placed = Record({.agency = PlacedAgency(1), .parser_version = "2"});
  Follow(position, followed);
  EXPECT_THAT(followed, SizeIs(1));
  EXPECT_EQ(followed.begin()->first.second, placed.key().unit());
  EXPECT_EQ(followed, ScanAll());
}

TEST_P(SqlScanTest, TellsEveryPastStateAsItWasScannedThen) {
  for (const uint32_t seed : {1U, 2U, 3U}) {
    StartAnew();
    std::mt19937 random(seed);
    std::vector<std::pair<absl::Time, Contents>> moments;
    std::vector<int64_t> positions;
    for (int step = 0; step < 60; ++step) {
      DoSomething(random);
      // Often nothing passes between two commits: the clock of a busy server.
      now_ += absl::Seconds(random() % 2);
      const auto last = connection().QueryInt("SELECT max(recorded_at) FROM event");
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
  Contents followed;
  int64_t position = 0;
  while (!stop) {
    Follow(position, followed);
    EXPECT_EQ(followed.size() % 3, 0U);
    EXPECT_EQ(static_cast<int64_t>(followed.size()), position) << "one event a report";
  }
  writer.join();
  Follow(position, followed);
  EXPECT_EQ(followed, ScanAll());
  EXPECT_THAT(followed, SizeIs(120));
}

GOUJI_FOR_EACH_DATABASE(SqlScanTest);

}  // namespace
}  // namespace gouji::statistics

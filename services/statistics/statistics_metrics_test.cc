#include "services/statistics/statistics_metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "services/statistics/register/sqlite_register.h"
#include "services/statistics/testing/items.h"

namespace gouji::statistics {
namespace {

namespace items = ::gouji::statistics::testing;
using ::testing::AllOf;
using ::testing::HasSubstr;

absl::Status Record(Register& reports, const items::Kernel& kernel, const items::ItemSpec& spec) {
  std::vector<Entry> entries;
  entries.push_back(items::MakeTestEntry(kernel, spec));
  return reports.Record(std::move(entries)).status();
}

TEST(StatisticsMetrics, TellOfCommitsReadersAndTheCube) {
  const items::Kernel kernel;
  runtime::Metrics metrics;
  auto reports = SqliteRegister::Open({.path = items::NewRegisterPath(), .observer = CountRegister(metrics)},
                                      kernel.catalog(), kernel.converter());
  ASSERT_TRUE(reports.ok()) << reports.status();
  Cubes cubes(**reports);
  WatchCubes(metrics, cubes);
  EXPECT_THAT(metrics.ToText(), AllOf(HasSubstr("gouji_statistics_cube_age_seconds Nan"),
                                      HasSubstr("gouji_statistics_cube_loads_total 0")));

  ASSERT_TRUE(Record(**reports, kernel, {.agency = items::PlacedAgency(1)}).ok());
  ASSERT_TRUE(Record(**reports, kernel, {.agency = items::PlacedAgency(2)}).ok());
  cubes.NoteCommit();
  ASSERT_TRUE(cubes.At("").ok());
  ASSERT_TRUE(cubes.At("2001-01-01T00:00:00Z").ok());
  ASSERT_TRUE(cubes.At("2001-01-01T00:00:00Z").ok());
  const std::string text = metrics.ToText();
  for (const char* line :
       {"gouji_statistics_commits_total{result=\"ok\"} 2\n", "gouji_statistics_commits_total{result=\"failed\"} 0\n",
        "gouji_statistics_commit_duration_seconds_count 2\n", "gouji_statistics_commit_reports_sum 2\n",
        "gouji_statistics_reader_connection_failures_total 0\n", "gouji_statistics_cube_reports 2\n",
        "gouji_statistics_cube_loads_total 1\n", "gouji_statistics_past_cubes 1\n",
        "gouji_statistics_past_cube_requests_total{result=\"hit\"} 1\n",
        "gouji_statistics_past_cube_requests_total{result=\"load\"} 1\n"}) {
    EXPECT_THAT(text, HasSubstr(line));
  }
  const Cubes::Figures figures = cubes.figures();
  EXPECT_GT(figures.live.byte_count, 0U);
  EXPECT_GE(figures.live.position, 2);
  EXPECT_GT(figures.live.load_time, absl::ZeroDuration());
  EXPECT_LT(absl::Now() - figures.live.current_at, absl::Minutes(1));
}

TEST(StatisticsMetrics, TellOfCommitsAndReadersThatFail) {
  runtime::Metrics metrics;
  const RegisterObserver observer = CountRegister(metrics);
  observer.on_commit({.is_committed = false, .report_count = 3, .duration = absl::Seconds(2)});
  observer.on_readers(5, 2);
  observer.on_connection_failure();
  EXPECT_THAT(metrics.ToText(), AllOf(HasSubstr("gouji_statistics_commits_total{result=\"failed\"} 1\n"),
                                      HasSubstr("gouji_statistics_commit_reports_bucket{le=\"2\"} 0\n"),
                                      HasSubstr("gouji_statistics_commit_reports_bucket{le=\"4\"} 1\n"),
                                      HasSubstr("gouji_statistics_reader_connections{state=\"idle\"} 3\n"),
                                      HasSubstr("gouji_statistics_reader_connections{state=\"busy\"} 2\n"),
                                      HasSubstr("gouji_statistics_reader_connection_failures_total 1\n")));
}

}  // namespace
}  // namespace gouji::statistics

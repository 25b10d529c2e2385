#include "services/runtime/metrics.h"

#include <cstddef>
#include <fstream>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/runtime/process_metrics.h"
#include "services/runtime/reason_labels.h"

namespace gouji::runtime {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;

TEST(Metrics, TheSameNameAndLabelsAreTheSameMetric) {
  Metrics metrics;
  metrics.GetCounter("a_total", "help", {{"x", "1"}}).Increment();
  metrics.GetCounter("a_total", "help", {{"x", "1"}}).Increment(2);
  metrics.GetCounter("a_total", "help", {{"x", "2"}}).Increment();
  EXPECT_EQ(metrics.GetCounter("a_total", "help", {{"x", "1"}}).value(), 3);
  EXPECT_THAT(metrics.ToText(), HasSubstr("a_total{x=\"2\"} 1"));
}

TEST(Metrics, AHistogramCountsIntoBuckets) {
  Metrics metrics;
  metrics.GetHistogram("d_seconds", "help", {}, DurationBounds()).Observe(0.02);
  EXPECT_THAT(metrics.ToText(), HasSubstr("d_seconds_bucket{le=\"0.01\"} 0"));
  EXPECT_THAT(metrics.ToText(), HasSubstr("d_seconds_bucket{le=\"0.025\"} 1"));
}

TEST(Metrics, AGaugeGoesUpAndDown) {
  Metrics metrics;
  const Gauge gauge = metrics.GetGauge("g", "help");
  gauge.Add(2);
  gauge.Add(-1);
  EXPECT_EQ(gauge.value(), 1);
}

TEST(Metrics, AreRefreshedAheadOfAScrape) {
  Metrics metrics;
  const Gauge gauge = metrics.GetGauge("g", "help");
  metrics.BeforeScrape([gauge] { gauge.Add(1); });
  EXPECT_THAT(metrics.ToText(), HasSubstr("g 1"));
  EXPECT_THAT(metrics.ToText(), HasSubstr("g 2"));
}

// The value of a metric without labels; -1 for one that is not there.
double ValueOf(const Metrics& metrics, const std::string& name) {
  const std::string text = "\n" + metrics.ToText();
  const std::size_t place = text.find("\n" + name + " ");
  return place == std::string::npos ? -1 : std::stod(text.substr(place + name.size() + 2));
}

TEST(ProcessMetrics, TellOfThisProcess) {
  Metrics metrics;
  AddProcessMetrics(metrics);
  EXPECT_THAT(metrics.ToText(), ContainsRegex("gouji_build_info.version=\"[0-9.]+\". 1"));
  EXPECT_NEAR(ValueOf(metrics, "process_start_time_seconds"), absl::ToDoubleSeconds(absl::Now() - absl::UnixEpoch()),
              600);
  EXPECT_GT(ValueOf(metrics, "process_resident_memory_bytes"), 1 << 20);
  EXPECT_GT(ValueOf(metrics, "process_virtual_memory_bytes"), ValueOf(metrics, "process_resident_memory_bytes"));
  EXPECT_GE(ValueOf(metrics, "process_threads"), 1);
  EXPECT_GT(ValueOf(metrics, "process_max_fds"), 3);

  const double open_before = ValueOf(metrics, "process_open_fds");
  const std::ifstream file("/proc/self/stat");
  EXPECT_EQ(ValueOf(metrics, "process_open_fds"), open_before + 1);

  const double before = ValueOf(metrics, "process_cpu_seconds_total");
  const absl::Time limit = absl::Now() + absl::Seconds(20);
  while (ValueOf(metrics, "process_cpu_seconds_total") < before + 0.02 && absl::Now() < limit) {
  }
  EXPECT_GE(ValueOf(metrics, "process_cpu_seconds_total"), before + 0.02);
}

TEST(ReasonLabels, AreBounded) {
  ReasonLabels labels;
  EXPECT_EQ(labels.Of("TOO_LARGE"), "TOO_LARGE");
  EXPECT_EQ(labels.Of(""), "NONE");
  EXPECT_EQ(labels.Of("of a request: 临县"), "OTHER");
  EXPECT_EQ(labels.Of(std::string(64, 'A')), "OTHER");
  for (std::size_t i = 1; i < ReasonLabels::kLimit; ++i) {
    EXPECT_NE(labels.Of("R" + std::to_string(i)), "OTHER");
  }
  EXPECT_EQ(labels.Of("ONE_MORE"), "OTHER");
  EXPECT_EQ(labels.Of("TOO_LARGE"), "TOO_LARGE");
}

TEST(MetricsEndpoint, PicksAPortAndRefusesOneThatIsTaken) {
  Metrics metrics;
  const absl::StatusOr<std::unique_ptr<MetricsEndpoint>> first = MetricsEndpoint::Start("127.0.0.1", 0, metrics);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_GT((*first)->port(), 0);
  EXPECT_EQ(MetricsEndpoint::Start("127.0.0.1", (*first)->port(), metrics).status().code(),
            absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace gouji::runtime

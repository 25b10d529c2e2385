#include "services/runtime/metrics.h"

#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace gouji::runtime {
namespace {

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

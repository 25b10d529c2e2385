#include "services/statistics/cube/live_cube.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "services/report/error.h"
#include "services/statistics/cube/selection.h"
#include "services/statistics/cube/sums.h"
#include "services/statistics/cube/testing/corpus.h"
#include "services/statistics/testing/items.h"

namespace gouji::statistics {
namespace {

using testing::Key;
using testing::OwnedReport;

// A register in memory. A commit changes some keys at once.
class FakeSource final : public ReportSource {
 public:
  using Change = std::pair<Key, std::optional<OwnedReport>>;

  int64_t Commit(const std::vector<Change>& changes) {
    runtime::MutexLock lock(mutex_);
    ++position_;
    for (const auto& [key, report] : changes) {
      if (report.has_value()) {
        reports_[key] = *report;
      } else {
        reports_.erase(key);
      }
      changed_at_[key] = position_;
    }
    changed_.NotifyAll();
    return position_;
  }

  // Fails every question from now on, after half of its answer; an OK status ends that.
  void Fail(absl::Status error) {
    runtime::MutexLock lock(mutex_);
    error_ = std::move(error);
    changed_.NotifyAll();
  }

  // Goes back to an earlier position, as a register that was restored from a copy.
  void Restore(int64_t position, testing::Reports reports) {
    runtime::MutexLock lock(mutex_);
    position_ = position;
    reports_ = std::move(reports);
    changed_at_.clear();
  }

  absl::StatusOr<int64_t> ScanAll(absl::FunctionRef<bool(const CurrentReport&)> visitor) override {
    runtime::MutexLock lock(mutex_);
    std::size_t left = error_.ok() ? reports_.size() : reports_.size() / 2;
    for (const auto& [key, report] : reports_) {
      if (left-- == 0) break;
      testing::View(report, visitor);
    }
    if (!error_.ok()) return error_;
    return position_;
  }

  absl::StatusOr<int64_t> Follow(int64_t position, absl::FunctionRef<void(const ChangedReport&)> visitor) override {
    runtime::MutexLock lock(mutex_);
    std::size_t left = error_.ok() ? changed_at_.size() : changed_at_.size() / 2;
    for (const auto& [key, changed_at] : changed_at_) {
      if (left-- == 0) break;
      if (changed_at <= position) continue;
      const auto report = reports_.find(key);
      if (report == reports_.end()) {
        visitor({.year = key.first, .unit = key.second, .current = nullptr});
      } else {
        testing::View(report->second, [&visitor, &key = key](const CurrentReport& current) {
          visitor({.year = key.first, .unit = key.second, .current = &current});
        });
      }
    }
    if (!error_.ok()) return error_;
    return position_;
  }

  bool WaitForChange(int64_t position, absl::Duration timeout) override {
    const absl::Time until = absl::Now() + timeout;
    runtime::MutexLock lock(mutex_);
    while (position_ <= position && error_.ok() && changed_.WaitUntil(mutex_, until)) {
    }
    return position_ > position;
  }

 private:
  runtime::Mutex mutex_;
  runtime::CondVar changed_;
  testing::Reports reports_ GUARDED_BY(mutex_);
  std::map<Key, int64_t> changed_at_ GUARDED_BY(mutex_);
  int64_t position_ GUARDED_BY(mutex_) = 0;
  absl::Status error_ GUARDED_BY(mutex_);
};

class LiveCubeTest : public ::testing::Test {
 protected:
  FakeSource::Change Report(const std::string& unit, int64_t value,
                            report::ReportScope scope = report::ReportScope::kOwn) const {
    OwnedReport report = {.unit = unit, .form = &kernel_.form(), .scope = scope};
    report.cells.resize(kernel_.form().cell_count(), {.value = 0, .state = report::CellState::kRead});
    report.cells[0].value = value;
    return {Key(report.year, unit), report};
  }
  static FakeSource::Change Gone(const std::string& unit) { return {Key(2023, unit), std::nullopt}; }

  static LiveCube::Options Quick() {
    return {.parent_of = nullptr,
            .retry_delay = absl::Milliseconds(1),
            .least_interval = absl::Milliseconds(1),
            .longest_wait = absl::Milliseconds(20)};
  }

  // The sum of the first cell over all reports.
  static int64_t SumIn(const Cube& cube, v1::Basis basis = v1::BASIS_OWN_REPORTS) {
    const absl::StatusOr<Selection> all = Selection::Create(cube, {}, basis);
    EXPECT_TRUE(all.ok());
    int64_t sum = 0;
    for (const FormSums& form : SumCells(*all, {})) sum += static_cast<int64_t>(form.sums[0].sum);
    return sum;
  }

  // Waits, with a generous limit, until the cube's thread has brought something about.
  static bool Eventually(const std::function<bool()>& condition) {
    const absl::Time until = absl::Now() + absl::Seconds(30);
    while (!condition()) {
      if (absl::Now() > until) return false;
      std::this_thread::yield();
    }
    return true;
  }

  static bool ShowsSum(const LiveCube& live, int64_t sum) {
    const absl::StatusOr<std::shared_ptr<const Cube>> cube = live.Get();
    return cube.ok() && SumIn(**cube) == sum;
  }

  const testing::Kernel kernel_;
  FakeSource source_;
};

TEST_F(LiveCubeTest, LoadsByItselfWhatIsThere) {
  source_.Commit({Report("甲省", 5), Report("乙省", 7)});
  const LiveCube live(source_, Quick());
  EXPECT_TRUE(Eventually([&] { return ShowsSum(live, 12); }));
  EXPECT_TRUE(Eventually([&] { return live.status().ok(); }));
}

TEST_F(LiveCubeTest, WhoCatchesUpSeesWhatWasCommittedBefore) {
  // The thread is of no help: it waits long after each look.
  LiveCube::Options options = Quick();
  options.least_interval = absl::Hours(1);
  LiveCube live(source_, options);
  for (int i = 1; i <= 20; ++i) {
    const int64_t position = source_.Commit({Report("单位" + std::to_string(i), i)});
    const absl::StatusOr<std::shared_ptr<const Cube>> cube = i % 2 == 0 ? live.CatchUp() : live.CatchUp(position);
    ASSERT_TRUE(cube.ok()) << cube.status();
    EXPECT_GE((*cube)->position(), position);
    EXPECT_EQ(SumIn(**cube), i * (i + 1) / 2);
  }
  source_.Commit({Gone("单位20"), Report("单位1", 100)});
  const absl::StatusOr<std::shared_ptr<const Cube>> cube = live.CatchUp();
  ASSERT_TRUE(cube.ok());
  EXPECT_EQ(SumIn(**cube), 190 - 1 + 100);
}

TEST_F(LiveCubeTest, ShowsTheCommitsOfOthersByItself) {
  const LiveCube live(source_, Quick());
  for (int i = 1; i <= 5; ++i) {
    source_.Commit({Report("甲省", i)});
    EXPECT_TRUE(Eventually([&] { return ShowsSum(live, i); })) << i;
  }
}

TEST_F(LiveCubeTest, ARegisterThatFailsLeavesTheSnapshotAndIsFoundAgain) {
  source_.Commit({Report("甲省", 5), Report("乙省", 7)});
  LiveCube live(source_, Quick());
  ASSERT_TRUE(Eventually([&] { return ShowsSum(live, 12); }));
  source_.Fail(absl::UnavailableError("gone"));
  source_.Commit({Report("甲省", 50), Report("丙省", 1)});
  EXPECT_EQ(live.CatchUp().status(), absl::UnavailableError("gone"));
  EXPECT_TRUE(Eventually([&] { return live.status() == absl::UnavailableError("gone"); }));
  EXPECT_TRUE(ShowsSum(live, 12));
  source_.Fail(absl::OkStatus());
  EXPECT_TRUE(Eventually([&] { return ShowsSum(live, 58) && live.status().ok(); }));
}

TEST_F(LiveCubeTest, SaysWhyThereIsNothingYet) {
  source_.Fail(absl::UnavailableError("not there"));
  LiveCube live(source_, Quick());
  EXPECT_TRUE(Eventually([&] { return live.Get().status() == absl::UnavailableError("not there"); }));
  source_.Fail(absl::OkStatus());
  EXPECT_TRUE(Eventually([&] { return ShowsSum(live, 0); }));
}

TEST_F(LiveCubeTest, ARegisterThatForgotCommitsIsLoadedAnew) {
  for (int i = 0; i < 5; ++i) source_.Commit({Report("单位" + std::to_string(i), 1)});
  LiveCube live(source_, Quick());
  ASSERT_TRUE(Eventually([&] { return ShowsSum(live, 5); }));
  auto [key, report] = Report("单位0", 3);
  source_.Restore(1, {{key, *report}});
  EXPECT_TRUE(Eventually([&] { return ShowsSum(live, 3); }));
}

TEST_F(LiveCubeTest, ReloadAsksForTheTreeAnew) {
  source_.Commit({Report("甲省", 5, report::ReportScope::kAggregate), Report("甲省乙市", 2)});
  std::atomic<bool> has_tree = false;
  LiveCube::Options options = Quick();
  options.parent_of = [&has_tree](std::string_view unit, int /*year*/) -> std::string {
    return has_tree && unit == "甲省乙市" ? "甲省" : "";
  };
  LiveCube live(source_, options);
  ASSERT_TRUE(live.CatchUp().ok());
  EXPECT_EQ(SumIn(**live.Get(), v1::BASIS_PUBLISHED), 7);
  has_tree = true;
  ASSERT_TRUE(live.Reload().ok());
  EXPECT_EQ(SumIn(**live.Get(), v1::BASIS_PUBLISHED), 5);
}

TEST_F(LiveCubeTest, ReadersSeeWholeCommitsOnly) {
  // Each commit moves something from one unit to another, so the sum stays.
  constexpr int kUnits = 40;
  constexpr int kCommits = 300;
  std::vector<FakeSource::Change> all;
  for (int i = 0; i < kUnits; ++i) all.push_back(Report("单位" + std::to_string(i), 1000));
  source_.Commit(all);
  LiveCube live(source_, Quick());
  ASSERT_TRUE(live.CatchUp().ok());
  std::atomic<bool> done = false;
  std::atomic<int> wrong_count = 0;
  std::vector<std::thread> readers;
  for (int reader = 0; reader < 3; ++reader) {
    readers.emplace_back([&, reader] {
      while (!done) {
        const absl::StatusOr<std::shared_ptr<const Cube>> cube = reader == 0 ? live.CatchUp() : live.Get();
        if (!cube.ok() || SumIn(**cube) != kUnits * 1000) ++wrong_count;
        if (cube.ok()) wrong_count += (*cube)->population().FindText("单位1") < (*cube)->text_count() ? 0 : 1;
      }
    });
  }
  for (int i = 0; i < kCommits; ++i) {
    source_.Commit({Report("单位" + std::to_string(i % kUnits), 1000 - i),
                    Report("单位" + std::to_string((i + 1) % kUnits), 1000 + i)});
    source_.Commit({Report("单位" + std::to_string(i % kUnits), 1000),
                    Report("单位" + std::to_string((i + 1) % kUnits), 1000), Report("新单位" + std::to_string(i), 0)});
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(wrong_count, 0);
  EXPECT_EQ(SumIn(**live.CatchUp()), kUnits * 1000);
  EXPECT_EQ((*live.Get())->row_count(), kUnits + kCommits);
}

}  // namespace
}  // namespace gouji::statistics

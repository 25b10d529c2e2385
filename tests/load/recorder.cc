#include "tests/load/recorder.h"

#include <algorithm>
#include <cstddef>

#include "absl/time/clock.h"
#include "services/report/error.h"

namespace gouji::load {
namespace {

std::string NameOf(const absl::Status& status) {
  std::string name = absl::StatusCodeToString(status.code());
  if (const std::string reason = report::ReasonOf(status); !reason.empty()) name += " " + reason;
  return name;
}

}  // namespace

std::uint64_t Outcome::CountOf(const std::string& code) const {
  const auto found = codes.find(code);
  return found == codes.end() ? 0 : found->second;
}

double Outcome::FinishedRate(int begin, int end) const {
  std::uint64_t count = 0;
  for (int i = begin; i < end && i < static_cast<int>(seconds.size()); ++i) count += seconds[i].finished_count;
  return end > begin ? static_cast<double>(count) / (end - begin) : 0;
}

Outcome::Second& Recorder::SecondOf(absl::Time time) {
  const auto second = static_cast<std::size_t>(std::max<std::int64_t>(0, absl::ToInt64Seconds(time - start_)));
  if (second >= outcome_.seconds.size()) outcome_.seconds.resize(second + 1);
  return outcome_.seconds[second];
}

void Recorder::Begin(int count) {
  runtime::MutexLock lock(mutex_);
  running_count_ += count;
  outcome_.arrived_count += count;
}

void Recorder::End(absl::Time intended, const absl::Status& status, bool is_right) {
  const absl::Time now = absl::Now();
  const std::string name = NameOf(status);
  runtime::MutexLock lock(mutex_);
  ++outcome_.codes[name];
  if (!status.ok()) outcome_.examples.emplace(name, status.message());
  (status.ok() ? outcome_.ok : outcome_.failed).Add(now - intended);
  SecondOf(intended).latencies.Add(now - intended);
  if (status.ok()) ++SecondOf(now).finished_count;
  if (status.ok() && !is_right) ++outcome_.wrong_count;
  if (--running_count_ == 0) idle_.NotifyAll();
}

void Recorder::AwaitAll() {
  runtime::MutexLock lock(mutex_);
  while (running_count_ > 0) idle_.Wait(mutex_);
}

Outcome Recorder::outcome() {
  runtime::MutexLock lock(mutex_);
  return outcome_;
}

}  // namespace gouji::load

#include "services/statistics/cube/live_cube.h"

#include <algorithm>
#include <utility>

#include "services/report/error.h"
#include "services/runtime/clock.h"

namespace gouji::statistics {
namespace {

// How many times as long as it worked the thread of a cube rests, so that following many commits takes little from
// those who make them.
constexpr int kRestShare = 30;

}  // namespace

absl::StatusOr<std::shared_ptr<const Cube>> LoadCube(
    const ParentFunction& parent_of,
    absl::FunctionRef<absl::StatusOr<int64_t>(absl::FunctionRef<bool(const CurrentReport&)>)> scan, Parents parents) {
  CubeBuilder builder(parent_of, parents);
  const absl::StatusOr<int64_t> position = scan([&builder](const CurrentReport& report) {
    builder.Put(report);
    return true;
  });
  if (!position.ok()) return position.status();
  return builder.Snapshot(*position);
}

LiveCube::LiveCube(ReportSource& source, Options options)
    : source_(source),
      options_(std::move(options)),
      status_(report::Error(absl::StatusCode::kUnavailable, report::Reason::kRegisterUnavailable,
                            "the reports are still being loaded; ask again in some seconds")),
      follower_([this] { Run(); }) {}

LiveCube::~LiveCube() {
  {
    runtime::MutexLock lock(snapshot_mutex_);
    stopping_ = true;
    stopped_.NotifyAll();
  }
  follower_.join();
}

absl::StatusOr<std::shared_ptr<const Cube>> LiveCube::Get() const {
  runtime::MutexLock lock(snapshot_mutex_);
  if (snapshot_ == nullptr) return status_;
  return snapshot_;
}

absl::Status LiveCube::status() const {
  runtime::MutexLock lock(snapshot_mutex_);
  return status_;
}

LiveCube::Figures LiveCube::figures() const {
  std::shared_ptr<const Cube> snapshot;
  Figures figures;
  {
    runtime::MutexLock lock(snapshot_mutex_);
    snapshot = snapshot_;
    figures.load_time = load_time_;
    figures.load_count = load_count_;
    figures.current_at = current_at_;
  }
  if (snapshot == nullptr) return figures;
  figures.row_count = snapshot->row_count();
  figures.byte_count = snapshot->byte_count();
  figures.position = snapshot->position();
  return figures;
}

absl::StatusOr<std::shared_ptr<const Cube>> LiveCube::CatchUp() {
  absl::Status updated = Update();
  if (!updated.ok()) return updated;
  return Get();
}

absl::StatusOr<std::shared_ptr<const Cube>> LiveCube::CatchUp(int64_t position) {
  absl::StatusOr<std::shared_ptr<const Cube>> last = Get();
  if (last.ok() && (*last)->position() >= position) return last;
  return CatchUp();
}

absl::Status LiveCube::Reload() {
  runtime::MutexLock lock(builder_mutex_);
  const absl::Time start = runtime::Now();
  absl::Status loaded = Load();
  if (loaded.ok()) Publish();
  SetStatus(loaded, start);
  return loaded;
}

absl::Status LiveCube::Update() {
  runtime::MutexLock lock(builder_mutex_);
  const int64_t position_before = position_;
  const bool is_first = builder_ == nullptr;
  const absl::Time start = runtime::Now();
  absl::Status updated = is_first ? Load() : Follow();
  if (updated.ok() && (is_first || position_ != position_before)) Publish();
  SetStatus(updated, start);
  return updated;
}

absl::Status LiveCube::Load() {
  const absl::Time start = runtime::Now();
  auto builder = std::make_unique<CubeBuilder>(options_.parent_of, options_.parents);
  const absl::StatusOr<int64_t> position = source_.ScanAll([&builder](const CurrentReport& report) {
    builder->Put(report);
    return true;
  });
  if (!position.ok()) return position.status();
  if (builder->NeedsReorder()) builder->Reorder();
  builder_ = std::move(builder);
  position_ = *position;
  NoteLoad(runtime::Now() - start);
  return absl::OkStatus();
}

absl::Status LiveCube::Follow() {
  const absl::StatusOr<int64_t> position =
      source_.Follow(position_, [&builder = *builder_](const ChangedReport& changed) {
        if (changed.current != nullptr) {
          builder.Put(*changed.current);
        } else {
          builder.Remove(changed.unit, changed.year);
        }
      });
  // What an attempt that failed has put into the builder is not shown, and comes again with the next one.
  if (!position.ok()) return position.status();
  // A register that has forgotten commits is another one: restored from a copy.
  if (*position < position_) return Load();
  position_ = *position;
  return absl::OkStatus();
}

void LiveCube::TidyUp() {
  runtime::MutexLock lock(builder_mutex_);
  if (builder_ == nullptr || !builder_->NeedsReorder()) return;
  builder_->Reorder();
  Publish();
}

void LiveCube::Publish() {
  std::shared_ptr<const Cube> snapshot = builder_->Snapshot(position_);
  runtime::MutexLock lock(snapshot_mutex_);
  // What was there is let go outside of the lock: it may be the last to hold its blocks.
  std::swap(snapshot_, snapshot);
}

void LiveCube::SetStatus(const absl::Status& status, absl::Time asked_at) {
  runtime::MutexLock lock(snapshot_mutex_);
  status_ = status;
  if (status.ok()) current_at_ = asked_at;
}

void LiveCube::NoteLoad(absl::Duration duration) {
  runtime::MutexLock lock(snapshot_mutex_);
  load_time_ = duration;
  ++load_count_;
}

bool LiveCube::Pause(absl::Duration duration) {
  const absl::Time until = runtime::Now() + duration;
  runtime::MutexLock lock(snapshot_mutex_);
  while (!stopping_ && stopped_.WaitUntil(snapshot_mutex_, until)) {
  }
  return !stopping_;
}

void LiveCube::Run() {
  for (bool go_on = true; go_on;) {
    const absl::Time start = runtime::Now();
    const absl::Status updated = Update();
    if (!updated.ok()) {
      go_on = Pause(options_.retry_delay);
      continue;
    }
    TidyUp();
    const absl::Duration rest = std::min(kRestShare * (runtime::Now() - start), options_.longest_wait);
    go_on = Pause(std::max(rest, options_.least_interval));
    if (!go_on) return;
    const absl::StatusOr<std::shared_ptr<const Cube>> last = Get();
    if (last.ok()) source_.WaitForChange((*last)->position(), options_.longest_wait);
  }
}

}  // namespace gouji::statistics

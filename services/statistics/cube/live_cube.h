#ifndef GOUJI_SERVICES_STATISTICS_CUBE_LIVE_CUBE_H_
#define GOUJI_SERVICES_STATISTICS_CUBE_LIVE_CUBE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <thread>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"
#include "services/statistics/cube/cube.h"
#include "services/statistics/cube/cube_builder.h"
#include "services/statistics/cube/report_source.h"

namespace gouji::statistics {

// A cube of the reports that `scan` visits, at the position that it returns: of a register as it stood at a past time,
// say.
absl::StatusOr<std::shared_ptr<const Cube>> LoadCube(
    const ParentFunction& parent_of,
    absl::FunctionRef<absl::StatusOr<int64_t>(absl::FunctionRef<bool(const CurrentReport&)>)> scan,
    Parents parents = Parents::kOfTheYear);

// The cube of a register's current reports, which follows what this and other processes commit.
//
// A thread of its own loads it and waits for changes, so that others' commits show within a second. Who has just
// committed something himself calls CatchUp before he asks. When the register fails, the last snapshot stays, status()
// and CatchUp tell the error, and the thread tries again until the register is back.
//
// Thread-safe. Readers wait for nothing but the copying of a pointer.
class LiveCube {
 public:
  struct Options {
    ParentFunction parent_of = nullptr;  // see Population; asked anew by Reload
    Parents parents = Parents::kOfTheYear;
    absl::Duration retry_delay = absl::Seconds(1);           // after a failure of the register
    absl::Duration least_interval = absl::Milliseconds(50);  // between two snapshots that the thread makes
    // For a change, before the register is asked in any case, and at most between two snapshots that are much work.
    absl::Duration longest_wait = absl::Milliseconds(500);
  };

  // `source` must outlive the cube. Returns at once; the cube is loaded meanwhile.
  LiveCube(ReportSource& source, Options options);
  ~LiveCube();
  LiveCube(const LiveCube&) = delete;
  LiveCube& operator=(const LiveCube&) = delete;

  // The last snapshot. Before the first one: UNAVAILABLE, reason REGISTER_UNAVAILABLE, or why it could not be loaded.
  absl::StatusOr<std::shared_ptr<const Cube>> Get() const EXCLUDES(snapshot_mutex_);

  // A snapshot that has all that was committed before the call; loads the first one if need be. The register's error
  // when it cannot be asked.
  absl::StatusOr<std::shared_ptr<const Cube>> CatchUp() EXCLUDES(builder_mutex_, snapshot_mutex_);
  // The same when the last snapshot does not reach the position yet.
  absl::StatusOr<std::shared_ptr<const Cube>> CatchUp(int64_t position) EXCLUDES(builder_mutex_, snapshot_mutex_);

  // Loads everything anew: the tree of units has changed.
  absl::Status Reload() EXCLUDES(builder_mutex_, snapshot_mutex_);

  // What stands in memory, for who watches it. Never waits for the register.
  struct Figures {
    int row_count = 0;  // reports
    std::size_t byte_count = 0;
    int64_t position = 0;      // of the register, as far as it is seen
    absl::Duration load_time;  // of the last load of everything
    int load_count = 0;
    // When it last had all that was committed; the infinite past before the first load.
    absl::Time current_at = absl::InfinitePast();
  };
  Figures figures() const EXCLUDES(snapshot_mutex_);

  // OK while the register answers; else its error.
  absl::Status status() const EXCLUDES(snapshot_mutex_);

 private:
  void Run();
  // Waits, less when the cube is to stop. Returns whether to go on.
  bool Pause(absl::Duration duration) EXCLUDES(snapshot_mutex_);
  // Loads or follows, and publishes the result or the error.
  absl::Status Update() EXCLUDES(builder_mutex_, snapshot_mutex_);
  absl::Status Load() REQUIRES(builder_mutex_) EXCLUDES(snapshot_mutex_);
  absl::Status Follow() REQUIRES(builder_mutex_) EXCLUDES(snapshot_mutex_);
  void TidyUp() EXCLUDES(builder_mutex_, snapshot_mutex_);
  void Publish() REQUIRES(builder_mutex_) EXCLUDES(snapshot_mutex_);
  // `asked_at`: when the register was asked.
  void SetStatus(const absl::Status& status, absl::Time asked_at) EXCLUDES(snapshot_mutex_);
  void NoteLoad(absl::Duration duration) EXCLUDES(snapshot_mutex_);

  ReportSource& source_;
  const Options options_;

  runtime::Mutex builder_mutex_;
  std::unique_ptr<CubeBuilder> builder_ GUARDED_BY(builder_mutex_);  // null until the register could be read
  int64_t position_ GUARDED_BY(builder_mutex_) = 0;

  mutable runtime::Mutex snapshot_mutex_;
  runtime::CondVar stopped_;
  std::shared_ptr<const Cube> snapshot_ GUARDED_BY(snapshot_mutex_);
  absl::Status status_ GUARDED_BY(snapshot_mutex_);
  absl::Time current_at_ GUARDED_BY(snapshot_mutex_) = absl::InfinitePast();
  absl::Duration load_time_ GUARDED_BY(snapshot_mutex_);
  int load_count_ GUARDED_BY(snapshot_mutex_) = 0;
  bool stopping_ GUARDED_BY(snapshot_mutex_) = false;

  std::thread follower_;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_CUBE_LIVE_CUBE_H_

#ifndef GOUJI_SERVICES_STATISTICS_ANALYSIS_CUBES_H_
#define GOUJI_SERVICES_STATISTICS_ANALYSIS_CUBES_H_

#include <atomic>
#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"
#include "services/statistics/cube/live_cube.h"
#include "services/statistics/cube/register_source.h"
#include "services/statistics/register/place_change.h"
#include "services/statistics/register/register.h"

namespace gouji::statistics {

// The cubes of a register: as it stands, and as it stood at the times that were asked for lately. Units stand in the
// tree of the roster that holds now, also in cubes of the past; what it does not tell, divisions do.
//
// Thread-safe. The register must outlive it.
class Cubes {
 public:
  explicit Cubes(Register& reports);
  ~Cubes();
  Cubes(const Cubes&) = delete;
  Cubes& operator=(const Cubes&) = delete;

  // Begins to load the live cube and to follow the register, if that has not begun. Otherwise the first question does
  // it, so that a program that asks none pays nothing.
  void Start() EXCLUDES(mutex_);

  // Somebody of this process has committed something: whoever asks from now on sees it.
  void NoteCommit() { ++commit_count_; }

  // The cube of now; what was committed here is in it, what others committed, too, a second later at the latest. With a
  // time (RFC 3339), of that time. INVALID_ARGUMENT, reason MALFORMED_REQUEST: no such time. UNAVAILABLE, reason
  // REGISTER_UNAVAILABLE: the register cannot be read. Loading a cube of a past time takes seconds for 100 000s of
  // reports; the last few are kept.
  absl::StatusOr<std::shared_ptr<const Cube>> At(std::string_view as_of) EXCLUDES(mutex_);

  // What is in memory, for who watches it. Never waits for the register.
  struct Figures {
    LiveCube::Figures live = {};
    int past_count = 0;           // cubes of past times that are kept
    int64_t past_hit_count = 0;   // questions about a past time whose cube was kept
    int64_t past_load_count = 0;  // and those for which one was loaded
  };
  Figures figures() EXCLUDES(mutex_, past_mutex_);

  // The roster in whose tree the units of the last cube stand; version 0 before the first one.
  CurrentRoster Roster() const EXCLUDES(roster_mutex_);
  // Who imported it, and when.
  absl::StatusOr<v1::RosterVersion> DescribeRoster(int version);

  // The filter with the ids of the units whose names it gives beside these (山西省吕梁市临县 beside 临县), for what
  // looks like a name may be the id of a unit. An id of the roster stands for that unit alone, in whatever years it is
  // there: the name of another may be the same.
  absl::StatusOr<v1::ReportFilter> WithUnitIds(v1::ReportFilter filter);

  // The unit that a name or id stands for in a year. INVALID_ARGUMENT, reason UNKNOWN_UNIT: it does not say which.
  absl::StatusOr<v1::UnitDescription> Resolve(const std::string& name, int year);

 private:
  // How long the roster of another replica may go unnoticed.
  static constexpr absl::Duration kRosterInterval = absl::Seconds(1);
  // Cubes of the past that are kept.
  static constexpr std::size_t kPastLimit = 2;
  struct Past {
    absl::Time time;
    std::shared_ptr<const Cube> cube;
  };

  LiveCube& Live() EXCLUDES(mutex_);
  // Follows the roster: when there is another one, the tree of units is made anew.
  absl::Status FollowRoster() EXCLUDES(mutex_, roster_mutex_, past_mutex_);
  std::string ParentOf(std::string_view unit, int year) const EXCLUDES(roster_mutex_);
  absl::StatusOr<std::shared_ptr<const Cube>> Now() EXCLUDES(mutex_);
  absl::StatusOr<std::shared_ptr<const Cube>> Then(absl::Time time) EXCLUDES(mutex_, past_mutex_);

  Register& reports_;
  RegisterSource source_;
  std::atomic<int64_t> commit_count_ = 0;
  std::atomic<int64_t> seen_commit_count_ = 0;  // commits that the live cube surely has
  mutable runtime::Mutex roster_mutex_;
  std::optional<CurrentRoster> roster_ GUARDED_BY(roster_mutex_);
  absl::Time roster_read_at_ GUARDED_BY(roster_mutex_) = absl::InfinitePast();
  int64_t roster_commit_count_ GUARDED_BY(roster_mutex_) = 0;  // commits at that time
  runtime::Mutex mutex_;
  std::unique_ptr<LiveCube> live_ GUARDED_BY(mutex_);
  runtime::Mutex past_mutex_;
  std::list<Past> past_ GUARDED_BY(past_mutex_);  // the last used first
  int64_t past_hit_count_ GUARDED_BY(past_mutex_) = 0;
  int64_t past_load_count_ GUARDED_BY(past_mutex_) = 0;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_ANALYSIS_CUBES_H_

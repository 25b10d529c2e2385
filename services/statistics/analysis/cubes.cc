#include "services/statistics/analysis/cubes.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/report/error.h"
#include "services/report/unit_tree.h"
#include "services/runtime/clock.h"

namespace gouji::statistics {
namespace {

// Of the units that a name may stand for, so many are named in an error.
constexpr int kNamedCandidates = 5;

}  // namespace

Cubes::Cubes(Register& reports) : reports_(reports), source_(reports) {}

Cubes::~Cubes() = default;

LiveCube& Cubes::Live() {
  runtime::MutexLock lock(mutex_);
  if (live_ == nullptr) {
    LiveCube::Options options;
    options.parent_of = [this](std::string_view unit, int year) { return ParentOf(unit, year); };
    live_ = std::make_unique<LiveCube>(source_, std::move(options));
  }
  return *live_;
}

std::string Cubes::ParentOf(std::string_view unit, int year) const {
  return report::ParentUnit(Roster().roster.get(), unit, year);
}

absl::Status Cubes::FollowRoster() {
  const int64_t commits = commit_count_;
  const absl::Time now = runtime::Now();
  {
    runtime::MutexLock lock(roster_mutex_);
    if (commits == roster_commit_count_ && now < roster_read_at_ + kRosterInterval) return absl::OkStatus();
  }
  absl::StatusOr<CurrentRoster> current = reports_.Roster();
  if (!current.ok()) return current.status();
  bool has_changed = false;
  {
    runtime::MutexLock lock(roster_mutex_);
    has_changed = roster_.has_value() && roster_->version != current->version;
    roster_ = *std::move(current);
    roster_read_at_ = now;
    roster_commit_count_ = commits;
  }
  if (!has_changed) return absl::OkStatus();
  {
    runtime::MutexLock lock(past_mutex_);
    past_.clear();
  }
  return Live().Reload();
}

CurrentRoster Cubes::Roster() const {
  runtime::MutexLock lock(roster_mutex_);
  return roster_.value_or(CurrentRoster());
}

absl::StatusOr<v1::RosterVersion> Cubes::DescribeRoster(int version) {
  v1::GetRosterRequest request;
  request.set_version(version);
  absl::StatusOr<v1::GetRosterResponse> roster = reports_.GetRoster(request);
  if (!roster.ok()) return roster.status();
  return std::move(*roster->mutable_roster());
}

absl::StatusOr<v1::ReportFilter> Cubes::WithUnitIds(v1::ReportFilter filter) {
  if (filter.units().empty() && filter.subtrees().empty()) return filter;
  const absl::StatusOr<CurrentRoster> current = reports_.Roster();
  if (!current.ok()) return current.status();
  const report::Roster* roster = current->roster.get();
  for (auto* units : {filter.mutable_units(), filter.mutable_subtrees()}) {
    const int named_count = units->size();
    for (int i = 0; i < named_count; ++i) {
      if (roster != nullptr && roster->FindById(units->Get(i)).has_value()) continue;
      v1::ResolveUnitRequest request;
      request.set_name(units->Get(i));
      const absl::StatusOr<v1::ResolveUnitResponse> resolved = reports_.ResolveUnit(request);
      if (!resolved.ok()) return resolved.status();
      if (resolved->placed() && resolved->unit().unit() != units->Get(i)) *units->Add() = resolved->unit().unit();
    }
  }
  return filter;
}

absl::StatusOr<v1::UnitDescription> Cubes::Resolve(const std::string& name, int year) {
  v1::ResolveUnitRequest request;
  request.set_name(name);
  request.set_year(year);
  absl::StatusOr<v1::ResolveUnitResponse> resolved = reports_.ResolveUnit(request);
  if (!resolved.ok()) return resolved.status();
  if (resolved->placed()) return std::move(*resolved->mutable_unit());
  std::string candidates;
  for (int i = 0; i < std::min(resolved->candidates_size(), kNamedCandidates); ++i) {
    absl::StrAppend(&candidates, candidates.empty() ? "" : "、", resolved->candidates(i).unit());
  }
  if (resolved->candidates_size() > kNamedCandidates) candidates += "…";
  return report::Error(
      absl::StatusCode::kInvalidArgument, report::Reason::kUnknownUnit,
      absl::StrCat("\"", name, "\" does not say which unit is meant", candidates.empty() ? "" : ", there are ",
                   candidates, "; name its divisions too, or the roster's id"),
      absl::StrCat("“", name, "”不能确定是哪个单位", candidates.empty() ? "" : "（有", candidates,
                   candidates.empty() ? "" : "）", "；请写明所属的省、市、县，或名录中的id"));
}

void Cubes::Start() { Live(); }

Cubes::Figures Cubes::figures() {
  Figures figures;
  {
    runtime::MutexLock lock(mutex_);
    if (live_ != nullptr) figures.live = live_->figures();
  }
  runtime::MutexLock lock(past_mutex_);
  figures.past_count = static_cast<int>(past_.size());
  figures.past_hit_count = past_hit_count_;
  figures.past_load_count = past_load_count_;
  return figures;
}

absl::StatusOr<std::shared_ptr<const Cube>> Cubes::At(std::string_view as_of) {
  absl::Status followed = FollowRoster();
  if (!followed.ok()) return followed;
  if (as_of.empty()) return Now();
  absl::Time time;
  std::string problem;
  if (!absl::ParseTime(absl::RFC3339_full, absl::string_view(as_of.data(), as_of.size()), &time, &problem)) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kMalformedRequest,
                         absl::StrCat("as_of is \"", std::string(as_of),
                                      "\", which is no time; give RFC 3339, such as 2024-02-01T00:00:00+08:00"));
  }
  return Then(time);
}

absl::StatusOr<std::shared_ptr<const Cube>> Cubes::Now() {
  const int64_t commits = commit_count_;
  LiveCube& live = Live();
  if (seen_commit_count_ >= commits) {
    absl::StatusOr<std::shared_ptr<const Cube>> cube = live.Get();
    // Not loaded yet is worth waiting for; what the register's error was then, CatchUp tells.
    if (cube.ok()) return cube;
  }
  absl::StatusOr<std::shared_ptr<const Cube>> cube = live.CatchUp();
  if (!cube.ok()) return cube;
  int64_t seen = seen_commit_count_;
  while (seen < commits && !seen_commit_count_.compare_exchange_weak(seen, commits)) {
  }
  return cube;
}

absl::StatusOr<std::shared_ptr<const Cube>> Cubes::Then(absl::Time time) {
  {
    runtime::MutexLock lock(past_mutex_);
    const auto found = std::find_if(past_.begin(), past_.end(), [time](const Past& past) { return past.time == time; });
    if (found != past_.end()) {
      ++past_hit_count_;
      past_.splice(past_.begin(), past_, found);
      return past_.front().cube;
    }
  }
  const bool is_past = time < absl::Now();
  absl::StatusOr<std::shared_ptr<const Cube>> cube =
      LoadCube([this](std::string_view unit, int year) { return ParentOf(unit, year); },
               [&](absl::FunctionRef<bool(const CurrentReport&)> visitor) { return reports_.ScanAll(time, visitor); });
  if (!cube.ok()) return cube;
  runtime::MutexLock lock(past_mutex_);
  ++past_load_count_;
  // What stands at a future time is not known yet: it may change.
  if (!is_past) return cube;
  past_.push_front({.time = time, .cube = *cube});
  if (past_.size() > kPastLimit) past_.pop_back();
  return cube;
}

}  // namespace gouji::statistics

#include "services/cli/file_index.h"

#include <algorithm>

#include "services/report/agency.h"

namespace gouji::cli {
namespace {

// A band that so many files share is looked at no further: of so many copies of one another, any few will do.
constexpr std::ptrdiff_t kMaxFilesOfBand = 256;

}  // namespace

void FileIndex::Add(std::size_t file, const gateway::v1::CheckDocumentResponse& checked) {
  const report::v1::Report& report = checked.report();
  if (report.form().empty() || report.year() == 0) return;
  Entry entry;
  entry.agency = report.agency().name();
  const std::string& region = report.agency().region_code();
  const report::Unit unit = report::ResolveUnit(entry.agency, region);
  entry.unit = unit.id;
  entry.is_placed = unit.placed;
  if (roster_ != nullptr) {
    if (const std::optional<int> known = roster_->FindByName(entry.agency, report.year(), region); known.has_value()) {
      entry.roster_unit = *known;
      entry.unit = roster_->IdOf(*known);
      entry.is_placed = true;
    }
  }
  entry.is_aggregate = report.agency().scope() == report::v1::REPORT_SCOPE_AGGREGATE;
  entry.year = report.year();
  entry.bands.assign(checked.copy_sketch().bands().begin(), checked.copy_sketch().bands().end());
  if (entry.is_placed) by_unit_and_year_[{entry.unit, entry.year}].push_back(file);
  for (const std::uint64_t band : entry.bands) bands_.emplace_back(band, file);
  entries_.emplace(file, std::move(entry));
}

void FileIndex::Finish() { std::sort(bands_.begin(), bands_.end()); }

std::optional<std::size_t> FileIndex::PreviousOf(std::size_t file) const {
  const auto entry = entries_.find(file);
  if (entry == entries_.end() || !entry->second.is_placed) return std::nullopt;
  const auto files = by_unit_and_year_.find({entry->second.unit, entry->second.year - 1});
  if (files == by_unit_and_year_.end() || files->second.size() != 1) return std::nullopt;
  return files->second.front();
}

std::vector<std::size_t> FileIndex::PeersOf(std::size_t file) const {
  const auto found = entries_.find(file);
  if (found == entries_.end()) return {};
  const Entry& entry = found->second;
  std::map<std::size_t, int> shared;
  for (const std::uint64_t band : entry.bands) {
    auto at = std::lower_bound(bands_.begin(), bands_.end(), std::pair(band, std::size_t{0}));
    const auto end = bands_.end() - at > kMaxFilesOfBand ? at + kMaxFilesOfBand : bands_.end();
    for (; at != end && at->first == band; ++at) ++shared[at->second];
  }
  std::vector<std::pair<int, std::size_t>> candidates;
  for (const auto& [other, count] : shared) {
    const Entry& candidate = entries_.at(other);
    const bool is_other_organ = !entry.agency.empty() && !candidate.agency.empty() && entry.unit != candidate.unit &&
                                !report::MayBeOneOrgan(entry.agency, candidate.agency);
    if (other != file && candidate.year <= entry.year && is_other_organ) candidates.emplace_back(-count, other);
  }
  std::sort(candidates.begin(), candidates.end());
  candidates.resize(std::min(candidates.size(), kMaxPeers));
  std::vector<std::size_t> peers;
  for (const auto& [count, other] : candidates) peers.push_back(other);
  return peers;
}

std::vector<FileIndex::Subordinate> FileIndex::SubordinatesOf(std::size_t file) const {
  const auto entry = entries_.find(file);
  if (entry == entries_.end() || !entry->second.is_aggregate || entry->second.roster_unit < 0) return {};
  std::vector<Subordinate> subordinates;
  const int year = entry->second.year;
  for (const int unit : roster_->OwnReportersBelow(entry->second.roster_unit, year)) {
    Subordinate& subordinate = subordinates.emplace_back();
    subordinate.unit = roster_->LabelOf(unit, year);
    const auto files = by_unit_and_year_.find({roster_->IdOf(unit), year});
    if (files != by_unit_and_year_.end()) subordinate.files = files->second;
  }
  return subordinates;
}

const std::string& FileIndex::UnitOf(std::size_t file) const {
  static const std::string kNone;
  const auto entry = entries_.find(file);
  return entry == entries_.end() ? kNone : entry->second.unit;
}

}  // namespace gouji::cli

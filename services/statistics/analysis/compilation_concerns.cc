#include "services/statistics/analysis/compilation_concerns.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "services/statistics/cube/region_code.h"
#include "services/statistics/cube/selection.h"

namespace gouji::statistics {
namespace {

constexpr int kUnitsBelowLimit = 10;

v1::CompilationConcern MakeConcern(v1::CompilationConcernKind kind, std::string_view unit, int year,
                                   std::string_view name, int count = 0) {
  v1::CompilationConcern concern;
  concern.set_kind(kind);
  concern.mutable_key()->set_unit(std::string(unit));
  concern.mutable_key()->set_year(year);
  concern.set_unit_name(std::string(name));
  concern.set_count(count);
  return concern;
}

bool ComesFirst(const v1::CompilationConcern& a, const v1::CompilationConcern& b) {
  return a.count() != b.count() ? a.count() > b.count() : a.key().unit() < b.key().unit();
}

// The concerns about the reports that are added up, of all kinds.
class CountedReports {
 public:
  CountedReports(const Branch& branch, int year, const report::Form& form)
      : branch_(branch), year_(year), form_(form) {}

  std::vector<v1::CompilationConcern> WithErrors() const {
    return About(v1::COMPILATION_CONCERN_KIND_UNRESOLVED_ERRORS,
                 [](const Branch::Node& node) { return node.attributes().error_count; });
  }

  std::vector<v1::CompilationConcern> WithLostCells() const {
    std::map<const Block*, std::vector<int>> lost_of;  // by row
    for (const Branch::Node& node : branch_.nodes()) {
      if (!node.has_own()) continue;
      std::vector<int>& lost = lost_of[node.block];
      if (!lost.empty()) continue;
      lost.resize(static_cast<std::size_t>(node.block->row_count));
      for (const CellColumn& cell : node.block->cells) {
        cell.missing.ForEach([&lost](int row) { ++lost[static_cast<std::size_t>(row)]; });
      }
    }
    return About(v1::COMPILATION_CONCERN_KIND_LOST_CELLS, [&lost_of](const Branch::Node& node) {
      return lost_of.at(node.block)[static_cast<std::size_t>(node.row)];
    });
  }

  std::vector<v1::CompilationConcern> AboveOthers() const {
    std::vector<v1::CompilationConcern> concerns;
    const std::vector<Branch::Node>& nodes = branch_.nodes();
    // For each node the concern about the nearest one above, or none; and the units to name in each.
    std::vector<int> nearest(nodes.size(), -1);
    std::vector<std::vector<std::string_view>> below;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const Branch::Node& node = nodes[i];
      int above = node.parent < 0 ? -1 : nearest[static_cast<std::size_t>(node.parent)];
      if (node.has_own()) {
        if (above >= 0) below[static_cast<std::size_t>(above)].push_back(node.unit);
        if (node.own_below > 0) {
          above = static_cast<int>(concerns.size());
          below.emplace_back();
          concerns.push_back(MakeConcern(v1::COMPILATION_CONCERN_KIND_POSSIBLY_COUNTED_TWICE, node.unit, year_,
                                         branch_.NameOf(node), node.own_below));
        }
      }
      nearest[i] = above;
    }
    for (std::size_t i = 0; i < concerns.size(); ++i) {
      std::sort(below[i].begin(), below[i].end());
      if (below[i].size() > kUnitsBelowLimit) below[i].resize(kUnitsBelowLimit);
      for (const std::string_view unit : below[i]) concerns[i].add_units_below(std::string(unit));
    }
    return concerns;
  }

  std::vector<v1::CompilationConcern> OfOtherForms() const {
    std::map<const report::Form*, int> lacking;
    return About(v1::COMPILATION_CONCERN_KIND_OTHER_FORM, [&lacking, this](const Branch::Node& node) {
      const report::Form* const form = node.block->form;
      if (form == &form_) return 0;
      const auto [found, is_new] = lacking.try_emplace(form, 0);
      if (is_new) {
        found->second = static_cast<int>(
            std::count_if(form_.cells().begin(), form_.cells().end(),
                          [form](const report::FormCell& cell) { return !form->FindCell(cell.path).has_value(); }));
      }
      return found->second;
    });
  }

 private:
  // The reports of which `count` is not 0.
  template <typename Count>
  std::vector<v1::CompilationConcern> About(v1::CompilationConcernKind kind, Count count) const {
    std::vector<v1::CompilationConcern> concerns;
    for (const Branch::Node& node : branch_.nodes()) {
      if (!node.has_own()) continue;
      const int number = count(node);
      if (number > 0) concerns.push_back(MakeConcern(kind, node.unit, year_, branch_.NameOf(node), number));
    }
    return concerns;
  }

  const Branch& branch_;
  const int year_;
  const report::Form& form_;
};

// Reports of nobody knows whom, which may be of a unit below the government.
absl::StatusOr<std::vector<v1::CompilationConcern>> Unplaced(const Cube& cube, const Government& government) {
  v1::ReportFilter filter;
  filter.add_years(government.year);
  filter.set_placement(v1::PLACEMENT_UNPLACED);
  const absl::StatusOr<Selection> unplaced = Selection::Create(cube, filter, v1::BASIS_OWN_REPORTS);
  if (!unplaced.ok()) return unplaced.status();
  const RegionKey region = RegionKeyOf(government.unit.agency().region_code());
  std::vector<v1::CompilationConcern> concerns;
  unplaced->ForEach([&](const Block& /*block*/, int /*row*/, const RowAttributes& row) {
    const bool may_be_below =
        region == kNoRegion || row.region == kNoRegion || RegionRangeOf(region).Contains(row.region);
    if (!may_be_below) return;
    concerns.push_back(MakeConcern(v1::COMPILATION_CONCERN_KIND_UNPLACED, cube.population().text(row.unit), row.year,
                                   cube.population().text(row.name)));
  });
  return concerns;
}

void Add(std::vector<v1::CompilationConcern> found, CompilationConcerns* concerns) {
  if (found.empty()) return;
  v1::ConcernCount& count = concerns->counts.emplace_back();
  count.set_kind(found.front().kind());
  count.set_count(static_cast<int>(found.size()));
  if (found.size() > CompilationConcerns::kListLimit) found.resize(CompilationConcerns::kListLimit);
  for (v1::CompilationConcern& concern : found) concerns->listed.push_back(std::move(concern));
}

std::vector<v1::CompilationConcern> Sorted(std::vector<v1::CompilationConcern> concerns) {
  std::sort(concerns.begin(), concerns.end(), ComesFirst);
  return concerns;
}

}  // namespace

std::vector<int> AggregatesWithoutParts(const Branch& branch) {
  const std::vector<Branch::Node>& nodes = branch.nodes();
  std::vector<int> found;
  std::vector<bool> is_below_one(nodes.size());
  for (std::size_t i = 1; i < nodes.size(); ++i) {
    const Branch::Node& node = nodes[i];
    is_below_one[i] = is_below_one[static_cast<std::size_t>(node.parent)];
    if (is_below_one[i] || !node.has_aggregate() || node.own_below > 0) continue;
    is_below_one[i] = true;
    found.push_back(static_cast<int>(i));
  }
  return found;
}

std::vector<int> MissingUnits(const Branch& branch, const Government& government, const std::vector<int>& expected) {
  std::unordered_set<std::string_view> there;
  for (const Branch::Node& node : branch.nodes()) {
    if (node.block != nullptr) there.insert(node.unit);
  }
  std::vector<int> missing;
  for (const int unit : expected) {
    if (!there.contains(government.roster->IdOf(unit))) missing.push_back(unit);
  }
  return missing;
}

absl::StatusOr<CompilationConcerns> FindConcerns(const Cube& cube, const Branch& branch, const Government& government,
                                                 const report::Form& form) {
  const int year = government.year;
  CompilationConcerns concerns;
  if (const report::Roster* roster = government.roster; roster != nullptr) {
    const std::vector<int> expected = ExpectedBelow(*roster, government.unit.unit(), year);
    concerns.expected_count = static_cast<int>(expected.size());
    std::vector<v1::CompilationConcern> missing;
    for (const int unit : MissingUnits(branch, government, expected)) {
      missing.push_back(MakeConcern(v1::COMPILATION_CONCERN_KIND_UNIT_MISSING, roster->IdOf(unit), year,
                                    roster->LabelOf(unit, year)));
    }
    Add(std::move(missing), &concerns);
  }
  std::vector<v1::CompilationConcern> without_parts;
  for (const int place : AggregatesWithoutParts(branch)) {
    const Branch::Node& node = branch.nodes()[static_cast<std::size_t>(place)];
    without_parts.push_back(
        MakeConcern(v1::COMPILATION_CONCERN_KIND_AGGREGATE_WITHOUT_PARTS, node.unit, year, branch.NameOf(node)));
  }
  Add(Sorted(std::move(without_parts)), &concerns);
  const CountedReports counted(branch, year, form);
  Add(Sorted(counted.WithErrors()), &concerns);
  Add(Sorted(counted.WithLostCells()), &concerns);
  Add(Sorted(counted.AboveOthers()), &concerns);
  Add(Sorted(counted.OfOtherForms()), &concerns);
  absl::StatusOr<std::vector<v1::CompilationConcern>> unplaced = Unplaced(cube, government);
  if (!unplaced.ok()) return unplaced.status();
  Add(Sorted(*std::move(unplaced)), &concerns);
  return concerns;
}

}  // namespace gouji::statistics

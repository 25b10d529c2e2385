#include "services/statistics/analysis/branch.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "services/report/unit_tree.h"

namespace gouji::statistics {

Branch::Branch(const Cube& cube, std::string_view unit, int year) : cube_(&cube) {
  const Population& population = cube.population();
  const uint32_t root = population.FindText(unit);
  if (root >= cube.text_count()) return;
  std::vector<int> place_of_node(cube.node_count(), -1);
  for (uint32_t i = 0; i < cube.node_count(); ++i) {
    const Population::Node& node = population.node(i);
    const bool is_root = node.unit == root && node.year == year;
    const int parent = is_root || node.parent == Population::kNone ? -1 : place_of_node[node.parent];
    if (!is_root && parent < 0) continue;
    place_of_node[i] = static_cast<int>(nodes_.size());
    nodes_.push_back({.unit = population.text(node.unit), .parent = parent});
  }
  if (nodes_.empty()) return;
  for (const auto& [block, live] : cube.blocks()) {
    if (year < block->zone.first_year || year > block->zone.last_year) continue;
    live->rows.ForEach([&, &rows = block->rows, stands_in = block.get()](int row) {
      const int place = place_of_node[rows[static_cast<std::size_t>(row)].node];
      if (place < 0) return;
      nodes_[static_cast<std::size_t>(place)].block = stands_in;
      nodes_[static_cast<std::size_t>(place)].row = row;
    });
  }
  for (std::size_t i = nodes_.size() - 1; i > 0; --i) {
    nodes_[static_cast<std::size_t>(nodes_[i].parent)].own_below += nodes_[i].own_below + (nodes_[i].has_own() ? 1 : 0);
  }
}

std::vector<int> ExpectedBelow(const report::Roster& roster, std::string_view unit, int year) {
  const std::optional<int> known = roster.FindById(unit);
  const int root = known.has_value() && roster.In(*known, year) != nullptr ? *known : -1;
  // Units without a parent in the roster, by divisions.
  std::vector<int> open;
  std::set<std::string> parents;
  for (const report::RosterRow& row : roster.rows()) {
    if (!row.IsIn(year) || row.parent >= 0 || row.unit == root) continue;
    const std::string parent = report::ParentUnit(&roster, roster.IdOf(row.unit), year);
    for (std::string above = parent; !above.empty(); above = report::ParentUnit(&roster, above, year)) {
      if (above != unit) continue;
      open.push_back(row.unit);
      parents.insert(parent);
      break;
    }
  }
  if (root >= 0) {
    const std::vector<int> children = roster.ChildrenOf(root, year);
    open.insert(open.end(), children.begin(), children.end());
  }
  std::vector<int> expected;
  while (!open.empty()) {
    const int next = open.back();
    open.pop_back();
    const std::vector<int> below = roster.ChildrenOf(next, year);
    const bool is_aggregate = roster.In(next, year)->kind == report::AgencyKind::kGovernment &&
                              (!below.empty() || parents.contains(roster.IdOf(next)));
    if (!is_aggregate) expected.push_back(next);
    open.insert(open.end(), below.begin(), below.end());
  }
  std::sort(expected.begin(), expected.end());
  expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
  return expected;
}

}  // namespace gouji::statistics

#include "services/statistics/analysis/trend_lines.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>

#include "services/statistics/operations/rank.h"

namespace gouji::statistics {

std::vector<uint64_t> FormsByGroup(const MeasuredPopulation& population) {
  std::vector<uint64_t> forms(static_cast<std::size_t>(population.grouping().group_count()));
  std::map<const report::Form*, int> numbers;
  const Selection& selection = population.selection();
  for (std::size_t i = 0; i < selection.cube().blocks().size(); ++i) {
    if (selection.rows(i) == nullptr) continue;
    const int number =
        numbers.try_emplace(selection.cube().blocks()[i].block->form, static_cast<int>(numbers.size())).first->second;
    for (const int group : population.grouping().OfBlock(i).groups) forms[group] |= uint64_t{1} << (number % 64);
  }
  return forms;
}

LineGroups LinesOf(const Grouping& grouping, bool is_grouped) {
  LineGroups lines;
  std::map<std::string, std::size_t> line_of_key;
  for (int group = 0; group < grouping.group_count(); ++group) {
    v1::GroupKey key = grouping.KeyOf(group);
    key.clear_year();
    // A unit that was renamed is one line, under its last name.
    v1::GroupKey identity = key;
    identity.clear_unit_name();
    const auto [found, is_new] = line_of_key.try_emplace(identity.SerializeAsString(), lines.keys.size());
    if (is_new) {
      lines.keys.push_back(key);
      lines.groups.emplace_back();
    }
    lines.keys[found->second] = std::move(key);
    lines.groups[found->second].push_back(group);
  }
  if (!is_grouped || lines.keys.empty()) return lines;
  std::vector<std::size_t> order(lines.keys.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return CompareGroupKeys(lines.keys[a], lines.keys[b]) < 0; });
  LineGroups sorted;
  for (const std::size_t i : order) {
    sorted.keys.push_back(std::move(lines.keys[i]));
    sorted.groups.push_back(std::move(lines.groups[i]));
  }
  return sorted;
}

}  // namespace gouji::statistics

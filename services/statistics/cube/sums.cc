#include "services/statistics/cube/sums.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "services/report/error.h"
#include "services/runtime/mutex.h"

namespace gouji::statistics {
namespace {

std::vector<int> CellsOf(const report::Form& form, absl::Span<const std::string> paths) {
  if (paths.empty()) return AllCells(form.cell_count());
  std::vector<int> cells;
  for (const std::string& path : paths) {
    const std::optional<int> cell = form.FindCell(path);
    if (cell.has_value()) cells.push_back(*cell);
  }
  std::sort(cells.begin(), cells.end());
  cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
  return cells;
}

// Adds up the counted rows of a block. The totals of one that is wanted whole are there already.
void AddRows(const Selection& selection, std::size_t index, absl::Span<const int> cells, absl::Span<CellSum> sums) {
  const auto& [block, live] = selection.cube().blocks()[index];
  if (!selection.is_whole(index)) return AddBlock(*block, *selection.rows(index), cells, sums);
  for (std::size_t i = 0; i < cells.size(); ++i) sums[i].Add(live->totals[cells[i]]);
}

// In the order of the ids.
std::vector<const report::Form*> FormsOf(const Selection& selection) {
  std::map<std::string_view, const report::Form*> forms;
  const auto& blocks = selection.cube().blocks();
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (selection.rows(i) != nullptr) forms[blocks[i].block->form->id()] = blocks[i].block->form;
  }
  std::vector<const report::Form*> in_order;
  for (const auto& [id, form] : forms) in_order.push_back(form);
  return in_order;
}

// The place of a cell in the groups of a form: sums of all groups, one after the other.
struct FormGroups {
  std::vector<int> cells;
  std::vector<int> row_counts;  // by group
  std::vector<CellSum> sums;    // by group, then by place in `cells`
};

// Adds up the counted rows of a block by group.
void AddBlockGroups(const Selection& selection, std::size_t index, const Grouping::BlockGroups& groups,
                    runtime::Mutex& mutex, FormGroups& into) {
  const Block& block = *selection.cube().blocks()[index].block;
  const std::size_t cell_count = into.cells.size();
  const std::size_t group_count = groups.groups.size();
  std::vector<CellSum> sums(group_count * cell_count);
  std::vector<int> row_counts(group_count);
  if (group_count == 1) {
    AddRows(selection, index, into.cells, absl::MakeSpan(sums));
    row_counts.front() = selection.rows(index)->Count();
  } else {
    AddBlockByGroup(block, groups.group_of_row, static_cast<int>(group_count), into.cells, absl::MakeSpan(sums));
    selection.rows(index)->ForEach([&](int row) { ++row_counts[groups.group_of_row[row]]; });
  }
  runtime::MutexLock lock(mutex);
  for (std::size_t i = 0; i < group_count; ++i) {
    const std::size_t group = static_cast<std::size_t>(groups.groups[i]);
    into.row_counts[group] += row_counts[i];
    for (std::size_t cell = 0; cell < cell_count; ++cell) {
      into.sums[group * cell_count + cell].Add(sums[i * cell_count + cell]);
    }
  }
}

// The sums of the cells of all forms, in the order of the forms; a cell that several forms share stands once.
std::vector<std::pair<std::string_view, CellSum>> SharedCells(absl::Span<const FormSums> forms) {
  std::vector<std::pair<std::string_view, CellSum>> cells;
  absl::flat_hash_map<std::string_view, std::size_t> place_of;
  for (const FormSums& form : forms) {
    // No form has a cell twice.
    const bool is_alone = forms.size() == 1;
    for (std::size_t i = 0; i < form.cells.size(); ++i) {
      const std::string_view path = form.form->cells()[form.cells[i]].path;
      const std::size_t place = is_alone ? cells.size() : place_of.try_emplace(path, cells.size()).first->second;
      if (place == cells.size()) cells.emplace_back(path, CellSum());
      cells[place].second.Add(form.sums[i]);
    }
  }
  return cells;
}

bool FitsInt64(absl::int128 value) {
  return value >= std::numeric_limits<int64_t>::min() && value <= std::numeric_limits<int64_t>::max();
}

}  // namespace

std::vector<FormSums> SumCells(const Selection& selection, absl::Span<const std::string> paths) {
  std::vector<FormSums> forms;
  for (const report::Form* form : FormsOf(selection)) {
    FormSums& sums = forms.emplace_back();
    sums.form = form;
    sums.cells = CellsOf(*form, paths);
    sums.sums.resize(sums.cells.size());
    runtime::Mutex mutex;
    selection.ForEachBlockInParallel([&](std::size_t i) {
      if (selection.cube().blocks()[i].block->form != form) return;
      std::vector<CellSum> block_sums(sums.cells.size());
      AddRows(selection, i, sums.cells, absl::MakeSpan(block_sums));
      runtime::MutexLock lock(mutex);
      sums.row_count += selection.rows(i)->Count();
      for (std::size_t cell = 0; cell < block_sums.size(); ++cell) sums.sums[cell].Add(block_sums[cell]);
    });
  }
  return forms;
}

absl::StatusOr<std::vector<std::vector<FormSums>>> SumCellsByGroup(const Selection& selection, const Grouping& grouping,
                                                                   absl::Span<const std::string> paths) {
  std::vector<std::vector<FormSums>> groups(grouping.group_count());
  int64_t sum_count = 0;
  for (const report::Form* form : FormsOf(selection)) {
    FormGroups sums;
    sums.cells = CellsOf(*form, paths);
    sum_count += static_cast<int64_t>(sums.cells.size()) * grouping.group_count();
    if (sum_count > kMaxGroupSums) {
      return report::Error(
          absl::StatusCode::kResourceExhausted, report::Reason::kTooManyGroups,
          absl::StrCat(grouping.group_count(), " groups with ", sums.cells.size(),
                       " cells are too many sums; narrow the filter, group by less or name fewer cells"));
    }
    sums.row_counts.resize(grouping.group_count());
    sums.sums.resize(sums.cells.size() * grouping.group_count());
    runtime::Mutex mutex;
    selection.ForEachBlockInParallel([&](std::size_t i) {
      if (selection.cube().blocks()[i].block->form != form) return;
      AddBlockGroups(selection, i, grouping.OfBlock(i), mutex, sums);
    });
    for (int group = 0; group < grouping.group_count(); ++group) {
      if (sums.row_counts[group] == 0) continue;
      const auto begin = sums.sums.begin() + static_cast<std::ptrdiff_t>(group * sums.cells.size());
      groups[group].push_back({.form = form,
                               .row_count = sums.row_counts[group],
                               .cells = sums.cells,
                               .sums = {begin, begin + static_cast<std::ptrdiff_t>(sums.cells.size())}});
    }
  }
  return groups;
}

absl::Status FillSummary(absl::Span<const FormSums> sums, v1::Summary& summary) {
  for (const FormSums& form : sums) summary.add_forms(form.form->id());
  for (const auto& [path, sum] : SharedCells(sums)) {
    const absl::int128 least = sum.sum + sum.least_change;
    const absl::int128 greatest = sum.sum + sum.greatest_change;
    if (!FitsInt64(sum.sum) || !FitsInt64(sum.implied_sum) || !FitsInt64(least) || !FitsInt64(greatest)) {
      return absl::OutOfRangeError(
          absl::StrCat("the total of ", absl::string_view(path.data(), path.size()), " does not fit into 64 bits"));
    }
    v1::CellTotal& total = *summary.add_cells();
    total.set_cell(std::string(path));
    total.set_sum(static_cast<int64_t>(sum.sum));
    total.set_value_count(sum.value_count);
    total.set_blank_count(sum.blank_count);
    total.set_missing_count(sum.missing_count);
    total.set_implied_sum(static_cast<int64_t>(sum.implied_sum));
    total.set_implied_count(sum.implied_count);
    if (sum.spread_count == 0) continue;
    total.mutable_feasible()->set_least(static_cast<int64_t>(least));
    total.mutable_feasible()->set_greatest(static_cast<int64_t>(greatest));
    total.mutable_feasible()->set_report_count(sum.spread_count);
  }
  return absl::OkStatus();
}

std::vector<RuleSum> SumRules(const Selection& selection) {
  absl::flat_hash_map<uint32_t, RuleSum> sums;
  const auto& blocks = selection.cube().blocks();
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (selection.rows(i) == nullptr) continue;
    for (const RuleEntry& rule : blocks[i].block->rules) {
      if (rule.count == 0 || !selection.rows(i)->Test(rule.row)) continue;
      RuleSum& sum = sums[rule.rule];
      sum.finding_count += rule.count;
      ++sum.report_count;
    }
  }
  std::vector<RuleSum> in_order;
  in_order.reserve(sums.size());
  for (auto& [rule, sum] : sums) {
    sum.rule_id = selection.cube().population().text(rule);
    in_order.push_back(sum);
  }
  std::sort(in_order.begin(), in_order.end(), [](const RuleSum& a, const RuleSum& b) { return a.rule_id < b.rule_id; });
  return in_order;
}

}  // namespace gouji::statistics

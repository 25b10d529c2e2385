#include "services/statistics/analysis/reconciliation.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/strings/str_cat.h"
#include "services/report/error.h"
#include "services/statistics/analysis/branch.h"
#include "services/statistics/analysis/difference_explanation.h"
#include "services/statistics/analysis/government_report.h"
#include "services/statistics/analysis/missing_unit_reports.h"
#include "services/statistics/cube/row_values.h"
#include "services/statistics/cube/sums.h"

namespace gouji::statistics {
namespace {

// A report or missing unit that may explain a difference.
struct Part {
  std::string unit;
  std::string name;
  int year = 0;  // of its report
  // Its report; of a missing unit that of the year before.
  const Block* block = nullptr;
  int row = 0;
  bool is_missing = false;
  // Of how many cells its figure is the difference, by the kind.
  std::map<v1::DifferenceExplanationKind, int> cell_counts = {};
};

// What a part has in a cell, whose place in its form is `index`; none when its form does not have it.
PartFigure FigureOf(const Part& part, std::optional<int> index) {
  using State = PartFigure::State;
  if (!index.has_value()) return {.state = part.is_missing ? State::kNoReport : State::kNotOnForm};
  const std::optional<int64_t> value = CellAt(*part.block, part.row, *index);
  if (part.is_missing) return {.state = State::kNoReport, .value = value.value_or(0)};
  // What has no number adds nothing to any sum.
  if (part.block->is_aggregate) return {.state = State::kNotCounted, .value = value.value_or(0)};
  PartFigure figure;
  const absl::Span<const SpreadEntry> spreads = part.block->SpreadsOf(*index);
  const auto spread = std::lower_bound(spreads.begin(), spreads.end(), part.row,
                                       [](const SpreadEntry& entry, int row) { return entry.row < row; });
  if (spread != spreads.end() && spread->row == part.row) {
    figure.least_change = spread->least;
    figure.greatest_change = spread->greatest;
  }
  if (value.has_value()) {
    figure.value = *value;
    return figure;
  }
  const CellColumn& column = part.block->cells[static_cast<std::size_t>(*index)];
  figure.state = column.missing.Contains(part.row) ? State::kLost : State::kBlank;
  if (column.implied != nullptr && column.implied->rows.Contains(part.row)) {
    figure.implied = column.implied->values.At(part.row);
  }
  return figure;
}

// The places of a cell in forms, each looked up once.
class PlacesOfCell {
 public:
  explicit PlacesOfCell(std::string_view path) : path_(path) {}

  std::optional<int> In(const Part& part) {
    const auto [found, is_new] = places_.try_emplace(part.block->form);
    if (is_new) found->second = part.block->form->FindCell(path_);
    return found->second;
  }

 private:
  const std::string_view path_;
  std::map<const report::Form*, std::optional<int>> places_;
};

void SetExplanation(const Part& part, v1::DifferenceExplanationKind kind, int cell_count,
                    v1::DifferenceExplanation* explanation) {
  explanation->set_kind(kind);
  explanation->mutable_key()->set_unit(part.unit);
  explanation->mutable_key()->set_year(part.year);
  explanation->set_unit_name(part.name);
  explanation->set_cell_count(cell_count);
}

// Explains the differences of a reconciliation by the parts of its sum.
class Explainer {
 public:
  Explainer(const Cube& cube, const Branch& branch, const Government& government, const report::Form& form)
      : year_(government.year), form_(form) {
    for (std::size_t i = 1; i < branch.nodes().size(); ++i) {
      if (branch.nodes()[i].has_own()) AddReport(branch, branch.nodes()[i]);
    }
    for (const int place : AggregatesWithoutParts(branch)) {
      AddReport(branch, branch.nodes()[static_cast<std::size_t>(place)]);
    }
    if (government.roster != nullptr) AddMissing(cube, branch, government);
  }

  void Explain(v1::Reconciliation* reconciliation) {
    std::vector<v1::ReconciledCell*> differing;
    for (v1::ReconciledCell& cell : *reconciliation->mutable_cells()) {
      if (cell.difference() != 0) differing.push_back(&cell);
    }
    // How many cells a part explains says how likely it explains any of them, so it is counted first.
    for (const v1::ReconciledCell* cell : differing) {
      ForEachExplaining(*cell, [](Part& part, const Explaining& found) {
        if (IsExact(found.kind)) ++part.cell_counts[found.kind];
      });
    }
    for (v1::ReconciledCell* cell : differing) ExplainCell(cell);
    ExplainAll(reconciliation);
  }

 private:
  void AddReport(const Branch& branch, const Branch::Node& node) {
    parts_.push_back({.unit = std::string(node.unit),
                      .name = std::string(branch.NameOf(node)),
                      .year = year_,
                      .block = node.block,
                      .row = node.row});
  }

  // Missing units that had a report the year before. The others may explain anything, and so nothing.
  void AddMissing(const Cube& cube, const Branch& branch, const Government& government) {
    const report::Roster& roster = *government.roster;
    const std::vector<int> missing =
        MissingUnits(branch, government, ExpectedBelow(roster, government.unit.unit(), year_));
    std::vector<std::string_view> ids;
    ids.reserve(missing.size());
    for (const int unit : missing) ids.push_back(roster.IdOf(unit));
    const std::vector<ReportPlace> previous = OwnReportsOn(cube, year_ - 1, ids);
    for (std::size_t i = 0; i < missing.size(); ++i) {
      if (previous[i].block == nullptr) continue;
      parts_.push_back({.unit = std::string(ids[i]),
                        .name = roster.LabelOf(missing[i], year_),
                        .year = year_ - 1,
                        .block = previous[i].block,
                        .row = previous[i].row,
                        .is_missing = true});
    }
  }

  template <typename Visit>
  void ForEachExplaining(const v1::ReconciledCell& cell, Visit visit) {
    const int index = *form_.FindCell(cell.cell());
    const bool may_be_negative = report::MayBeNegative(form_.cells()[static_cast<std::size_t>(index)].type);
    PlacesOfCell places(cell.cell());
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      PartFigure figure = FigureOf(parts_[i], places.In(parts_[i]));
      figure.part = static_cast<int>(i);
      const std::optional<v1::DifferenceExplanationKind> kind =
          ExplanationBy(figure, cell.difference(), may_be_negative);
      if (!kind.has_value()) continue;
      visit(parts_[i], Explaining{.figure = figure, .kind = *kind, .unit = parts_[i].unit});
    }
  }

  void ExplainCell(v1::ReconciledCell* cell) {
    std::vector<Explaining> explaining;
    ForEachExplaining(*cell, [&explaining](Part& part, Explaining found) {
      if (IsExact(found.kind)) found.cell_count = part.cell_counts[found.kind];
      explaining.push_back(found);
    });
    for (const Explaining& found : Likeliest(std::move(explaining), cell->difference(), kExplanationLimit)) {
      v1::DifferenceExplanation& explanation = *cell->add_explanations();
      SetExplanation(parts_[static_cast<std::size_t>(found.figure.part)], found.kind, found.cell_count, &explanation);
      using State = PartFigure::State;
      const State state = found.figure.state;
      if (state == State::kNumber || state == State::kNotCounted || state == State::kNoReport) {
        explanation.set_value(found.figure.value);
      }
      if (found.figure.implied.has_value()) explanation.set_implied_value(*found.figure.implied);
    }
  }

  void ExplainAll(v1::Reconciliation* reconciliation) const {
    std::vector<Explaining> explaining;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      for (const auto& [kind, count] : parts_[i].cell_counts) {
        if (count < 2) continue;
        explaining.push_back(
            {.figure = {.part = static_cast<int>(i)}, .kind = kind, .cell_count = count, .unit = parts_[i].unit});
      }
    }
    for (const Explaining& found : Likeliest(std::move(explaining), 0, kExplanationLimit)) {
      SetExplanation(parts_[static_cast<std::size_t>(found.figure.part)], found.kind, found.cell_count,
                     reconciliation->add_explanations());
    }
  }

  const int year_;
  const report::Form& form_;
  std::vector<Part> parts_;
};

absl::Status SetDifference(int64_t published, int64_t sum, v1::ReconciledCell* cell) {
  const absl::int128 difference = absl::int128(published) - sum;
  constexpr int64_t kLimit = std::numeric_limits<int64_t>::max();
  if (difference < -kLimit || difference > kLimit) {
    return absl::OutOfRangeError(absl::StrCat("the difference in ", cell->cell(), " does not fit into 64 bits"));
  }
  cell->set_difference(static_cast<int64_t>(difference));
  return absl::OkStatus();
}

absl::Status FillCells(const Branch::Node& published, const v1::Summary& sums, v1::Reconciliation* reconciliation) {
  std::unordered_map<std::string_view, const v1::CellTotal*> total_of;
  for (const v1::CellTotal& total : sums.cells()) total_of[total.cell()] = &total;
  int agreeing_count = 0;
  int differing_count = 0;
  const report::Form& form = *published.block->form;
  for (int i = 0; i < form.cell_count(); ++i) {
    v1::ReconciledCell& cell = *reconciliation->add_cells();
    cell.set_cell(form.cells()[static_cast<std::size_t>(i)].path);
    if (const std::optional<int64_t> value = CellAt(*published.block, published.row, i); value.has_value()) {
      cell.set_published(*value);
    } else {
      const bool is_lost = published.block->cells[static_cast<std::size_t>(i)].missing.Contains(published.row);
      cell.set_state(is_lost ? report::v1::CELL_STATE_MISSING : report::v1::CELL_STATE_BLANK);
    }
    const auto total = total_of.find(cell.cell());
    if (total != total_of.end()) {
      if (total->second->value_count() > 0) cell.set_sum(total->second->sum());
      if (total->second->has_feasible()) *cell.mutable_feasible() = total->second->feasible();
    }
    if (!cell.has_published() || !cell.has_sum()) continue;
    absl::Status set = SetDifference(cell.published(), cell.sum(), &cell);
    if (!set.ok()) return set;
    ++(cell.difference() == 0 ? agreeing_count : differing_count);
  }
  reconciliation->set_agreeing_count(agreeing_count);
  reconciliation->set_differing_count(differing_count);
  reconciliation->set_not_judged_count(form.cell_count() - agreeing_count - differing_count);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Reconciliation> ReconcileReport(const Cube& cube, const Government& government) {
  const std::string& unit = government.unit.unit();
  const Branch branch(cube, unit, government.year);
  if (branch.nodes().empty() || branch.nodes().front().block == nullptr) {
    return report::Error(absl::StatusCode::kNotFound, report::Reason::kReportNotFound,
                         absl::StrCat("the register has no report of ", unit, " on ", government.year),
                         absl::StrCat("没有", unit, government.year, "年度的报告"));
  }
  const Branch::Node& published = branch.nodes().front();
  if (!published.has_aggregate()) {
    return report::Error(
        absl::StatusCode::kFailedPrecondition, report::Reason::kNotAnAggregate,
        absl::StrCat("the report of ", unit, " on ", government.year,
                     " has the figures of one organ, so there are no parts to put beside it"),
        absl::StrCat(unit, government.year, "年度的报告只含本机关的数据，不是汇总报告，无从与下级核对"));
  }
  v1::Reconciliation reconciliation;
  *reconciliation.mutable_unit() = government.unit;
  reconciliation.mutable_key()->set_unit(unit);
  reconciliation.mutable_key()->set_year(government.year);
  const absl::StatusOr<Selection> own = OwnReportsOf(cube, government);
  if (!own.ok()) return own.status();
  v1::Summary sums;
  absl::Status filled = FillSummary(SumCells(*own, {}), sums);
  if (!filled.ok()) return filled;
  *reconciliation.mutable_coverage() = own->CoverageOf();
  filled = FillCells(published, sums, &reconciliation);
  if (!filled.ok()) return filled;
  Explainer(cube, branch, government, *published.block->form).Explain(&reconciliation);
  const absl::StatusOr<CompilationConcerns> concerns = FindConcerns(cube, branch, government, *published.block->form);
  if (!concerns.ok()) return concerns.status();
  FillConcerns(*concerns, &reconciliation);
  return reconciliation;
}

}  // namespace gouji::statistics

#include "services/report/correction.h"

#include <algorithm>
#include <map>
#include <utility>

#include "fmt/format.h"
#include "services/report/error.h"
#include "services/report/value_range.h"

namespace gouji::report {
namespace {

constexpr char kReadByAPerson[] = "read by a person";

std::string ValueText(std::optional<int64_t> value) { return value.has_value() ? fmt::to_string(*value) : "no number"; }

std::optional<int64_t> ValueOf(const Cell& cell) {
  return cell.has_value() ? std::optional<int64_t>(cell.value) : std::nullopt;
}

// A report under correction: its notes by cell, so that they can be put and dropped.
class Corrector {
 public:
  explicit Corrector(const Report& before) : before_(before), report_(before) {
    for (CellNote& note : report_.notes) notes_.emplace(note.cell, std::move(note));
    for (const CellNote& note : before.notes) notes_before_.emplace(note.cell, &note);
  }

  absl::Status Read(const CellReading& reading) {
    if (changes_.count(reading.cell) > 0) {
      return Error(absl::StatusCode::kInvalidArgument, Reason::kMalformedRequest,
                   fmt::format("{} is given twice; give each cell once", PathOf(reading.cell)));
    }
    const CellType type = before_.form->cells()[reading.cell].type;
    if (reading.to.has_value() && !IsInRange(type, *reading.to)) {
      return Error(absl::StatusCode::kInvalidArgument, Reason::kMalformedRequest,
                   fmt::format("{}: {} is beyond {}", PathOf(reading.cell), *reading.to, MaxValueOf(type)),
                   "数值超出范围");
    }
    const Cell& cell = report_.cells[reading.cell];
    if (ValueOf(cell) != reading.from) {
      return Error(
          absl::StatusCode::kAborted, Reason::kCellChanged,
          fmt::format("{} has {}, and not {} as you saw it; get the report again and decide anew", PathOf(reading.cell),
                      ValueText(ValueOf(cell)), ValueText(reading.from)),
          fmt::format("{}现为{}，与您看到的不同；请重新查看后再更正", before_.form->cells()[reading.cell].name_zh,
                      cell.has_value() ? fmt::to_string(cell.value) : "空"));
    }
    Remember(reading.cell, /*derived=*/false);
    SetValue(reading.cell, reading.to, reading.to.has_value() ? CellState::kRead : CellState::kBlank);
    notes_.erase(reading.cell);
    if (!reading.to.has_value()) {
      CellNote note;
      note.cell = reading.cell;
      note.reason = kReadByAPerson;
      notes_.emplace(reading.cell, std::move(note));
    }
    for (Diagnostic& diagnostic : report_.diagnostics) {
      diagnostic.cells.erase(std::remove(diagnostic.cells.begin(), diagnostic.cells.end(), reading.cell),
                             diagnostic.cells.end());
    }
    changed_.push_back(reading.cell);
    return absl::OkStatus();
  }

  // Follows the equations of what has changed; a derived value that falls is a change itself. Each cell falls at most
  // once, so this ends.
  void Follow() {
    while (!changed_.empty()) {
      const int changed = changed_.back();
      changed_.pop_back();
      for (const int index : before_.form->EquationsOf(changed)) {
        const Equation& equation = before_.form->equations()[index];
        for (const std::vector<int>* side : {&equation.left, &equation.right}) {
          for (const int cell : *side) {
            if (cell != changed && changes_.count(cell) == 0) LookAgain(cell, equation, changed);
          }
        }
      }
    }
  }

  Correction Result() {
    report_.notes.clear();
    for (auto& [cell, note] : notes_) report_.notes.push_back(std::move(note));
    Correction correction;
    for (auto& [cell, change] : changes_) {
      change.to = ValueOf(report_.cells[cell]);
      correction.changes.push_back(std::move(change));
    }
    correction.report = std::move(report_);
    return correction;
  }

 private:
  const std::string& PathOf(int cell) const { return before_.form->cells()[cell].path; }

  void Remember(int cell, bool derived) {
    ChangedCell change;
    change.cell = cell;
    change.from = ValueOf(report_.cells[cell]);
    change.state_before = report_.cells[cell].state;
    if (const auto note = notes_.find(cell); note != notes_.end()) change.raw_before = note->second.raw;
    change.derived = derived;
    changes_.emplace(cell, std::move(change));
  }

  void SetValue(int cell, std::optional<int64_t> value, CellState state) {
    report_.cells[cell] = {.value = value.value_or(0), .state = state};
  }

  // Whether an equation balances, with implied values where cells have none, and 0 where nothing is implied.
  template <typename ImpliedOf>
  static bool Balances(const Equation& equation, const Report& report, ImpliedOf implied_of) {
    const auto sum = [&](const std::vector<int>& cells) {
      int64_t total = 0;
      for (const int cell : cells) {
        total += report.cells[cell].has_value() ? report.cells[cell].value : implied_of(cell);
      }
      return total;
    };
    return sum(equation.left) == sum(equation.right);
  }

  void LookAgain(int cell, const Equation& equation, int changed) {
    const auto note = notes_.find(cell);
    if (note == notes_.end()) return;
    const CellState state = report_.cells[cell].state;
    const bool is_derived = state == CellState::kInferred || state == CellState::kReinterpreted;
    if (!is_derived && !note->second.implied_value.has_value()) return;
    const bool balanced_before = Balances(equation, before_, [this](int open) -> int64_t {
      const auto found = notes_before_.find(open);
      return found == notes_before_.end() ? 0 : found->second->implied_value.value_or(0);
    });
    const bool balances_now = Balances(equation, report_, [this](int open) -> int64_t {
      const auto found = notes_.find(open);
      return found == notes_.end() ? 0 : found->second.implied_value.value_or(0);
    });
    if (!balanced_before || balances_now) return;
    if (!is_derived) {
      note->second.implied_value.reset();
      return;
    }
    Remember(cell, /*derived=*/true);
    if (state == CellState::kReinterpreted) {
      report_.cells[cell].state = CellState::kUnconfirmed;
      note->second.reason = fmt::format("repaired; not confirmed any more since {} was corrected", PathOf(changed));
    } else {
      note->second.reason = fmt::format("inferred as {}, which does not hold any more since {} was corrected",
                                        report_.cells[cell].value, PathOf(changed));
      SetValue(cell, std::nullopt, CellState::kMissing);
    }
    changed_.push_back(cell);
  }

  const Report& before_;
  Report report_;
  std::map<int, CellNote> notes_;
  std::map<int, const CellNote*> notes_before_;
  std::map<int, ChangedCell> changes_;
  std::vector<int> changed_;  // whose equations are still to be followed
};

}  // namespace

absl::StatusOr<Correction> Correct(const Report& report, absl::Span<const CellReading> readings) {
  if (readings.empty()) {
    return Error(absl::StatusCode::kInvalidArgument, Reason::kMalformedRequest,
                 "no cell is given; say which cells read otherwise", "没有给出要更正的单元格");
  }
  Corrector corrector(report);
  for (const CellReading& reading : readings) {
    absl::Status read = corrector.Read(reading);
    if (!read.ok()) return read;
  }
  corrector.Follow();
  return corrector.Result();
}

}  // namespace gouji::report

#include "services/validate/responsibility.h"

#include <algorithm>

namespace gouji::validate {

using report::CellState;
using report::Responsibility;

std::vector<Responsibility> CellResponsibilities(const report::Report& report) {
  std::vector<Responsibility> of_cell(report.cells.size(), Responsibility::kDocument);
  const bool was_read = !report.source.sha256.empty() || report.source.byte_count > 0;
  for (const report::FormTable& table : report.form->tables()) {
    const auto first = report.cells.begin() + table.first_cell;
    const bool is_there = std::any_of(first, first + table.cell_count,
                                      [](const report::Cell& cell) { return cell.state != CellState::kMissing; });
    for (int i = table.first_cell; i < table.first_cell + table.cell_count; ++i) {
      const CellState state = report.cells[i].state;
      const bool is_doubtful = state == CellState::kReinterpreted || state == CellState::kUnconfirmed ||
                               state == CellState::kInferred || (state == CellState::kMissing && was_read && is_there);
      const bool is_faint = !report.evidence.empty() && report.evidence[i].confidence < kSureConfidence;
      if (is_doubtful || is_faint) {
        of_cell[i] = Responsibility::kUncertain;
      }
    }
  }
  // The reader's word last, so that the order of diagnostics does not matter.
  for (const Responsibility says : {Responsibility::kDocument, Responsibility::kUncertain, Responsibility::kReader}) {
    for (const report::Diagnostic& diagnostic : report.diagnostics) {
      if (diagnostic.responsibility != says) {
        continue;
      }
      for (const int cell : diagnostic.cells) {
        if (says != Responsibility::kDocument || report.cells[cell].state == CellState::kMissing) {
          of_cell[cell] = says;
        }
      }
    }
  }
  return of_cell;
}

Responsibility Combine(const std::vector<Responsibility>& of_cell, const std::vector<int>& cells) {
  Responsibility combined = Responsibility::kDocument;
  for (const int cell : cells) {
    if (of_cell[cell] == Responsibility::kReader) {
      return Responsibility::kReader;
    }
    if (of_cell[cell] == Responsibility::kUncertain) {
      combined = Responsibility::kUncertain;
    }
  }
  return combined;
}

}  // namespace gouji::validate

#include "services/parse/interpret/row_evidence.h"

#include <algorithm>
#include <cstddef>

#include "services/parse/interpret/diagnostics.h"

namespace gouji::parse {

std::string RowText(const PrintedRow& printed, int first_cell) {
  std::string text;
  for (size_t c = first_cell; c < printed.row->cells.size() && text.size() <= kLongestRawText; ++c) {
    if (!printed.row->cells[c].text.empty()) {
      text += text.empty() ? "" : " | ";
      text += printed.row->cells[c].text.substr(0, kLongestRawText + 1);
    }
  }
  return RawText(text);
}

report::Evidence CellEvidence(const PrintedRow& printed, int cell_index) {
  const GridCell& cell = printed.row->cells[cell_index];
  report::Evidence evidence = EvidenceAt(cell.place, cell.text);
  evidence.confidence = cell.confidence;
  evidence.table = printed.table;
  evidence.row = printed.number;
  evidence.cell_index = IsLoose(printed) ? 0 : cell_index + 1;
  return evidence;
}

report::Evidence RowEvidence(const PrintedRow& printed, int first_cell) {
  report::Evidence evidence;
  evidence.table = printed.table;
  evidence.row = printed.number;
  evidence.raw = RowText(printed, first_cell);
  if (!printed.row->cells.empty()) {
    const Place& place = printed.row->cells[0].place;
    evidence.page = place.page;
    evidence.line = place.line;
    evidence.column = place.column;
  }
  for (const GridCell& cell : printed.row->cells) {
    evidence.confidence = std::min(evidence.confidence, cell.confidence);
  }
  return evidence;
}

}  // namespace gouji::parse

#include "services/statistics/register/cell_blob.h"

#include <cstddef>

#include "services/statistics/register/varint.h"

namespace gouji::statistics {
namespace {

constexpr size_t kLayoutBytes = 8;
constexpr int kStateBits = 3;
constexpr uint64_t kStateMask = (1U << kStateBits) - 1;

}  // namespace

uint64_t CellLayoutOf(const report::Form& form) {
  // FNV-1a.
  uint64_t hash = 14695981039346656037ULL;
  const auto add = [&hash](unsigned char byte) { hash = (hash ^ byte) * 1099511628211ULL; };
  for (const report::FormCell& cell : form.cells()) {
    for (const char c : cell.path) add(static_cast<unsigned char>(c));
    add('\n');
  }
  return hash;
}

std::vector<TotalCell> TotalCellsOf(const report::Report& report) {
  std::vector<TotalCell> cells;
  cells.reserve(report.cells.size());
  for (const report::Cell& cell : report.cells) {
    cells.push_back({.value = cell.has_value() ? cell.value : 0, .state = cell.state, .implied = std::nullopt});
  }
  for (const report::CellNote& note : report.notes) {
    TotalCell& cell = cells[note.cell];
    if (!report::HasValue(cell.state)) cell.implied = note.implied_value;
  }
  return cells;
}

std::string EncodeCells(uint64_t layout, absl::Span<const TotalCell> cells) {
  std::string blob;
  blob.reserve(kLayoutBytes + 2 * cells.size());
  for (size_t i = 0; i < kLayoutBytes; ++i) blob.push_back(static_cast<char>(layout >> (8 * i)));
  for (const TotalCell& cell : cells) {
    uint64_t payload = 0;
    if (report::HasValue(cell.state)) {
      payload = ZigZag(cell.value);
    } else if (cell.implied.has_value()) {
      payload = ZigZag(*cell.implied) + 1;
    }
    PutVarint(payload << kStateBits | static_cast<uint64_t>(cell.state), blob);
  }
  return blob;
}

bool DecodeCells(uint64_t layout, std::string_view blob, absl::Span<TotalCell> cells) {
  if (blob.size() < kLayoutBytes) return false;
  for (size_t i = 0; i < kLayoutBytes; ++i) {
    if (blob[i] != static_cast<char>(layout >> (8 * i))) return false;
  }
  blob.remove_prefix(kLayoutBytes);
  for (TotalCell& cell : cells) {
    const std::optional<uint64_t> bits = TakeVarint(blob);
    if (!bits.has_value()) return false;
    const uint64_t payload = *bits >> kStateBits;
    cell.state = static_cast<report::CellState>(*bits & kStateMask);
    const bool has_value = report::HasValue(cell.state);
    cell.value = has_value ? UnZigZag(payload) : 0;
    cell.implied = has_value || payload == 0 ? std::nullopt : std::optional<int64_t>(UnZigZag(payload - 1));
  }
  return blob.empty();
}

}  // namespace gouji::statistics

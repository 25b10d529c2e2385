#include "services/statistics/cube/raw_block.h"

#include <algorithm>
#include <map>
#include <memory>
#include <tuple>

namespace gouji::statistics {
namespace {

// From so many rows of one block on, its columns are unpacked instead of being searched for each row.
constexpr std::size_t kRowsWorthUnpacking = 128;
constexpr int kNotTaken = -1;

Zone ZoneOf(absl::Span<const RowAttributes> rows) {
  Zone zone;
  for (const RowAttributes& row : rows) {
    zone.first_year = std::min(zone.first_year, row.year);
    zone.last_year = std::max(zone.last_year, row.year);
    zone.first_region = std::min(zone.first_region, row.region);
    zone.last_region = std::max(zone.last_region, row.region);
    zone.levels |= 1U << row.level;
    zone.kinds |= 1U << row.kind;
    zone.verdicts |= 1U << row.verdict;
  }
  return zone;
}

// The rows that are taken from one block.
struct Source {
  std::vector<std::pair<uint16_t, uint16_t>> rows;  // from, to
  std::vector<int> targets;                         // by row of the block; kNotTaken

  explicit Source(int row_count) : targets(row_count, kNotTaken) {}

  bool is_worth_unpacking() const { return rows.size() >= kRowsWorthUnpacking; }

  template <typename Visit>
  void ForEachIn(const RowSet& set, Visit visit) const {
    if (set.count() == 0) return;
    if (is_worth_unpacking()) {
      set.ForEach([&](int row) {
        if (targets[row] != kNotTaken) visit(row, targets[row]);
      });
      return;
    }
    for (const auto& [from, to] : rows) {
      if (set.Contains(from)) visit(int{from}, int{to});
    }
  }
};

}  // namespace

RawBlock::RawBlock(const report::Form& form, bool is_aggregate)
    : form_(&form), is_aggregate_(is_aggregate), cells_(form.cell_count()) {}

RawBlock RawBlock::Unpack(const Block& block) {
  std::vector<RowPlace> places(block.row_count);
  for (int row = 0; row < block.row_count; ++row) places[row] = {.block = &block, .row = static_cast<uint16_t>(row)};
  return Gather(places);
}

RawBlock RawBlock::Gather(absl::Span<const RowPlace> places) {
  RawBlock raw(*places[0].block->form, places[0].block->is_aggregate);
  std::map<const Block*, Source> sources;
  for (std::size_t to = 0; to < places.size(); ++to) {
    const auto [block, from] = places[to];
    Source& source = sources.try_emplace(block, block->row_count).first->second;
    source.rows.emplace_back(from, static_cast<uint16_t>(to));
    source.targets[from] = static_cast<int>(to);
    raw.rows_.push_back(block->rows[from]);
  }
  std::vector<int64_t> unpacked;
  for (std::size_t i = 0; i < raw.cells_.size(); ++i) {
    RawCell& into = raw.cells_[i];
    into.values.resize(places.size());
    for (const auto& [block, source] : sources) {
      const CellColumn& cell = block->cells[i];
      if (source.is_worth_unpacking()) {
        unpacked.assign(block->row_count, 0);
        cell.values.AddTo(1, absl::MakeSpan(unpacked));
        for (const auto& [from, to] : source.rows) into.values[to] = unpacked[from];
      } else {
        for (const auto& [from, to] : source.rows) into.values[to] = cell.values.At(from);
      }
      source.ForEachIn(cell.blank, [&into](int /*from*/, int to) { into.blank.Set(to); });
      source.ForEachIn(cell.missing, [&into](int /*from*/, int to) { into.missing.Set(to); });
      if (cell.implied == nullptr) continue;
      source.ForEachIn(cell.implied->rows, [&into, &implied = cell.implied->values](int from, int to) {
        into.implied.emplace_back(to, implied.At(from));
      });
    }
  }
  for (const auto& [block, source] : sources) {
    for (const SpreadEntry& spread : block->spreads) {
      if (source.targets[spread.row] == kNotTaken) continue;
      raw.spreads_.push_back(spread);
      raw.spreads_.back().row = static_cast<uint16_t>(source.targets[spread.row]);
    }
    for (const auto& [from, to] : source.rows) {
      for (RuleEntry rule : block->RulesOf(from)) {
        rule.row = to;
        raw.rules_.push_back(rule);
      }
    }
  }
  return raw;
}

int RawBlock::Add(const NewRow& row) {
  const int number = row_count();
  rows_.push_back(row.attributes);
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const TotalCell& cell = row.cells[i];
    const bool has_value = report::HasValue(cell.state);
    cells_[i].values.push_back(has_value ? cell.value : 0);
    if (has_value) continue;
    const bool is_blank = cell.state == report::CellState::kBlank || cell.state == report::CellState::kNotApplicable;
    (is_blank ? cells_[i].blank : cells_[i].missing).Set(number);
    if (cell.implied.has_value()) cells_[i].implied.emplace_back(number, *cell.implied);
  }
  for (const CellSpread& spread : row.spreads) {
    spreads_.push_back({.cell = static_cast<uint16_t>(spread.cell),
                        .row = static_cast<uint16_t>(number),
                        .least = spread.least,
                        .greatest = spread.greatest});
  }
  for (const RuleEntry& rule : row.rules) {
    rules_.push_back({.rule = rule.rule, .row = static_cast<uint16_t>(number), .count = rule.count});
  }
  return number;
}

Block RawBlock::Pack() const {
  Block block;
  block.form = form_;
  block.is_aggregate = is_aggregate_;
  block.row_count = row_count();
  block.zone = ZoneOf(rows_);
  // Copies have no room to spare.
  block.rows = std::vector<RowAttributes>(rows_.begin(), rows_.end());
  block.cells.resize(cells_.size());
  std::vector<int64_t> implied;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const RawCell& raw = cells_[i];
    CellColumn& cell = block.cells[i];
    cell.values = Column::Of(raw.values);
    cell.blank = RowSet(raw.blank);
    cell.missing = RowSet(raw.missing);
    if (raw.implied.empty()) continue;
    RowMask rows;
    implied.assign(row_count(), 0);
    for (const auto& [row, value] : raw.implied) {
      rows.Set(row);
      implied[row] = value;
    }
    cell.implied =
        std::make_unique<CellColumn::Implied>(CellColumn::Implied{.rows = RowSet(rows), .values = Column::Of(implied)});
  }
  block.spreads = std::vector<SpreadEntry>(spreads_.begin(), spreads_.end());
  std::sort(block.spreads.begin(), block.spreads.end(), [](const SpreadEntry& a, const SpreadEntry& b) {
    return std::tie(a.cell, a.row) < std::tie(b.cell, b.row);
  });
  block.rules = std::vector<RuleEntry>(rules_.begin(), rules_.end());
  std::sort(block.rules.begin(), block.rules.end(),
            [](const RuleEntry& a, const RuleEntry& b) { return std::tie(a.row, a.rule) < std::tie(b.row, b.rule); });
  return block;
}

}  // namespace gouji::statistics

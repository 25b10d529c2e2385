#include "services/statistics/analysis/report_order.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

#include "services/statistics/analysis/report_keys.h"

namespace gouji::statistics {
namespace {

using Key = std::pair<int32_t, std::string_view>;

Key KeyOf(const Cube& cube, const RowAttributes& row) { return {row.year, cube.population().text(row.unit)}; }

// A block whose rows are merged with those of others.
struct Head {
  Key key = {};  // of its next row; of one that was not looked at, a key that none of its next rows is less than
  std::size_t block = 0;  // in the cube
  std::size_t place = 0;  // of the next row, among those that match
  bool is_open = false;   // it was looked at
};

bool ComesLater(const Head& a, const Head& b) { return a.key > b.key; }

// The blocks that may have rows beyond a key: a heap with the least on top.
std::vector<Head> HeadsBeyond(const Cube& cube, const Key& bound) {
  std::vector<Head> heads;
  for (std::size_t i = 0; i < cube.blocks().size(); ++i) {
    const auto& [block, live] = cube.blocks()[i];
    if (live->count == 0 || block->zone.last_year < bound.first) continue;
    heads.push_back({.key = {std::max(block->zone.first_year, bound.first), std::string_view()}, .block = i});
  }
  std::make_heap(heads.begin(), heads.end(), ComesLater);
  return heads;
}

}  // namespace

absl::Status ReportOrder::Follow(const std::shared_ptr<const Cube>& cube) {
  if (cube_.lock() == cube) return absl::OkStatus();
  absl::StatusOr<RowFilter> row_filter = RowFilter::Create(*cube, filter_);
  if (!row_filter.ok()) return row_filter.status();
  std::unordered_map<const Block*, KnownBlock*> known;
  for (KnownBlock& block : blocks_) {
    // One that nobody holds any more is not in this cube either.
    if (const std::shared_ptr<const Block> held = block.block.lock(); held != nullptr) known[held.get()] = &block;
  }
  std::vector<KnownBlock> blocks(cube->blocks().size());
  // From here on nothing throws: what is known, its cube and its filter change together.
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const auto& [block, live] = cube->blocks()[i];
    const auto found = known.find(block.get());
    if (found != known.end() && found->second->live.lock() == live) {
      blocks[i] = std::move(*found->second);
    } else {
      blocks[i] = {.block = block, .live = live};
    }
  }
  blocks_ = std::move(blocks);
  row_filter_ = *std::move(row_filter);
  cube_ = cube;
  return absl::OkStatus();
}

const std::vector<uint16_t>& ReportOrder::RowsOf(const Cube& cube, std::size_t block) {
  std::optional<std::vector<uint16_t>>& known = blocks_[block].rows;
  if (known.has_value()) return *known;
  const Block& of = *cube.blocks()[block].block;
  RowMask matching = cube.blocks()[block].live->rows;
  row_filter_->Narrow(of, matching);
  std::vector<std::pair<Key, uint16_t>> sorted;
  sorted.reserve(static_cast<std::size_t>(matching.Count()));
  matching.ForEach([&](int row) {
    sorted.emplace_back(KeyOf(cube, of.rows[static_cast<std::size_t>(row)]), static_cast<uint16_t>(row));
  });
  std::sort(sorted.begin(), sorted.end());
  std::vector<uint16_t> rows;
  rows.reserve(sorted.size());
  for (const auto& [key, row] : sorted) rows.push_back(row);
  return known.emplace(std::move(rows));
}

std::size_t ReportOrder::CountBytes(const Cube& cube) const {
  // A filter of units or subtrees has a bit for each of them.
  std::size_t count = sizeof(ReportOrder) + filter_.SpaceUsedLong() + (cube.text_count() + cube.node_count()) / 8;
  for (const KnownBlock& block : blocks_) {
    count += sizeof(block) + (block.rows.has_value() ? block.rows->capacity() * sizeof(uint16_t) : 0);
  }
  return count;
}

absl::StatusOr<std::vector<v1::ReportKey>> ReportOrder::KeysAfter(const std::shared_ptr<const Cube>& cube,
                                                                  const std::optional<v1::ReportKey>& after,
                                                                  int limit) {
  runtime::MutexLock lock(mutex_);
  absl::Status followed = Follow(cube);
  if (!followed.ok()) return followed;
  const Key bound = after.has_value() ? Key(after->year(), after->unit()) : Key(INT32_MIN, std::string_view());
  std::vector<Head> heads = HeadsBeyond(*cube, bound);
  std::vector<v1::ReportKey> keys;
  while (!heads.empty() && keys.size() < static_cast<std::size_t>(limit)) {
    std::pop_heap(heads.begin(), heads.end(), ComesLater);
    Head& head = heads.back();
    const std::vector<uint16_t>& rows = RowsOf(*cube, head.block);
    const auto key_of = [&cube, &all = cube->blocks()[head.block].block->rows](uint16_t row) {
      return KeyOf(*cube, all[row]);
    };
    if (head.is_open) {
      keys.push_back(MakeReportKey(head.key.first, head.key.second));
      ++head.place;
    } else {
      const auto first =
          std::partition_point(rows.begin(), rows.end(), [&](uint16_t row) { return key_of(row) <= bound; });
      head.place = static_cast<std::size_t>(first - rows.begin());
      head.is_open = true;
    }
    if (head.place == rows.size()) {
      heads.pop_back();
    } else {
      head.key = key_of(rows[head.place]);
      std::push_heap(heads.begin(), heads.end(), ComesLater);
    }
  }
  byte_count_ = CountBytes(*cube);
  return keys;
}

}  // namespace gouji::statistics

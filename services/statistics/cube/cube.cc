#include "services/statistics/cube/cube.h"

namespace gouji::statistics {

std::shared_ptr<const LiveRows> LiveRowsOf(const Block& block, const RowMask& rows) {
  auto live = std::make_shared<LiveRows>();
  live->rows = rows;
  live->count = rows.Count();
  live->totals.resize(block.cells.size());
  AddBlock(block, rows, AllCells(static_cast<int>(block.cells.size())), absl::MakeSpan(live->totals));
  return live;
}

Cube::Cube(std::shared_ptr<const Population> population, std::vector<LiveBlock> blocks, int64_t position)
    : population_(std::move(population)),
      blocks_(std::move(blocks)),
      node_count_(population_->node_count()),
      text_count_(population_->text_count()),
      position_(position) {
  for (const LiveBlock& block : blocks_) row_count_ += block.live->count;
}

std::size_t Cube::byte_count() const {
  std::size_t bytes = sizeof(Cube) + population_->byte_count() + blocks_.capacity() * sizeof(LiveBlock);
  for (const LiveBlock& block : blocks_) {
    bytes += block.block->byte_count() + sizeof(LiveRows) + block.live->totals.capacity() * sizeof(CellSum);
  }
  return bytes;
}

}  // namespace gouji::statistics

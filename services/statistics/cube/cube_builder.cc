#include "services/statistics/cube/cube_builder.h"

#include <algorithm>
#include <tuple>

#include "services/statistics/cube/late_report.h"

namespace gouji::statistics {
namespace {

// Levels, kinds and verdicts that nobody knows count as not given.
constexpr int kMostNumbers = 31;
template <typename Enum>
uint8_t NumberOf(Enum value) {
  const int number = static_cast<int>(value);
  return static_cast<uint8_t>(number > 0 && number < kMostNumbers ? number : 0);
}

// Reordering is due when this share of the rows, and at least so many, came out of order or died.
constexpr std::size_t kReorderShare = 4;
constexpr std::size_t kReorderRows = std::size_t{8} * kBlockRows;

}  // namespace

CubeBuilder::CubeBuilder(ParentFunction parent_of, Parents parents)
    : population_(std::make_shared<Population>(std::move(parent_of), parents)) {}

void CubeBuilder::Put(const CurrentReport& report) {
  RowAttributes row = {.unit = population_->AddText(report.unit),
                       .name = population_->AddText(report.agency_name),
                       .year = report.year,
                       .region = RegionKeyOf(report.region_code),
                       .error_count = report.error_count,
                       .level = NumberOf(report.level),
                       .kind = NumberOf(report.kind),
                       .verdict = NumberOf(report.verdict),
                       .placed = report.placed,
                       .has_issue_date = report.has_issue_date};
  row.node = population_->AddNode(row.unit, report.year);
  std::vector<RuleEntry> rules;
  rules.reserve(report.rules.size());
  for (const RuleCount& rule : report.rules) {
    row.finding_count += rule.count;
    row.is_late = row.is_late || (rule.rule_id == kLateRule && rule.count > 0);
    rules.push_back({.rule = population_->AddText(rule.rule_id), .row = 0, .count = rule.count});
  }
  Kill(row.node);
  const std::size_t slot_index = OpenSlot({report.form, report.scope == report::ReportScope::kAggregate});
  Slot& slot = slots_[slot_index];
  const int number =
      slot.open->Add({.attributes = row, .cells = report.cells, .spreads = report.spreads, .rules = rules});
  slot.mask.Set(number);
  slot.has_new_rows = true;
  row_of_node_.resize(population_->node_count(), kNoRow);
  row_of_node_[row.node] = slot_index * kBlockRows + number;
  ++row_count_;
  ++unordered_count_;
}

void CubeBuilder::Remove(std::string_view unit, int year) {
  const uint32_t text = population_->FindText(unit);
  if (text == Population::kNone) return;
  const uint32_t node = population_->FindNode(text, year);
  if (node != Population::kNone) Kill(node);
}

void CubeBuilder::Kill(uint32_t node) {
  if (node >= row_of_node_.size() || row_of_node_[node] == kNoRow) return;
  Slot& slot = slots_[row_of_node_[node] / kBlockRows];
  slot.mask.Clear(static_cast<int>(row_of_node_[node] % kBlockRows));
  slot.mask_changed = true;
  row_of_node_[node] = kNoRow;
  --row_count_;
  ++dead_count_;
}

std::size_t CubeBuilder::OpenSlot(const Kind& kind) {
  const auto found = open_slots_.find(kind);
  if (found != open_slots_.end()) {
    Slot& slot = slots_[found->second];
    if (slot.open == nullptr) slot.open = std::make_unique<RawBlock>(RawBlock::Unpack(*slot.block));
    if (!slot.open->is_full()) return found->second;
    // Nothing more comes into this one.
    Refresh(slot);
  }
  open_slots_[kind] = slots_.size();
  slots_.emplace_back();
  slots_.back().open = std::make_unique<RawBlock>(*kind.first, kind.second);
  return slots_.size() - 1;
}

void CubeBuilder::Refresh(Slot& slot) {
  if (slot.has_new_rows) slot.block = std::make_shared<const Block>(slot.open->Pack());
  if (slot.has_new_rows || slot.mask_changed) slot.live = LiveRowsOf(*slot.block, slot.mask);
  slot.has_new_rows = false;
  slot.mask_changed = false;
  // Its rows can be had from the block when more come.
  slot.open = nullptr;
}

std::shared_ptr<const Cube> CubeBuilder::Snapshot(int64_t position) {
  std::vector<Cube::LiveBlock> blocks;
  blocks.reserve(slots_.size());
  for (Slot& slot : slots_) {
    Refresh(slot);
    if (slot.live->count > 0) blocks.push_back({.block = slot.block, .live = slot.live});
  }
  return std::make_shared<const Cube>(population_, std::move(blocks), position);
}

bool CubeBuilder::NeedsReorder() const {
  const std::size_t untidy = unordered_count_ + dead_count_;
  return untidy >= kReorderRows && untidy >= row_count_ / kReorderShare;
}

void CubeBuilder::Reorder() {
  std::vector<RowPlace> places;
  places.reserve(row_count_);
  for (Slot& slot : slots_) {
    Refresh(slot);
    slot.mask.ForEach(
        [&](int row) { places.push_back({.block = slot.block.get(), .row = static_cast<uint16_t>(row)}); });
  }
  std::sort(places.begin(), places.end(), [](const RowPlace& a, const RowPlace& b) {
    const RowAttributes& row_a = a.block->rows[a.row];
    const RowAttributes& row_b = b.block->rows[b.row];
    return std::tie(a.block->form->id(), a.block->is_aggregate, row_a.year, row_a.region, row_a.unit) <
           std::tie(b.block->form->id(), b.block->is_aggregate, row_b.year, row_b.region, row_b.unit);
  });
  std::vector<Slot> slots;
  open_slots_.clear();
  for (std::size_t begin = 0; begin < places.size();) {
    const Block& first = *places[begin].block;
    std::size_t end = begin;
    while (end < places.size() && end < begin + kBlockRows && places[end].block->form == first.form &&
           places[end].block->is_aggregate == first.is_aggregate) {
      ++end;
    }
    open_slots_[{first.form, first.is_aggregate}] = slots.size();
    Slot& slot = slots.emplace_back();
    slot.block =
        std::make_shared<const Block>(RawBlock::Gather(absl::MakeSpan(places).subspan(begin, end - begin)).Pack());
    slot.mask = RowMask::First(slot.block->row_count);
    slot.live = LiveRowsOf(*slot.block, slot.mask);
    for (int row = 0; row < slot.block->row_count; ++row) {
      row_of_node_[slot.block->rows[row].node] = (slots.size() - 1) * kBlockRows + row;
    }
    begin = end;
  }
  slots_ = std::move(slots);
  unordered_count_ = 0;
  dead_count_ = 0;
}

}  // namespace gouji::statistics

#include "services/parse/interpret/form_index.h"

#include <algorithm>

#include "services/parse/interpret/label_key.h"

namespace gouji::parse {
namespace {

std::vector<std::u32string> KeysOf(const report::Wordings& wordings) {
  std::vector<std::u32string> keys;
  for (const std::string& wording : wordings) {
    keys.push_back(LabelKey(wording));
  }
  return keys;
}

bool IsOfHeader(const LabelUse& use) { return use.role != LabelRole::kRow && use.role != LabelRole::kRowGroup; }

}  // namespace

FormIndex::FormIndex(const report::Form& form) : form_(&form), scanner_(form) {
  for (const report::FormSection& section : form.sections()) {
    for (const std::u32string& key : section_keys_.emplace_back(KeysOf(section.heading))) {
      section_of_key_.try_emplace(key, static_cast<int>(section_keys_.size()) - 1);
    }
  }
  for (size_t t = 0; t < form.tables().size(); ++t) {
    const report::FormTable& table = form.tables()[t];
    const int table_index = static_cast<int>(t);
    row_keys_.emplace_back();
    group_keys_.emplace_back();
    column_keys_.emplace_back();
    column_group_keys_.emplace_back();
    stub_widths_.push_back(0);
    for (size_t b = 0; b < table.blocks.size(); ++b) {
      const report::FormBlock& block = table.blocks[b];
      const int block_index = static_cast<int>(b);
      Add(block.anchor, {LabelRole::kAnchor, table_index, 0, block_index});
      Add(block.stub_header, {LabelRole::kStubHeader, table_index, 0, block_index});
      column_keys_.back().emplace_back();
      column_group_keys_.back().emplace_back();
      for (size_t c = 0; c < block.columns.size(); ++c) {
        Add(block.columns[c].label, {LabelRole::kColumn, table_index, static_cast<int>(c), block_index});
        column_keys_.back().back().push_back(KeysOf(block.columns[c].label));
        Keys& group_keys = column_group_keys_.back().back().emplace_back();
        for (const report::Wordings& group : block.columns[c].groups) {
          Add(group, {LabelRole::kColumnGroup, table_index, static_cast<int>(c), block_index});
          const Keys keys = KeysOf(group);
          group_keys.insert(group_keys.end(), keys.begin(), keys.end());
        }
      }
    }
    for (size_t r = 0; r < table.rows.size(); ++r) {
      const report::FormRow& row = table.rows[r];
      Add(row.label, {LabelRole::kRow, table_index, static_cast<int>(r), row.block});
      row_keys_.back().push_back(KeysOf(row.label));
      group_keys_.back().emplace_back();
      for (const report::Wordings& group : row.groups) {
        Add(group, {LabelRole::kRowGroup, table_index, 0, 0});
        const auto keys = KeysOf(group);
        group_keys_.back().back().insert(group_keys_.back().back().end(), keys.begin(), keys.end());
        all_group_keys_.insert(all_group_keys_.end(), keys.begin(), keys.end());
      }
      const int width = row.label.empty() ? 0 : 1 + static_cast<int>(row.groups.size());
      stub_widths_.back() = std::max(stub_widths_.back(), width);
    }
  }
  for (const auto& [key, uses] : uses_) {
    if (std::any_of(uses.begin(), uses.end(), IsOfHeader)) {
      header_keys_.push_back(key);
    }
  }
  std::sort(header_keys_.begin(), header_keys_.end());
  std::sort(all_group_keys_.begin(), all_group_keys_.end());
  all_group_keys_.erase(std::unique(all_group_keys_.begin(), all_group_keys_.end()), all_group_keys_.end());
}

void FormIndex::Add(const report::Wordings& wordings, const LabelUse& use) {
  for (const std::string& wording : wordings) {
    uses_[LabelKey(wording)].Add(use);
  }
}

const LabelUses& FormIndex::Find(std::u32string_view key) const {
  static const LabelUses kNone;
  const auto it = key.empty() ? uses_.end() : uses_.find(key);
  return it == uses_.end() ? kNone : it->second;
}

const LabelUses& FormIndex::FindBelowGroups(std::u32string_view key) const {
  std::u32string_view rest = key;
  std::u32string_view group;
  const auto begins = [&](const std::u32string& group_key) { return rest.starts_with(group_key); };
  for (auto it = all_group_keys_.begin(); it != all_group_keys_.end();) {
    it = std::find_if(all_group_keys_.begin(), all_group_keys_.end(), begins);
    if (it != all_group_keys_.end()) {
      group = *it;
      rest.remove_prefix(group.size());
      rest.remove_prefix(std::min(rest.find_first_not_of(U"0123456789一二三四五六七八九十"), rest.size()));
    }
  }
  const LabelUses& uses = group.empty() ? Find({}) : Find(rest);
  const bool is_below = std::all_of(uses.begin(), uses.end(), [&](const LabelUse& use) {
    return use.role != LabelRole::kRow || HasGroup(use.table, use.index, group);
  });
  return uses.Has(LabelRole::kRow) && is_below ? uses : Find({});
}

int FormIndex::FindSection(std::u32string_view key) const {
  const auto found = section_of_key_.find(key);
  return found == section_of_key_.end() ? -1 : found->second;
}

bool FormIndex::BeginsHeader(std::u32string_view key) const {
  const auto next = std::lower_bound(header_keys_.begin(), header_keys_.end(), key);
  return next != header_keys_.end() && next->starts_with(key);
}

bool FormIndex::IsEndOfRowLabel(std::u32string_view key) const {
  static constexpr size_t kShortest = 4;
  return key.size() >= kShortest && std::any_of(uses_.begin(), uses_.end(), [&](const auto& label) {
           const std::u32string& whole = label.first;
           return label.second.Has(LabelRole::kRow) && (whole.starts_with(key) || whole.ends_with(key));
         });
}

bool FormIndex::HasGroup(int table, int row, std::u32string_view key) const {
  const Keys& keys = group_keys_[table][row];
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

}  // namespace gouji::parse

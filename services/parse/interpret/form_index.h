#ifndef GOUJI_SERVICES_PARSE_INTERPRET_FORM_INDEX_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_FORM_INDEX_H_

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "services/parse/interpret/label_scanner.h"
#include "services/parse/interpret/label_uses.h"
#include "services/report/form.h"

namespace gouji::parse {

// Looks up views without making strings of them.
struct LabelHash {
  using is_transparent = void;  // NOLINT(readability-identifier-naming): the standard's name
  size_t operator()(std::u32string_view key) const { return std::hash<std::u32string_view>()(key); }
};

// A map from the keys of labels.
template <typename T>
using LabelMap = std::unordered_map<std::u32string, T, LabelHash, std::equal_to<>>;

// The labels of a form by their keys (see LabelKey), for looking up and for comparing.
//
// Immutable after construction; thread-safe. The form must outlive it.
class FormIndex {
 public:
  explicit FormIndex(const report::Form& form);

  const report::Form& form() const { return *form_; }

  // Where a label with this key stands in the form; empty when nowhere. The list lives as long as the index.
  const LabelUses& Find(std::u32string_view key) const;
  // Where the label of a row stands whose groups are printed in front of it in one cell, with or without numbering
  // (（三）不予公开1.属于国家秘密); empty when the key is no such label.
  const LabelUses& FindBelowGroups(std::u32string_view key) const;
  // All labels of the form, sections left out.
  const LabelMap<LabelUses>& uses() const { return uses_; }
  // The keys of the wordings of a row's label; empty for a row without a label.
  const std::vector<std::u32string>& RowKeys(int table, int row) const { return row_keys_[table][row]; }
  // The keys of the wordings of a column's label.
  const std::vector<std::u32string>& ColumnKeys(int table, int block, int column) const {
    return column_keys_[table][block][column];
  }
  // The keys of the wordings of all groups above a column.
  const std::vector<std::u32string>& ColumnGroupKeys(int table, int block, int column) const {
    return column_group_keys_[table][block][column];
  }
  // Whether a key is the beginning of what a header says: of a column, a group of columns, a stub or an anchor.
  bool BeginsHeader(std::u32string_view key) const;
  // Whether a key is one end of a row's label: its first characters or its last ones, four at least.
  bool IsEndOfRowLabel(std::u32string_view key) const;
  // Whether a group with this key stands above the row.
  bool HasGroup(int table, int row, std::u32string_view key) const;
  // The place in the form of the section whose heading has this key; -1 for none.
  int FindSection(std::u32string_view key) const;
  // The keys of the wordings of a section's heading, by the section's place in the form.
  const std::vector<std::u32string>& SectionKeys(int section_index) const { return section_keys_[section_index]; }
  // Finds the labels inside running text.
  const LabelScanner& scanner() const { return scanner_; }
  // The most columns that row labels take in a table: 3 in table 3.
  int StubWidth(int table) const { return stub_widths_[table]; }

 private:
  using Keys = std::vector<std::u32string>;

  void Add(const report::Wordings& wordings, const LabelUse& use);

  const report::Form* form_;
  LabelScanner scanner_;
  LabelMap<LabelUses> uses_;
  std::vector<std::u32string> header_keys_;                        // ascending
  std::vector<std::vector<Keys>> row_keys_;                        // [table][row]
  std::vector<std::vector<std::vector<Keys>>> column_keys_;        // [table][block][column]
  std::vector<std::vector<std::vector<Keys>>> column_group_keys_;  // [table][block][column]
  std::vector<std::vector<Keys>> group_keys_;                      // [table][row]
  Keys all_group_keys_;                                            // of rows, each once
  LabelMap<int> section_of_key_;
  std::vector<Keys> section_keys_;
  std::vector<int> stub_widths_;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_FORM_INDEX_H_

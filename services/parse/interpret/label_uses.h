#ifndef GOUJI_SERVICES_PARSE_INTERPRET_LABEL_USES_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_LABEL_USES_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace gouji::parse {

// What a printed label may be.
enum class LabelRole : uint8_t {
  kRow,          // the label of a row
  kRowGroup,     // of a group of rows
  kColumn,       // of a column
  kColumnGroup,  // of a group of columns
  kStubHeader,   // the header above the row labels
  kAnchor,       // the line above a block
};

// One place in the form where a label stands.
struct LabelUse {
  LabelRole role;
  int table;
  int index;  // kRow: the row in the table; kColumn and kColumnGroup: the column in its block; others: 0
  int block;  // in the table; kRowGroup: 0

  bool operator==(const LabelUse&) const = default;
};

// The places in the form where one label stands, in the order of the form.
class LabelUses {
 public:
  // Adds a place, unless it is known.
  void Add(const LabelUse& use) {
    if (std::find(uses_.begin(), uses_.end(), use) == uses_.end()) {
      uses_.push_back(use);
      roles_ |= Bit(use.role);
    }
  }

  // Whether the label has this role anywhere.
  bool Has(LabelRole role) const { return (roles_ & Bit(role)) != 0; }
  // Whether it has it in a table.
  bool Has(LabelRole role, int table) const {
    return Has(role) && std::any_of(uses_.begin(), uses_.end(),
                                    [&](const LabelUse& use) { return use.role == role && use.table == table; });
  }
  // Whether it names columns.
  bool IsOfColumns() const { return Has(LabelRole::kColumn) || Has(LabelRole::kColumnGroup); }
  bool IsOfColumns(int table) const { return Has(LabelRole::kColumn, table) || Has(LabelRole::kColumnGroup, table); }

  bool empty() const { return uses_.empty(); }
  size_t size() const { return uses_.size(); }
  const LabelUse& front() const { return uses_.front(); }
  const LabelUse& operator[](size_t i) const { return uses_[i]; }
  std::vector<LabelUse>::const_iterator begin() const { return uses_.begin(); }
  std::vector<LabelUse>::const_iterator end() const { return uses_.end(); }

 private:
  static uint8_t Bit(LabelRole role) { return static_cast<uint8_t>(1U << static_cast<unsigned>(role)); }

  std::vector<LabelUse> uses_;
  uint8_t roles_ = 0;  // a bit for each role that the label has anywhere: most labels have one, and most questions no
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_LABEL_USES_H_

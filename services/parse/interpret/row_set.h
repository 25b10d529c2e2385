#ifndef GOUJI_SERVICES_PARSE_INTERPRET_ROW_SET_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_ROW_SET_H_

#include <cstddef>
#include <vector>

#include "services/report/form.h"

namespace gouji::parse {

// Rows of one table of a form.
class RowSet {
 public:
  explicit RowSet(size_t row_count) : has_(row_count) {}

  void insert(int row) {
    count_ += has_[row] ? 0 : 1;
    has_[row] = true;
  }
  size_t count() const { return count_; }

 private:
  std::vector<bool> has_;  // by row
  size_t count_ = 0;
};

// An empty set for each table of a form.
inline std::vector<RowSet> NoRows(const report::Form& form) {
  std::vector<RowSet> sets;
  sets.reserve(form.tables().size());
  for (const report::FormTable& table : form.tables()) {
    sets.emplace_back(table.rows.size());
  }
  return sets;
}

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_ROW_SET_H_

#ifndef GOUJI_SERVICES_PARSE_INTERPRET_ROW_SUMMARY_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_ROW_SUMMARY_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "services/parse/interpret/alignment.h"
#include "services/parse/interpret/equations.h"

namespace gouji::parse {

// What a column holds under all admissible alignments seen so far.
class ColumnSummary {
 public:
  // `is_number`: whether the value is known, as a figure printed in this place or as what the relations leave.
  void Add(int place, bool is_number, const Operand& operand);

  // Whether all agree on the value, or, without a number, on what is printed there.
  bool same() const { return first_.has_value() && same_; }
  int equation() const { return equation_; }
  int64_t value() const { return first_->value; }
  bool is_number() const { return first_->is_number; }
  // A token that stands here in some alignment; -1 when the column is lost in all of them.
  int token() const { return token_; }

  ResolvedCell Resolve() const;

 private:
  struct Content {
    int place;  // as in Alignment
    bool is_number;
    int64_t value;
  };

  std::optional<Content> first_;
  bool same_ = false;
  bool ever_lost_ = false;
  int token_ = -1;
  int equation_ = -1;
};

// What the columns of a row hold under all admissible alignments seen so far.
class RowSummary {
 public:
  // `operands` are those of the row's columns.
  void Add(const OpenRow& row, const Alignment& alignment, const std::vector<Operand>& operands);

  // A cell is determined when all alignments give it the same content. When several remain that all give the same
  // values, the lost cells are taken to be the last columns. Empty without any alignment.
  std::vector<ResolvedCell> Resolve() const;

 private:
  void PutLossLast(size_t lost_count, std::vector<ResolvedCell>& cells) const;

  std::vector<ColumnSummary> columns_;
  std::optional<Alignment> first_;
  bool several_ = false;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_ROW_SUMMARY_H_

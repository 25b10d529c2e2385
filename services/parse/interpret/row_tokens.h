#ifndef GOUJI_SERVICES_PARSE_INTERPRET_ROW_TOKENS_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_ROW_TOKENS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "services/parse/interpret/number_grammar.h"
#include "services/report/form.h"

namespace gouji::parse {

// The printed cells (tokens) behind the label of a row, each as any column of the row would read it. What a cell says
// may depend on the column that it stands in (-3 is a change and no count), and the column is found only later.
//
//   RowTokens tokens(columns, {MoneyUnit::kNotPrinted, MoneyUnit::kWanYuan});
//   tokens.Add("31批次");
//   tokens.Add("12.5");
//   tokens.At(1, 0).state;  // kUnreadable: no count
//   tokens.At(1, 1).value;  // 12'500'000: money
//
// Where all columns have one type, as almost everywhere, each cell is read once.
class RowTokens {
 public:
  RowTokens() = default;
  // Tokens of a row whose columns all have one type, already read.
  explicit RowTokens(std::vector<CellReading> readings) : readings_(std::move(readings)) {}
  // `units` are the units of money in the headers of the columns; empty when none is printed. The columns are not kept.
  explicit RowTokens(const std::vector<report::FormColumn>& columns, const std::vector<MoneyUnit>& units = {});

  int size() const { return static_cast<int>(readings_.size() / kinds_); }
  bool empty() const { return readings_.empty(); }
  void Reserve(size_t count) { readings_.reserve(count * kinds_); }

  // Reads a cell, `place` cells behind the label.
  void Add(std::string_view text, int place);
  // Adds an empty cell.
  void AddBlank(int place);

  // What a token says in a column.
  const CellReading& At(int token, int column) const {
    return readings_[static_cast<size_t>(token) * kinds_ + (kind_of_column_.empty() ? 0 : kind_of_column_[column])];
  }
  // Whether a token is an empty cell; that does not depend on the column.
  bool IsBlank(int token) const {
    return readings_[static_cast<size_t>(token) * kinds_].state == report::CellState::kBlank;
  }

  // Makes a token one that stays open, unless it is blank: what a merged cell says may belong to any of the places that
  // it covers.
  void Share(int token);

  // How many cells behind the label a token is printed. Merged cells that are one column are one token.
  int PlaceOf(int token) const { return places_.empty() ? token : places_[token]; }
  // The token at a place behind the label; -1 for none.
  int TokenAt(int place) const;

 private:
  struct Kind {
    report::CellType type;
    MoneyUnit unit;
    bool operator==(const Kind&) const = default;
  };

  size_t kinds_ = 1;                     // how many readings each token has
  std::vector<Kind> kind_list_;          // what they are read as
  std::vector<uint8_t> kind_of_column_;  // empty when there is one kind
  std::vector<CellReading> readings_;    // by token, then by kind
  std::vector<int> places_;              // by token; empty when they are 0, 1, 2 …
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_ROW_TOKENS_H_

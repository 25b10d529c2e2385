#include "services/parse/interpret/glued_figures.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace gouji::parse {
namespace {

using report::Form;
using report::FormRow;

constexpr size_t kLongestRun = 60;
constexpr size_t kLongestFigure = 12;  // digits
// Beyond so many steps it is not decided.
constexpr int kMaxSteps = 200'000;

// An equation within a row: Σ coefficients · figures = 0.
struct RowEquation {
  std::vector<int> coefficients;  // by column
  int last = 0;                   // the last column that takes part
};

std::vector<RowEquation> EquationsWithin(const Form& form, const FormRow& row, int column_count) {
  std::vector<RowEquation> equations;
  const auto within = [&](int cell) { return cell >= row.first_cell && cell < row.first_cell + column_count; };
  for (int c = 0; c < column_count; ++c) {
    for (const int e : form.EquationsOf(row.first_cell + c)) {
      const report::Equation& equation = form.equations()[e];
      if (equation.left.empty() || equation.left[0] != row.first_cell + c ||
          !std::all_of(equation.left.begin(), equation.left.end(), within) ||
          !std::all_of(equation.right.begin(), equation.right.end(), within)) {
        continue;
      }
      RowEquation& out = equations.emplace_back();
      out.coefficients.resize(column_count);
      const auto add = [&](const std::vector<int>& cells, int sign) {
        for (const int cell : cells) {
          out.coefficients[cell - row.first_cell] += sign;
          out.last = std::max(out.last, cell - row.first_cell);
        }
      };
      add(equation.left, 1);
      add(equation.right, -1);
    }
  }
  return equations;
}

class Splitter {
 public:
  Splitter(std::string_view digits, int column_count, std::vector<RowEquation> equations)
      : digits_(digits), column_count_(column_count), equations_(std::move(equations)), values_(column_count) {}

  std::vector<std::string_view> Split() {
    Extend(0, 0);
    return full_count_ == 1 && !has_other_ && steps_ <= kMaxSteps ? full_ : std::vector<std::string_view>();
  }

 private:
  bool Holds(int last_column) const {
    return std::all_of(equations_.begin(), equations_.end(), [&](const RowEquation& equation) {
      if (equation.last != last_column) {
        return true;
      }
      int64_t sum = 0;
      for (int c = 0; c <= last_column; ++c) {
        sum += equation.coefficients[c] * values_[c];
      }
      return sum == 0;
    });
  }

  // Depth is bounded by the number of columns.
  void Extend(int column, size_t begin) {
    if (++steps_ > kMaxSteps || full_count_ > 1 || has_other_) {
      return;
    }
    if (column == column_count_) {
      if (begin == digits_.size()) {
        if (static_cast<int>(figures_.size()) == column_count_) {
          ++full_count_;
          full_ = figures_;
        } else {
          has_other_ = true;
        }
      }
      return;
    }
    int64_t value = 0;
    const size_t most = begin < digits_.size() && digits_[begin] == '0' ? 1 : kLongestFigure;
    for (size_t length = 1; length <= most && begin + length <= digits_.size(); ++length) {
      value = value * 10 + (digits_[begin + length - 1] - '0');
      values_[column] = value;
      if (Holds(column)) {
        figures_.push_back(digits_.substr(begin, length));
        Extend(column + 1, begin + length);
        figures_.pop_back();
      }
    }
    values_[column] = 0;  // a blank
    if (Holds(column)) {
      Extend(column + 1, begin);
    }
  }

  const std::string_view digits_;
  const int column_count_;
  const std::vector<RowEquation> equations_;
  std::vector<int64_t> values_;
  std::vector<std::string_view> figures_;
  std::vector<std::string_view> full_;
  int full_count_ = 0;
  bool has_other_ = false;
  int steps_ = 0;
};

}  // namespace

std::vector<std::string_view> SplitGluedFigures(const Form& form, const report::FormTable& table, int row,
                                                std::string_view digits) {
  const FormRow& form_row = table.rows[row];
  const std::vector<report::FormColumn>& columns = table.ColumnsOf(form_row);
  if (digits.empty() || digits.size() > kLongestRun ||
      digits.find_first_not_of("0123456789") != std::string_view::npos ||
      std::any_of(columns.begin(), columns.end(),
                  [](const report::FormColumn& column) { return column.type != report::CellType::kCount; })) {
    return {};
  }
  const int column_count = static_cast<int>(columns.size());
  return Splitter(digits, column_count, EquationsWithin(form, form_row, column_count)).Split();
}

}  // namespace gouji::parse

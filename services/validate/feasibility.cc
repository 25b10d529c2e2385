#include "services/validate/feasibility.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace gouji::validate {
namespace {

constexpr double kTolerance = 1e-7;
constexpr int kMaxPivots = 20'000;  // far more than such systems take

bool HoldsAtZero(const LinearConstraint& constraint) {
  return constraint.kind == LinearConstraint::Kind::kEqual ? constraint.bound == 0 : constraint.bound >= 0;
}

// The tableau of the first phase: each row is Σ entries = bound with bound >= 0, and begins with a variable of its own,
// an artificial one, in the basis. The artificial columns are not kept: none enters again.
class Tableau {
 public:
  Tableau(const std::vector<LinearConstraint>& constraints, int variable_count) {
    const auto slack_count = std::count_if(constraints.begin(), constraints.end(), [](const LinearConstraint& c) {
      return c.kind == LinearConstraint::Kind::kAtMost;
    });
    width_ = static_cast<size_t>(variable_count) + static_cast<size_t>(slack_count) + 1;
    auto slack = static_cast<size_t>(variable_count);
    for (const LinearConstraint& constraint : constraints) {
      std::vector<double> row(width_, 0.0);
      for (const LinearConstraint::Addend& addend : constraint.addends) {
        row[static_cast<size_t>(addend.variable)] += addend.coefficient;
      }
      if (constraint.kind == LinearConstraint::Kind::kAtMost) {
        row[slack++] = 1;
      }
      row.back() = constraint.bound;
      if (constraint.bound < 0) {
        std::transform(row.begin(), row.end(), row.begin(), [](double entry) { return -entry; });
      }
      rows_.push_back(std::move(row));
    }
    // The sum of the artificial variables, to be brought to 0.
    cost_.assign(width_, 0.0);
    for (const std::vector<double>& row : rows_) {
      for (size_t c = 0; c < width_; ++c) {
        cost_[c] += row[c];
      }
    }
  }

  // Whether the artificial variables can all be 0.
  bool Solve() {
    for (int pivot = 0; pivot < kMaxPivots; ++pivot) {
      const size_t column = EnteringColumn();
      if (column + 1 == width_) {
        return cost_.back() < kTolerance;
      }
      const size_t row = LeavingRow(column);
      if (row == rows_.size()) {
        return true;  // unbounded, which a sum of non-negative numbers never is but by rounding
      }
      Pivot(row, column);
    }
    return true;
  }

 private:
  size_t EnteringColumn() const {
    size_t column = 0;
    while (column + 1 < width_ && cost_[column] < kTolerance) {
      ++column;
    }
    return column;
  }

  size_t LeavingRow(size_t column) const {
    size_t best = rows_.size();
    for (size_t r = 0; r < rows_.size(); ++r) {
      if (rows_[r][column] > kTolerance &&
          (best == rows_.size() || rows_[r].back() / rows_[r][column] < rows_[best].back() / rows_[best][column])) {
        best = r;
      }
    }
    return best;
  }

  void Pivot(size_t pivot_row, size_t column) {
    std::vector<double>& pivot = rows_[pivot_row];
    const double divisor = pivot[column];
    std::transform(pivot.begin(), pivot.end(), pivot.begin(), [divisor](double entry) { return entry / divisor; });
    const auto eliminate = [&](std::vector<double>& row) {
      const double factor = row[column];
      if (std::abs(factor) < kTolerance) {
        return;
      }
      for (size_t c = 0; c < width_; ++c) {
        row[c] -= factor * pivot[c];
      }
    };
    for (size_t r = 0; r < rows_.size(); ++r) {
      if (r != pivot_row) {
        eliminate(rows_[r]);
      }
    }
    eliminate(cost_);
  }

  size_t width_ = 0;  // variables, slacks, the bound
  std::vector<std::vector<double>> rows_;
  std::vector<double> cost_;
};

}  // namespace

bool AreSatisfiable(const std::vector<LinearConstraint>& constraints, int variable_count) {
  if (std::all_of(constraints.begin(), constraints.end(), HoldsAtZero)) {
    return true;
  }
  return Tableau(constraints, variable_count).Solve();
}

}  // namespace gouji::validate

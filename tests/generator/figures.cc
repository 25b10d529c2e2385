#include "tests/generator/figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <string>
#include <utility>

namespace gouji::generator {
namespace {

using report::CellType;
using report::Equation;
using report::Form;
using report::FormCell;

// How a cell comes by its figure.
enum class Role : uint8_t { kDrawn, kSlack, kComputed };

std::vector<Role> AssignRoles(const Form& form) {
  std::vector<Role> roles(form.cell_count(), Role::kDrawn);
  for (const Equation& equation : form.equations()) {
    if (equation.right.size() == 1) {
      roles[equation.right[0]] = Role::kComputed;
    } else if (equation.left.size() == 1) {
      roles[equation.left[0]] = Role::kComputed;
    }
  }
  for (const Equation& equation : form.equations()) {
    if (equation.left.size() > 1 && equation.right.size() > 1) {
      const auto slack = std::find_if(equation.left.begin(), equation.left.end(),
                                      [&](int cell) { return roles[cell] == Role::kDrawn; });
      if (slack != equation.left.end()) {
        roles[*slack] = Role::kSlack;
      }
    }
  }
  return roles;
}

// Solves the equations for the cells that are not drawn.
class Solver {
 public:
  Solver(const Form& form, std::vector<int64_t> drawn)
      : form_(form), roles_(AssignRoles(form)), figures_(std::move(drawn)) {}

  std::vector<int64_t> Solve() {
    while (!Pass()) {
    }
    return figures_;
  }

 private:
  // Computes what can be computed. Returns false when a drawn cell had to be raised, so that all starts again.
  bool Pass() {
    known_.assign(roles_.size(), false);
    for (size_t cell = 0; cell < roles_.size(); ++cell) {
      known_[cell] = roles_[cell] == Role::kDrawn;
    }
    for (bool progress = true; progress;) {
      progress = false;
      for (const Equation& equation : form_.equations()) {
        const int unknown = OnlyUnknown(equation);
        if (unknown < 0 || !Defines(equation, unknown)) {
          continue;
        }
        if (!Compute(equation, unknown)) {
          return false;
        }
        progress = true;
      }
    }
    Verify();
    return true;
  }

  // The only cell of an equation that is not known yet; negative when there is none or more than one.
  int OnlyUnknown(const Equation& equation) const {
    int unknown = -1;
    for (const std::vector<int>* side : {&equation.left, &equation.right}) {
      for (const int cell : *side) {
        if (!known_[cell]) {
          if (unknown >= 0) {
            return -1;
          }
          unknown = cell;
        }
      }
    }
    return unknown;
  }

  // Whether a cell is to be computed from this equation, rather than to agree with it in the end.
  bool Defines(const Equation& equation, int cell) const {
    const bool alone = (equation.left.size() == 1 && equation.left[0] == cell) ||
                       (equation.right.size() == 1 && equation.right[0] == cell);
    return alone || roles_[cell] == Role::kSlack;
  }

  int64_t KnownSum(const std::vector<int>& side) const {
    int64_t sum = 0;
    for (const int cell : side) {
      sum += known_[cell] ? figures_[cell] : 0;
    }
    return sum;
  }

  bool Compute(const Equation& equation, int unknown) {
    const bool on_left = std::find(equation.left.begin(), equation.left.end(), unknown) != equation.left.end();
    const std::vector<int>& own = on_left ? equation.left : equation.right;
    const std::vector<int>& other = on_left ? equation.right : equation.left;
    const int64_t figure = KnownSum(other) - KnownSum(own);
    if (figure < 0) {
      const auto raised =
          std::find_if(other.begin(), other.end(), [&](int cell) { return roles_[cell] == Role::kDrawn; });
      if (raised == other.end()) {
        Fail(equation);
      }
      figures_[*raised] -= figure;
      return false;
    }
    figures_[unknown] = figure;
    known_[unknown] = true;
    return true;
  }

  void Verify() const {
    for (const Equation& equation : form_.equations()) {
      if (std::find(known_.begin(), known_.end(), false) != known_.end() ||
          KnownSum(equation.left) != KnownSum(equation.right)) {
        Fail(equation);
      }
    }
  }

  [[noreturn]] void Fail(const Equation& equation) const {
    fmt::print(stderr, "The figures of form {} cannot meet the equation {}.\n", form_.id(), equation.id);
    std::abort();
  }

  const Form& form_;
  std::vector<Role> roles_;
  std::vector<int64_t> figures_;
  std::vector<bool> known_;
};

// How large the figures of a scale are.
struct Sizes {
  int related_bits;             // of figures that equations join
  int unrelated_bits;           // of others
  uint64_t zeros_of_5;          // how many of the unrelated figures are 0
  uint64_t activities[5];       // how many of 100 figures of a table's first column are not 0
  uint64_t further_columns_by;  // by how much that is less in the others
};

const Sizes& SizesOf(Scale scale) {
  // Two agencies of five had no application and no dispute at all; few had many.
  static constexpr Sizes kSizes[] = {{0, 0, 5, {0, 0, 0, 0, 0}, 1},
                                     {7, 14, 3, {0, 0, 8, 20, 60}, 6},
                                     {11, 17, 1, {0, 20, 40, 60, 80}, 3},
                                     {16, 22, 0, {60, 80, 90, 95, 100}, 2}};
  return kSizes[static_cast<size_t>(scale)];
}

// A cell that takes part in no equation: what an agency does by itself.
int64_t DrawUnrelated(const FormCell& cell, const Sizes& sizes, bool makes_regulations, RandomSource& random) {
  const bool is_regulation = cell.path.find(".regulations.") != std::string::npos;
  if ((is_regulation && !makes_regulations) || random.Chance(sizes.zeros_of_5, 5)) {
    return 0;
  }
  if (report::IsMoney(cell.type)) {
    const int64_t thousands = random.HeavyTailed(sizes.unrelated_bits + 2);  // drawn first: operands have no order
    return thousands * 10'000 + static_cast<int64_t>(random.Below(100)) * 100;
  }
  const int64_t figure = random.HeavyTailed(sizes.unrelated_bits);
  return report::MayBeNegative(cell.type) && random.Chance(1, 3) ? -figure : figure;
}

// A cell that takes part in an equation: `activity` parts of 100 of the first column are not 0, fewer of the others.
int64_t DrawRelated(const FormCell& cell, const Sizes& sizes, uint64_t activity, RandomSource& random) {
  const bool active = random.Chance(cell.column == 0 ? activity : activity / sizes.further_columns_by, 100);
  return active ? random.HeavyTailed(sizes.related_bits) : 0;
}

}  // namespace

std::vector<int64_t> DrawFigures(const Form& form, Scale scale, bool makes_regulations, RandomSource& random) {
  const Sizes& sizes = SizesOf(scale);
  std::vector<uint64_t> activity_of_table(form.tables().size());
  for (uint64_t& activity : activity_of_table) {
    activity = random.Pick(sizes.activities);
  }
  std::vector<int64_t> figures;
  figures.reserve(form.cells().size());
  for (int index = 0; index < form.cell_count(); ++index) {
    const FormCell& cell = form.cells()[index];
    const bool unrelated = form.EquationsOf(index).empty();
    figures.push_back(unrelated ? DrawUnrelated(cell, sizes, makes_regulations, random)
                                : DrawRelated(cell, sizes, activity_of_table[cell.table], random));
    // The last of three counts tells what there is at the end of the year, the first what was added to it.
    if (unrelated && cell.column == 2 && cell.type == CellType::kCount &&
        form.cells()[index - 2].type == CellType::kCount) {
      figures[index] += figures[index - 2];
    }
  }
  return Solver(form, std::move(figures)).Solve();
}

}  // namespace gouji::generator

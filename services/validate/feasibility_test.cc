#include "services/validate/feasibility.h"

#include "gtest/gtest.h"

namespace gouji::validate {
namespace {

using Kind = LinearConstraint::Kind;

LinearConstraint Constraint(std::vector<LinearConstraint::Addend> addends, Kind kind, double bound) {
  return {std::move(addends), kind, bound};
}

TEST(AreSatisfiable, WhatZerosSatisfy) {
  EXPECT_TRUE(AreSatisfiable({}, 3));
  EXPECT_TRUE(AreSatisfiable({Constraint({{0, 1}, {1, -1}}, Kind::kEqual, 0)}, 2));
}

TEST(AreSatisfiable, WhatOtherNumbersSatisfy) {
  // x + y = 3, x - y = 1.
  EXPECT_TRUE(AreSatisfiable(
      {Constraint({{0, 1}, {1, 1}}, Kind::kEqual, 3), Constraint({{0, 1}, {1, -1}}, Kind::kEqual, 1)}, 2));
  // x >= 5 and x + y <= 5.
  EXPECT_TRUE(
      AreSatisfiable({Constraint({{0, -1}}, Kind::kAtMost, -5), Constraint({{0, 1}, {1, 1}}, Kind::kAtMost, 5)}, 2));
}

TEST(AreSatisfiable, NotWhatNeedsNegativeNumbersOrContradictsItself) {
  EXPECT_FALSE(AreSatisfiable({Constraint({{0, 1}}, Kind::kEqual, -1)}, 1));
  EXPECT_FALSE(AreSatisfiable(
      {Constraint({{0, 1}, {1, 1}}, Kind::kEqual, 3), Constraint({{0, 1}, {1, -1}}, Kind::kEqual, 5)}, 2));
  // x >= y + 1 and y >= x + 1.
  EXPECT_FALSE(AreSatisfiable(
      {Constraint({{0, -1}, {1, 1}}, Kind::kAtMost, -1), Constraint({{0, 1}, {1, -1}}, Kind::kAtMost, -1)}, 2));
}

}  // namespace
}  // namespace gouji::validate

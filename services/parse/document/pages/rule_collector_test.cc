#include "services/parse/document/pages/rule_collector.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace gouji::parse {
namespace {

void Rectangle(double x, double y, double width, double height, RuleCollector& rules) {
  rules.MoveTo({.x = x, .y = y});
  rules.LineTo({.x = x + width, .y = y});
  rules.LineTo({.x = x + width, .y = y + height});
  rules.LineTo({.x = x, .y = y + height});
  rules.Close();
}

TEST(RuleCollectorTest, AThinFilledRectangleIsALine) {
  RuleCollector rules(100);
  Rectangle(10, 20, 100, 0.5, rules);
  rules.Fill();
  const std::vector<PageBox> found = rules.Take();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_FLOAT_EQ(found[0].x0, 10);
  EXPECT_FLOAT_EQ(found[0].x1, 110);
  EXPECT_FLOAT_EQ(found[0].y0, 20.25F);
  EXPECT_FLOAT_EQ(found[0].y1, 20.25F);
}

TEST(RuleCollectorTest, ThePartsOfABevelledBorderAreLines) {
  RuleCollector rules(100);
  rules.MoveTo({.x = 10, .y = 20});
  rules.LineTo({.x = 10.5, .y = 20.5});
  rules.LineTo({.x = 109.5, .y = 20.5});
  rules.LineTo({.x = 110, .y = 20});
  rules.LineTo({.x = 10, .y = 20});  // and closed once more
  rules.Close();
  rules.Fill();
  const std::vector<PageBox> found = rules.Take();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_FLOAT_EQ(found[0].y0, 20.25F);
}

TEST(RuleCollectorTest, AStrokedRectangleIsFourLines) {
  RuleCollector rules(100);
  Rectangle(10, 20, 100, 30, rules);
  rules.Stroke(0.5);
  EXPECT_EQ(rules.Take().size(), 4U);
}

TEST(RuleCollectorTest, BackgroundsBarsSlantsAndCurvesAreNone) {
  RuleCollector rules(100);
  Rectangle(10, 20, 100, 30, rules);
  rules.Fill();
  rules.Clear();
  Rectangle(10, 20, 100, 30, rules);
  rules.Stroke(12);
  rules.Clear();
  rules.MoveTo({.x = 0, .y = 0});
  rules.LineTo({.x = 100, .y = 50});
  rules.Stroke(1);
  rules.Clear();
  rules.MoveTo({.x = 0, .y = 0});
  rules.CurveTo({.x = 100, .y = 0});
  rules.Stroke(1);
  EXPECT_TRUE(rules.Take().empty());
}

TEST(RuleCollectorTest, OneLineMoreThanTheLimitIsKept) {
  RuleCollector rules(2);
  for (int i = 0; i < 10; ++i) {
    rules.MoveTo({.x = 0, .y = 10.0 * i});
    rules.LineTo({.x = 50, .y = 10.0 * i});
  }
  rules.Stroke(1);
  EXPECT_EQ(rules.Take().size(), 3U);
}

TEST(RuleCollectorTest, CoordinatesThatAreNoneAreLeftOut) {
  RuleCollector rules(9);
  rules.MoveTo({.x = 0, .y = 0});
  rules.LineTo({.x = std::numeric_limits<double>::infinity(), .y = 0});
  rules.LineTo({.x = 1e30, .y = 0});
  rules.Stroke(1);
  EXPECT_TRUE(rules.Take().empty());
}

}  // namespace
}  // namespace gouji::parse

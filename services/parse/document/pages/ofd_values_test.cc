#include "services/parse/document/pages/ofd_values.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/parse/document/pages/ofd_path.h"
#include "services/parse/document/pages/rule_collector.h"

namespace gouji::parse {
namespace {

using Numbers = std::vector<double>;

TEST(OfdValuesTest, NumbersAreWhatWritersWrite) {
  EXPECT_EQ(OfdNumber(" 69.99999999999999 "), 69.99999999999999);
  EXPECT_EQ(OfdNumber("+1.5"), 1.5);
  EXPECT_EQ(OfdNumber("-2e-1"), -0.2);
  for (const char* text : {"", "x", "1x", "nan", "inf", "1e300"}) {
    EXPECT_FALSE(OfdNumber(text).has_value()) << text;
  }
}

TEST(OfdValuesTest, StepsMayBeRepeated) {
  EXPECT_EQ(ParseOfdSteps("g 3 1.5 2", 9), (Numbers{1.5, 1.5, 1.5, 2}));
  EXPECT_EQ(ParseOfdSteps("1 g 2 0.5 g 1 7", 9), (Numbers{1, 0.5, 0.5, 7}));
  EXPECT_EQ(ParseOfdSteps("g2 3", 9), (Numbers{3, 3}));
  EXPECT_EQ(ParseOfdSteps("1,2\n3", 9), (Numbers{1, 2, 3}));
}

TEST(OfdValuesTest, RepetitionsAreBounded) {
  EXPECT_EQ(ParseOfdSteps("g 9999999 1", 4), (Numbers{1, 1, 1, 1}));
  EXPECT_EQ(ParseOfdSteps("g -1 1", 4), Numbers());
  EXPECT_EQ(ParseOfdSteps("g", 4), Numbers());
  EXPECT_EQ(ParseOfdSteps("1 x 3", 4), Numbers{1});
}

TEST(OfdValuesTest, BoxesAndMatricesAreWholeOrNone) {
  EXPECT_EQ(ParseOfdBox("1 2 3 4")->height, 4);
  EXPECT_FALSE(ParseOfdBox("1 2 3").has_value());
  EXPECT_EQ(ParseOfdMatrix("2 0 0 2 1 1").Map(1, 1).x, 3);
  EXPECT_EQ(ParseOfdMatrix("2 0 0").Map(1, 1).x, 1);
}

bool White(const std::string& value) {
  pugi::xml_document document;
  document.append_child("FillColor").append_attribute("Value") = value.c_str();
  return IsWhite(document.first_child());
}

TEST(OfdValuesTest, WhiteIsWhiteInEveryColourSpace) {
  for (const char* value : {"255 255 255", "#ff #FF #ff", "255", "0 0 0 0"}) {
    EXPECT_TRUE(White(value)) << value;
  }
  for (const char* value : {"", "0 0 0", "255 255 0", "#ee #20 #25", "0", "0 0 0 255", "x"}) {
    EXPECT_FALSE(White(value)) << value;
  }
}

size_t RuleCount(const char* path) {
  RuleCollector rules(100);
  DrawOfdPath(path, Affine(), rules);
  rules.Stroke(1);
  return rules.Take().size();
}

TEST(OfdPathTest, LinesAreDrawnAndCurvesAreNone) {
  EXPECT_EQ(RuleCount("M 0 0 L 50 0 L 50 50 L 0 50 C"), 4U);
  EXPECT_EQ(RuleCount("S 0 0 L 50 0"), 1U);
  EXPECT_EQ(RuleCount("M0 0L50,0"), 1U);
  EXPECT_EQ(RuleCount("M 0 0 B 1 1 2 2 50 0 M 0 9 Q 1 1 50 9 M 0 20 A 5 5 0 1 1 50 20 M 0 30 L 50 30"), 1U);
}

TEST(OfdPathTest, ReadingEndsAtWhatIsNoOperator) {
  EXPECT_EQ(RuleCount("M 0 0 L 50 0 X L 50 50"), 1U);
  EXPECT_EQ(RuleCount("M 0 0 L 50 0 L 50"), 1U);
  EXPECT_EQ(RuleCount("L 50 0"), 0U);
  EXPECT_EQ(RuleCount(""), 0U);
}

}  // namespace
}  // namespace gouji::parse

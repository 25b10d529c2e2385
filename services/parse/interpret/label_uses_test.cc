#include "services/parse/interpret/label_uses.h"

#include "gtest/gtest.h"

namespace gouji::parse {
namespace {

TEST(LabelUses, KnowsTheRolesOfALabelAndTheirTables) {
  LabelUses uses;
  uses.Add({LabelRole::kRow, 1, 20, 0});
  uses.Add({LabelRole::kColumn, 2, 3, 0});
  EXPECT_TRUE(uses.Has(LabelRole::kRow));
  EXPECT_TRUE(uses.Has(LabelRole::kRow, 1));
  EXPECT_FALSE(uses.Has(LabelRole::kRow, 2));
  EXPECT_TRUE(uses.IsOfColumns());
  EXPECT_TRUE(uses.IsOfColumns(2));
  EXPECT_FALSE(uses.IsOfColumns(1));
  EXPECT_FALSE(uses.Has(LabelRole::kAnchor));
}

TEST(LabelUses, AGroupOfColumnsIsOfColumnsToo) {
  LabelUses uses;
  uses.Add({LabelRole::kColumnGroup, 0, 0, 0});
  EXPECT_TRUE(uses.IsOfColumns());
  EXPECT_TRUE(uses.IsOfColumns(0));
  EXPECT_FALSE(uses.Has(LabelRole::kColumn));
}

TEST(LabelUses, AKnownPlaceIsNotAddedAgain) {
  LabelUses uses;
  EXPECT_TRUE(uses.empty());
  uses.Add({LabelRole::kColumn, 0, 1, 0});
  uses.Add({LabelRole::kColumn, 0, 1, 0});
  uses.Add({LabelRole::kColumn, 0, 1, 1});
  EXPECT_EQ(uses.size(), 2U);
  EXPECT_EQ(uses.front(), uses[0]);
  EXPECT_EQ(uses[1].block, 1);
}

}  // namespace
}  // namespace gouji::parse

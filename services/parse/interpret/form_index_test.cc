#include "services/parse/interpret/form_index.h"

#include <algorithm>

#include "gtest/gtest.h"
#include "services/parse/interpret/label_key.h"

namespace gouji::parse {
namespace {

class Index : public testing::Test {
 protected:
  report::FormCatalog catalog_ = *report::FormCatalog::BuiltIn();
  FormIndex index_{catalog_.forms().front()};
};

TEST_F(Index, FindsALabelAndItsVariantsWhereTheyStand) {
  for (const char* label : {"行政规范性文件", "规范性文件"}) {
    const auto& uses = index_.Find(LabelKey(label));
    ASSERT_EQ(uses.size(), 1U) << label;
    EXPECT_EQ(uses[0].role, LabelRole::kRow);
    EXPECT_EQ(uses[0].table, 0);
    EXPECT_EQ(uses[0].index, 1);
  }
}

TEST_F(Index, ALabelOfSeveralPlacesHasSeveralUses) {
  const auto& uses = index_.Find(U"总计");
  EXPECT_GE(uses.size(), 3U);
  EXPECT_TRUE(std::any_of(uses.begin(), uses.end(), [](const LabelUse& u) { return u.role == LabelRole::kRow; }));
  EXPECT_TRUE(std::any_of(uses.begin(), uses.end(), [](const LabelUse& u) { return u.role == LabelRole::kColumn; }));
}

TEST_F(Index, UnknownAndEmptyKeysHaveNone) {
  EXPECT_TRUE(index_.Find(U"天气").empty());
  EXPECT_TRUE(index_.Find(U"").empty());
}

TEST_F(Index, KnowsTheGroupsOfARowAndTheWidthOfLabels) {
  const auto& uses = index_.Find(U"属于国家秘密");
  ASSERT_EQ(uses.size(), 1U);
  EXPECT_TRUE(index_.HasGroup(uses[0].table, uses[0].index, U"不予公开"));
  EXPECT_FALSE(index_.HasGroup(uses[0].table, uses[0].index, U"无法提供"));
  EXPECT_EQ(index_.StubWidth(0), 1);
  EXPECT_EQ(index_.StubWidth(1), 3);
  EXPECT_EQ(index_.StubWidth(2), 0);
}

}  // namespace
}  // namespace gouji::parse

#include "services/parse/interpret/form_index.h"

#include <algorithm>
#include <string>

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

TEST_F(Index, FindsARowBelowTheGroupsInFrontOfItsLabel) {
  const auto row_of = [&](const char* label) {
    const LabelUses& uses = index_.FindBelowGroups(LabelKey(label));
    const auto row = std::find_if(uses.begin(), uses.end(), [](const auto& u) { return u.role == LabelRole::kRow; });
    return row == uses.end() ? std::string() : index_.form().tables()[row->table].rows[row->index].path;
  };
  EXPECT_EQ(row_of("（三）不予公开1.属于国家秘密"), "applications.results.refused.state_secret");
  EXPECT_EQ(row_of("三、本年度办理结果—（三）不予公开—属于国家秘密"), "applications.results.refused.state_secret");
  EXPECT_EQ(row_of("本年度办理结果（一）予以公开"), "applications.results.granted");
  EXPECT_EQ(row_of("（六）其他处理3.其他"), "applications.results.other.other");
  EXPECT_EQ(row_of("三、本年度办理结果（七）总计"), "applications.results.total");
  EXPECT_EQ(row_of("（三）不予公开总计"), "") << "a subtotal that the form does not have";
  EXPECT_EQ(row_of("（三）不予公开重复申请"), "") << "a row of another group";
  EXPECT_EQ(row_of("（三）不予公开"), "");
  EXPECT_EQ(row_of("属于国家秘密"), "") << "no group";
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

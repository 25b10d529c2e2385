#include "services/validate/rule_listing.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/report/error.h"
#include "services/validate/sample_report.h"

namespace gouji::validate {
namespace {

using testing::ElementsAre;
using testing::Not;

std::vector<std::string> IdsOf(const RulePage& page) {
  std::vector<std::string> ids;
  for (const RuleDescription& description : page.rules) {
    ids.push_back(description.rule->id);
  }
  return ids;
}

RuleDescription Explained(std::string_view id) { return ExplainRule(sample::Rules(), id).value(); }

// All pages of a query, page by page.
std::vector<std::string> AllIds(RuleQuery query) {
  std::vector<std::string> ids;
  do {
    const RulePage page = ListRules(sample::Rules(), query).value();
    EXPECT_LE(page.rules.size(), static_cast<size_t>(query.page_size));
    for (const std::string& id : IdsOf(page)) {
      ids.push_back(id);
    }
    query.page_token = page.next_page_token;
  } while (!query.page_token.empty());
  return ids;
}

TEST(ListRules, GivesEveryRuleOnceInTheOrderOfThePacksWhateverThePageSize) {
  std::vector<std::string> all;
  for (const Rule& rule : sample::Rules().rules()) {
    all.push_back(rule.id);
  }
  const int count = static_cast<int>(all.size());
  for (const int page_size : {1, 2, 7, count - 1, count, count + 1}) {
    EXPECT_EQ(AllIds({.page_size = page_size}), all) << page_size;
  }
}

TEST(ListRules, LeavesOutRulesOfOtherPacksAndForms) {
  const std::vector<std::string> ids = AllIds({.form = "ogi-2019", .pack = "table2", .page_size = 1});
  EXPECT_THAT(ids, testing::Contains("T2019.DISCLOSED"));
  EXPECT_THAT(ids, Not(testing::Contains("T2.IN_FORCE")));
  EXPECT_THAT(ids, Not(testing::Contains("T3.ROW_SUM")));
}

TEST(ListRules, RefusesWhatItDoesNotKnow) {
  const auto reason = [](const RuleQuery& query) {
    return report::ReasonOf(ListRules(sample::Rules(), query).status());
  };
  EXPECT_EQ(reason({.form = "ogi-1999"}), "UNKNOWN_FORM");
  EXPECT_EQ(reason({.pack = "cor"}), "UNKNOWN_PACK");
  EXPECT_EQ(reason({.page_size = -1}), "INVALID_PAGE_SIZE");
  EXPECT_EQ(reason({.page_size = kMaxRulePageSize + 1}), "INVALID_PAGE_SIZE");
  EXPECT_EQ(reason({.page_size = kMaxRulePageSize}), "");
}

TEST(ListRules, RefusesATokenOfAnotherListAndAnyAlteredOne) {
  const std::string token = ListRules(sample::Rules(), {.page_size = 2})->next_page_token;
  const auto reason = [](const RuleQuery& query) {
    return report::ReasonOf(ListRules(sample::Rules(), query).status());
  };
  EXPECT_EQ(reason({.page_token = token}), "");
  EXPECT_EQ(reason({.pack = "core", .page_token = token}), "INVALID_PAGE_TOKEN");
  EXPECT_EQ(reason({.form = "ogi-2021", .page_token = token}), "INVALID_PAGE_TOKEN");
  for (size_t i = 0; i < token.size(); ++i) {
    std::string altered = token;
    altered[i] = altered[i] == '0' ? '1' : '0';
    EXPECT_EQ(reason({.page_token = altered}), "INVALID_PAGE_TOKEN") << altered;
  }
  EXPECT_EQ(reason({.page_token = token + "0"}), "INVALID_PAGE_TOKEN");
  EXPECT_EQ(reason({.page_token = token.substr(0, 5)}), "INVALID_PAGE_TOKEN");
  std::vector<PackSource> packs = BuiltInPacks();
  packs.push_back({"empty.textproto", "id: \"empty\""});
  const auto other = RuleSet::Create(sample::Catalog(), packs);
  EXPECT_EQ(report::ReasonOf(ListRules(*other, {.page_token = token}).status()), "INVALID_PAGE_TOKEN");
}

TEST(ExplainRule, NamesTheFormsThatHaveWhatTheRuleLooksAt) {
  EXPECT_THAT(Explained("T3.ROW_SUM").forms, ElementsAre("ogi-2019", "ogi-2021"));
  EXPECT_THAT(Explained("T2.IN_FORCE").forms, ElementsAre("ogi-2021"));
}

TEST(ExplainRule, GivesTheGroundsOfTheRelationsToARuleWithoutItsOwn) {
  EXPECT_EQ(Explained("T3.ROW_SUM").basis, "表三结构：总计等于自然人与各类法人或其他组织之和");
  EXPECT_THAT(Explained("T3.OPPOSITE_RESIDUALS").basis, testing::MatchesRegex("表三结构：.+；表三所印勾稽关系：.+"));
  EXPECT_EQ(Explained("META.LATE").basis, Explained("META.LATE").rule->basis);
}

TEST(ExplainRule, IsCompleteForEveryRule) {
  for (const Rule& rule : sample::Rules().rules()) {
    const RuleDescription description = Explained(rule.id);
    EXPECT_FALSE(description.forms.empty()) << rule.id;
    EXPECT_FALSE(description.basis.empty()) << rule.id;
    EXPECT_FALSE(rule.meaning_zh.empty() || rule.meaning_en.empty()) << rule.id;
    EXPECT_FALSE(rule.example_zh.empty() || rule.example_en.empty()) << rule.id;
  }
}

TEST(ExplainRule, NamesTheIdsThatComeNearAnUnknownOne) {
  const absl::Status near = ExplainRule(sample::Rules(), "T3.ROWSUM").status();
  EXPECT_EQ(near.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(report::ReasonOf(near), "RULE_NOT_FOUND");
  EXPECT_EQ(std::string(near.message()), "no rule has the id T3.ROWSUM; near it are T3.ROW_SUM");
  EXPECT_EQ(report::ChineseMessageOf(near), "没有规则 T3.ROWSUM；相近的有 T3.ROW_SUM");
}

TEST(ExplainRule, NamesNoneWhenNothingComesNearAndRepeatsNoLongText) {
  EXPECT_EQ(std::string(ExplainRule(sample::Rules(), "一二三").status().message()),
            "no rule has the id 一二三; ListRules gives them all");
  EXPECT_EQ(std::string(ExplainRule(sample::Rules(), std::string(1 << 20, 'T')).status().message()),
            "no rule has this id; ListRules gives them all");
}

}  // namespace
}  // namespace gouji::validate

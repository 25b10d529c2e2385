#include "services/cli/rule_text.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace gouji::cli {
namespace {

using validate::v1::RuleDescription;

RuleDescription Rule() {
  RuleDescription rule;
  rule.set_id("SX.CARRIED");
  rule.set_pack("shanxi");
  rule.set_severity(validate::v1::SEVERITY_WARNING);
  rule.set_name_zh("结转过多");
  rule.set_name_en("too many carried forward");
  rule.set_meaning_zh("结转的不应多于新收的。");
  rule.set_meaning_en("Not more are carried forward than came in.");
  rule.set_formula("结转 ≤ 新收");
  rule.set_basis("省政府办公厅通知");
  rule.set_example_zh("新收 1，结转 2。");
  rule.set_example_en("1 came in, 2 carried forward.");
  rule.add_forms("ogi-2019");
  rule.add_forms("ogi-2021");
  rule.set_since_year(2021);
  rule.add_absorbed_by("T3.BALANCE");
  return rule;
}

TEST(RuleText, TellsEverythingInChinese) {
  EXPECT_EQ(RuleText(Rule(), Language::kChinese, 80),
            "SX.CARRIED  结转过多\n"
            "  级别    警告\n"
            "  含义    结转的不应多于新收的。\n"
            "  公式    结转 ≤ 新收\n"
            "  示例    新收 1，结转 2。\n"
            "  依据    省政府办公厅通知\n"
            "  格式    ogi-2019, ogi-2021\n"
            "  年度    2021 年度起\n"
            "  让位于  T3.BALANCE\n"
            "  规则包  shanxi\n");
}

TEST(RuleText, TellsEverythingInEnglishInLinesThatFit) {
  EXPECT_EQ(RuleText(Rule(), Language::kEnglish, 42),
            "SX.CARRIED  too many carried forward\n"
            "  severity      warning\n"
            "  meaning       Not more are carried\n"
            "                forward than came in.\n"
            "  formula       结转 ≤ 新收\n"
            "  example       1 came in, 2 carried\n"
            "                forward.\n"
            "  basis         省政府办公厅通知\n"
            "  forms         ogi-2019, ogi-2021\n"
            "  years         2021 and later\n"
            "  gives way to  T3.BALANCE\n"
            "  pack          shanxi\n");
}

TEST(RuleText, LeavesOutWhatARuleDoesNotSay) {
  RuleDescription rule = Rule();
  rule.clear_formula();
  rule.clear_since_year();
  rule.clear_absorbed_by();
  const std::string text = RuleText(rule, Language::kChinese, 80);
  EXPECT_THAT(text, testing::Not(testing::AnyOf(testing::HasSubstr("公式"), testing::HasSubstr("年度 "),
                                                testing::HasSubstr("让位于"))));
}

TEST(RuleText, NamesTheYears) {
  RuleDescription rule = Rule();
  rule.set_until_year(2023);
  EXPECT_THAT(RuleText(rule, Language::kEnglish, 80), testing::HasSubstr("2021–2023"));
  rule.clear_since_year();
  EXPECT_THAT(RuleText(rule, Language::kEnglish, 80), testing::HasSubstr("up to 2023"));
}

TEST(RuleTableText, GroupsTheRulesByPack) {
  RuleDescription first = Rule();
  first.set_id("T4.SUM");
  first.set_pack("core");
  first.set_severity(validate::v1::SEVERITY_ERROR);
  first.set_name_en("sums of table 4");
  EXPECT_EQ(RuleTableText({first, Rule(), Rule()}, Language::kEnglish),
            "core\n"
            "  T4.SUM      error    sums of table 4\n"
            "\n"
            "shanxi\n"
            "  SX.CARRIED  warning  too many carried forward\n"
            "  SX.CARRIED  warning  too many carried forward\n");
}

TEST(RuleTableText, LetsNoControlCharacterOfAPackReachTheTerminal) {
  RuleDescription rule = Rule();
  rule.set_name_zh("甲\x1b[31m");
  EXPECT_THAT(RuleTableText({rule}, Language::kChinese), testing::Not(testing::HasSubstr("\x1b")));
  EXPECT_THAT(RuleText(rule, Language::kChinese, 80), testing::Not(testing::HasSubstr("\x1b")));
}

}  // namespace
}  // namespace gouji::cli

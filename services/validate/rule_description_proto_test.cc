#include "services/validate/rule_description_proto.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/report/error.h"
#include "services/validate/sample_report.h"

namespace gouji::validate {
namespace {

using testing::ElementsAre;

// A rule with something in every field.
Rule FullRule() {
  Rule rule;
  rule.id = "SX.1";
  rule.pack = "shanxi";
  rule.severity = Severity::kWarning;
  rule.name_zh = "名";
  rule.name_en = "name";
  rule.basis = "法";
  rule.meaning_zh = "义";
  rule.meaning_en = "meaning";
  rule.formula = "甲 = 乙";
  rule.example_zh = "例";
  rule.example_en = "example";
  rule.since_year = 2021;
  rule.until_year = 2023;
  rule.absorbed_by = {"T3.ROW_SUM"};
  return rule;
}

TEST(RuleDescriptionToProto, WritesEveryField) {
  const Rule rule = FullRule();
  v1::RuleDescription message;
  RuleDescriptionToProto({&rule, {"ogi-2019", "ogi-2021"}, "法；据"}, &message);
  EXPECT_EQ(message.id(), "SX.1");
  EXPECT_EQ(message.pack(), "shanxi");
  EXPECT_EQ(message.severity(), v1::SEVERITY_WARNING);
  EXPECT_EQ(message.name_zh() + message.meaning_zh() + message.example_zh(), "名义例");
  EXPECT_EQ(message.name_en() + message.meaning_en() + message.example_en(), "namemeaningexample");
  EXPECT_EQ(message.formula(), "甲 = 乙");
  EXPECT_EQ(message.basis(), "法；据");
  EXPECT_THAT(message.forms(), ElementsAre("ogi-2019", "ogi-2021"));
  EXPECT_EQ(message.since_year(), 2021);
  EXPECT_EQ(message.until_year(), 2023);
  EXPECT_THAT(message.absorbed_by(), ElementsAre("T3.ROW_SUM"));
  for (int i = 0; i < v1::RuleDescription::descriptor()->field_count(); ++i) {
    const auto* field = v1::RuleDescription::descriptor()->field(i);
    const auto* reflection = v1::RuleDescription::GetReflection();
    EXPECT_TRUE(field->is_repeated() ? reflection->FieldSize(message, field) > 0 : reflection->HasField(message, field))
        << field->name() << " is not written";
  }
}

TEST(ListRulesOf, PassesFilterAndPage) {
  v1::ListRulesRequest request;
  request.set_pack("table2");
  request.set_form("ogi-2021");
  request.set_page_size(1);
  v1::ListRulesResponse first;
  ASSERT_EQ(ListRulesOf(sample::Rules(), request, first), absl::OkStatus());
  ASSERT_EQ(first.rules_size(), 1);
  EXPECT_EQ(first.rules(0).pack(), "table2");
  ASSERT_NE(first.next_page_token(), "");
  request.set_page_token(first.next_page_token());
  v1::ListRulesResponse second;
  ASSERT_EQ(ListRulesOf(sample::Rules(), request, second), absl::OkStatus());
  EXPECT_NE(second.rules(0).id(), first.rules(0).id());
  request.set_form("x");
  EXPECT_EQ(report::ReasonOf(ListRulesOf(sample::Rules(), request, second)), "UNKNOWN_FORM");
}

TEST(ExplainRuleOf, DescribesTheRuleOrSaysThatThereIsNone) {
  v1::ExplainRuleRequest request;
  v1::ExplainRuleResponse response;
  EXPECT_EQ(report::ReasonOf(ExplainRuleOf(sample::Rules(), request, response)), "RULE_NOT_FOUND");
  request.set_id("T3.BALANCE");
  ASSERT_EQ(ExplainRuleOf(sample::Rules(), request, response), absl::OkStatus());
  EXPECT_EQ(response.rule().id(), "T3.BALANCE");
}

}  // namespace
}  // namespace gouji::validate

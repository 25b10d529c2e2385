#include "services/validate/rule_set.h"

#include <algorithm>
#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/report/error.h"
#include "services/validate/sample_report.h"

namespace gouji::validate {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr char kRecognition[] = R"pb(
  rules {
    id: "FORM.X"
    severity: SEVERITY_ERROR
    name_zh: "否"
    name_en: "no"
    message_zh: "{seems}"
    message_en: "{seems}"
    basis: "法"
    recognition {}
  }
)pb";

// A pack with the recognition rule and one more, whose fields are `fields`.
std::vector<PackSource> PackOf(const std::string& fields) {
  return {{"local.textproto", "id: \"local\" " + std::string(kRecognition) + " rules { " + fields + " }"}};
}

constexpr char kGood[] =
    R"(id: "L.1" severity: SEVERITY_ERROR name_zh: "甲" name_en: "a" message_zh: "{place}" message_en: "{place}" )";
constexpr char kRelation[] = R"(relation { relation: "row_sum" })";

absl::Status ErrorOf(const std::vector<PackSource>& packs) {
  return RuleSet::Create(sample::Catalog(), packs).status();
}

std::string MessageOf(const std::vector<PackSource>& packs) {
  const absl::Status error = ErrorOf(packs);
  return error.ok() ? "OK" : std::string(error.message());
}

TEST(RuleSet, OfTheBuiltInPacksKnowsEveryRuleByItsId) {
  for (const Rule& rule : sample::Rules().rules()) {
    EXPECT_EQ(sample::Rules().Find(rule.id), &rule);
  }
  EXPECT_EQ(sample::Rules().Find("T9.NONE"), nullptr);
  EXPECT_EQ(sample::Rules().pack_ids().front(), "core");
  EXPECT_EQ(sample::Rules().recognition().id, "FORM.NOT_A_REPORT");
}

TEST(RuleSet, VersionIsSixteenDigitsAndChangesWithAnyByteOfAnyPack) {
  const std::string version = sample::Rules().version();
  EXPECT_EQ(version.size(), 16U);
  EXPECT_EQ(version.find_first_not_of("0123456789abcdef"), std::string::npos);
  std::vector<PackSource> packs = BuiltInPacks();
  packs.front().text += "\n";
  EXPECT_NE(RuleSet::Create(sample::Catalog(), packs)->version(), version);
  packs = BuiltInPacks();
  packs.push_back({"empty.textproto", "id: \"empty\""});
  EXPECT_NE(RuleSet::Create(sample::Catalog(), packs)->version(), version);
}

TEST(RuleSet, AddsPacksBesideTheCore) {
  std::vector<PackSource> packs = BuiltInPacks();
  packs.push_back({"sx.textproto", R"pb(
                     id: "shanxi"
                     rules {
                       id: "SX.ROW_SUM"
                       severity: SEVERITY_INFO
                       name_zh: "甲"
                       name_en: "a"
                       message_zh: "{place}"
                       message_en: "{place}"
                       since_year: 2023
                       relation { relation: "row_sum" }
                     }
                   )pb"});
  const auto rules = RuleSet::Create(sample::Catalog(), packs);
  ASSERT_TRUE(rules.ok()) << rules.status();
  EXPECT_EQ(rules->pack_ids().back(), "shanxi");
  const report::Form& form = *sample::Catalog().Find("ogi-2021");
  EXPECT_EQ(rules->Of(form).checks.size(), sample::Rules().Of(form).checks.size() + 1);
}

TEST(RuleSet, PassesOverFormsWithoutTheRelationsOfARuleForAllForms) {
  for (const report::Form& form : sample::Catalog().forms()) {
    const std::vector<FormRules::Bound>& checks = sample::Rules().Of(form).checks;
    const auto relations = std::count_if(checks.begin(), checks.end(),
                                         [](const FormRules::Bound& bound) { return bound.rule->id == "T4.SUM"; });
    EXPECT_EQ(relations, form.tables().empty() ? 0 : 1) << form.id();
  }
}

TEST(RuleSet, AcceptsTheGoodRuleThatTheRefusedOnesAreMadeFrom) {
  EXPECT_EQ(MessageOf(PackOf(std::string(kGood) + kRelation)), "OK");
}

TEST(RuleSet, RefusesABadRuleAndNamesPackAndRule) {
  const std::string good = kGood;
  const auto without = [&good](const std::string& part) {
    std::string text = good;
    text.erase(text.find(part), part.size());
    return text + kRelation;
  };
  const auto with = [&good](const std::string& part, const std::string& other) {
    std::string text = good;
    text.replace(text.find(part), part.size(), other);
    return text;
  };
  const std::string plain =
      R"(id: "L.1" severity: SEVERITY_ERROR name_zh: "甲" name_en: "a" message_zh: "a" message_en: "a" )";
  const std::string cells = plain + R"(basis: "法" )";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {good + R"(relation { relation: "row_sun" })", "form ogi-2021 has no relation \"row_sun\""},
      {good + "relation {}", "relation.relation: missing"},
      {good, "check: missing"},
      {without("severity: SEVERITY_ERROR"), "severity: missing"},
      {with("SEVERITY_ERROR", "9") + kRelation, "severity: missing or unknown"},
      {without("name_zh: \"甲\""), "name_zh: missing"},
      {without("name_en: \"a\""), "name_en: missing"},
      {without("message_zh: \"{place}\""), "message_zh: the template is empty"},
      {without("message_en: \"{place}\""), "message_en: the template is empty"},
      {with("message_zh: \"{place}\"", "message_zh: \"{plaice}\"") + kRelation,
       "message_zh: unknown placeholder {plaice}"},
      {with("message_en: \"{place}\"", "message_en: \"{seems}\"") + kRelation,
       "message_en: unknown placeholder {seems}"},
      {good + "since_year: 2023 until_year: 2022 " + kRelation, "no year lies in 2023 to 2022"},
      {good + "since_year: -1 " + kRelation, "no year lies in -1 to 0"},
      {good + "forms: \"ogi-2012\" " + kRelation, "unknown form \"ogi-2012\""},
      {plain + "opposite_residuals { relations: \"balance\" balanced: \"sum\" }",
       "relation \"balance\" of form ogi-2021 has no instance \"sum\""},
      {plain + "opposite_residuals { relations: \"x\" balanced: \"total\" }", "has no relation \"x\""},
      {plain + "opposite_residuals {}", "relations and balanced are both needed"},
      {plain + "cell_state { state: CELL_STATE_BLANK }", "basis: missing"},
      {cells + "cell_state {}", "cell_state.state: missing"},
      {cells + "cell_state { state: CELL_STATE_BLANK unreadable_kind: UNREADABLE_KIND_TEXT }",
       "only for CELL_STATE_UNREADABLE"},
      {cells + "cell_state { state: CELL_STATE_MISSING explained_state: CELL_STATE_INFERRED }",
       "cell_state.explained_severity: missing"},
      {cells + "cell_state { state: CELL_STATE_BLANK explained_severity: SEVERITY_INFO }",
       "cell_state.explained_message_zh: the template is empty"},
      {cells + "recognition {}", "a second recognition rule beside FORM.X"},
      {cells + "absorbed_by: \"L.2\" cell_state { state: CELL_STATE_BLANK }", "absorbed_by: unknown rule \"L.2\""},
      {cells + "formula_check {}", "formula_check.formulas: missing"},
      {cells + "formula_check { formulas { holds: \"applications\" } }", "form ogi-2021 has no cell \"applications\""},
      {cells + "formula_check { formulas { holds: \"year ==\" } }",
       "expected a number, a cell or \"year\" at column 8"},
      {cells + "diagnostic {}", "diagnostic.ids: missing"},
      {cells + "form_year { lenient_years: 2020 }", "form_year.lenient_severity: missing or unknown"},
      {cells + "period {}", "period.aspect: missing or unknown"},
      {cells + "deadline {}", "deadline.deadlines: missing"},
      {cells + "deadline { deadlines { month: 2 day: 32 } }", "there is no day 32 of month 2"},
      {cells + "phrase {}", "forbidden or required is needed"},
      {cells + "phrase { forbidden: \"(\" }", "phrase.forbidden[0]: "},
      {cells + "phrase { required: \"a*\" }", "phrase.required[0]: the pattern matches the empty text"},
  };
  for (const auto& [fields, problem] : cases) {
    EXPECT_THAT(MessageOf(PackOf(fields)),
                AllOf(HasSubstr("rule pack local.textproto, line "), HasSubstr(", rule L.1: "), HasSubstr(problem)))
        << fields;
    const absl::Status error = ErrorOf(PackOf(fields));
    EXPECT_EQ(report::ReasonOf(error), "INVALID_RULE_PACK") << fields;
    EXPECT_THAT(report::ChineseMessageOf(error),
                testing::MatchesRegex("规则文件 local.textproto 第 [0-9]+ 行，规则 L.1：.+[^：]"))
        << fields;
  }
}

TEST(RuleSet, NamesTheLineOfTheFieldThatIsWrong) {
  EXPECT_EQ(MessageOf({{"a.textproto",
                        std::string("id: \"a\"") + kRecognition + "rules {\n" + kGood +
                            "\nbasis: \"法\"\nformula_check {\n formulas { holds: \"year > 0\" }\n formulas {\n"
                            "  holds: \"applications.newly_received.totl == 0\"\n }\n}\n}"}}),
            "rule pack a.textproto, line 18, rule L.1: formula_check.formulas[1].holds: form ogi-2021 has no cell "
            "\"applications.newly_received.totl\" (column 1); near it are applications.newly_received.total, "
            "applications.newly_received.other, applications.newly_received.business");
}

TEST(RuleSet, RefusesARuleThatContradictsThoseBeforeIt) {
  const std::string formula = std::string(kGood) + "basis: \"法\" formula_check { formulas { holds: ";
  std::vector<PackSource> packs = BuiltInPacks();
  const auto with = [&](const std::string& holds) {
    std::vector<PackSource> all = packs;
    all.push_back({"local.textproto", "id: \"local\" rules { " + formula + "\"" + holds + "\" } } }"});
    return MessageOf(all);
  };
  EXPECT_EQ(with("applications.newly_received.total >= applications.newly_received.business"), "OK");
  EXPECT_EQ(with("applications.newly_received.total >= 1"), "OK");
  EXPECT_EQ(with("applications.newly_received.total + 1 == applications.newly_received.natural_person"),
            "rule pack local.textproto, line 1, rule L.1: contradicts the rules before it: no report of form ogi-2021 "
            "satisfies them all; loosen it, or leave it to another form or year");
  EXPECT_THAT(with("applications.newly_received.total < 0"), HasSubstr("contradicts"));
}

TEST(RuleSet, RefusesBadPacks) {
  const std::string good = std::string(kGood) + kRelation;
  std::vector<PackSource> twice = PackOf(good);
  twice.push_back({"other.textproto", "id: \"other\" rules { " + good + " }"});
  EXPECT_EQ(MessageOf(twice),
            "rule pack other.textproto, line 1, rule L.1: id: another rule has the same id; give it its own");
  twice.back().text = "id: \"local\"";
  EXPECT_EQ(MessageOf(twice), "rule pack other.textproto: another pack has the id local too; give it its own");
  EXPECT_EQ(MessageOf({{"a.textproto", "rules {}"}}), "rule pack a.textproto: id is missing");
  EXPECT_EQ(MessageOf({{"a.textproto", "id: \"a\" rules {}"}}), "rule pack a.textproto, line 1, rule 1: id is missing");
  EXPECT_THAT(MessageOf({{"a.textproto", "id: \"a\"\nrule {}"}}),
              HasSubstr("rule pack a.textproto: line 2, column 6: "));
  EXPECT_EQ(MessageOf({{"a.textproto", "id: \"a\""}}), "the rule packs have no recognition rule");
}

TEST(RuleSet, ReadPacksNamesTheFileThatIsNotThere) {
  EXPECT_THAT(std::string(ReadPacks({"no/such/pack.textproto"}).status().message()),
              HasSubstr("no/such/pack.textproto"));
}

TEST(Rule, AppliesWithinItsYearsAndNeverToAnUnknownYearWhenLimited) {
  Rule rule;
  EXPECT_TRUE(rule.AppliesTo(0));
  rule.since_year = 2021;
  EXPECT_FALSE(rule.AppliesTo(2020));
  EXPECT_TRUE(rule.AppliesTo(2021));
  EXPECT_FALSE(rule.AppliesTo(0));
  rule.since_year = 0;
  rule.until_year = 2022;
  EXPECT_TRUE(rule.AppliesTo(2022));
  EXPECT_FALSE(rule.AppliesTo(2023));
  EXPECT_FALSE(rule.AppliesTo(0));
}

}  // namespace
}  // namespace gouji::validate

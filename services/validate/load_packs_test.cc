#include "services/validate/load_packs.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/report/error.h"
#include "services/validate/sample_report.h"

namespace gouji::validate {
namespace {

std::string TestData(const std::string& name) { return std::string(GOUJI_SOURCE_DIR) + "/tests/data/rules/" + name; }

TEST(LoadRuleSet, AddsFilesToTheBuiltInPacks) {
  const auto rules = LoadRuleSet(sample::Catalog(), {TestData("province.textproto")});
  ASSERT_TRUE(rules.ok()) << rules.status();
  EXPECT_EQ(rules->rules().size(), sample::Rules().rules().size() + 2);
  EXPECT_EQ(rules->pack_ids().back(), "province");
  EXPECT_NE(rules->version(), sample::Rules().version());
  EXPECT_EQ(LoadRuleSet(sample::Catalog(), {})->version(), sample::Rules().version());
}

struct Refused {
  std::string file;
  std::string problem_en;
  std::string problem_zh;
};

TEST(LoadRuleSet, NamesPackLineAndRuleOfWhatIsWrongAndWhatToDoInBothLanguages) {
  const std::vector<Refused> cases = {
      {"unknown-cell.textproto",
       "line 14, rule PROV.CARRIED: formula_check.formulas[0].holds: form ogi-2021 has no cell "
       "\"applications.carried_forwards.total\" (column 1); near it are applications.carried_forward.total",
       "第 14 行，规则 PROV.CARRIED：formula_check.formulas[0].holds：格式 ogi-2021 没有单元格"
       "“applications.carried_forwards.total”（第 1 列）；相近的有 applications.carried_forward.total"},
      {"clash.textproto", "line 6, rule T4.SUM: id: another rule has the same id; give it its own",
       "第 6 行，规则 T4.SUM：id：另一条规则的编号与此相同，请改用别的编号"},
      {"bad-formula.textproto",
       "line 14, rule PROV.CARRIED: formula_check.formulas[0].holds: unknown sign (equality is ==) at "
       "column 36, where \"=\" stands",
       "第 14 行，规则 PROV.CARRIED：formula_check.formulas[0].holds：公式第 36 列“=”处：不认识的符号（相等写作 ==）"},
      {"contradiction.textproto",
       "line 5, rule PROV.CARRIED: contradicts the rules before it: no report of form ogi-2021 satisfies them all; "
       "loosen it",
       "第 5 行，规则 PROV.CARRIED：与此前的规则矛盾：格式 ogi-2021 的任何报告都不能同时满足；请放宽"},
  };
  for (const Refused& refused : cases) {
    const absl::Status status = LoadRuleSet(sample::Catalog(), {TestData(refused.file)}).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << refused.file;
    EXPECT_EQ(report::ReasonOf(status), "INVALID_RULE_PACK") << refused.file;
    EXPECT_THAT(std::string(status.message()), testing::HasSubstr(refused.file + ", " + refused.problem_en));
    EXPECT_THAT(report::ChineseMessageOf(status), testing::HasSubstr(refused.file + " " + refused.problem_zh));
  }
}

TEST(LoadRuleSet, NamesAFileThatIsNotThere) {
  const absl::Status missing = LoadRuleSet(sample::Catalog(), {"no/such/pack.textproto"}).status();
  EXPECT_EQ(report::ReasonOf(missing), "INVALID_RULE_PACK");
  EXPECT_THAT(std::string(missing.message()), testing::HasSubstr("no/such/pack.textproto"));
  EXPECT_EQ(report::ChineseMessageOf(missing), "规则文件 no/such/pack.textproto：无法读取，或是空文件");
}

}  // namespace
}  // namespace gouji::validate

#include "services/validate/load_packs.h"

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

TEST(LoadRuleSet, NamesPackLineAndRuleOfWhatIsWrong) {
  const absl::Status bad = LoadRuleSet(sample::Catalog(), {TestData("misspelt.textproto")}).status();
  EXPECT_EQ(bad.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(report::ReasonOf(bad), "INVALID_RULE_PACK");
  EXPECT_THAT(std::string(bad.message()),
              testing::HasSubstr("misspelt.textproto, line 14, rule PROV.CARRIED: formula_check.formulas[0].holds: "));
  const absl::Status missing = LoadRuleSet(sample::Catalog(), {"no/such/pack.textproto"}).status();
  EXPECT_EQ(report::ReasonOf(missing), "INVALID_RULE_PACK");
  EXPECT_THAT(std::string(missing.message()), testing::HasSubstr("no/such/pack.textproto"));
}

}  // namespace
}  // namespace gouji::validate

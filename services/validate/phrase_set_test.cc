#include "services/validate/phrase_set.h"

#include <memory>
#include <string>
#include <vector>

#include "fmt/format.h"
#include "gtest/gtest.h"
#include "services/validate/engine.h"
#include "services/validate/rule_set.h"
#include "services/validate/sample_report.h"

namespace gouji::validate {
namespace {

report::Report ReportOf(const std::vector<std::string>& texts) {
  report::Report report = sample::Consistent();
  report.sections.clear();
  for (const std::string& text : texts) {
    report.sections.push_back({.number = 1, .heading = "", .text = text, .positions = {}});
  }
  return report;
}

TEST(PhraseSet, TellsWhichPatternsOccurInWhichSection) {
  const re2::RE2 font("宋体|黑体");
  const re2::RE2 nothing(R"(\A\s*无。?\s*\z)");
  const re2::RE2 years(R"(20\d{2}年)");
  const PhraseSet set({&font, &nothing, &years});
  const report::Report report = ReportOf({"2023年，用黑体。", "", "无。"});
  const PhraseScan scan = set.Scan(report);
  EXPECT_TRUE(scan.MayOccur(font, 0));
  EXPECT_FALSE(scan.MayOccur(nothing, 0));
  EXPECT_TRUE(scan.MayOccur(years, 0));
  EXPECT_FALSE(scan.MayOccur(font, 1));
  EXPECT_FALSE(scan.MayOccur(nothing, 1));
  EXPECT_FALSE(scan.MayOccur(years, 1));
  EXPECT_FALSE(scan.MayOccur(font, 2));
  EXPECT_TRUE(scan.MayOccur(nothing, 2));
  EXPECT_FALSE(scan.MayOccur(years, 2));
}

TEST(PhraseSet, RulesOutNoPatternThatItDoesNotHave) {
  const re2::RE2 font("宋体");
  const re2::RE2 other("黑体");
  const report::Report report = ReportOf({"一"});
  const PhraseSet none;
  EXPECT_TRUE(none.Scan(report).MayOccur(font, 0));
  const PhraseSet set({&font});
  EXPECT_TRUE(set.Scan(report).MayOccur(other, 0));
  EXPECT_FALSE(set.Scan(report).MayOccur(font, 0));
}

// Patterns of which each is small enough, but all of them together are larger than a set may become.
std::vector<std::string> PatternsTooLargeTogether() {
  constexpr int kPatterns = 70;
  std::vector<std::string> patterns;
  patterns.reserve(kPatterns);
  for (int i = 0; i < kPatterns; ++i) {
    patterns.push_back(fmt::format("第{}号(?:一){{900}}", i));
  }
  return patterns;
}

std::string TextWith(int number) {
  std::string text = fmt::format("第{}号", number);
  for (int i = 0; i < 900; ++i) {
    text += "一";
  }
  return text;
}

TEST(PhraseSet, OfTooManyLargePatternsRulesNothingOut) {
  std::vector<std::unique_ptr<const re2::RE2>> patterns;
  std::vector<const re2::RE2*> pointers;
  for (const std::string& text : PatternsTooLargeTogether()) {
    pointers.push_back(patterns.emplace_back(std::make_unique<const re2::RE2>(text)).get());
    ASSERT_TRUE(pointers.back()->ok());
  }
  const PhraseSet two({pointers[0], pointers[1]});
  const PhraseSet all(pointers);
  const report::Report report = ReportOf({"二", TextWith(1)});
  EXPECT_FALSE(two.Scan(report).MayOccur(*pointers[0], 0));
  const PhraseScan scan = all.Scan(report);
  for (const re2::RE2* pattern : pointers) {
    EXPECT_TRUE(scan.MayOccur(*pattern, 0)) << pattern->pattern();
    EXPECT_TRUE(scan.MayOccur(*pattern, 1)) << pattern->pattern();
  }
}

TEST(PhraseSet, OfTooManyLargePatternsLeavesEachRuleToLookForItself) {
  std::string pack = "id: 'province' ";
  int number = 0;
  for (const std::string& pattern : PatternsTooLargeTogether()) {
    pack += fmt::format(
        "rules {{ id: 'P.{}' severity: SEVERITY_WARNING name_zh: '甲' name_en: 'a' message_zh: '甲' message_en: 'a' "
        "basis: '甲' phrase {{ forbidden: '{}' }} }} ",
        number++, pattern);
  }
  std::vector<PackSource> packs = BuiltInPacks();
  packs.push_back({"province.textproto", pack});
  const auto rules = RuleSet::Create(sample::Catalog(), packs);
  ASSERT_TRUE(rules.ok()) << rules.status();
  const report::Report report = ReportOf({"二", TextWith(7) + "，（宋体加粗小四号字）"});
  const Validation validation = Engine(*rules).Check(report);
  EXPECT_EQ(sample::FindingsOf(validation, "P.7").size(), 1U);
  EXPECT_TRUE(sample::FindingsOf(validation, "P.8").empty());
  EXPECT_EQ(sample::FindingsOf(validation, "TEXT.TEMPLATE_RESIDUE").size(), 1U);
}

}  // namespace
}  // namespace gouji::validate

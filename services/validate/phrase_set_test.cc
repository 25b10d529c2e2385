#include "services/validate/phrase_set.h"

#include <string>

#include "gtest/gtest.h"
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

}  // namespace
}  // namespace gouji::validate

#include "services/cli/checked/suggestion_text.h"

#include "gtest/gtest.h"
#include "services/cli/display_width.h"

namespace gouji::cli {
namespace {

class SuggestionTextTest : public testing::Test {
 protected:
  validate::v1::CellChange& Change(const std::string& cell) {
    validate::v1::CellChange& change = *suggestion_.add_changes();
    change.set_cell(cell);
    return change;
  }
  std::string Text(Language language) const { return SuggestionText(suggestion_, &form_, language); }

  const report::FormCatalog catalog_ = *report::FormCatalog::BuiltIn();
  const report::Form& form_ = *catalog_.Find("ogi-2021");
  validate::v1::Suggestion suggestion_;
};

TEST_F(SuggestionTextTest, NamesCellValuesAndWhatMayHaveHappened) {
  validate::v1::CellChange& change = Change("applications.results.granted.total");
  change.set_from(41);
  change.set_to(14);
  suggestion_.set_operation("digit_transposed");
  EXPECT_EQ(Text(Language::kChinese), "“予以公开 总计”应为 14，而不是 41（相邻两位数字颠倒）");
  EXPECT_EQ(Text(Language::kEnglish), "“granted, total” should be 14, not 41: two digits transposed");
}

TEST_F(SuggestionTextTest, JoinsChangesAndSaysWhenThereIsNoNumber) {
  Change("applications.newly_received.total").set_to(3);
  Change("applications.carried_over.total").set_from(3);
  suggestion_.set_operation("wrong_row");
  EXPECT_EQ(Text(Language::kChinese),
            "“本年新收 总计”应为 3，现无数字；“上年结转 总计”不应有数字，而不是 3（数字错了一行）");
  EXPECT_EQ(
      Text(Language::kEnglish),
      "“newly received, total” should be 3, no number is there now; “carried over, total” should hold no number, not "
      "3: the number stands in the wrong row");
}

TEST_F(SuggestionTextTest, GivesMoneyIn10000Yuan) {
  validate::v1::CellChange& change = Change("proactive_disclosure.fees_fen");
  change.set_from(25'100'000'000'000);
  change.set_to(2'510'000'000);
  suggestion_.set_operation("unit_confused");
  EXPECT_EQ(Text(Language::kChinese), "“行政事业性收费”应为 2510 万元，而不是 25100000 万元（元与万元混淆）");
}

TEST_F(SuggestionTextTest, ShowsAnOperationThatItDoesNotKnowAsItIs) {
  suggestion_.set_operation("moon_phase");
  EXPECT_EQ(OperationName("moon_phase", Language::kChinese), "moon_phase");
  EXPECT_EQ(OperationName("single_value", Language::kChinese), "");
}

}  // namespace
}  // namespace gouji::cli

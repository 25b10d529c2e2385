#include "services/validate/localisation/claim_repair.h"

#include "gtest/gtest.h"
#include "services/validate/sample_report.h"

namespace gouji::validate {
namespace {

using report::Report;

std::vector<Suggestion> Suggest(const Report& report, const Claim& claim, const std::vector<Claim>& others = {}) {
  return SuggestForClaim(report, Equations::Create(*report.form)->Evaluate(report), claim, others);
}

Claim Told(const Report& report, std::string_view path, int64_t value) {
  return {{{{sample::CellAt(report, path)}, {}, value}}};
}

TEST(ClaimRepair, FindsYuanInACellOfTenThousandYuan) {
  Report report = sample::Consistent();
  sample::Set(report, "proactive_disclosure.fees_fen", 25'100'000'0000);
  const std::vector<Suggestion> suggestions =
      Suggest(report, Told(report, "proactive_disclosure.fees_fen", 25'100'000));
  ASSERT_EQ(suggestions.size(), 1U);
  EXPECT_EQ(suggestions[0].operation, "unit_confused");
  EXPECT_EQ(suggestions[0].changes[0].to, 25'100'000);
  EXPECT_FALSE(suggestions[0].ambiguous);
}

TEST(ClaimRepair, DoesNotChangeWhatEquationsConfirm) {
  const Report report = sample::Consistent();
  EXPECT_TRUE(Suggest(report, Told(report, "applications.newly_received.total", 9)).empty());
}

TEST(ClaimRepair, ChangesACellThatAnEquationRefutes) {
  Report report = sample::Consistent();
  sample::Set(report, "disputes.reconsideration.total", 5);
  const std::vector<Suggestion> suggestions = Suggest(report, Told(report, "disputes.reconsideration.total", 2));
  ASSERT_EQ(suggestions.size(), 1U);
  EXPECT_EQ(suggestions[0].changes[0].from, 5);
  EXPECT_EQ(suggestions[0].changes[0].to, 2);
}

TEST(ClaimRepair, IsSilentWhenTheClaimAgrees) {
  const Report report = sample::Consistent();
  EXPECT_TRUE(Suggest(report, Told(report, "proactive_disclosure.fees_fen", 687'820'000)).empty());
}

TEST(ClaimRepair, IsSilentWhenAnotherClaimConfirmsTheCell) {
  const Report report = sample::Consistent();
  const Claim other = Told(report, "proactive_disclosure.fees_fen", 687'820'000);
  EXPECT_TRUE(Suggest(report, Told(report, "proactive_disclosure.fees_fen", 1'000), {other}).empty());
}

TEST(ClaimRepair, OffersEveryCellOfASum) {
  Report report = sample::Consistent();
  sample::Set(report, "proactive_disclosure.licensing_decisions", 3);
  sample::Set(report, "proactive_disclosure.penalty_decisions", 4);
  const Claim claim = {{{{sample::CellAt(report, "proactive_disclosure.licensing_decisions"),
                          sample::CellAt(report, "proactive_disclosure.penalty_decisions")},
                         {},
                         9}}};
  const std::vector<Suggestion> suggestions = Suggest(report, claim);
  ASSERT_EQ(suggestions.size(), 2U);
  EXPECT_TRUE(suggestions[0].ambiguous);
  EXPECT_EQ(suggestions[0].changes[0].to, 5);
  EXPECT_EQ(suggestions[1].changes[0].to, 6);
}

TEST(ClaimRepair, SaysNothingOfASumWithAnOpenCell) {
  Report report = sample::Consistent();
  sample::SetState(report, "proactive_disclosure.fees_fen", report::CellState::kBlank);
  EXPECT_TRUE(Suggest(report, Told(report, "proactive_disclosure.fees_fen", 5)).empty());
}

}  // namespace
}  // namespace gouji::validate

#include "services/gateway/auth/restricted_backends.h"

#include <memory>

#include "gtest/gtest.h"
#include "services/gateway/auth/token.h"
#include "services/gateway/testing/fake_backends.h"
#include "services/gateway/testing/token_entry.h"
#include "services/report/error.h"

namespace gouji::gateway {
namespace {

constexpr char kInside[] = "山西省吕梁市临县财政局";
constexpr char kOutside[] = "山西省太原市财政局";

runtime::CallContext CallOf(const v1::Token& entry, absl::Time expires = absl::InfiniteFuture()) {
  return runtime::CallContext({.caller = std::make_shared<Token>(entry, expires)});
}

class RestrictedStatisticsTest : public testing::Test {
 protected:
  // A county by its division, and the same by its unit.
  static std::vector<runtime::CallContext> Counties() {
    TokenEntry by_region("by-region");
    by_region.entry.add_regions("141124");
    TokenEntry by_unit("by-unit");
    by_unit.entry.add_units("山西省吕梁市临县");
    return {CallOf(by_region.entry), CallOf(by_unit.entry)};
  }

  statistics::v1::RecordReportsRequest RecordOf(const std::string& agency) {
    statistics::v1::RecordReportsRequest request;
    statistics::v1::RecordItem& item = *request.add_items();
    item.mutable_report()->set_form("ogi-2021");
    item.mutable_report()->set_year(2023);
    item.mutable_report()->mutable_agency()->set_name(agency);
    item.mutable_assessment()->set_verdict(validate::v1::VERDICT_ACCEPTED);
    return request;
  }

  // The reason for which a query with this filter is refused, empty when it is not.
  std::string ReasonOf(const runtime::CallContext& call, const statistics::v1::ReportFilter& filter) {
    statistics::v1::SummarizeRequest request;
    *request.mutable_filter() = filter;
    return report::ReasonOf(restricted_.Summarize(call, request).status());
  }

  FakeStatistics inner_;
  RestrictedStatistics restricted_{inner_};
};

TEST_F(RestrictedStatisticsTest, RecordsOnlyWhatIsInside) {
  for (const runtime::CallContext& call : Counties()) {
    EXPECT_TRUE(restricted_.RecordReports(call, RecordOf(kInside)).ok());
    EXPECT_TRUE(restricted_.RecordReports(call, RecordOf("山西省吕梁市临县")).ok());
    for (const char* agency : {kOutside, "山西省吕梁市", "山西省吕梁市柳林县财政局", "政务服务局", ""}) {
      EXPECT_EQ(report::ReasonOf(restricted_.RecordReports(call, RecordOf(agency)).status()), "OUTSIDE_OF_AREA")
          << agency;
    }
  }
  EXPECT_EQ(inner_.recorded().size(), 2U);
}

TEST_F(RestrictedStatisticsTest, RefusesAWholeRequestWhenOneItemIsOutside) {
  statistics::v1::RecordReportsRequest both = RecordOf(kInside);
  both.MergeFrom(RecordOf(kOutside));
  EXPECT_EQ(report::ReasonOf(restricted_.RecordReports(Counties()[0], both).status()), "OUTSIDE_OF_AREA");
  EXPECT_TRUE(inner_.recorded().empty());
}

TEST_F(RestrictedStatisticsTest, AHashThatIsOnlyClaimedPlacesNothing) {
  statistics::v1::RecordReportsRequest record = RecordOf(kOutside);
  record.mutable_items(0)->mutable_report()->mutable_source()->set_sha256("of a document that was placed inside");
  (void)restricted_.RecordReports(Counties()[0], record);
  EXPECT_EQ(inner_.last_resolved().document_sha256(), "");
}

TEST_F(RestrictedStatisticsTest, AnswersAlikeForWhatIsThereAndWhatIsNot) {
  inner_.stored.mutable_report();
  inner_.stored.mutable_key()->set_unit(kOutside);
  statistics::v1::GetReportRequest there;
  there.mutable_key()->set_unit(kOutside);
  statistics::v1::GetReportRequest absent;
  absent.mutable_key()->set_unit("山西省大同市财政局");
  for (const runtime::CallContext& call : Counties()) {
    const absl::Status of_there = restricted_.GetReport(call, there).status();
    EXPECT_EQ(report::ReasonOf(of_there), "OUTSIDE_OF_AREA");
    EXPECT_EQ(of_there, restricted_.GetReport(call, absent).status());
  }
}

TEST_F(RestrictedStatisticsTest, AnUnplacedReportBelongsToItsDivision) {
  inner_.stored.mutable_report();
  inner_.stored.mutable_key()->set_unit("document:1");
  inner_.stored.mutable_agency()->set_region_code("141124");
  statistics::v1::GetReportRequest request;
  *request.mutable_key() = inner_.stored.key();
  EXPECT_TRUE(restricted_.GetReport(Counties()[0], request).ok());
  inner_.stored.mutable_agency()->set_region_code("");
  EXPECT_EQ(report::ReasonOf(restricted_.GetReport(Counties()[0], request).status()), "OUTSIDE_OF_AREA");
  request.mutable_key()->set_unit("document:2");
  EXPECT_EQ(report::ReasonOf(restricted_.GetReport(Counties()[0], request).status()), "OUTSIDE_OF_AREA");
}

TEST_F(RestrictedStatisticsTest, AQueryMustSayThatItStaysInside) {
  statistics::v1::ReportFilter nothing;
  statistics::v1::ReportFilter division;
  division.add_regions("141124");
  statistics::v1::ReportFilter township;
  township.add_regions("141124001");
  statistics::v1::ReportFilter subtree;
  subtree.add_subtrees("山西省吕梁市临县");
  statistics::v1::ReportFilter unit;
  unit.add_units(kInside);
  statistics::v1::ReportFilter narrowed = unit;
  narrowed.add_regions("14");
  statistics::v1::ReportFilter one_outside = unit;
  one_outside.add_units(kOutside);
  statistics::v1::ReportFilter above;
  above.add_regions("1411");
  for (const runtime::CallContext& call : Counties()) {
    for (const auto& filter : {subtree, unit, narrowed}) EXPECT_EQ(ReasonOf(call, filter), "") << filter.DebugString();
    for (const auto& filter : {nothing, one_outside, above}) {
      EXPECT_EQ(ReasonOf(call, filter), "OUTSIDE_OF_AREA") << filter.DebugString();
    }
  }
  EXPECT_EQ(ReasonOf(Counties()[0], division), "");
  EXPECT_EQ(ReasonOf(Counties()[0], township), "");
  EXPECT_EQ(ReasonOf(Counties()[1], division), "OUTSIDE_OF_AREA") << "a unit is not its division";
}

// A roster in which one bureau took the name of another, whose id that name is: of 太原 until 2014, of 临县 from then
// on.
class RenamedUnits : public FakeStatistics {
 public:
  static constexpr char kName[] = "卫生局";

  absl::StatusOr<statistics::v1::ResolveUnitResponse> ResolveUnit(
      const runtime::CallContext& /*call*/, const statistics::v1::ResolveUnitRequest& request) override {
    const bool is_old = request.name() == kName && 0 < request.year() && request.year() <= 2014;
    statistics::v1::ResolveUnitResponse answer;
    answer.set_placed(true);
    answer.mutable_unit()->set_in_roster(true);
    answer.mutable_unit()->set_unit(is_old ? kName : "lx-ws");
    answer.mutable_unit()->mutable_agency()->set_region_code(is_old ? "140100" : "141124");
    return answer;
  }

  absl::StatusOr<statistics::v1::SummarizeResponse> Summarize(
      const runtime::CallContext& /*call*/, const statistics::v1::SummarizeRequest& request) override {
    asked = request.filter();
    return statistics::v1::SummarizeResponse();
  }

  statistics::v1::ReportFilter asked;
};

TEST_F(RestrictedStatisticsTest, AQueryIsAboutTheUnitThatWasCheckedAndNoOtherOfTheName) {
  RenamedUnits units;
  RestrictedStatistics restricted(units);
  statistics::v1::SummarizeRequest request;
  request.mutable_filter()->add_units(RenamedUnits::kName);
  request.mutable_filter()->add_years(2014);
  EXPECT_EQ(report::ReasonOf(restricted.Summarize(Counties()[0], request).status()), "OUTSIDE_OF_AREA");
  request.mutable_filter()->add_years(2023);
  ASSERT_TRUE(restricted.Summarize(Counties()[0], request).ok());
  EXPECT_EQ(units.asked.units(0), "lx-ws") << "its reports of 2014 are those of another county";
  request.mutable_filter()->mutable_subtrees()->Swap(request.mutable_filter()->mutable_units());
  ASSERT_TRUE(restricted.Summarize(Counties()[0], request).ok());
  EXPECT_EQ(units.asked.subtrees(0), "lx-ws");
  ASSERT_TRUE(restricted.Summarize(runtime::CallContext::Background(), request).ok());
  EXPECT_EQ(units.asked.subtrees(0), RenamedUnits::kName);
}

TEST_F(RestrictedStatisticsTest, ComparesOnlyWhatIsInsideOnBothSides) {
  statistics::v1::CompareRequest request;
  request.mutable_query()->add_measures("m");
  request.mutable_query()->mutable_left()->add_regions("141124");
  request.mutable_query()->mutable_right()->add_regions("141125");
  EXPECT_EQ(report::ReasonOf(restricted_.Compare(Counties()[0], request).status()), "OUTSIDE_OF_AREA");
  request.mutable_query()->mutable_right()->set_regions(0, "141124");
  EXPECT_TRUE(restricted_.Compare(Counties()[0], request).ok());
}

TEST_F(RestrictedStatisticsTest, PlacesOnlyFromInsideToInside) {
  statistics::v1::PlaceReportRequest request;
  request.mutable_key()->set_unit(kInside);
  request.set_unit(kOutside);
  EXPECT_EQ(report::ReasonOf(restricted_.PlaceReport(Counties()[0], request).status()), "OUTSIDE_OF_AREA");
  request.mutable_key()->set_unit(kOutside);
  request.set_unit(kInside);
  EXPECT_EQ(report::ReasonOf(restricted_.PlaceReport(Counties()[0], request).status()), "OUTSIDE_OF_AREA");
  request.mutable_key()->set_unit("山西省吕梁市临县教育局");
  EXPECT_TRUE(restricted_.PlaceReport(Counties()[0], request).ok());
}

TEST_F(RestrictedStatisticsTest, ShowsNoSimilarReportsOfOthers) {
  inner_.similar = {kInside, kOutside};
  const auto answer = restricted_.FindSimilarReports(Counties()[0], {});
  ASSERT_TRUE(answer.ok()) << answer.status();
  ASSERT_EQ(answer->reports_size(), 1);
  EXPECT_EQ(answer->reports(0).key().unit(), kInside);
}

TEST_F(RestrictedStatisticsTest, ShowsNoChangesOfOthers) {
  inner_.similar = {kInside, kOutside, kInside};
  const auto page = restricted_.ListAuditEntries(Counties()[0], {});
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_EQ(page->entries_size(), 2);
  EXPECT_EQ(page->entries(0).key().unit(), kInside);
  EXPECT_EQ(page->next_page_token(), "after ") << "there may be more that are inside";
  statistics::v1::ListAuditEntriesRequest of_other;
  of_other.set_unit(kOutside);
  EXPECT_EQ(report::ReasonOf(restricted_.ListAuditEntries(Counties()[0], of_other).status()), "OUTSIDE_OF_AREA");
  EXPECT_EQ(restricted_.ListAuditEntries(runtime::CallContext::Background(), {})->entries_size(), 4);
}

TEST_F(RestrictedStatisticsTest, EndsWithTheTimeOfTheToken) {
  const runtime::CallContext call = CallOf(TokenEntry("t").entry, absl::InfinitePast());
  EXPECT_EQ(report::ReasonOf(restricted_.RecordReports(call, RecordOf(kInside)).status()), "TOKEN_EXPIRED");
  EXPECT_EQ(report::ReasonOf(restricted_.Summarize(call, {}).status()), "TOKEN_EXPIRED");
  EXPECT_EQ(report::ReasonOf(restricted_.GetReport(call, {}).status()), "TOKEN_EXPIRED");
}

TEST_F(RestrictedStatisticsTest, LetsUnlimitedTokensAndCallsWithoutAnyPass) {
  for (const runtime::CallContext& call : {runtime::CallContext::Background(), CallOf(TokenEntry("t").entry)}) {
    EXPECT_TRUE(restricted_.Summarize(call, {}).ok());
    EXPECT_TRUE(restricted_.RecordReports(call, RecordOf("政务服务局")).ok());
    EXPECT_TRUE(restricted_.GetRoster(call, {}).ok());
  }
}

TEST(RestrictedParse, TakesDocumentsFromTheQuota) {
  FakeParse inner;
  RestrictedParse restricted(inner);
  TokenEntry token("t");
  token.entry.mutable_quota()->set_documents_per_day(1);
  const runtime::CallContext call = CallOf(token.entry);
  parse::v1::ParseDocumentRequest request;
  request.set_document("临县");
  EXPECT_TRUE(restricted.ParseDocument(call, request).ok());
  EXPECT_EQ(report::ReasonOf(restricted.ParseDocument(call, request).status()), "QUOTA_EXCEEDED");
  EXPECT_TRUE(restricted.ParseDocument(runtime::CallContext::Background(), request).ok());
}

}  // namespace
}  // namespace gouji::gateway

// A token that is limited to an area asks about a name that is another unit's id.
#include <memory>
#include <string>

#include "gouji/gateway/v1/gateway_service.pb.h"
#include "gtest/gtest.h"
#include "services/cli/testing/guarded_suite.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

// Until 2024 the other county's bureau is 民政一局, by its id; from then on that is what the county's is called, too.
constexpr char kRenamed[] =
    "id,name,aliases,to,from\n"
    "民政一局,山西省太原市小店区民政局,,2024,\n"
    "lx-mz,山西省吕梁市临县民政局,,2024,\n"
    "lx-mz,山西省吕梁市临县民政局,民政一局,,2025\n";

class RenamedUnit : public testing::Test {
 protected:
  RenamedUnit() {
    gateway::v1::ImportRosterRequest roster;
    roster.set_csv(kRenamed);
    roster.set_author("李四");
    const auto imported = Call<gateway::v1::ImportRosterResponse>("ImportRoster", roster, suite_.office);
    EXPECT_TRUE(imported.ok()) << imported.status();
  }

  template <typename Response>
  absl::StatusOr<Response> Call(const std::string& method, const google::protobuf::Message& request,
                                const gateway::TokenEntry& token) {
    const auto& service = *gateway::v1::CheckDocumentRequest::descriptor()->file()->FindServiceByName("GatewayService");
    const auto answer = suite_.transports().front()->Call(*service.FindMethodByName(method), request, token.header());
    if (!answer.ok()) return answer.status();
    return dynamic_cast<const Response&>(**answer);
  }

  // How many reports of the unit, in 2024 and 2025, a token is told of; -1 when they are refused.
  int CountFor(const gateway::TokenEntry& token, const std::string& unit, bool is_subtree) {
    gateway::v1::ListReportsRequest request;
    statistics::v1::ReportFilter& filter = *request.mutable_filter();
    *(is_subtree ? filter.add_subtrees() : filter.add_units()) = unit;
    filter.add_years(2024);
    if (!only_2024_) filter.add_years(2025);
    const auto answer = Call<gateway::v1::ListReportsResponse>("ListReports", request, token);
    if (report::HasReason(answer.status(), report::Reason::kOutsideOfArea)) return -1;
    EXPECT_TRUE(answer.ok()) << answer.status();
    return answer.ok() ? answer->reports_size() : 0;
  }

  GuardedSuite suite_;
  bool only_2024_ = false;
};

TEST_F(RenamedUnit, GivesNobodyWhatIsAnothers) {
  for (const bool is_subtree : {false, true}) {
    // In 2025 it is the county's, whose own report of 2024 is told; that of the other is not.
    only_2024_ = false;
    EXPECT_EQ(CountFor(suite_.county, "民政一局", is_subtree), 1);
    EXPECT_EQ(CountFor(suite_.county, "lx-mz", is_subtree), 1);
    EXPECT_EQ(CountFor(suite_.other, "民政一局", is_subtree), -1);
    // In 2024 it is the other's.
    only_2024_ = true;
    EXPECT_EQ(CountFor(suite_.county, "民政一局", is_subtree), -1);
    EXPECT_EQ(CountFor(suite_.county, kCountyUnit, is_subtree), 1);
    EXPECT_EQ(CountFor(suite_.other, "民政一局", is_subtree), 1);
    EXPECT_EQ(CountFor(suite_.office, "民政一局", is_subtree), 1);
  }
}

}  // namespace
}  // namespace gouji::cli

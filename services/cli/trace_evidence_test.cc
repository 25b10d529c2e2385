#include "services/cli/trace_evidence.h"

#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/cli/exit_code.h"
#include "services/cli/stats_command.h"
#include "services/cli/testing/fake_gateway.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kTotal[] = "applications.newly_received.total";

// A figure of two reports: 12 and 3.
class TraceEvidence : public testing::Test {
 protected:
  TraceEvidence() {
    for (const auto& [unit, value] : {std::pair("临县", 12), std::pair("兴县", 3)}) {
      statistics::v1::TracedReport& report = *tracing_.add_reports();
      report.mutable_key()->set_unit(unit);
      report.mutable_key()->set_year(2023);
      statistics::v1::TracedCell& cell = *report.add_cells();
      cell.set_cell(kTotal);
      cell.set_value(value);
      cell.set_numerator_factor(1);
      Put(unit, value, 57);
    }
    gateway_.on_trace = [this](const gateway::v1::TraceRequest&) {
      gateway::v1::TraceResponse response;
      *response.mutable_tracing() = tracing_;
      return response;
    };
    gateway_.on_get =
        [this](const gateway::v1::GetReportRequest& request) -> absl::StatusOr<gateway::v1::GetReportResponse> {
      EXPECT_TRUE(request.include_evidence());
      const auto found = reports_.find(request.key().unit());
      if (found == reports_.end()) {
        return report::Error(absl::StatusCode::kNotFound, report::Reason::kReportNotFound, "none");
      }
      return found->second;
    };
  }

  // The report of a unit as it is now.
  void Put(const std::string& unit, int value, int line) {
    gateway::v1::GetReportResponse& response = reports_[unit];
    report::v1::Report& report = *response.mutable_recorded()->mutable_report();
    report.Clear();
    report.set_form("ogi-2021");
    report.mutable_applications()->mutable_newly_received()->set_total(value);
    if (line == 0) return;
    report::v1::Evidence& evidence = *report.add_evidence();
    evidence.set_cell(kTotal);
    evidence.set_line(line);
    evidence.set_raw(std::to_string(value) + "件");
  }

  std::vector<TracedPlace> Places() {
    const absl::StatusOr<std::vector<TracedPlace>> places = FindPlaces(tracing_, catalog_, gateway_);
    EXPECT_TRUE(places.ok()) << places.status();
    return places.ok() ? *places : std::vector<TracedPlace>();
  }

  const report::FormCatalog catalog_ = *report::FormCatalog::BuiltIn();
  statistics::v1::Tracing tracing_;
  std::map<std::string, gateway::v1::GetReportResponse> reports_;
  FakeGateway gateway_;
};

TEST_F(TraceEvidence, ShowsWhereEachCellOfAFigureStands) {
  const std::vector<TracedPlace> places = Places();
  ASSERT_THAT(places, SizeIs(2));
  ASSERT_TRUE(places[0].evidence.has_value());
  EXPECT_EQ(places[0].evidence->line(), 57);
  EXPECT_EQ(places[0].missing, "");
  const FigureTable table = PlaceFigures(places, catalog_, Language::kChinese);
  ASSERT_THAT(table.rows, SizeIs(2));
  EXPECT_EQ(table.rows[1][0].text, "兴县");
  EXPECT_EQ(table.rows[1][2].exact, kTotal);
  EXPECT_EQ(table.rows[1][3].text, "3");
  EXPECT_EQ(table.rows[1][5].text, "57");
  EXPECT_EQ(table.rows[1][9].text, "3件");
}

TEST_F(TraceEvidence, SaysWhyThereIsNone) {
  Put("临县", 12, 0);
  reports_["临县"].set_evidence_missing("NO_DOCUMENT");
  const std::vector<TracedPlace> places = Places();
  ASSERT_THAT(places, SizeIs(2));
  EXPECT_FALSE(places[0].evidence.has_value());
  EXPECT_EQ(places[0].missing, "NO_DOCUMENT");
  EXPECT_THAT(TracingJson(tracing_, places), HasSubstr("\"evidence_missing\": \"NO_DOCUMENT\""));
  EXPECT_EQ(PlaceFigures(places, catalog_, Language::kEnglish).rows[0][10].text, "no document is kept");
}

TEST_F(TraceEvidence, GivesNoPlaceOfAValueThatIsNotTheTracedOne) {
  Put("临县", 13, 57);
  reports_.erase("兴县");
  const std::vector<TracedPlace> places = Places();
  ASSERT_THAT(places, SizeIs(2));
  for (const TracedPlace& place : places) {
    EXPECT_FALSE(place.evidence.has_value());
    EXPECT_EQ(place.missing, "CHANGED");
  }
}

TEST_F(TraceEvidence, FailsWhenTheGatewayDoes) {
  gateway_.on_get = [](const gateway::v1::GetReportRequest&) { return absl::UnavailableError("gone"); };
  EXPECT_TRUE(absl::IsUnavailable(FindPlaces(tracing_, catalog_, gateway_).status()));
}

TEST_F(TraceEvidence, IsAFlagOfTheCommandInEveryFormat) {
  const auto run = [this](StatsFormat format, bool include_evidence) {
    std::ostringstream out;
    std::ostringstream err;
    StatsOptions options;
    options.question = StatsQuestion::kTrace;
    options.measures = {kTotal};
    options.include_evidence = include_evidence;
    options.format = format;
    EXPECT_EQ(RunStats(options, gateway_, {.out = out, .err = err}), kExitOk) << err.str();
    return out.str();
  };
  EXPECT_THAT(run(StatsFormat::kTable, true), HasSubstr("3件"));
  EXPECT_THAT(run(StatsFormat::kTable, false), Not(HasSubstr("3件")));
  EXPECT_THAT(run(StatsFormat::kJson, true), HasSubstr("\"line\":57"));
  EXPECT_THAT(run(StatsFormat::kJson, false), Not(HasSubstr("places")));
  EXPECT_THAT(run(StatsFormat::kCsv, true), HasSubstr("兴县,2023," + std::string(kTotal) + ",3,,57,,,,3件,"));
}

}  // namespace
}  // namespace gouji::cli

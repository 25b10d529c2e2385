#include "services/cli/report_csv.h"

#include <algorithm>

#include "gtest/gtest.h"

namespace gouji::cli {
namespace {

TEST(ReportCsv, HasAColumnForEachCellAndLeavesOutWhatWasNotPrinted) {
  const auto catalog = report::FormCatalog::BuiltIn();
  ASSERT_TRUE(catalog.ok());
  const ReportCsv csv(*catalog);
  statistics::v1::RecordedReport recorded;
  recorded.mutable_key()->set_unit("临县");
  recorded.mutable_report()->mutable_proactive_disclosure()->mutable_regulations()->set_issued(0);
  recorded.mutable_report()->mutable_proactive_disclosure()->mutable_regulations()->set_in_force(5);
  const std::string header = csv.Header();
  const std::string line = csv.Line(recorded);
  EXPECT_NE(header.find(",document_sha256,proactive_disclosure.regulations.issued,"), std::string::npos);
  EXPECT_EQ(std::count(header.begin(), header.end(), ','), std::count(line.begin(), line.end(), ','));
  EXPECT_TRUE(line.starts_with("临县,0,0,,,false,VERDICT_UNSPECIFIED,0,0,,,,0,,5,")) << line;
}

}  // namespace
}  // namespace gouji::cli

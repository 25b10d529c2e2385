#include "services/cli/export/report_csv.h"

#include <algorithm>

#include "gtest/gtest.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

class ReportCsvTest : public testing::Test {
 protected:
  const report::FormCatalog catalog_ = *report::FormCatalog::BuiltIn();
  const report::ReportConverter converter_ = *report::ReportConverter::Create(catalog_);
  const ReportCsv csv_{catalog_, converter_};
};

TEST_F(ReportCsvTest, HasAColumnForEachCellAndLeavesOutWhatWasNotPrinted) {
  statistics::v1::RecordedReport recorded;
  recorded.mutable_key()->set_unit("临县");
  recorded.mutable_report()->set_form("ogi-2021");
  recorded.mutable_report()->mutable_proactive_disclosure()->mutable_regulations()->set_issued(0);
  recorded.mutable_report()->mutable_proactive_disclosure()->mutable_regulations()->set_in_force(5);
  const std::string header = csv_.PathLine();
  const absl::StatusOr<std::string> line = csv_.Line(recorded);
  ASSERT_TRUE(line.ok()) << line.status();
  EXPECT_NE(header.find(",scope,proactive_disclosure.regulations.issued,"), std::string::npos) << header;
  EXPECT_EQ(std::count(header.begin(), header.end(), ','), std::count(line->begin(), line->end(), ','));
  EXPECT_NE(line->find(",REPORT_SCOPE_UNSPECIFIED,0,,5,"), std::string::npos) << *line;
}

TEST_F(ReportCsvTest, NamesItsColumnsInChineseToo) {
  const std::string names = csv_.NameLine();
  const std::string paths = csv_.PathLine();
  EXPECT_EQ(std::count(names.begin(), names.end(), ','), std::count(paths.begin(), paths.end(), ','));
  EXPECT_TRUE(names.starts_with("单位,年度,")) << names;
  EXPECT_NE(names.find("予以公开 总计"), std::string::npos);
  EXPECT_NE(names.find("（分）"), std::string::npos);
}

TEST_F(ReportCsvTest, RefusesAFormThatItDoesNotKnow) {
  statistics::v1::RecordedReport recorded;
  recorded.mutable_report()->set_form("ogi-2099");
  EXPECT_EQ(report::ReasonOf(csv_.Line(recorded).status()), "UNKNOWN_FORM");
}

}  // namespace
}  // namespace gouji::cli

// The published originals (GOUJI_SEEDS_DIR) in a register with a list of units: each report goes to the unit that it is
// of, and the one whose name stands for two units waits for a person.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/json_util.h"
#include "gouji/statistics/v1/coverage.pb.h"
#include "gouji/statistics/v1/register.pb.h"
#include "gtest/gtest.h"
#include "tests/e2e/process.h"
#include "tests/e2e/server_suite.h"

namespace gouji::e2e {
namespace {

using statistics::v1::RecordedReport;
using testing::ElementsAre;
using testing::HasSubstr;

// 政务服务局 is in two counties.
constexpr char kRoster[] =
    "id,name,aliases,parent,level,kind\n"
    "SX,山西省人民政府,,,PROVINCE,GOVERNMENT\n"
    "YC,运城市人民政府,,SX,PREFECTURE,GOVERNMENT\n"
    "YQ,垣曲县人民政府,,YC,COUNTY,GOVERNMENT\n"
    "YQ-XS,垣曲县行政审批服务管理局,,YQ,COUNTY,DEPARTMENT\n"
    "LL,吕梁市人民政府,,SX,PREFECTURE,GOVERNMENT\n"
    "LX,临县人民政府,,LL,COUNTY,GOVERNMENT\n"
    "LX-CZ,临县财政局,,LX,COUNTY,DEPARTMENT\n"
    "LX-ZW,政务服务局,,LX,COUNTY,DEPARTMENT\n"
    "HN,河南省人民政府,,,PROVINCE,GOVERNMENT\n"
    "XY,信阳市人民政府,,HN,PREFECTURE,GOVERNMENT\n"
    "XX,息县人民政府,,XY,COUNTY,GOVERNMENT\n"
    "XX-XS,息县行政审批和政务信息管理局,,XX,COUNTY,DEPARTMENT\n"
    "SD,山东省人民政府,,,PROVINCE,GOVERNMENT\n"
    "JN,济宁市人民政府,,SD,PREFECTURE,GOVERNMENT\n"
    "JX,金乡县人民政府,,JN,COUNTY,GOVERNMENT\n"
    "JX-XS,金乡县行政审批服务局,,JX,COUNTY,DEPARTMENT\n"
    "JX-ZW,政务服务局,,JX,COUNTY,DEPARTMENT\n";

class OriginalsWithRoster : public testing::Test {
 protected:
  void SetUp() override {
    const char* seeds = std::getenv("GOUJI_SEEDS_DIR");
    if (seeds == nullptr || *seeds == '\0') {
      GTEST_SKIP() << "GOUJI_SEEDS_DIR is not set: the published originals are not at hand";
    }
    std::string pattern = std::filesystem::temp_directory_path() / "gouji-e2e-XXXXXX";
    folder_ = mkdtemp(pattern.data());
    for (const auto& entry : std::filesystem::directory_iterator(seeds)) {
      if (entry.path().extension() == ".txt") documents_.push_back(entry.path());
    }
    ASSERT_EQ(documents_.size(), 5U);
    std::ofstream(folder_ + "/roster.csv", std::ios::binary) << kRoster;
  }
  void TearDown() override {
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
  }

  std::string Gouji(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), Program("gouji"));
    arguments.push_back("--data-dir=" + folder_ + "/register");
    const Finished finished = RunToEnd(arguments, folder_ + "/output");
    EXPECT_EQ(finished.exit_status, 0) << finished.errors;
    return finished.output;
  }
  void ImportRoster() const { Gouji({"roster", "import", folder_ + "/roster.csv", "--author=张三"}); }
  void ImportOriginals() const {
    std::vector<std::string> command = {"import"};
    command.insert(command.end(), documents_.begin(), documents_.end());
    Gouji(command);
  }

  std::vector<RecordedReport> Reports() const {
    std::vector<RecordedReport> reports;
    const std::string lines = Gouji({"export", "--format=jsonl", "-"});
    for (const absl::string_view line : absl::StrSplit(lines, '\n', absl::SkipEmpty())) {
      const bool is_json = google::protobuf::util::JsonStringToMessage(std::string(line), &reports.emplace_back()).ok();
      EXPECT_TRUE(is_json) << line;
    }
    return reports;
  }

  // "UNIT YEAR DIVISIONS SCOPE" of each report, sorted.
  std::vector<std::string> Places() const {
    std::vector<std::string> places;
    for (const RecordedReport& report : Reports()) {
      const report::v1::Agency& agency = report.agency();
      const std::string unit = report.placed() ? report.key().unit() : "unplaced";
      places.push_back(unit + " " + std::to_string(report.key().year()) + " " +
                       absl::StrJoin(agency.region_path(), "") + " " + report::v1::ReportScope_Name(agency.scope()));
    }
    std::sort(places.begin(), places.end());
    return places;
  }

  std::string folder_;
  std::vector<std::string> documents_;
};

TEST_F(OriginalsWithRoster, GoToTheirUnits) {
  ImportRoster();
  ImportOriginals();
  EXPECT_THAT(
      Places(),
      ElementsAre("JX-XS 2022 山东省济宁市金乡县 REPORT_SCOPE_OWN", "LX 2023 山西省吕梁市临县 REPORT_SCOPE_AGGREGATE",
                  "XX-XS 2024 河南省信阳市息县 REPORT_SCOPE_OWN", "YQ-XS 2023 山西省运城市垣曲县 REPORT_SCOPE_OWN",
                  "unplaced 2023  REPORT_SCOPE_OWN"));
}

TEST_F(OriginalsWithRoster, MoveToTheirUnitsWhenTheRosterComesLater) {
  ImportOriginals();
  ImportRoster();
  EXPECT_THAT(
      Places(),
      ElementsAre("JX-XS 2022 山东省济宁市金乡县 REPORT_SCOPE_OWN", "LX 2023 山西省吕梁市临县 REPORT_SCOPE_AGGREGATE",
                  "XX-XS 2024 河南省信阳市息县 REPORT_SCOPE_OWN", "YQ-XS 2023 山西省运城市垣曲县 REPORT_SCOPE_OWN",
                  "unplaced 2023  REPORT_SCOPE_OWN"));
}

TEST_F(OriginalsWithRoster, WaitForAPersonWhereANameStandsForTwoUnits) {
  ImportRoster();
  ImportOriginals();
  EXPECT_THAT(Gouji({"units", "--unplaced", "--lang=en"}), HasSubstr("政务服务局"));
  std::string unplaced;
  for (const RecordedReport& report : Reports()) {
    if (!report.placed()) unplaced = report.key().unit();
  }
  ASSERT_THAT(unplaced, testing::StartsWith("document:"));
  const auto coverage = [this] {
    statistics::v1::ReportingCoverage answer;
    const std::string json = Gouji({"stats", "coverage", "--year=2023", "--below=LX", "--status=ontime",
                                    "--status=undated", "--status=late", "--format=json"});
    EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(json, &answer).ok()) << json;
    return answer;
  };
  EXPECT_EQ(coverage().total().expected_count(), 3);
  EXPECT_EQ(coverage().total().missing_count(), 2);

  Gouji({"place", unplaced, "2023", "LX-ZW", "--reason=来函说明", "--author=张三"});
  EXPECT_EQ(coverage().total().missing_count(), 1);
  EXPECT_THAT(Places(), testing::Contains("LX-ZW 2023 山西省吕梁市临县 REPORT_SCOPE_OWN"));
  // The same document goes there again, and nothing is there twice.
  ImportOriginals();
  EXPECT_EQ(Reports().size(), 5U);
  EXPECT_THAT(Places(), testing::Contains("LX-ZW 2023 山西省吕梁市临县 REPORT_SCOPE_OWN"));
}

}  // namespace
}  // namespace gouji::e2e

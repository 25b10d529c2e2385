#include "services/cli/file_index.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace gouji::cli {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

gateway::v1::CheckDocumentResponse Checked(const std::string& agency, int year, const std::vector<std::uint64_t>& bands,
                                           report::v1::ReportScope scope = report::v1::REPORT_SCOPE_OWN) {
  gateway::v1::CheckDocumentResponse response;
  response.mutable_report()->set_form("ogi-2021");
  response.mutable_report()->mutable_agency()->set_name(agency);
  response.mutable_report()->mutable_agency()->set_scope(scope);
  response.mutable_report()->set_year(year);
  response.mutable_copy_sketch()->mutable_bands()->Assign(bands.begin(), bands.end());
  return response;
}

class FileIndexTest : public testing::Test {
 protected:
  void Add(const gateway::v1::CheckDocumentResponse& checked) { index_.Add(count_++, checked); }

  FileIndex index_{nullptr};
  std::size_t count_ = 0;
};

TEST_F(FileIndexTest, ThePreviousReportIsOfTheSamePlacedUnitAndTheYearBefore) {
  Add(Checked("临县财政局", 2023, {}));
  Add(Checked("临县 财政局", 2022, {}));
  Add(Checked("方山县财政局", 2022, {}));
  Add(Checked("财政局", 2023, {}));
  Add(Checked("财政局", 2022, {}));
  index_.Finish();
  EXPECT_EQ(index_.PreviousOf(0), 1U);
  EXPECT_EQ(index_.PreviousOf(1), std::nullopt);
  EXPECT_EQ(index_.PreviousOf(2), std::nullopt);
  EXPECT_EQ(index_.PreviousOf(3), std::nullopt) << "a bare name may be of any county";
  EXPECT_EQ(index_.PreviousOf(77), std::nullopt);
}

TEST_F(FileIndexTest, TwoFilesThatClaimToBeThePreviousReportAreNone) {
  Add(Checked("临县财政局", 2023, {}));
  Add(Checked("临县财政局", 2022, {}));
  Add(Checked("临县财政局", 2022, {}));
  index_.Finish();
  EXPECT_EQ(index_.PreviousOf(0), std::nullopt);
}

TEST_F(FileIndexTest, PeersShareBandsAreOfOtherOrgansAndNotLater) {
  Add(Checked("临县财政局", 2023, {1, 2, 3, 4}));
  Add(Checked("临县教育局", 2023, {9, 4}));
  Add(Checked("方山县财政局", 2022, {1, 2, 8}));
  Add(Checked("临县审计局", 2024, {1, 2, 3, 4}));
  Add(Checked("财政局", 2023, {1, 2, 3, 4}));
  Add(Checked("临县财政局", 2022, {1, 2, 3, 4}));
  Add(Checked("临县水利局", 2023, {5}));
  index_.Finish();
  EXPECT_THAT(index_.PeersOf(0), ElementsAre(2, 1));
  EXPECT_THAT(index_.PeersOf(6), IsEmpty());
  EXPECT_THAT(index_.PeersOf(3), testing::Contains(0));
}

TEST_F(FileIndexTest, PeersAreFewHoweverManyFilesShareABand) {
  for (int i = 0; i < 5000; ++i) Add(Checked("临县第" + std::to_string(i) + "镇", 2023, {7}));
  index_.Finish();
  EXPECT_EQ(index_.PeersOf(4999).size(), FileIndex::kMaxPeers);
}

TEST_F(FileIndexTest, WhatIsNoReportOrHasNoYearBelongsToNothing) {
  Add(gateway::v1::CheckDocumentResponse());
  Add(Checked("临县财政局", 0, {1}));
  Add(Checked("临县教育局", 2023, {1}));
  index_.Finish();
  EXPECT_THAT(index_.PeersOf(2), IsEmpty());
  EXPECT_EQ(index_.UnitOf(0), "");
}

TEST(FileIndexWithRoster, KnowsUnitsByAliasesAndWhatStandsBelow) {
  const auto roster = report::Roster::Parse(
      "id,name,aliases,parent,kind\n1,临县,,,政府\n2,临县财政局,财政局,1,\n3,临县水利局,临县水务局,1,\n4,临县审计局,,1,"
      "\n");
  ASSERT_TRUE(roster.ok()) << roster.status();
  FileIndex index(&*roster);
  index.Add(0, Checked("临县人民政府", 2023, {}, report::v1::REPORT_SCOPE_AGGREGATE));
  index.Add(1, Checked("财政局", 2023, {}));
  index.Add(2, Checked("临县水务局", 2023, {}));
  index.Add(3, Checked("临县水利局", 2023, {}));
  index.Add(4, Checked("临县审计局", 2022, {}));
  index.Add(5, Checked("财政局", 2022, {}));
  index.Finish();
  EXPECT_EQ(index.PreviousOf(1), 5U);
  const std::vector<FileIndex::Subordinate> below = index.SubordinatesOf(0);
  ASSERT_EQ(below.size(), 3U);
  EXPECT_EQ(below[0].unit, "临县财政局");
  EXPECT_THAT(below[0].files, ElementsAre(1));
  EXPECT_THAT(below[1].files, ElementsAre(2, 3)) << "it reports twice";
  EXPECT_THAT(below[2].files, IsEmpty()) << "its report is missing";
  EXPECT_THAT(index.SubordinatesOf(1), IsEmpty());
}

}  // namespace
}  // namespace gouji::cli

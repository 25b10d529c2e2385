#include "services/cli/compared_files.h"

#include <atomic>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/cli/testing/fake_gateway.h"

namespace gouji::cli {
namespace {

gateway::v1::CheckDocumentResponse Checked(const std::string& agency, int year) {
  gateway::v1::CheckDocumentResponse response;
  report::v1::Report& report = *response.mutable_report();
  report.set_form("ogi-2021");
  report.mutable_agency()->set_name(agency);
  report.set_year(year);
  report.add_evidence()->set_line(7);
  report.add_sections()->set_text("文字");
  response.add_findings()->set_rule_id("T4.SUM");
  response.mutable_assessment()->set_held(40);
  response.mutable_copy_sketch()->add_bands(static_cast<std::uint64_t>(year));
  return response;
}

class ComparedFilesTest : public testing::Test {
 protected:
  ComparedFilesTest() {
    gateway_.on_check_report = [this](const gateway::v1::CheckReportRequest& request) {
      requests_.push_back(request);
      gateway::v1::CheckReportResponse response;
      response.add_findings()->set_rule_id("YEAR.CARRY");
      response.mutable_assessment()->set_held(50);
      return response;
    };
  }
  std::unique_ptr<ComparedFiles> Read(std::size_t max_kept_bytes) {
    return ComparedFiles::Read(
        {.file_count = files_.size(), .thread_count = 2, .max_kept_bytes = max_kept_bytes, .roster = nullptr},
        [this](std::size_t file) {
          ++read_count_;
          return files_[file];
        },
        gateway_);
  }

  std::vector<absl::StatusOr<gateway::v1::CheckDocumentResponse>> files_ = {
      Checked("临县财政局", 2023), absl::InvalidArgumentError("empty"), Checked("临县财政局", 2022),
      Checked("临县教育局", 2021)};
  FakeGateway gateway_;
  std::vector<gateway::v1::CheckReportRequest> requests_;
  std::atomic<int> read_count_ = 0;
};

TEST_F(ComparedFilesTest, AFileIsCheckedAgainWithTheReportOfTheYearBefore) {
  const auto files = Read(1'000'000);
  const auto checked = files->Check(0);
  ASSERT_TRUE(checked.ok());
  ASSERT_EQ(requests_.size(), 1U);
  EXPECT_EQ(requests_[0].previous().unit(), "山西省吕梁市临县财政局");
  EXPECT_EQ(requests_[0].previous().report().year(), 2022);
  EXPECT_EQ(requests_[0].previous().report().evidence_size(), 0);
  EXPECT_EQ(requests_[0].previous().report().sections_size(), 1);
  EXPECT_EQ(requests_[0].report().evidence_size(), 1) << "findings carry the evidence of their cells";
  ASSERT_EQ(checked->findings_size(), 1);
  EXPECT_EQ(checked->findings(0).rule_id(), "YEAR.CARRY");
  EXPECT_EQ(checked->assessment().held(), 50);
  EXPECT_EQ(checked->report().agency().name(), "临县财政局");
  EXPECT_FALSE(checked->has_copy_sketch());
}

TEST_F(ComparedFilesTest, AFileThatNothingBelongsToIsNotCheckedAgain) {
  const auto files = Read(1'000'000);
  const auto checked = files->Check(3);
  ASSERT_TRUE(checked.ok());
  EXPECT_TRUE(requests_.empty());
  EXPECT_EQ(checked->findings(0).rule_id(), "T4.SUM");
}

TEST_F(ComparedFilesTest, ErrorsOfAFileAreItsOwn) {
  const auto files = Read(1'000'000);
  EXPECT_EQ(files->Check(1).status(), absl::InvalidArgumentError("empty"));
  EXPECT_TRUE(files->Check(2).ok());
  EXPECT_EQ(read_count_, 4);
}

TEST_F(ComparedFilesTest, AGatewayThatIsGoneIsTheErrorOfAllFiles) {
  files_.resize(100, absl::UnavailableError("gone"));
  const auto files = Read(1'000'000);
  EXPECT_EQ(files->Check(0).status(), absl::UnavailableError("gone"));
  EXPECT_EQ(files->Check(99).status(), absl::UnavailableError("gone"));
  EXPECT_LT(read_count_, 30) << "it is not asked about the rest";
}

TEST_F(ComparedFilesTest, WhatDoesNotFitIsReadAgainWithTheSameResult) {
  const auto kept = Read(1'000'000);
  const auto not_kept = Read(0);
  const int before = read_count_;
  for (const std::size_t file : {0U, 2U, 3U}) {
    EXPECT_EQ(not_kept->Check(file)->SerializeAsString(), kept->Check(file)->SerializeAsString());
  }
  EXPECT_GT(read_count_, before);
}

}  // namespace
}  // namespace gouji::cli

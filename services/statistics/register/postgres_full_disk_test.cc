// The register on a PostgreSQL whose disk is really full.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "fmt/format.h"
#include "services/report/error.h"
#include "services/statistics/register/postgres_register.h"
#include "services/statistics/testing/items.h"
#include "services/statistics/testing/postgres_server.h"
#include "services/statistics/testing/register_contents.h"

namespace gouji::statistics {
namespace {

using ::gouji::statistics::testing::MakeTestEntry;
using ::gouji::statistics::testing::PlacedAgency;
using ::gouji::statistics::testing::PostgresServer;
using ::testing::HasSubstr;

constexpr int64_t kDiskBytes = 8 << 20;
constexpr int kItemsARequest = 20;
// Far more than fit on the disk.
constexpr int kMaxRequests = 1000;

class PostgresFullDisk : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!PostgresServer::IsInstalled()) GTEST_SKIP() << "PostgreSQL is not installed";
    auto started = PostgresServer::Start({.disk_bytes = kDiskBytes});
    if (absl::IsPermissionDenied(started.status())) GTEST_SKIP() << started.status();
    ASSERT_TRUE(started.ok()) << started.status();
    server_ = *std::move(started);
    address_ = {.url = server_->Url(""), .password = ""};
    Execute(fmt::format("CREATE TABLESPACE small LOCATION '{}'", server_->disk_folder()));
    Execute("ALTER DATABASE postgres SET default_tablespace = small");
    auto opened = PostgresRegister::Open({.address = address_}, kernel_.catalog(), kernel_.converter());
    ASSERT_TRUE(opened.ok()) << opened.status();
    register_ = *std::move(opened);
  }

  void Execute(const std::string& sql) {
    const auto connection = PostgresConnection::Open(address_);
    ASSERT_TRUE(connection.ok()) << connection.status();
    const absl::Status executed = (*connection)->Execute(sql);
    ASSERT_TRUE(executed.ok()) << executed;
  }

  int64_t Count(const std::string& table) {
    const auto connection = PostgresConnection::Open(address_);
    EXPECT_TRUE(connection.ok()) << connection.status();
    return (*connection)->QueryInt("SELECT count(*) FROM " + table).value_or(-1);
  }

  std::vector<Entry> Request(int number) const {
    std::vector<Entry> entries;
    for (int i = number * kItemsARequest; i < (number + 1) * kItemsARequest; ++i) {
      entries.push_back(MakeTestEntry(
          kernel_,
          {.agency = PlacedAgency(i), .figures = static_cast<uint32_t>(i), .document = fmt::format("document {}", i)}));
    }
    return entries;
  }

  // Records requests until one fails; returns how many were recorded, and how it failed.
  int RecordUntilFull(int first, absl::Status& failure) {
    for (int i = first; i < kMaxRequests; ++i) {
      failure = register_->Record(Request(i)).status();
      if (!failure.ok()) return i;
    }
    return kMaxRequests;
  }

  void ExpectWhole(int request_count) {
    for (const char* table : {"document", "revision", "assessment", "event", "current_report"}) {
      EXPECT_EQ(Count(table), request_count * kItemsARequest) << table;
    }
    const testing::Scanned scanned = testing::ScanOf(*register_);
    EXPECT_EQ(scanned.contents.size(), static_cast<size_t>(request_count * kItemsARequest));
  }

  const testing::Kernel kernel_;
  std::unique_ptr<PostgresServer> server_;
  PostgresAddress address_;
  std::unique_ptr<PostgresRegister> register_;
};

TEST_F(PostgresFullDisk, IsUnavailableWithTheReasonAndGoesOnOnceThereIsRoom) {
  // Something else takes half of the disk, and the register the rest.
  const std::string other = server_->disk_folder() + "/other";
  std::ofstream(other, std::ios::binary) << std::string(kDiskBytes / 2, 'x');
  absl::Status failure;
  const int recorded = RecordUntilFull(0, failure);
  ASSERT_GT(recorded, 0);
  ASSERT_LT(recorded, kMaxRequests);
  EXPECT_EQ(failure.code(), absl::StatusCode::kUnavailable) << failure;
  EXPECT_EQ(report::ReasonOf(failure), "REGISTER_UNAVAILABLE");
  EXPECT_THAT(std::string(failure.message()), HasSubstr("No space left on device"));
  EXPECT_THAT(std::string(failure.message()), HasSubstr("SQLSTATE 53100"));
  ExpectWhole(recorded);

  // It stays so, and nothing of it stays.
  EXPECT_EQ(register_->Record(Request(recorded)).status().code(), absl::StatusCode::kUnavailable);
  ExpectWhole(recorded);

  ASSERT_EQ(std::remove(other.c_str()), 0);
  for (int i = 0; i <= recorded; ++i) {
    const auto receipts = register_->Record(Request(i));
    ASSERT_TRUE(receipts.ok()) << receipts.status();
    for (const v1::Receipt& receipt : *receipts) {
      EXPECT_EQ(receipt.outcome(), i < recorded ? v1::OUTCOME_UNCHANGED : v1::OUTCOME_RECORDED);
      EXPECT_EQ(receipt.revision(), 1);
    }
  }
  ExpectWhole(recorded + 1);
}

}  // namespace
}  // namespace gouji::statistics

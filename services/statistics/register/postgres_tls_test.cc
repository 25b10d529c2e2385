// A register over TLS, as libpq makes it of what the URL says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "fmt/format.h"
#include "services/runtime/testing/certificates.h"
#include "services/statistics/register/postgres.h"
#include "services/statistics/register/postgres_register.h"
#include "services/statistics/register/register_options.h"
#include "services/statistics/testing/items.h"
#include "services/statistics/testing/postgres_server.h"

namespace gouji::statistics {
namespace {

using ::gouji::statistics::testing::MakeTestEntry;
using ::gouji::statistics::testing::PlacedAgency;
using ::gouji::statistics::testing::PostgresServer;
using runtime::testing::Issued;
using runtime::testing::SecretFolder;
using runtime::testing::TestAuthority;
using ::testing::HasSubstr;

class PostgresTls : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!PostgresServer::IsInstalled()) GTEST_SKIP() << "PostgreSQL is not installed";
    const Issued issued = authority_.Issue({.alternative_names = {"DNS:localhost"}});
    trusted_.Put(issued, authority_.certificate());
    server_ = PostgresServer::Start({.certificate = issued.certificate, .private_key = issued.private_key}).value();
  }

  // With everything checked that can be.
  PostgresAddress Address(const std::string& host = "localhost") const {
    const std::string url =
        fmt::format("postgresql://gouji@{}:{}/postgres?hostaddr=127.0.0.1&sslmode=verify-full&sslrootcert={}", host,
                    server_->tls_port(), trusted_.Files().authorities);
    EXPECT_TRUE(RegisterOptions{.url = url}.Validate().empty());
    return {.url = url, .password = ""};
  }

  std::string ProblemOf(const PostgresAddress& address) const {
    const absl::Status status = ConnectPostgres(address).status();
    EXPECT_TRUE(absl::IsUnavailable(status)) << status;
    return status.ToString();
  }

  const TestAuthority authority_{"Authority"};
  const TestAuthority other_{"Other authority"};
  SecretFolder trusted_;
  std::unique_ptr<PostgresServer> server_;
};

TEST_F(PostgresTls, RecordsAndAnswersOverTls) {
  const auto connection = PostgresConnection::Open(Address()).value();
  const auto asked = connection->Prepare("SELECT ssl::int FROM pg_stat_ssl WHERE pid = pg_backend_pid()").value();
  ASSERT_TRUE(asked->Step().value());
  EXPECT_EQ(asked->Int(0), 1);

  const testing::Kernel kernel;
  const auto open = [&] {
    return PostgresRegister::Open({.address = Address()}, kernel.catalog(), kernel.converter()).value();
  };
  const auto reports = open();
  std::vector<Entry> entries;
  for (int i = 0; i < 50; ++i) {
    entries.push_back(MakeTestEntry(kernel, {.agency = PlacedAgency(i), .document = fmt::format("document {}", i)}));
  }
  const auto receipts = reports->Record(entries);
  ASSERT_TRUE(receipts.ok()) << receipts.status();
  for (const Entry& entry : entries) EXPECT_TRUE(reports->Get(entry.key, 0).ok());
  EXPECT_TRUE(open()->WaitForChange(0, absl::Minutes(1)));
}

TEST_F(PostgresTls, BelievesNoServerOfAnotherAuthorityOrName) {
  EXPECT_THAT(ProblemOf(Address("postgres.example")), HasSubstr("does not match host name"));
  ASSERT_TRUE(ConnectPostgres(Address()).ok());
  // The file is read for each connection, so that a renewed authority needs no restart.
  trusted_.Put(other_.Issue(), other_.certificate());
  EXPECT_THAT(ProblemOf(Address()), HasSubstr("certificate verify failed"));
  trusted_.Put(other_.Issue(), authority_.certificate());
  EXPECT_TRUE(ConnectPostgres(Address()).ok());
}

}  // namespace
}  // namespace gouji::statistics

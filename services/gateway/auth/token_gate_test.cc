#include "services/gateway/auth/token_gate.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/gateway/testing/token_entry.h"
#include "services/report/error.h"

namespace gouji::gateway {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kGetReport = "gouji.gateway.v1.GatewayService/GetReport";
constexpr std::string_view kGetRoster = "gouji.gateway.v1.GatewayService/GetRoster";

class TokenGateTest : public testing::Test {
 protected:
  TokenGateTest() {
    std::string path = (std::filesystem::temp_directory_path() / "gouji-gate-XXXXXX").string();
    folder_ = mkdtemp(path.data());
  }
  ~TokenGateTest() override { std::filesystem::remove_all(folder_); }

  std::unique_ptr<TokenGate> Open(const std::string& text) {
    std::ofstream(folder_ + "/tokens") << text;
    return *TokenGate::Open({.path = folder_ + "/tokens", .reload_interval = absl::Hours(1)},
                            runtime::Logger::Silent());
  }
  static std::string ReasonOf(TokenGate& gate, std::string_view method, std::string_view authorization) {
    return report::ReasonOf(gate.Admit({.method = method, .authorization = authorization}).status());
  }

  std::string folder_;
};

TEST(MethodRules, EveryMethodOfTheGatewayHasOne) {
  const auto rules = MethodRules();
  EXPECT_GE(rules.size(), 30U);
  for (const auto& [method, rule] : rules) {
    EXPECT_NE(rule.scope(), v1::SCOPE_UNSPECIFIED) << method << ": say in its option (rule) which scope it needs";
    EXPECT_NE(rule.reach(), v1::REACH_UNSPECIFIED)
        << method << ": say in its option (rule) what a limited token may do";
  }
}

TEST_F(TokenGateTest, AsksForATokenWithTheScopeOfTheMethod) {
  TokenEntry reader("reader");
  reader.entry.clear_scopes();
  reader.entry.add_scopes(v1::SCOPE_READ);
  const auto gate = Open(TokenFileText(reader));
  EXPECT_EQ(ReasonOf(*gate, kGetReport, ""), "TOKEN_MISSING");
  EXPECT_EQ(ReasonOf(*gate, kGetReport, "Bearer x"), "TOKEN_UNKNOWN");
  EXPECT_EQ(ReasonOf(*gate, kGetReport, reader.header()), "");
  EXPECT_EQ(ReasonOf(*gate, "gouji.gateway.v1.GatewayService/SubmitReport", reader.header()), "SCOPE_MISSING");
  EXPECT_EQ(ReasonOf(*gate, "gouji.gateway.v1.GatewayService/NoSuch", reader.header()), "SCOPE_MISSING");
}

TEST_F(TokenGateTest, KeepsLimitedTokensFromWhatIsAboutAllUnits) {
  TokenEntry county("county");
  county.entry.add_regions("141124");
  const auto gate = Open(TokenFileText(county));
  EXPECT_EQ(ReasonOf(*gate, kGetReport, county.header()), "");
  EXPECT_EQ(ReasonOf(*gate, kGetRoster, county.header()), "OUTSIDE_OF_AREA");
}

TEST_F(TokenGateTest, CountsRequestsOfAMinute) {
  TokenEntry slow("slow");
  slow.entry.mutable_quota()->set_requests_per_minute(2);
  const auto gate = Open(TokenFileText(slow));
  EXPECT_EQ(ReasonOf(*gate, kGetReport, slow.header()), "");
  EXPECT_EQ(ReasonOf(*gate, kGetReport, slow.header()), "");
  const absl::Status third = gate->Admit({.method = kGetReport, .authorization = slow.header()}).status();
  EXPECT_EQ(third.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(report::ReasonOf(third), "QUOTA_EXCEEDED");
  EXPECT_TRUE(third.GetPayload("type.googleapis.com/google.rpc.RetryInfo").has_value());
}

TEST_F(TokenGateTest, WarnsOfAnOpenDoor) {
  std::ostringstream log;
  const runtime::Logger logger("test", runtime::LogLevel::kInfo, log);
  EXPECT_EQ(*TokenGate::OpenFor("127.0.0.1", "", logger), nullptr);
  EXPECT_EQ(log.str(), "");
  EXPECT_EQ(*TokenGate::OpenFor("0.0.0.0", "", logger), nullptr);
  EXPECT_THAT(log.str(), HasSubstr("whoever reaches this address"));
  EXPECT_EQ(report::ReasonOf(TokenGate::OpenFor("0.0.0.0", folder_ + "/none", logger).status()), "INVALID_TOKEN_FILE");
}

}  // namespace
}  // namespace gouji::gateway

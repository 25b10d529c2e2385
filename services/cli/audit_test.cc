// Who changed what, through the gateway of the whole suite.
#include <string>

#include "gtest/gtest.h"
#include "services/cli/embedded_suite.h"
#include "services/cli/gateway_stub.h"
#include "services/cli/testing/sample_report.h"
#include "services/cli/testing/scratch_folder.h"
#include "services/gateway/testing/token_entry.h"
#include "services/report/error.h"
#include "services/runtime/client.h"

namespace gouji::cli {
namespace {

using gateway::TokenEntry;

// The suite on a socket, with a clerk and an auditor.
class Audit : public testing::Test {
 protected:
  Audit() {
    clerk_.entry.clear_scopes();
    clerk_.entry.add_scopes(gateway::v1::SCOPE_SUBMIT);
    auditor_.entry.clear_scopes();
    auditor_.entry.add_scopes(gateway::v1::SCOPE_ADMIN);
    EmbeddedSuite::Options options;
    options.data_dir = folder_.Path("data");
    options.tokens_file = folder_.Write("tokens.textproto", gateway::TokenFileText(clerk_, auditor_));
    options.gateway.listen = "127.0.0.1";
    options.gateway.port = 0;
    auto suite = EmbeddedSuite::Create(options);
    EXPECT_TRUE(suite.ok()) << suite.status();
    suite_ = *std::move(suite);
  }

  std::unique_ptr<GatewayClient> ClientOf(const std::string& token) {
    return MakeGatewayStub(runtime::MakeChannel("127.0.0.1:" + std::to_string(suite_->server().port()), {}),
                           Transport::kNetwork, token);
  }

  const ScratchFolder folder_;
  TokenEntry clerk_{"clerk"};
  TokenEntry auditor_{"auditor"};
  std::unique_ptr<EmbeddedSuite> suite_;
};

TEST_F(Audit, TellsWhoSentAReportAndFromWhere) {
  EXPECT_TRUE(SubmitAlone(*ClientOf(clerk_.text), SampleReport()).has_receipt());
  const auto entries = ClientOf(auditor_.text)->ListAuditEntries({});
  ASSERT_TRUE(entries.ok()) << entries.status();
  ASSERT_EQ(entries->entries_size(), 1);
  const statistics::v1::HistoryEntry& change = entries->entries(0).change();
  EXPECT_EQ(change.event(), statistics::v1::HISTORY_EVENT_RECORDED);
  EXPECT_EQ(change.origin().caller(), "clerk");
  EXPECT_EQ(change.origin().method(), "gouji.gateway.v1.GatewayService/SubmitDocuments");
  EXPECT_EQ(change.origin().peer().substr(0, 15), "ipv4:127.0.0.1:");
  EXPECT_FALSE(change.origin().request_id().empty());
  EXPECT_EQ(report::ReasonOf(ClientOf(clerk_.text)->ListAuditEntries({}).status()), "SCOPE_MISSING");
}

}  // namespace
}  // namespace gouji::cli

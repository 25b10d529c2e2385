#ifndef GOUJI_SERVICES_CLI_TESTING_GUARDED_SUITE_H_
#define GOUJI_SERVICES_CLI_TESTING_GUARDED_SUITE_H_

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "services/cli/connection.h"
#include "services/cli/embedded_suite.h"
#include "services/cli/gateway_stub.h"
#include "services/cli/testing/http_transport.h"
#include "services/cli/testing/method_request.h"
#include "services/cli/testing/method_transport.h"
#include "services/cli/testing/scratch_folder.h"
#include "services/gateway/testing/token_entry.h"
#include "services/runtime/client.h"

namespace gouji::cli {

// The suite on ports of this machine, behind tokens, with a report and an aggregate one of the county, and one of
// another county.
class GuardedSuite {
 public:
  GuardedSuite() {
    county.entry.add_regions("141124");
    other.entry.add_regions("140105");
    expired.entry.set_expires("2020-01-01T00:00:00Z");
    std::string text = gateway::TokenFileText(office, county, other, expired);
    for (int scope = gateway::v1::SCOPE_CHECK; scope <= gateway::v1::Scope_MAX; ++scope) {
      gateway::TokenEntry& entry = lacking.emplace(scope, "lacks-" + std::to_string(scope)).first->second;
      auto& scopes = *entry.entry.mutable_scopes();
      scopes.erase(std::remove(scopes.begin(), scopes.end(), scope), scopes.end());
      text += gateway::TokenFileText(entry);
    }
    EmbeddedSuite::Options options;
    options.data_dir = folder_.Path("data");
    options.tokens_file = folder_.Write("tokens.textproto", text);
    options.gateway.listen = "127.0.0.1";
    options.gateway.port = 0;
    options.http.port = 0;
    options.http.port_file = folder_.Path("http.port");
    auto suite = EmbeddedSuite::Create(options);
    EXPECT_TRUE(suite.ok()) << suite.status();
    suite_ = *std::move(suite);
    const auto channel = runtime::MakeChannel("127.0.0.1:" + std::to_string(suite_->server().port()), {});
    const int http_port = std::stoi(folder_.Read("http.port"));
    transports_.push_back(std::make_unique<GrpcTransport>(channel));
    transports_.push_back(std::make_unique<HttpTransport>(http_port, HttpEncoding::kJson));
    transports_.push_back(std::make_unique<HttpTransport>(http_port, HttpEncoding::kBinary));
    client_ = MakeGatewayStub(channel, Transport::kNetwork, office.text);
    Record();
  }

  // All ways to call it: gRPC first.
  const std::vector<std::unique_ptr<MethodTransport>>& transports() const { return transports_; }

  // What is recorded of the county's unit.
  gateway::v1::GetReportResponse Recorded() {
    gateway::v1::GetReportRequest request;
    *request.mutable_key() = CountyReportKey();
    request.set_include_history(true);
    const auto answer = client_->GetReport(request);
    EXPECT_TRUE(answer.ok()) << answer.status();
    return *answer;
  }

  // All that can change: reports, what became of one, the roster.
  std::string State() {
    gateway::v1::ListReportsRequest all;
    all.set_view(statistics::v1::REPORT_VIEW_FULL);
    const auto roster = client_->GetRoster({});
    return client_->ListReports(all)->DebugString() + Recorded().DebugString() +
           (roster.ok() ? roster->DebugString() : std::string(roster.status().message()));
  }

  gateway::TokenEntry office{"office"};
  gateway::TokenEntry county{"county"};
  gateway::TokenEntry other{"other"};  // of another county
  gateway::TokenEntry expired{"expired"};
  std::map<int, gateway::TokenEntry> lacking;  // by the scope that they lack

 private:
  void Record() {
    gateway::v1::SubmitDocumentRequest document;
    for (const char* agency : {kCountyUnit, "山西省太原市小店区民政局"}) {
      document.set_document(DocumentOf(agency));
      const auto submitted = client_->SubmitDocument(document);
      ASSERT_TRUE(submitted.ok()) << submitted.status();
      ASSERT_EQ(submitted->receipt().key().unit(), agency);
    }
    gateway::v1::SubmitReportRequest aggregate;
    *aggregate.mutable_report() = Recorded().recorded().report();
    aggregate.mutable_report()->mutable_agency()->set_name(kCountyGovernment);
    aggregate.mutable_report()->mutable_agency()->set_scope(report::v1::REPORT_SCOPE_AGGREGATE);
    aggregate.mutable_report()->mutable_agency()->set_kind(report::v1::AGENCY_KIND_GOVERNMENT);
    aggregate.mutable_report()->clear_source();
    const auto& service = *aggregate.GetDescriptor()->file()->FindServiceByName("GatewayService");
    const auto submitted =
        transports_.front()->Call(*service.FindMethodByName("SubmitReport"), aggregate, office.header());
    ASSERT_TRUE(submitted.ok()) << submitted.status();
  }

  const ScratchFolder folder_;
  std::unique_ptr<EmbeddedSuite> suite_;
  std::vector<std::unique_ptr<MethodTransport>> transports_;
  std::unique_ptr<GatewayClient> client_;  // of the office
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_TESTING_GUARDED_SUITE_H_

// Every method of the gateway, as the descriptors name them, called with the wrong and the right tokens over a socket.
#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_replace.h"
#include "gouji/gateway/v1/gateway_service.pb.h"
#include "gtest/gtest.h"
#include "services/cli/connection.h"
#include "services/cli/embedded_suite.h"
#include "services/cli/gateway_stub.h"
#include "services/cli/testing/method_transport.h"
#include "services/cli/testing/sample_report.h"
#include "services/cli/testing/scratch_folder.h"
#include "services/gateway/testing/token_entry.h"
#include "services/report/error.h"
#include "services/runtime/client.h"

namespace gouji::cli {
namespace {

using gateway::TokenEntry;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

constexpr char kUnit[] = "山西省吕梁市临县民政局";
constexpr char kGovernment[] = "山西省吕梁市临县";
constexpr char kCounty[] = "141124";
constexpr char kOtherCounty[] = "140105";

std::string Document(const std::string& agency) {
  return absl::StrReplaceAll(ReportFile("songlu-civil-affairs-2024.txt"), {{"松鹭县民政局", agency}});
}

// The methods of the gateway.
std::vector<const MethodDescriptor*> Methods() {
  const auto& service = *gateway::v1::CheckDocumentRequest::descriptor()->file()->FindServiceByName("GatewayService");
  std::vector<const MethodDescriptor*> methods;
  for (int i = 0; i < service.method_count(); ++i) methods.push_back(service.method(i));
  return methods;
}

gateway::v1::MethodRule RuleOf(const MethodDescriptor& method) {
  return method.options().GetExtension(gateway::v1::rule);
}

class MethodAccess : public testing::Test {
 protected:
  MethodAccess() {
    county_.entry.add_regions(kCounty);
    other_.entry.add_regions(kOtherCounty);
    expired_.entry.set_expires("2020-01-01T00:00:00Z");
    std::string text = gateway::TokenFileText(office_, county_, other_, expired_);
    for (int scope = gateway::v1::SCOPE_CHECK; scope <= gateway::v1::Scope_MAX; ++scope) {
      TokenEntry& lacking = lacking_.emplace(scope, "lacks-" + std::to_string(scope)).first->second;
      auto& scopes = *lacking.entry.mutable_scopes();
      scopes.erase(std::remove(scopes.begin(), scopes.end(), scope), scopes.end());
      text += gateway::TokenFileText(lacking);
    }
    EmbeddedSuite::Options options;
    options.data_dir = folder_.Path("data");
    options.tokens_file = folder_.Write("tokens.textproto", text);
    options.gateway.listen = "127.0.0.1";
    options.gateway.port = 0;
    auto suite = EmbeddedSuite::Create(options);
    EXPECT_TRUE(suite.ok()) << suite.status();
    suite_ = *std::move(suite);
    const auto channel = runtime::MakeChannel("127.0.0.1:" + std::to_string(suite_->server().port()), {});
    transports_.push_back(std::make_unique<GrpcTransport>(channel));
    client_ = MakeGatewayStub(channel, Transport::kNetwork, office_.text);
    Record();
  }

  // A report with a warning, and an aggregate one, of the county; one of another county.
  void Record() {
    gateway::v1::SubmitDocumentRequest document;
    for (const char* agency : {kUnit, "山西省太原市小店区民政局"}) {
      document.set_document(Document(agency));
      const auto submitted = client_->SubmitDocument(document);
      ASSERT_TRUE(submitted.ok()) << submitted.status();
      ASSERT_EQ(submitted->receipt().key().unit(), agency);
    }
    gateway::v1::SubmitReportRequest aggregate;
    *aggregate.mutable_report() = Recorded().recorded().report();
    aggregate.mutable_report()->mutable_agency()->set_name(kGovernment);
    aggregate.mutable_report()->mutable_agency()->set_scope(report::v1::REPORT_SCOPE_AGGREGATE);
    aggregate.mutable_report()->mutable_agency()->set_kind(report::v1::AGENCY_KIND_GOVERNMENT);
    aggregate.mutable_report()->clear_source();
    const auto submitted = SubmitReport(aggregate);
    ASSERT_TRUE(submitted.ok()) << submitted.status();
  }

  absl::StatusOr<std::unique_ptr<Message>> SubmitReport(const gateway::v1::SubmitReportRequest& request) {
    return transports_[0]->Call(*Methods()[3], request, office_.header());
  }

  static statistics::v1::ReportKey Key() {
    statistics::v1::ReportKey key;
    key.set_unit(kUnit);
    key.set_year(2024);
    return key;
  }

  gateway::v1::GetReportResponse Recorded() {
    gateway::v1::GetReportRequest request;
    *request.mutable_key() = Key();
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

  // A request about the county, which is answered when it is allowed.
  std::unique_ptr<Message> RequestOf(const MethodDescriptor& method);

  // What came of a call: of a stream, what came of its item.
  static absl::Status StatusOf(const absl::StatusOr<std::unique_ptr<Message>>& answer) {
    if (!answer.ok()) return answer.status();
    const auto* item = dynamic_cast<const gateway::v1::SubmitDocumentsResponse*>(answer->get());
    if (item == nullptr || !item->has_error()) return absl::OkStatus();
    const bool is_denied = item->error().code() == "PERMISSION_DENIED";
    return {is_denied ? absl::StatusCode::kPermissionDenied : absl::StatusCode::kUnknown, item->error().message()};
  }

  // Calls all methods over all transports, each with the header that `header_of` names for it, and expects the code.
  void ExpectOfAll(const std::function<std::string(const MethodDescriptor&)>& header_of,
                   const std::function<absl::StatusCode(const MethodDescriptor&)>& code_of) {
    for (const auto& transport : transports_) {
      for (const MethodDescriptor* method : Methods()) {
        const std::unique_ptr<Message> request = RequestOf(*method);
        ASSERT_NE(request, nullptr) << method->name() << ": say in RequestOf how it is called";
        const absl::Status status = StatusOf(transport->Call(*method, *request, header_of(*method)));
        EXPECT_EQ(status.code(), code_of(*method)) << method->name() << ": " << status;
      }
    }
  }

  // The same for one code, of calls that must not change anything.
  void ExpectRefusals(const std::function<std::string(const MethodDescriptor&)>& header_of, absl::StatusCode code) {
    const std::string before = State();
    ExpectOfAll(header_of, [code](const MethodDescriptor&) { return code; });
    EXPECT_EQ(State(), before);
  }

  const ScratchFolder folder_;
  TokenEntry office_{"office"};
  TokenEntry county_{"county"};
  TokenEntry other_{"other"};
  TokenEntry expired_{"expired"};
  std::map<int, TokenEntry> lacking_;  // by the scope that they lack
  std::unique_ptr<EmbeddedSuite> suite_;
  std::vector<std::unique_ptr<MethodTransport>> transports_;
  std::unique_ptr<GatewayClient> client_;  // of the office
};

template <typename Request, typename Fill>
std::function<std::unique_ptr<Message>()> Make(Fill fill) {
  return [fill]() -> std::unique_ptr<Message> {
    auto request = std::make_unique<Request>();
    fill(*request);
    return request;
  };
}

void FillDecision(auto& request) {
  request.set_reason("属实");
  request.set_author("李四");
}

std::unique_ptr<Message> MethodAccess::RequestOf(const MethodDescriptor& method) {
  namespace v1 = gateway::v1;
  const v1::GetReportResponse now = Recorded();
  const auto with_key = [](auto& request) { *request.mutable_key() = Key(); };
  const auto with_filter = [](auto& request) { request.mutable_filter()->add_units(kUnit); };
  const auto with_query = [](auto& request) {
    request.mutable_query()->mutable_filter()->add_units(kUnit);
    request.mutable_query()->set_measure("disclosure_rate");
  };
  const auto of_government = [](auto& request) {
    request.mutable_query()->set_unit(kGovernment);
    request.mutable_query()->set_year(2024);
  };
  const auto with_finding = [&](auto& request) {
    *request.mutable_key() = Key();
    FillDecision(request);
    for (const validate::v1::Finding& finding : now.recorded().findings()) {
      if (finding.severity() == validate::v1::SEVERITY_WARNING) request.set_fingerprint(finding.fingerprint());
    }
  };
  const auto with_report = [&](auto& request) { *request.mutable_report() = now.recorded().report(); };
  const std::map<std::string, std::function<std::unique_ptr<Message>()>> requests = {
      {"CheckDocument", Make<v1::CheckDocumentRequest>([](auto& request) {
         request.set_document(Document(kUnit));
         request.set_compare_with_register(true);
       })},
      {"CheckReport", Make<v1::CheckReportRequest>([&](auto& request) {
         with_report(request);
         request.set_compare_with_register(true);
       })},
      {"SubmitDocument",
       Make<v1::SubmitDocumentRequest>([](auto& request) { request.set_document(Document(kUnit) + "\n"); })},
      {"SubmitReport", Make<v1::SubmitReportRequest>(with_report)},
      {"SubmitDocuments", Make<v1::SubmitDocumentsRequest>([](auto& request) {
         request.set_item_id("a");
         request.set_data(Document(kUnit));
         request.set_last(true);
       })},
      {"GetReport", Make<v1::GetReportRequest>(with_key)},
      {"GetDocument", Make<v1::GetDocumentRequest>(with_key)},
      {"ListReports", Make<v1::ListReportsRequest>(with_filter)},
      {"AcknowledgeFinding", Make<v1::AcknowledgeFindingRequest>(with_finding)},
      {"RevokeAcknowledgement", Make<v1::RevokeAcknowledgementRequest>(with_finding)},
      {"CorrectCells", Make<v1::CorrectCellsRequest>([&](auto& request) {
         *request.mutable_key() = Key();
         FillDecision(request);
         validate::v1::CellChange& change = *request.add_changes();
         change.set_cell("proactive_disclosure.licensing_decisions");
         change.set_from(now.recorded().report().proactive_disclosure().licensing_decisions());
         change.set_to(change.from() + 1);
       })},
      {"ImportRoster", Make<v1::ImportRosterRequest>([](auto& request) {
         request.set_csv("id,name,aliases,parent,level,kind\ndt,山西省大同市,,,PREFECTURE,GOVERNMENT\n");
         request.set_author("李四");
       })},
      {"GetRoster", Make<v1::GetRosterRequest>([](auto&) {})},
      {"ResolveUnit", Make<v1::ResolveUnitRequest>([](auto& request) { request.set_name(kUnit); })},
      {"PlaceReport", Make<v1::PlaceReportRequest>([](auto& request) {
         *request.mutable_key() = Key();
         FillDecision(request);
         request.set_unit(kUnit);
       })},
      {"WithdrawReport", Make<v1::WithdrawReportRequest>([&](auto& request) {
         *request.mutable_key() = Key();
         FillDecision(request);
         request.set_revision(now.recorded().revision());
       })},
      {"ListAuditEntries", Make<v1::ListAuditEntriesRequest>([](auto& request) { request.set_unit(kUnit); })},
      {"Summarize", Make<v1::SummarizeRequest>(with_filter)},
      {"ListMetrics", Make<v1::ListMetricsRequest>([](auto&) {})},
      {"Rank", Make<v1::RankRequest>(with_query)},
      {"Trend", Make<v1::TrendRequest>([](auto& request) {
         request.mutable_query()->mutable_filter()->add_units(kUnit);
         request.mutable_query()->add_measures("disclosure_rate");
       })},
      {"Describe", Make<v1::DescribeRequest>(with_query)},
      {"Compare", Make<v1::CompareRequest>([](auto& request) {
         request.mutable_query()->mutable_left()->add_units(kUnit);
         request.mutable_query()->mutable_right()->add_units(kUnit);
       })},
      {"FindOutliers", Make<v1::FindOutliersRequest>(with_query)},
      {"Trace", Make<v1::TraceRequest>(with_query)},
      {"Coverage", Make<v1::CoverageRequest>([](auto& request) {
         request.mutable_query()->mutable_filter()->add_units(kUnit);
         request.mutable_query()->mutable_filter()->add_years(2024);
       })},
      {"CompileReport", Make<v1::CompileReportRequest>(of_government)},
      {"ReconcileReport", Make<v1::ReconcileReportRequest>(of_government)},
      {"ListRules", Make<v1::ListRulesRequest>([](auto&) {})},
      {"ExplainRule", Make<v1::ExplainRuleRequest>([](auto& request) { request.set_id("T3.ROW_SUM"); })},
  };
  const auto found = requests.find(method.name());
  return found == requests.end() ? nullptr : found->second();
}

TEST_F(MethodAccess, NothingIsAnsweredWithoutAToken) {
  ExpectRefusals([](const MethodDescriptor&) { return ""; }, absl::StatusCode::kUnauthenticated);
}

TEST_F(MethodAccess, NothingIsAnsweredToAWrongToken) {
  const std::string wrong = TokenEntry("office").header();
  ExpectRefusals([&](const MethodDescriptor&) { return wrong; }, absl::StatusCode::kUnauthenticated);
}

TEST_F(MethodAccess, NothingIsAnsweredToAnExpiredToken) {
  ExpectRefusals([&](const MethodDescriptor&) { return expired_.header(); }, absl::StatusCode::kUnauthenticated);
}

TEST_F(MethodAccess, NothingIsAnsweredToATokenThatLacksTheScope) {
  ExpectRefusals([&](const MethodDescriptor& method) { return lacking_.at(RuleOf(method).scope()).header(); },
                 absl::StatusCode::kPermissionDenied);
}

TEST_F(MethodAccess, NothingOfACountyIsAnsweredToAnother) {
  const std::string before = State();
  ExpectOfAll([&](const MethodDescriptor&) { return other_.header(); },
              [](const MethodDescriptor& method) {
                return RuleOf(method).reach() == gateway::v1::REACH_ANYWHERE ? absl::StatusCode::kOk
                                                                             : absl::StatusCode::kPermissionDenied;
              });
  EXPECT_EQ(State(), before);
}

TEST_F(MethodAccess, EverythingOfACountyIsAnsweredToIt) {
  ExpectOfAll(
      [&](const MethodDescriptor& method) {
        const bool is_for_all = RuleOf(method).reach() == gateway::v1::REACH_UNLIMITED_ONLY;
        return is_for_all ? office_.header() : county_.header();
      },
      [](const MethodDescriptor&) { return absl::StatusCode::kOk; });
}

}  // namespace
}  // namespace gouji::cli

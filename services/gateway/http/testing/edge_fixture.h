#ifndef GOUJI_SERVICES_GATEWAY_HTTP_TESTING_EDGE_FIXTURE_H_
#define GOUJI_SERVICES_GATEWAY_HTTP_TESTING_EDGE_FIXTURE_H_

#include <memory>
#include <sstream>
#include <string>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "gtest/gtest.h"
#include "services/gateway/gateway_service.h"
#include "services/gateway/http/http_edge.h"
#include "services/gateway/http/testing/raw_client.h"
#include "services/gateway/testing/fake_backends.h"
#include "services/report/conversion.h"
#include "services/report/form.h"
#include "services/runtime/server.h"

namespace gouji::gateway::http {

// The gateway in front of fakes, with its edge on a port of this machine.
class EdgeFixture : public testing::Test {
 protected:
  static constexpr char kPath[] = "/gouji.gateway.v1.GatewayService/";

  EdgeFixture() {
    server_options_.listen = "127.0.0.1";
    server_options_.port = -1;
    server_options_.drain_delay = absl::ZeroDuration();
    http_options_.port = 0;
  }

  void SetUp() override { Restart(); }

  // Applies the options.
  void Restart() {
    edge_ = nullptr;
    server_ = nullptr;
    service_ = nullptr;
    runtime_ = std::make_unique<runtime::Runtime>(runtime_options_,
                                                  runtime::Logger("gateway", runtime::LogLevel::kInfo, log_), metrics_);
    service_ = std::make_unique<GatewayService>(GatewayService::Options(), Backends{parse_, validate_, statistics_},
                                                *converter_, *runtime_);
    server_ = runtime::Server::Start(server_options_, *runtime_, {service_.get()}).value();
    server_->SetReady(true);
    edge_ =
        HttpEdge::Start(http_options_, server_options_, *server_, *runtime_, {v1::GatewayService::service_full_name()})
            .value();
  }

  // A request of a method as JSON.
  static std::string Request(const std::string& method, const std::string& body,
                             const std::string& fields = "Content-Type: application/json\r\n") {
    return fmt::format("POST {}{} HTTP/1.1\r\nHost: localhost\r\n{}Content-Length: {}\r\n\r\n{}", kPath, method, fields,
                       body.size(), body);
  }

  // Sends it on a connection of its own.
  RawAnswer Ask(const std::string& request) const {
    RawClient client(edge_->port());
    client.Send(request);
    return client.Read();
  }

  double Value(const char* gauge) { return metrics_.GetGauge(gauge, "").value(); }

  // Whether it becomes true; gives up after what a slow and busy machine may need.
  template <typename Condition>
  static bool Becomes(Condition condition) {
    const absl::Time limit = absl::Now() + absl::Seconds(60);
    while (!condition() && absl::Now() < limit) absl::SleepFor(absl::Milliseconds(5));
    return condition();
  }

  absl::StatusOr<report::FormCatalog> catalog_ = report::FormCatalog::BuiltIn();
  absl::StatusOr<report::ReportConverter> converter_ = report::ReportConverter::Create(*catalog_);
  FakeParse parse_;
  FakeValidate validate_;
  FakeStatistics statistics_;
  runtime::Metrics metrics_;
  std::ostringstream log_;
  std::unique_ptr<runtime::Runtime> runtime_;
  std::unique_ptr<GatewayService> service_;
  runtime::Runtime::Options runtime_options_;
  runtime::ServerOptions server_options_;
  HttpOptions http_options_;
  std::unique_ptr<runtime::Server> server_;
  std::unique_ptr<HttpEdge> edge_;  // after the server: stops before it
};

}  // namespace gouji::gateway::http

#endif  // GOUJI_SERVICES_GATEWAY_HTTP_TESTING_EDGE_FIXTURE_H_

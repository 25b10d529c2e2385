#include "services/gateway/http/http_server.h"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "services/gateway/http/connection.h"
#include "services/gateway/http/wire.h"
#include "services/runtime/clock.h"

namespace gouji::gateway::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using Clock = Connection::Clock;

// How late a client may be cut off.
constexpr std::chrono::milliseconds kTick{250};

std::string NameOf(const asio::ip::address& address) {
  return address.is_v4() ? "ipv4:" + address.to_string() : "ipv6:[" + address.to_string() + "]";
}

}  // namespace

class HttpServer::Impl final : public ConnectionOwner {
 public:
  Impl(const Options& options, Handler handler, runtime::Metrics& metrics)
      : timeouts_(options.timeouts),
        limits_(options.limits),
        handler_(std::move(handler)),
        metrics_(metrics),
        connections_gauge_(metrics.GetGauge("gouji_http_connections", "Open HTTP connections")),
        bytes_gauge_(metrics.GetGauge("gouji_http_request_bytes", "Bytes of HTTP requests that are held")),
        refused_(metrics.GetCounter("gouji_http_refused_connections_total", "HTTP connections over the limits")) {
    AnswersWith(200);  // there from the start
  }

  absl::Status Listen(const Options& options) {
    if (options.certificates != nullptr) {
      auto wires = TlsWires::Create(options.certificates);
      if (!wires.ok()) return wires.status();
      tls_ = *std::move(wires);
    }
    error_code error;
    const asio::ip::address address = asio::ip::make_address(options.listen, error);
    const tcp::endpoint endpoint(address, static_cast<std::uint16_t>(options.port));
    if (!error) acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(tcp::acceptor::max_listen_connections, error);
    if (error) {
      return absl::UnavailableError(
          fmt::format("cannot listen for HTTP on {}:{}: {}", options.listen, options.port, error.message()));
    }
    port_ = acceptor_.local_endpoint().port();
    Accept();
    Tick();
    thread_ = std::thread([this] { io_.run(); });
    return absl::OkStatus();
  }

  void Drain(absl::Time limit) {
    if (!thread_.joinable()) return;
    const Clock::time_point end = Clock::now() + absl::ToChronoNanoseconds(std::clamp(
                                                     limit - runtime::Now(), absl::ZeroDuration(), absl::Hours(1)));
    asio::post(io_, [this, end] {
      drain_end_ = end;
      error_code ignored;
      acceptor_.close(ignored);
      for (const std::shared_ptr<Connection>& connection : Connections()) connection->Drain();
      Sweep();
    });
    thread_.join();
  }

  int port() const { return port_; }

  asio::io_context& io() override { return io_; }
  const Timeouts& timeouts() const override { return timeouts_; }
  ClientLimits& limits() override { return limits_; }
  void Handle(std::shared_ptr<Exchange> exchange) override { handler_(std::move(exchange)); }

  void CountAnswer(int status) override { AnswersWith(status).Increment(); }

  const runtime::Counter& AnswersWith(int status) {
    auto found = answers_.find(status);
    if (found == answers_.end()) {
      found = answers_
                  .emplace(status, metrics_.GetCounter("gouji_http_requests_total", "HTTP requests that were answered",
                                                       {{"code", std::to_string(status)}}))
                  .first;
    }
    return found->second;
  }

  void OnClosed(Connection& connection) override {
    connections_.erase(&connection);
    limits_.Disconnect(connection.client());
    connections_gauge_.Set(limits_.connection_count());
  }

 private:
  void Accept() {
    acceptor_.async_accept([this](error_code error, tcp::socket socket) {
      if (error == asio::error::operation_aborted || !acceptor_.is_open()) return;
      // Without a descriptor for it the connection waits in the system's queue until the next tick.
      if (error) {
        accept_later_ = true;
        return;
      }
      Open(std::move(socket));
      Accept();
    });
  }

  void Open(tcp::socket socket) {
    error_code error;
    const tcp::endpoint remote = socket.remote_endpoint(error);
    if (error) return;
    socket.set_option(tcp::no_delay(true), error);
    const std::string client = NameOf(remote.address());
    if (!limits_.Connect(client)) return refused_.Increment();
    const std::string peer = fmt::format("{}:{}", client, remote.port());
    const auto connection = std::make_shared<Connection>(
        *this, tls_ == nullptr ? MakePlainWire(std::move(socket)) : tls_->Make(std::move(socket)), peer, client);
    connections_.emplace(connection.get(), connection);
    connections_gauge_.Set(limits_.connection_count());
    connection->Start();
  }

  std::vector<std::shared_ptr<Connection>> Connections() const {
    std::vector<std::shared_ptr<Connection>> all;
    for (const auto& [key, connection] : connections_) all.push_back(connection.lock());
    std::erase(all, nullptr);
    return all;
  }

  void Tick() {
    ticker_.expires_after(kTick);
    ticker_.async_wait([this](error_code error) {
      if (error) return;
      Sweep();
    });
  }

  void Sweep() {
    const Clock::time_point now = Clock::now();
    bytes_gauge_.Set(static_cast<double>(limits_.byte_count()));
    for (const std::shared_ptr<Connection>& connection : Connections()) {
      connection->CheckDeadlines(now);
      if (drain_end_.has_value() && now >= *drain_end_) connection->Abort();
    }
    if (std::exchange(accept_later_, false) && acceptor_.is_open()) Accept();
    // Without a timer the loop ends when the last connection is gone.
    if (drain_end_.has_value() && connections_.empty()) {
      ticker_.cancel();
    } else {
      Tick();
    }
  }

  const Timeouts timeouts_;
  ClientLimits limits_;
  Handler handler_;
  runtime::Metrics& metrics_;
  const runtime::Gauge connections_gauge_;
  const runtime::Gauge bytes_gauge_;
  const runtime::Counter refused_;
  std::map<int, runtime::Counter> answers_;  // by status
  std::unique_ptr<TlsWires> tls_;            // null: plain text
  asio::io_context io_{1};
  tcp::acceptor acceptor_{io_};
  asio::steady_timer ticker_{io_};
  bool accept_later_ = false;
  std::map<Connection*, std::weak_ptr<Connection>> connections_;  // open ones
  std::optional<Clock::time_point> drain_end_;
  int port_ = 0;
  std::thread thread_;
};

absl::StatusOr<std::unique_ptr<HttpServer>> HttpServer::Start(const Options& options, Handler handler,
                                                              runtime::Metrics& metrics) {
  auto impl = std::make_unique<Impl>(options, std::move(handler), metrics);
  if (absl::Status status = impl->Listen(options); !status.ok()) return status;
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
}

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HttpServer::~HttpServer() { Drain(absl::InfinitePast()); }

int HttpServer::port() const { return impl_->port(); }
void HttpServer::Drain(absl::Time limit) { impl_->Drain(limit); }

}  // namespace gouji::gateway::http

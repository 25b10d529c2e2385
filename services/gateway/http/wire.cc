#include "services/gateway/http/wire.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"

namespace gouji::gateway::http {
namespace {

namespace asio = boost::asio;
namespace ssl = boost::asio::ssl;
using asio::ip::tcp;
using boost::system::error_code;

void EndSending(tcp::socket& socket) {
  error_code ignored;
  socket.shutdown(tcp::socket::shutdown_send, ignored);
}

class PlainWire final : public Wire {
 public:
  explicit PlainWire(tcp::socket socket) : socket_(std::move(socket)) {}

  void Open(absl::AnyInvocable<void(Opened)> done) override { done(Opened::kReady); }
  void ReadSome(asio::mutable_buffer buffer, Done done) override { socket_.async_read_some(buffer, std::move(done)); }
  void WriteSome(asio::const_buffer bytes, Done done) override { socket_.async_write_some(bytes, std::move(done)); }
  void EndWriting(absl::AnyInvocable<void()> done) override {
    EndSending(socket_);
    done();
  }
  void Close() override {
    error_code ignored;
    socket_.close(ignored);
  }

 private:
  tcp::socket socket_;
};

class TlsWire final : public Wire {
 public:
  TlsWire(tcp::socket socket, ssl::context& context) : stream_(std::move(socket), context) {}

  void Open(absl::AnyInvocable<void(Opened)> done) override {
    stream_.async_handshake(ssl::stream_base::server, [this, done = std::move(done)](error_code error) mutable {
      if (!error) return done(Opened::kReady);
      passes_by_ = IsHttp(error);
      done(passes_by_ ? Opened::kPlainText : Opened::kFailed);
    });
  }

  void ReadSome(asio::mutable_buffer buffer, Done done) override {
    if (passes_by_ || ending_) return stream_.next_layer().async_read_some(buffer, std::move(done));
    stream_.async_read_some(buffer, std::move(done));
  }

  void WriteSome(asio::const_buffer bytes, Done done) override {
    if (passes_by_) return stream_.next_layer().async_write_some(bytes, std::move(done));
    stream_.async_write_some(bytes, std::move(done));
  }

  // Through TLS, waits for the client to end, too. Who reads meanwhile may take that away from it, but not the end of
  // the socket.
  void EndWriting(absl::AnyInvocable<void()> done) override {
    if (!passes_by_) {
      ending_ = true;
      return stream_.async_shutdown([this, done = std::move(done)](error_code /*error*/) mutable {
        EndSending(stream_.next_layer());
        done();
      });
    }
    EndSending(stream_.next_layer());
    done();
  }

  void Close() override {
    error_code ignored;
    stream_.next_layer().close(ignored);
  }

 private:
  static bool IsHttp(error_code error) {
    return error.category() == asio::error::get_ssl_category() &&
           ERR_GET_REASON(static_cast<unsigned>(error.value())) == SSL_R_HTTP_REQUEST;
  }

  ssl::stream<tcp::socket> stream_;
  bool passes_by_ = false;  // TLS is left out
  bool ending_ = false;
};

// Takes http/1.1 when a client offers a choice. One that does not offer it, such as a client of gRPC at the wrong port,
// is told so.
int ChooseProtocol(SSL* /*ssl*/, const unsigned char** chosen, unsigned char* chosen_size, const unsigned char* offered,
                   unsigned int offered_size, void* /*unused*/) {
  static constexpr unsigned char kHttp[] = "\x08http/1.1";
  unsigned char* found = nullptr;
  const int result = SSL_select_next_proto(&found, chosen_size, kHttp, sizeof(kHttp) - 1, offered, offered_size);
  *chosen = found;
  return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

// How a server of ours speaks TLS, whatever its certificates are.
bool Restrict(SSL_CTX* context) {
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_alpn_select_cb(context, ChooseProtocol, nullptr);
  return SSL_CTX_set_num_tickets(context, 0) == 1 && SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
         SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1;  // of TLS 1.2
}

absl::StatusOr<std::unique_ptr<ssl::context>> MakeContext(const runtime::TlsMaterial& material) {
  auto context = std::make_unique<ssl::context>(ssl::context::tls_server);
  error_code error;
  context->use_certificate_chain(asio::buffer(material.certificate), error);
  if (!error) context->use_private_key(asio::buffer(material.private_key), ssl::context::pem, error);
  if (!error && !material.authorities.empty()) {
    context->add_certificate_authority(asio::buffer(material.authorities), error);
    if (!error) context->set_verify_mode(ssl::verify_peer | ssl::verify_fail_if_no_peer_cert, error);
  }
  if (error) return absl::InternalError("OpenSSL does not take the certificates: " + error.message());
  if (!Restrict(context->native_handle())) return absl::InternalError("OpenSSL does not take the settings of TLS");
  return context;
}

}  // namespace

std::unique_ptr<Wire> MakePlainWire(tcp::socket socket) { return std::make_unique<PlainWire>(std::move(socket)); }

class TlsWires::Impl {
 public:
  explicit Impl(std::shared_ptr<const runtime::TlsCertificates> certificates)
      : certificates_(std::move(certificates)) {}

  // Makes a context of the current material, unless there is one. The old one stays in use when that fails.
  absl::Status Renew() {
    std::shared_ptr<const runtime::TlsMaterial> material = certificates_->Current();
    if (material == material_) return absl::OkStatus();
    material_ = std::move(material);
    auto context = MakeContext(*material_);
    if (!context.ok()) return context.status();
    context_ = *std::move(context);
    return absl::OkStatus();
  }

  std::unique_ptr<Wire> Make(tcp::socket socket) {
    Renew().IgnoreError();  // TlsCertificates gives nothing that OpenSSL has not taken once
    return std::make_unique<TlsWire>(std::move(socket), *context_);
  }

 private:
  const std::shared_ptr<const runtime::TlsCertificates> certificates_;
  std::shared_ptr<const runtime::TlsMaterial> material_;  // of context_
  std::unique_ptr<ssl::context> context_;
};

absl::StatusOr<std::unique_ptr<TlsWires>> TlsWires::Create(
    std::shared_ptr<const runtime::TlsCertificates> certificates) {
  auto impl = std::make_unique<Impl>(std::move(certificates));
  if (absl::Status status = impl->Renew(); !status.ok()) return status;
  return std::unique_ptr<TlsWires>(new TlsWires(std::move(impl)));
}

TlsWires::TlsWires(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
TlsWires::~TlsWires() = default;

std::unique_ptr<Wire> TlsWires::Make(tcp::socket socket) { return impl_->Make(std::move(socket)); }

}  // namespace gouji::gateway::http

#ifndef GOUJI_SERVICES_GATEWAY_HTTP_WIRE_H_
#define GOUJI_SERVICES_GATEWAY_HTTP_WIRE_H_

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstddef>
#include <memory>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "services/runtime/tls.h"

namespace gouji::gateway::http {

// The bytes of a connection, in plain text or through TLS. Everything is called, and calls back, on the loop of the
// socket. One read and one write at a time, and the wire stays until they have called back; Close ends them early.
class Wire {
 public:
  using Done = absl::AnyInvocable<void(boost::system::error_code, std::size_t byte_count)>;

  enum class Opened {
    kReady,      // read and write
    kPlainText,  // the client does not speak TLS: what is written now reaches it in plain text
    kFailed,
  };

  virtual ~Wire() = default;

  // First. May call back at once.
  virtual void Open(absl::AnyInvocable<void(Opened)> done) = 0;
  virtual void ReadSome(boost::asio::mutable_buffer buffer, Done done) = 0;
  virtual void WriteSome(boost::asio::const_buffer bytes, Done done) = 0;
  // Says to the client that nothing more will be written. What is read afterwards is of no meaning but for its end.
  virtual void EndWriting(absl::AnyInvocable<void()> done) = 0;
  virtual void Close() = 0;
};

std::unique_ptr<Wire> MakePlainWire(boost::asio::ip::tcp::socket socket);

// Makes wires that speak TLS 1.2 or 1.3, with the certificates that are in use when a connection comes in, and of ALPN
// http/1.1 alone. With authorities, clients must show a certificate of theirs. No session is resumed: a server keeps
// nothing of its clients, and whose certificate is not trusted any more has no way in.
class TlsWires {
 public:
  // `certificates`: not null. INTERNAL: OpenSSL does not take them.
  static absl::StatusOr<std::unique_ptr<TlsWires>> Create(std::shared_ptr<const runtime::TlsCertificates> certificates);
  ~TlsWires();

  std::unique_ptr<Wire> Make(boost::asio::ip::tcp::socket socket);

 private:
  class Impl;
  explicit TlsWires(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace gouji::gateway::http

#endif  // GOUJI_SERVICES_GATEWAY_HTTP_WIRE_H_

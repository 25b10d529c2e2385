#ifndef GOUJI_SERVICES_PARSE_CACHE_REDIS_TLS_H_
#define GOUJI_SERVICES_PARSE_CACHE_REDIS_TLS_H_

#include <openssl/types.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/runtime/tls.h"

namespace gouji::parse {

// The client's end of TLS 1.2 or 1.3 on one connection to a Redis server. It moves no bytes itself, so that whoever
// does keeps his own deadlines: what TakeOutgoing returns goes to the server, what comes from there is put in.
//
//   auto tls = RedisTls::Start(material, "redis.example");
//   while (!*(*tls)->Shake()) { send((*tls)->TakeOutgoing()); (*tls)->PutIncoming(received()); }
//
// Errors are UNAVAILABLE, with what OpenSSL says. Not thread-safe.
class RedisTls {
 public:
  // The server must show a certificate that one of the authorities of `material` signed for `host`, a name or an IP
  // address; it is shown the certificate of `material`, if there is one and the server asks.
  static absl::StatusOr<std::unique_ptr<RedisTls>> Start(const runtime::TlsMaterial& material, const std::string& host);
  ~RedisTls();
  RedisTls(const RedisTls&) = delete;
  RedisTls& operator=(const RedisTls&) = delete;

  // Goes on with the handshake. Returns whether it is done; if not, the server has to say more.
  absl::StatusOr<bool> Shake();

  absl::Status Encrypt(std::string_view plain);
  // Returns how many bytes it put into `buffer`; 0: the server has to send more.
  absl::StatusOr<std::size_t> Decrypt(char* buffer, std::size_t size);

  void PutIncoming(std::string_view bytes);
  std::string TakeOutgoing();

 private:
  struct Free {
    void operator()(SSL* session) const;
  };

  explicit RedisTls(SSL* session) : session_(session) {}

  const std::unique_ptr<SSL, Free> session_;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_CACHE_REDIS_TLS_H_

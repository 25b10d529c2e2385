#include "services/parse/cache/redis_tls.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "fmt/format.h"
#include "services/runtime/pem.h"
#include "services/runtime/tls.h"

namespace gouji::parse {
namespace {

using Context = std::unique_ptr<SSL_CTX, runtime::FreedBy<SSL_CTX_free>>;

// What OpenSSL says about the step that failed, and why a certificate was not believed.
absl::Status Failed(const SSL* session) {
  std::string text = "the connection ended";
  if (const unsigned long error = ERR_peek_last_error(); error != 0) {  // NOLINT(google-runtime-int): OpenSSL's type
    const char* const reason = ERR_reason_error_string(error);
    text = reason == nullptr ? fmt::format("error {}", error) : reason;
  }
  if (session != nullptr && SSL_get_verify_result(session) != X509_V_OK) {
    text += fmt::format(": {}", X509_verify_cert_error_string(SSL_get_verify_result(session)));
  }
  ERR_clear_error();
  return absl::UnavailableError(fmt::format("TLS with Redis failed: {}", text));
}

// Whom the client believes.
bool UseAuthorities(SSL_CTX* context, const std::string& authorities) {
  int count = 0;
  for (const runtime::Certificate& certificate : runtime::ParseCertificates(authorities)) {
    count += X509_STORE_add_cert(SSL_CTX_get_cert_store(context), certificate.get());
  }
  return count > 0;
}

// What the client shows when it is asked.
bool UseCertificate(SSL_CTX* context, const runtime::TlsMaterial& material) {
  if (material.certificate.empty()) return true;
  const std::vector<runtime::Certificate> chain = runtime::ParseCertificates(material.certificate);
  if (chain.empty() || SSL_CTX_use_certificate(context, chain.front().get()) != 1) return false;
  for (std::size_t i = 1; i < chain.size(); ++i) SSL_CTX_add1_chain_cert(context, chain[i].get());
  const runtime::PrivateKey key = runtime::ParsePrivateKey(material.private_key);
  return key != nullptr && SSL_CTX_use_PrivateKey(context, key.get()) == 1;
}

// The certificate must be the host's.
bool Expect(SSL* session, const std::string& host) {
  if (X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), host.c_str()) == 1) return true;
  ERR_clear_error();  // it is a name
  return SSL_set_tlsext_host_name(session, host.c_str()) == 1 && SSL_set1_host(session, host.c_str()) == 1;
}

}  // namespace

absl::StatusOr<std::unique_ptr<RedisTls>> RedisTls::Start(const runtime::TlsMaterial& material,
                                                          const std::string& host) {
  ERR_clear_error();
  const Context context(SSL_CTX_new(TLS_client_method()));
  if (context == nullptr || SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION) != 1 ||
      !UseAuthorities(context.get(), material.authorities) || !UseCertificate(context.get(), material)) {
    return Failed(nullptr);
  }
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  SSL* const session = SSL_new(context.get());
  if (session == nullptr) return Failed(nullptr);
  std::unique_ptr<RedisTls> tls(new RedisTls(session));
  SSL_set_bio(session, BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
  SSL_set_connect_state(session);
  if (!Expect(session, host)) return Failed(session);
  return tls;
}

RedisTls::~RedisTls() = default;

void RedisTls::Free::operator()(SSL* session) const { SSL_free(session); }

absl::StatusOr<bool> RedisTls::Shake() {
  ERR_clear_error();
  const int result = SSL_do_handshake(session_.get());
  if (result == 1) return true;
  if (SSL_get_error(session_.get(), result) == SSL_ERROR_WANT_READ) return false;
  return Failed(session_.get());
}

absl::Status RedisTls::Encrypt(std::string_view plain) {
  ERR_clear_error();
  std::size_t count = 0;
  // Into memory, which takes all at once.
  const bool is_taken = SSL_write_ex(session_.get(), plain.data(), plain.size(), &count) == 1 && count == plain.size();
  return is_taken ? absl::OkStatus() : Failed(session_.get());
}

absl::StatusOr<std::size_t> RedisTls::Decrypt(char* buffer, std::size_t size) {
  ERR_clear_error();
  std::size_t count = 0;
  const int result = SSL_read_ex(session_.get(), buffer, size, &count);
  if (result == 1) return count;
  if (SSL_get_error(session_.get(), result) == SSL_ERROR_WANT_READ) return std::size_t{0};
  return Failed(session_.get());
}

void RedisTls::PutIncoming(std::string_view bytes) {
  BIO_write(SSL_get_rbio(session_.get()), bytes.data(), static_cast<int>(bytes.size()));
}

std::string RedisTls::TakeOutgoing() {
  BIO* const outgoing = SSL_get_wbio(session_.get());
  std::string bytes(BIO_ctrl_pending(outgoing), '\0');
  if (!bytes.empty()) BIO_read(outgoing, bytes.data(), static_cast<int>(bytes.size()));
  return bytes;
}

}  // namespace gouji::parse

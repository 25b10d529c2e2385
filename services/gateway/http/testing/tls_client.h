#ifndef GOUJI_SERVICES_GATEWAY_HTTP_TESTING_TLS_CLIENT_H_
#define GOUJI_SERVICES_GATEWAY_HTTP_TESTING_TLS_CLIENT_H_

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <csignal>
#include <cstddef>
#include <memory>
#include <string>

#include "services/gateway/http/testing/raw_client.h"

namespace gouji::gateway::http {

struct TlsClientOptions {
  std::string authorities = {};            // that the client trusts: a PEM file
  std::string certificate = {};            // its own, a PEM file; empty: none
  std::string private_key = {};            // likewise
  int lowest_version = TLS1_2_VERSION;     // as OpenSSL counts them
  int highest_version = TLS1_3_VERSION;    // likewise
  std::string protocols = "\x08http/1.1";  // of ALPN, as it writes them; empty: does not speak of it
};

// The same through TLS, after a handshake that is done when it is made. Ignores SIGPIPE in the whole process.
class TlsClient final : public RawClient {
 public:
  TlsClient(int port, const TlsClientOptions& options)
      : RawClient(port), context_(SSL_CTX_new(TLS_client_method())), ssl_(nullptr) {
    std::signal(SIGPIPE, SIG_IGN);                  // OpenSSL writes as if to a file
    SSL_CTX_set_security_level(context_.get(), 0);  // leaves it to the server to refuse what is old
    SSL_CTX_set_min_proto_version(context_.get(), options.lowest_version);
    SSL_CTX_set_max_proto_version(context_.get(), options.highest_version);
    SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
    SSL_CTX_load_verify_file(context_.get(), options.authorities.c_str());
    if (!options.certificate.empty()) {
      SSL_CTX_use_certificate_chain_file(context_.get(), options.certificate.c_str());
      SSL_CTX_use_PrivateKey_file(context_.get(), options.private_key.c_str(), SSL_FILETYPE_PEM);
    }
    ssl_.reset(SSL_new(context_.get()));
    SSL_set_alpn_protos(ssl_.get(), reinterpret_cast<const unsigned char*>(options.protocols.data()),
                        static_cast<unsigned>(options.protocols.size()));
    SSL_set1_host(ssl_.get(), "localhost");
    SSL_set_fd(ssl_.get(), descriptor());
    secured_ = SSL_connect(ssl_.get()) == 1;
    if (!secured_) problem_ = LastProblem();
  }

  // Whether the handshake was done. With TLS 1.3 a server may refuse the client's certificate later.
  bool secured() const { return secured_; }
  // Why not, as OpenSSL says it.
  const std::string& problem() const { return problem_; }

  SSL* ssl() const { return ssl_.get(); }

  // The first certificate that the server showed, PEM; empty without one.
  std::string ServerCertificate() const {
    X509* certificate = SSL_get1_peer_certificate(ssl_.get());
    if (certificate == nullptr) return {};
    BIO* bio = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(bio, certificate);
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);  // NOLINT(google-runtime-int): OpenSSL's type
    std::string text(data, static_cast<std::size_t>(size));
    BIO_free(bio);
    X509_free(certificate);
    return text;
  }

 protected:
  ssize_t Transmit(const char* bytes, std::size_t size) const override {
    ERR_clear_error();
    return SSL_write(ssl_.get(), bytes, static_cast<int>(size));
  }
  ssize_t Receive(char* bytes, std::size_t size) const override {
    ERR_clear_error();
    return SSL_read(ssl_.get(), bytes, static_cast<int>(size));
  }

 private:
  struct Free {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    void operator()(SSL* ssl) const { SSL_free(ssl); }
  };

  static std::string LastProblem() {
    const char* reason = ERR_reason_error_string(ERR_peek_last_error());
    ERR_clear_error();
    return reason == nullptr ? "the connection was closed" : reason;
  }

  const std::unique_ptr<SSL_CTX, Free> context_;
  std::unique_ptr<SSL, Free> ssl_;
  bool secured_ = false;
  std::string problem_;
};

}  // namespace gouji::gateway::http

#endif  // GOUJI_SERVICES_GATEWAY_HTTP_TESTING_TLS_CLIENT_H_

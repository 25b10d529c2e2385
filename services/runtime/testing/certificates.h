#ifndef GOUJI_SERVICES_RUNTIME_TESTING_CERTIFICATES_H_
#define GOUJI_SERVICES_RUNTIME_TESTING_CERTIFICATES_H_

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/runtime/tls.h"

namespace gouji::runtime::testing {

// A certificate and its key, PEM.
struct Issued {
  std::string certificate;
  std::string private_key;
};

struct IssueOptions {
  std::string name = "localhost";  // common name
  std::vector<std::string> alternative_names = {"DNS:localhost", "IP:127.0.0.1"};
  absl::Time start = absl::Now() - absl::Hours(1);
  absl::Time end = absl::Now() + absl::Hours(24);
  int rsa_bits = 0;  // of an RSA key; 0: one of P-256
};

// An authority with a key of its own that signs certificates for servers and clients. Aborts when OpenSSL fails.
class TestAuthority {
 public:
  explicit TestAuthority(const std::string& name);
  ~TestAuthority();
  TestAuthority(const TestAuthority&) = delete;
  TestAuthority& operator=(const TestAuthority&) = delete;

  // Its own certificate, PEM.
  std::string certificate() const;
  Issued Issue(const IssueOptions& options = {}) const;

 private:
  EVP_PKEY* key_;
  X509* certificate_;
};

// A folder of files as Kubernetes mounts a Secret: names that lead through the link "..data" to a folder, which is
// replaced as a whole. Removed at the end.
class SecretFolder {
 public:
  SecretFolder();
  ~SecretFolder();
  SecretFolder(const SecretFolder&) = delete;
  SecretFolder& operator=(const SecretFolder&) = delete;

  // Replaces all files at once.
  void Put(const Issued& issued, const std::string& authorities);
  // Overwrites one file in place.
  void Overwrite(const std::string& name, const std::string& content) const;

  // Names of tls.crt, tls.key and ca.crt.
  TlsFiles Files() const;
  std::string path() const { return path_; }

 private:
  std::string path_;
  int generation_ = 0;
};

}  // namespace gouji::runtime::testing

#endif  // GOUJI_SERVICES_RUNTIME_TESTING_CERTIFICATES_H_

#ifndef GOUJI_SERVICES_RUNTIME_PEM_H_
#define GOUJI_SERVICES_RUNTIME_PEM_H_

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>
#include <vector>

namespace gouji::runtime {

// Frees what a function of C made: std::unique_ptr<BIO, FreedBy<BIO_free>>.
template <auto free>
struct FreedBy {
  template <typename T>
  void operator()(T* pointer) const {
    free(pointer);
  }
};

using Certificate = std::unique_ptr<X509, FreedBy<X509_free>>;
using PrivateKey = std::unique_ptr<EVP_PKEY, FreedBy<EVP_PKEY_free>>;

// The certificates of a PEM text; what else stands there is passed over. Empty when one is damaged.
std::vector<Certificate> ParseCertificates(const std::string& text);

// The first private key of a PEM text. Null when there is none, or only one with a passphrase: nobody is asked for it.
PrivateKey ParsePrivateKey(const std::string& text);

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_PEM_H_

#include "services/runtime/pem.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include <utility>

namespace gouji::runtime {
namespace {

using Bio = std::unique_ptr<BIO, FreedBy<BIO_free>>;

Bio OpenText(const std::string& text) { return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))); }

}  // namespace

std::vector<Certificate> ParseCertificates(const std::string& text) {
  const Bio bio = OpenText(text);
  std::vector<Certificate> certificates;
  while (Certificate certificate{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)}) {
    certificates.push_back(std::move(certificate));
  }
  if (ERR_GET_REASON(ERR_peek_last_error()) != PEM_R_NO_START_LINE) certificates.clear();
  ERR_clear_error();
  return certificates;
}

PrivateKey ParsePrivateKey(const std::string& text) {
  const Bio bio = OpenText(text);
  const auto no_passphrase = [](char*, int, int, void*) { return -1; };
  PrivateKey key(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_passphrase, nullptr));
  ERR_clear_error();
  return key;
}

}  // namespace gouji::runtime

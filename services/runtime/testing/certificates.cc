#include "services/runtime/testing/certificates.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "absl/strings/str_join.h"
#include "absl/time/time.h"

namespace gouji::runtime::testing {
namespace {

namespace fs = std::filesystem;

void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "certificates of the test: %s failed\n", what);
  std::abort();
}

template <typename Write>
std::string ToPem(Write write) {
  BIO* bio = BIO_new(BIO_s_mem());
  Require(write(bio) == 1, "writing PEM");
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);  // NOLINT(google-runtime-int): OpenSSL's type
  std::string text(data, static_cast<std::size_t>(size));
  BIO_free(bio);
  return text;
}

void SetName(X509_NAME* of, const std::string& name) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(name.data());
  Require(X509_NAME_add_entry_by_txt(of, "CN", MBSTRING_UTF8, bytes, static_cast<int>(name.size()), -1, 0) == 1,
          "the name");
}

void AddExtension(X509* certificate, int kind, const std::string& value) {
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.c_str());
  Require(extension != nullptr && X509_add_ext(certificate, extension, -1) == 1, "an extension");
  X509_EXTENSION_free(extension);
}

// A certificate without issuer, extensions and signature.
X509* MakeCertificate(const IssueOptions& options, EVP_PKEY* key) {
  static int serial = 0;
  X509* certificate = X509_new();
  X509_set_version(certificate, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), ++serial);
  ASN1_TIME_set(X509_getm_notBefore(certificate), absl::ToTimeT(options.start));
  ASN1_TIME_set(X509_getm_notAfter(certificate), absl::ToTimeT(options.end));
  X509_set_pubkey(certificate, key);
  SetName(X509_get_subject_name(certificate), options.name);
  return certificate;
}

void Sign(X509* certificate, X509* issuer, EVP_PKEY* key) {
  X509_set_issuer_name(certificate, X509_get_subject_name(issuer));
  Require(X509_sign(certificate, key, EVP_sha256()) > 0, "signing");
}

void WriteFile(const fs::path& path, const std::string& content) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << content;
  file.close();
  Require(file.good(), path.c_str());
}

}  // namespace

TestAuthority::TestAuthority(const std::string& name) : key_(EVP_EC_gen("P-256")) {
  Require(key_ != nullptr, "making a key");
  certificate_ = MakeCertificate({.name = name}, key_);
  AddExtension(certificate_, NID_basic_constraints, "critical,CA:TRUE");
  Sign(certificate_, certificate_, key_);
}

TestAuthority::~TestAuthority() {
  X509_free(certificate_);
  EVP_PKEY_free(key_);
}

std::string TestAuthority::certificate() const {
  return ToPem([this](BIO* bio) { return PEM_write_bio_X509(bio, certificate_); });
}

Issued TestAuthority::Issue(const IssueOptions& options) const {
  EVP_PKEY* key = options.rsa_bits == 0 ? EVP_EC_gen("P-256") : EVP_RSA_gen(static_cast<unsigned>(options.rsa_bits));
  Require(key != nullptr, "making a key");
  X509* certificate = MakeCertificate(options, key);
  AddExtension(certificate, NID_subject_alt_name, absl::StrJoin(options.alternative_names, ","));
  Sign(certificate, certificate_, key_);
  Issued issued;
  issued.certificate = ToPem([certificate](BIO* bio) { return PEM_write_bio_X509(bio, certificate); });
  issued.private_key =
      ToPem([key](BIO* bio) { return PEM_write_bio_PrivateKey(bio, key, nullptr, nullptr, 0, nullptr, nullptr); });
  X509_free(certificate);
  EVP_PKEY_free(key);
  return issued;
}

SecretFolder::SecretFolder() {
  std::string pattern = fs::temp_directory_path() / "gouji-tls-XXXXXX";
  Require(mkdtemp(pattern.data()) != nullptr, "making a folder");
  path_ = pattern;
  for (const char* name : {"tls.crt", "tls.key", "ca.crt"}) {
    fs::create_symlink(fs::path("..data") / name, fs::path(path_) / name);
  }
}

SecretFolder::~SecretFolder() { fs::remove_all(path_); }

void SecretFolder::Put(const Issued& issued, const std::string& authorities) {
  const fs::path folder = path_;
  const std::string version = "..version-" + std::to_string(++generation_);
  fs::create_directory(folder / version);
  WriteFile(folder / version / "tls.crt", issued.certificate);
  WriteFile(folder / version / "tls.key", issued.private_key);
  WriteFile(folder / version / "ca.crt", authorities);
  fs::create_symlink(version, folder / "..data-new");
  fs::rename(folder / "..data-new", folder / "..data");
}

void SecretFolder::Overwrite(const std::string& name, const std::string& content) const {
  WriteFile(fs::path(path_) / name, content);
}

TlsFiles SecretFolder::Files() const {
  return {.certificate = path_ + "/tls.crt", .private_key = path_ + "/tls.key", .authorities = path_ + "/ca.crt"};
}

}  // namespace gouji::runtime::testing

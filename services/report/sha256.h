#ifndef GOUJI_SERVICES_REPORT_SHA256_H_
#define GOUJI_SERVICES_REPORT_SHA256_H_

#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;  // EVP_MD_CTX of OpenSSL

namespace gouji::report {

// The SHA-256 of bytes, 64 hexadecimal digits in lower case.
std::string Sha256Hex(std::string_view bytes);

// Whether a text is such a hash.
bool IsSha256Hex(std::string_view text);

// The same of bytes that come in parts. Not thread-safe.
class Sha256 {
 public:
  Sha256();
  void Update(std::string_view bytes);
  // Of all bytes so far. Nothing may come after it.
  std::string Hex();

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

}  // namespace gouji::report

#endif  // GOUJI_SERVICES_REPORT_SHA256_H_

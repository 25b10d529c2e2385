#include "services/gateway/auth/token_text.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "fmt/format.h"
#include "services/report/sha256.h"

namespace gouji::gateway {
namespace {

constexpr std::string_view kPrefix = "gouji_";
constexpr std::size_t kSecretBytes = 32;
constexpr std::size_t kMaxNameBytes = 64;
constexpr std::size_t kMaxTokenBytes = 256;

}  // namespace

bool IsTokenName(std::string_view name) {
  return !name.empty() && name.size() <= kMaxNameBytes && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

std::optional<std::string> MakeTokenText(std::string_view name) {
  std::array<unsigned char, kSecretBytes> secret;
  if (RAND_bytes(secret.data(), static_cast<int>(secret.size())) != 1) return std::nullopt;
  const absl::string_view bytes(reinterpret_cast<const char*>(secret.data()), secret.size());
  return fmt::format("{}{}_{}", kPrefix, name, absl::WebSafeBase64Escape(bytes));
}

std::string_view NameInToken(std::string_view token) {
  if (!token.starts_with(kPrefix) || token.size() > kMaxTokenBytes) return {};
  token.remove_prefix(kPrefix.size());
  const std::string_view name = token.substr(0, token.find('_'));
  return IsTokenName(name) ? name : std::string_view();
}

bool TokenMatches(std::string_view token, std::string_view sha256) {
  const std::string hash = report::Sha256Hex(token);
  return hash.size() == sha256.size() && CRYPTO_memcmp(hash.data(), sha256.data(), hash.size()) == 0;
}

std::string_view TokenInHeader(std::string_view authorization) {
  constexpr std::string_view kScheme = "bearer ";
  if (!absl::StartsWithIgnoreCase({authorization.data(), authorization.size()}, {kScheme.data(), kScheme.size()})) {
    return {};
  }
  return authorization.substr(kScheme.size());
}

}  // namespace gouji::gateway

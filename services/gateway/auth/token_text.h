#ifndef GOUJI_SERVICES_GATEWAY_AUTH_TOKEN_TEXT_H_
#define GOUJI_SERVICES_GATEWAY_AUTH_TOKEN_TEXT_H_

#include <optional>
#include <string>
#include <string_view>

namespace gouji::gateway {

// A token as its holder has it is "gouji_NAME_SECRET": the secret is 32 random bytes in base64 for URLs. The name tells
// with which entry it is compared, and scanners that look for leaked secrets know the beginning.

// Whether this is a name: 1 to 64 of a-z, 0-9 and "-".
bool IsTokenName(std::string_view name);

// A new token of this name, from the random numbers of OpenSSL. nullopt when there are none.
std::optional<std::string> MakeTokenText(std::string_view name);

// The name in a token; empty for what is none.
std::string_view NameInToken(std::string_view token);

// Whether `token` has this SHA-256 (64 hexadecimal digits in lower case), in a time that does not depend on where they
// differ.
bool TokenMatches(std::string_view token, std::string_view sha256);

// The token in an authorization header: "Bearer TOKEN", the first word in any case. Empty for what is none.
std::string_view TokenInHeader(std::string_view authorization);

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_AUTH_TOKEN_TEXT_H_

#ifndef GOUJI_SERVICES_GATEWAY_AUTH_TOKEN_FILE_H_
#define GOUJI_SERVICES_GATEWAY_AUTH_TOKEN_FILE_H_

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/gateway/auth/token.h"

namespace gouji::gateway {

// Tokens by their names.
using Tokens = std::map<std::string, std::shared_ptr<const Token>, std::less<>>;

// Reads a v1::TokenFile in protobuf text format; authorization.proto says what it holds. `source` names it in messages.
// INVALID_ARGUMENT with reason INVALID_TOKEN_FILE names every problem with its line.
absl::StatusOr<Tokens> ReadTokens(std::string_view source, std::string_view text);

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_AUTH_TOKEN_FILE_H_

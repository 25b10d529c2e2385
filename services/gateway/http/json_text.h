#ifndef GOUJI_SERVICES_GATEWAY_HTTP_JSON_TEXT_H_
#define GOUJI_SERVICES_GATEWAY_HTTP_JSON_TEXT_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gouji::gateway::http {

// JSON that is put together from JSON: JsonObject({{"type", JsonText("string")}}) is {"type":"string"}.

// The members of an object, in their order: a name, and a value that is JSON.
using JsonMembers = std::vector<std::pair<std::string, std::string>>;

std::string JsonText(std::string_view text);
std::string JsonObject(const JsonMembers& members);
std::string JsonArray(const std::vector<std::string>& values);
// An array of texts.
std::string JsonTexts(const std::vector<std::string>& texts);

}  // namespace gouji::gateway::http

#endif  // GOUJI_SERVICES_GATEWAY_HTTP_JSON_TEXT_H_

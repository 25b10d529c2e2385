#include "services/gateway/http/json_text.h"

#include <algorithm>
#include <iterator>

#include "services/runtime/log.h"

namespace gouji::gateway::http {

std::string JsonText(std::string_view text) {
  std::string json;
  runtime::AppendJsonString(text, &json);
  return json;
}

std::string JsonObject(const JsonMembers& members) {
  std::string json = "{";
  for (const auto& [name, value] : members) {
    if (json.size() > 1) json += ',';
    runtime::AppendJsonString(name, &json);
    json += ':';
    json += value;
  }
  return json + '}';
}

std::string JsonArray(const std::vector<std::string>& values) {
  std::string json = "[";
  for (const std::string& value : values) {
    if (json.size() > 1) json += ',';
    json += value;
  }
  return json + ']';
}

std::string JsonTexts(const std::vector<std::string>& texts) {
  std::vector<std::string> values;
  std::transform(texts.begin(), texts.end(), std::back_inserter(values), JsonText);
  return JsonArray(values);
}

}  // namespace gouji::gateway::http

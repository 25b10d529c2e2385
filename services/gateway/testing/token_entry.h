#ifndef GOUJI_SERVICES_GATEWAY_TESTING_TOKEN_ENTRY_H_
#define GOUJI_SERVICES_GATEWAY_TESTING_TOKEN_ENTRY_H_

#include <string>

#include "google/protobuf/text_format.h"
#include "gouji/gateway/v1/authorization.pb.h"
#include "services/gateway/auth/token_text.h"
#include "services/report/sha256.h"

namespace gouji::gateway {

// A token with its entry, valid for a century and allowing everything everywhere; a test narrows the entry.
struct TokenEntry {
  explicit TokenEntry(const std::string& name) : text(*MakeTokenText(name)) {
    entry.set_name(name);
    entry.set_sha256(report::Sha256Hex(text));
    entry.set_expires("2126-01-01T00:00:00Z");
    for (int scope = v1::SCOPE_CHECK; scope <= v1::Scope_MAX; ++scope) entry.add_scopes(static_cast<v1::Scope>(scope));
  }

  std::string header() const { return "Bearer " + text; }

  std::string text;
  v1::Token entry;
};

// A file of the entries.
template <typename... Entries>
std::string TokenFileText(const Entries&... entries) {
  v1::TokenFile file;
  (file.add_tokens()->CopyFrom(entries.entry), ...);
  std::string text;
  google::protobuf::TextFormat::PrintToString(file, &text);
  return text;
}

}  // namespace gouji::gateway

#endif  // GOUJI_SERVICES_GATEWAY_TESTING_TOKEN_ENTRY_H_

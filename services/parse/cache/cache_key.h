#ifndef GOUJI_SERVICES_PARSE_CACHE_CACHE_KEY_H_
#define GOUJI_SERVICES_PARSE_CACHE_CACHE_KEY_H_

#include <string>
#include <string_view>

#include "services/parse/parser.h"

namespace gouji::parse {

// The key of everything that a reading depends on: "gouji:report:<version>:<digest>". The digest is the SHA-256 of the
// document's SHA-256, the file name and the overrides, each with its length before it, so that no two requests that may
// be read differently share a key. `version` is the parser's: readings of another version are never found.
std::string CacheKey(std::string_view version, std::string_view document, std::string_view file_name,
                     const ParseOverrides& overrides);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_CACHE_CACHE_KEY_H_

#include "services/parse/cache/cache_key.h"

#include <string>
#include <string_view>

#include "fmt/format.h"
#include "services/parse/parser.h"
#include "services/report/sha256.h"

namespace gouji::parse {

std::string CacheKey(std::string_view version, std::string_view document, std::string_view file_name,
                     const ParseOverrides& overrides) {
  const std::string parts =
      fmt::format("{};{}:{};{}:{};{}:{};{}", report::Sha256Hex(document), file_name.size(), file_name,
                  overrides.form.size(), overrides.form, overrides.charset.size(), overrides.charset, overrides.year);
  return fmt::format("gouji:report:{}:{}", version, report::Sha256Hex(parts));
}

}  // namespace gouji::parse

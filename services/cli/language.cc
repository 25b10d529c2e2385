#include "services/cli/language.h"

#include <cstdlib>

namespace gouji::cli {

std::string ProcessEnvironment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? std::string() : std::string(value);
}

Language DetectLanguage(const Environment& environment) {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::string value = environment(name);
    if (!value.empty()) return value.starts_with("en") ? Language::kEnglish : Language::kChinese;
  }
  return Language::kChinese;
}

}  // namespace gouji::cli

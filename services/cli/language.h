#ifndef GOUJI_SERVICES_CLI_LANGUAGE_H_
#define GOUJI_SERVICES_CLI_LANGUAGE_H_

#include <functional>
#include <string>
#include <string_view>

namespace gouji::cli {

// The language of what `gouji` prints.
enum class Language { kChinese, kEnglish };

// Returns the value of an environment variable, empty when it is not set.
using Environment = std::function<std::string(const std::string&)>;

// The environment of this process.
std::string ProcessEnvironment(const std::string& name);

// The language of the locale (LC_ALL, else LC_MESSAGES, else LANG): English for an English one, otherwise Chinese.
Language DetectLanguage(const Environment& environment);

// One of the two texts.
inline std::string_view Choose(Language language, std::string_view chinese, std::string_view english) {
  return language == Language::kChinese ? chinese : english;
}

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_LANGUAGE_H_

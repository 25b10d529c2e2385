#include "services/cli/language.h"

#include <map>

#include "gtest/gtest.h"

namespace gouji::cli {
namespace {

Language Detect(const std::map<std::string, std::string>& variables) {
  return DetectLanguage([&](const std::string& name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::string() : found->second;
  });
}

TEST(DetectLanguage, IsChineseUnlessTheLocaleIsEnglish) {
  EXPECT_EQ(Detect({}), Language::kChinese);
  EXPECT_EQ(Detect({{"LANG", "C.UTF-8"}}), Language::kChinese);
  EXPECT_EQ(Detect({{"LANG", "zh_CN.UTF-8"}}), Language::kChinese);
  EXPECT_EQ(Detect({{"LANG", "en_GB.UTF-8"}}), Language::kEnglish);
}

TEST(DetectLanguage, HeedsLcAllBeforeLang) {
  EXPECT_EQ(Detect({{"LANG", "en_GB.UTF-8"}, {"LC_ALL", "zh_CN"}}), Language::kChinese);
  EXPECT_EQ(Detect({{"LANG", "zh_CN"}, {"LC_MESSAGES", "en_US"}}), Language::kEnglish);
}

}  // namespace
}  // namespace gouji::cli

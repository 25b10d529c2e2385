#include "services/runtime/log.h"

#include <limits>
#include <sstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace gouji::runtime {
namespace {

using ::testing::HasSubstr;

std::string Json(std::string_view text) {
  std::string out;
  AppendJsonString(text, &out);
  return out;
}

TEST(Log, WritesOneJsonLineWithTypedFields) {
  std::ostringstream out;
  const Logger log("svc", LogLevel::kInfo, out);
  log.Write(LogLevel::kInfo, "listening {}", {{"port", 7400}, {"share", 0.5}, {"ok", true}, {"name", "a\"b"}});
  EXPECT_THAT(out.str(), HasSubstr(R"("level":"info","service":"svc","event":"listening {}","port":7400,)"
                                   R"("share":0.5,"ok":true,"name":"a\"b"})"
                                   "\n"));
  EXPECT_TRUE(out.str().starts_with(R"({"time":"2)"));
}

TEST(Log, LeavesOutWhatIsBelowItsLevel) {
  std::ostringstream out;
  const Logger log("svc", LogLevel::kWarning, out);
  log.Write(LogLevel::kInfo, "quiet");
  EXPECT_EQ(out.str(), "");
  log.Write(LogLevel::kError, "loud");
  EXPECT_NE(out.str(), "");
}

TEST(Log, OffWritesNothing) {
  std::ostringstream out;
  Logger("svc", LogLevel::kOff, out).Write(LogLevel::kError, "x");
  EXPECT_EQ(out.str(), "");
}

TEST(Log, AStringCannotBreakOutOfItsLine) { EXPECT_EQ(Json("a\nb\t\x01\x7f\\"), R"("a\nb\t\u0001\u007f\\")"); }

TEST(Log, ChineseStaysAndBrokenBytesAreReplaced) {
  EXPECT_EQ(Json("勾稽"), "\"勾稽\"");
  EXPECT_EQ(Json("a\xb9z"), "\"a\xEF\xBF\xBDz\"");
  EXPECT_EQ(Json("\xe5\x8b"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

TEST(Log, NumbersThatJsonDoesNotKnowAreNull) {
  std::ostringstream out;
  Logger("svc", LogLevel::kInfo, out).Write(LogLevel::kInfo, "x", {{"n", std::numeric_limits<double>::quiet_NaN()}});
  EXPECT_THAT(out.str(), HasSubstr(R"("n":null)"));
}

TEST(Log, ReadsTheNamesOfLevels) {
  EXPECT_EQ(*ParseLogLevel("warning"), LogLevel::kWarning);
  EXPECT_FALSE(ParseLogLevel("loud").ok());
}

}  // namespace
}  // namespace gouji::runtime

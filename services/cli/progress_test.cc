#include "services/cli/progress.h"

#include <sstream>

#include "gtest/gtest.h"

namespace gouji::cli {
namespace {

TEST(Progress, WritesALineForEachTenthWhereThereIsNoTerminal) {
  std::ostringstream out;
  std::ostringstream err;
  Progress progress(20, Language::kEnglish, {.out = out, .err = err});
  for (int i = 0; i < 20; ++i) progress.Advance();
  progress.Finish();
  EXPECT_EQ(err.str(), "2/20\n4/20\n6/20\n8/20\n10/20\n12/20\n14/20\n16/20\n18/20\n20/20\n");
  EXPECT_EQ(out.str(), "");
}

TEST(Progress, DrawsABarOnATerminalAndClearsItForALine) {
  std::ostringstream out;
  std::ostringstream err;
  Progress progress(2, Language::kEnglish, {.out = out, .err = err, .err_is_terminal = true});
  progress.Advance();
  progress.Say("a.txt: bad\n");
  progress.Advance();
  progress.Finish();
  EXPECT_NE(err.str().find("[###############               ] 1/2"), std::string::npos) << err.str();
  EXPECT_NE(err.str().find("\r\x1b[Ka.txt: bad\n"), std::string::npos) << err.str();
  EXPECT_NE(err.str().find("[##############################] 2/2"), std::string::npos) << err.str();
  EXPECT_TRUE(err.str().ends_with("\n"));
}

}  // namespace
}  // namespace gouji::cli

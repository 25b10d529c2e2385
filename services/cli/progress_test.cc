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

TEST(Progress, TellsTheTimeThatIsLeftAtTheRateOfLate) {
  std::ostringstream out;
  std::ostringstream err;
  absl::Time now = absl::FromUnixSeconds(1'700'000'000);
  Progress progress(100'000, Language::kEnglish, {.out = out, .err = err, .err_is_terminal = true},
                    [&now] { return now; });
  const auto advance = [&](int count, absl::Duration each) {
    for (int i = 0; i < count; ++i) {
      now += each;
      progress.Advance();
    }
    const std::string text = err.str();
    return text.substr(text.rfind('['));
  };
  EXPECT_EQ(advance(1000, absl::Seconds(1)),
            "[                              ] 1000/100000  1 a second, 27 h 30 min left");
  // Sixty seconds later the beginning is forgotten.
  EXPECT_EQ(advance(6000, absl::Milliseconds(10)).substr(33), "7000/100000  100 a second, 16 min left");
  EXPECT_EQ(advance(92'000, absl::Milliseconds(10)).substr(33), "99000/100000  100 a second, 10 s left");
  EXPECT_EQ(advance(1000, absl::Milliseconds(10)), "[##############################] 100000/100000  100 a second");
}

}  // namespace
}  // namespace gouji::cli

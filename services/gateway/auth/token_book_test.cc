#include "services/gateway/auth/token_book.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "absl/time/clock.h"
#include "gtest/gtest.h"
#include "services/gateway/testing/token_entry.h"
#include "services/report/error.h"

namespace gouji::gateway {
namespace {

class TokenBookTest : public testing::Test {
 protected:
  TokenBookTest() {
    std::string path = (std::filesystem::temp_directory_path() / "gouji-tokens-XXXXXX").string();
    folder_ = mkdtemp(path.data());
  }
  ~TokenBookTest() override { std::filesystem::remove_all(folder_); }

  void Write(const std::string& text) { std::ofstream(path()) << text; }
  std::string path() const { return folder_ + "/tokens.textproto"; }
  std::unique_ptr<TokenBook> Open() {
    return *TokenBook::Open({.path = path(), .reload_interval = absl::Hours(1)}, runtime::Logger::Silent());
  }
  static std::string ReasonOf(const absl::StatusOr<std::shared_ptr<const Token>>& token) {
    return report::ReasonOf(token.status());
  }

  std::string folder_;
  TokenEntry first_{"first"};
  TokenEntry second_{"second"};
};

TEST_F(TokenBookTest, FindsATokenByItsWholeText) {
  Write(TokenFileText(first_, second_));
  const auto book = Open();
  EXPECT_EQ((*book->Find(first_.text))->name(), "first");
  EXPECT_EQ(ReasonOf(book->Find(first_.text + "x")), "TOKEN_UNKNOWN");
  EXPECT_EQ(ReasonOf(book->Find("gouji_first_x")), "TOKEN_UNKNOWN");
  EXPECT_EQ(ReasonOf(book->Find(TokenEntry("third").text)), "TOKEN_UNKNOWN");
  EXPECT_EQ(ReasonOf(book->Find("x")), "TOKEN_UNKNOWN");
}

TEST_F(TokenBookTest, TellsOnlyTheHolderThatATokenHasExpired) {
  first_.entry.set_expires("2020-01-01T00:00:00Z");
  Write(TokenFileText(first_));
  const auto book = Open();
  EXPECT_EQ(ReasonOf(book->Find(first_.text)), "TOKEN_EXPIRED");
  EXPECT_EQ(ReasonOf(book->Find("gouji_first_x")), "TOKEN_UNKNOWN");
}

TEST_F(TokenBookTest, FollowsTheFile) {
  Write(TokenFileText(first_));
  const auto book = Open();
  const std::shared_ptr<const Token> before = *book->Find(first_.text);
  Write(TokenFileText(first_, second_));
  ASSERT_TRUE(book->Reload().ok());
  EXPECT_EQ(*book->Find(first_.text), before) << "an unchanged entry keeps its quotas";
  EXPECT_TRUE(book->Find(second_.text).ok());
  first_.entry.add_regions("14");
  Write(TokenFileText(first_));
  ASSERT_TRUE(book->Reload().ok());
  EXPECT_EQ(report::ReasonOf(before->CheckValid(absl::Now())), "TOKEN_UNKNOWN") << "a call with the entry before ends";
  EXPECT_TRUE(book->Find(first_.text).ok());
  EXPECT_EQ(ReasonOf(book->Find(second_.text)), "TOKEN_UNKNOWN");
}

TEST_F(TokenBookTest, GoesOnWithTheTokensBeforeWhenTheFileCannotBeUsed) {
  Write(TokenFileText(first_));
  const auto book = Open();
  Write("tokens {");
  EXPECT_EQ(report::ReasonOf(book->Reload()), "INVALID_TOKEN_FILE");
  EXPECT_TRUE(book->Find(first_.text).ok());
  std::filesystem::remove(path());
  EXPECT_EQ(report::ReasonOf(book->Reload()), "INVALID_TOKEN_FILE");
  EXPECT_TRUE(book->Find(first_.text).ok());
}

TEST_F(TokenBookTest, LooksAtTheFileByItself) {
  Write(TokenFileText(first_));
  const auto book =
      *TokenBook::Open({.path = path(), .reload_interval = absl::Milliseconds(1)}, runtime::Logger::Silent());
  Write(TokenFileText(second_));
  const absl::Time deadline = absl::Now() + absl::Seconds(20);
  while (!book->Find(second_.text).ok() && absl::Now() < deadline) absl::SleepFor(absl::Milliseconds(1));
  EXPECT_TRUE(book->Find(second_.text).ok());
  EXPECT_FALSE(book->Find(first_.text).ok());
}

TEST_F(TokenBookTest, DoesNotOpenWithoutAFileThatCanBeUsed) {
  EXPECT_EQ(report::ReasonOf(TokenBook::Open({.path = path()}, runtime::Logger::Silent()).status()),
            "INVALID_TOKEN_FILE");
}

}  // namespace
}  // namespace gouji::gateway

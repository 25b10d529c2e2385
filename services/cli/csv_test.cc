#include "services/cli/csv.h"

#include "gtest/gtest.h"

namespace gouji::cli {
namespace {

TEST(CsvLine, QuotesWhatRfc4180AsksFor) {
  EXPECT_EQ(CsvLine({"a", "b c", "", "1"}), "a,b c,,1\r\n");
  EXPECT_EQ(CsvLine({"a,b", "say \"hi\"", "two\nlines", "cr\r"}),
            "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"cr\r\"\r\n");
}

TEST(CsvLine, TakesTheTeethOutOfFormulasButNotOutOfNumbers) {
  EXPECT_EQ(CsvLine({"=1+1", "@x", "-12", "+3", "-x"}), "'=1+1,'@x,-12,+3,'-x\r\n");
}

}  // namespace
}  // namespace gouji::cli

#include "services/statistics/register/register_options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gouji::statistics {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

TEST(RegisterOptions, NameAFileUnlessTheyNameADatabase) {
  EXPECT_THAT(RegisterOptions{}.Validate(), IsEmpty());
  EXPECT_THAT(RegisterOptions{.path = ""}.Validate(), ElementsAre(StartsWith("register_path: ")));
  EXPECT_THAT(RegisterOptions{.url = "postgresql://gouji@db:5432/gouji?sslmode=require"}.Validate(), IsEmpty());
  EXPECT_THAT(RegisterOptions{.url = "host=/run/postgresql dbname=gouji"}.Validate(), IsEmpty());
}

TEST(RegisterOptions, AreOneOfTheTwo) {
  EXPECT_THAT((RegisterOptions{.path = "own.db", .url = "postgresql://db"}.Validate()),
              ElementsAre(StartsWith("register_path: ")));
  EXPECT_THAT((RegisterOptions{.password = "x"}.Validate()), ElementsAre(StartsWith("register_password: ")));
}

TEST(RegisterOptions, RefuseAPasswordWhereItWouldBeSeenAndDoNotRepeatIt) {
  for (const char* url :
       {"postgresql://gouji:geheim@db/gouji", "host=db password=geheim", "postgresql://db/gouji?password=geheim"}) {
    EXPECT_THAT((RegisterOptions{.url = url}.Validate()),
                ElementsAre(AllOf(HasSubstr("GOUJI_REGISTER_PASSWORD"), Not(HasSubstr("geheim")))));
  }
}

TEST(RegisterOptions, SayWhatIsWrongWithAUrl) {
  EXPECT_THAT((RegisterOptions{.url = "postgresql://db?nonsense=1"}.Validate()),
              ElementsAre(AllOf(StartsWith("register_url: "), HasSubstr("nonsense"))));
}

}  // namespace
}  // namespace gouji::statistics

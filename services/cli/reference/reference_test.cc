// What is made of a small command line. That manual and completions of gouji itself are whole is what
// tests/packages/reference_test.py looks at.
#include <sstream>
#include <string>

#include "CLI/CLI.hpp"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/cli/command_line.h"
#include "services/cli/exit_code.h"
#include "services/cli/reference/command_tree.h"
#include "services/cli/reference/manual_page.h"
#include "services/cli/reference/shell_completion.h"

namespace gouji::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class ReferenceTest : public testing::Test {
 protected:
  ReferenceTest() {
    CLI::App app("Does it.", "gouji");
    app.add_option("--lang", text_, "Language")->type_name("zh|en");
    CLI::App* group = app.add_subcommand("stats", "Adds up");
    CLI::App* command = group->add_subcommand("rank", "It's a list: [first] - last \\ end");
    command->add_option("METRIC", text_, "Of what")->required();
    command->add_option("-o,--output", text_, ".starts with a dot")->type_name("FILE");
    command->add_option("--by", texts_, "Groups")->type_name("year|unit");
    command->add_flag("--all", all_, "Everything");
    root_ = DescribeCommands(app);
  }

  std::string text_;
  std::vector<std::string> texts_;
  bool all_ = false;
  CommandDescription root_;
};

TEST_F(ReferenceTest, DescribesCommandsWithTheirFlagsAndArguments) {
  const std::vector<const CommandDescription*> all = AllCommands(root_);
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[1]->path, "stats");
  const CommandDescription& rank = *all[2];
  EXPECT_EQ(rank.path, "stats rank");
  ASSERT_EQ(rank.arguments.size(), 1u);
  EXPECT_THAT(rank.arguments[0].names, ElementsAre("METRIC"));
  EXPECT_TRUE(rank.arguments[0].required);
  ASSERT_EQ(rank.flags.size(), 4u);  // --help is the first
  EXPECT_THAT(rank.flags[1].names, ElementsAre("--output", "-o"));
  EXPECT_EQ(rank.flags[1].value, "FILE");
  EXPECT_THAT(rank.flags[1].choices, ElementsAre());
  EXPECT_THAT(rank.flags[2].choices, ElementsAre("year", "unit"));
  EXPECT_TRUE(rank.flags[2].repeats);
  EXPECT_EQ(rank.flags[3].value, "");
}

TEST_F(ReferenceTest, TheManualIsTextForTroffWhateverFlagsSay) {
  for (const Language language : {Language::kChinese, Language::kEnglish}) {
    const std::string page = ManualPage(root_, language, "9.8.7");
    EXPECT_THAT(page, HasSubstr("gouji 9.8.7"));
    EXPECT_THAT(page, HasSubstr(".SS gouji stats rank METRIC\nIt's a list: [first] \\- last \\e end\n"));
    EXPECT_THAT(page, HasSubstr(".TP\n\\fB\\-\\-output\\fR, \\fB\\-o\\fR \\fIFILE\\fR\n\\&.starts with a dot\n"));
    EXPECT_THAT(page, HasSubstr("\\fB\\-\\-lang\\fR \\fIzh|en\\fR"));
    EXPECT_THAT(page, testing::Not(HasSubstr("@")));
    EXPECT_THAT(page, testing::Not(HasSubstr("\" COMMANDS")));
  }
}

TEST_F(ReferenceTest, QuotesWhatFlagsSayForEachShell) {
  EXPECT_THAT(ShellCompletion(Shell::kFish, root_), HasSubstr(R"(-fa rank -d 'It\'s a list: [first] - last \ end')"));
  EXPECT_THAT(ShellCompletion(Shell::kZsh, root_), HasSubstr(R"('*--by=[Groups]:--by:(year unit)')"));
  EXPECT_THAT(ShellCompletion(Shell::kBash, root_), HasSubstr("--by) values='year unit' ;;"));
}

TEST(ReferenceCommandTest, IsPrintedInsteadOfWorkAndAFullDiskIsTold) {
  std::ostringstream out;
  std::ostringstream err;
  const auto run = [&](const std::vector<std::string>& arguments) {
    return std::get<int>(ParseCommandLine(arguments, [](const std::string&) { return ""; }, {.out = out, .err = err}));
  };
  EXPECT_EQ(run({"completion", "bash"}), kExitOk);
  EXPECT_THAT(out.str(), HasSubstr("complete "));
  EXPECT_EQ(run({"manual", "--lang=en"}), kExitOk);
  EXPECT_THAT(out.str(), HasSubstr(".SH EXIT STATUS"));
  EXPECT_EQ(run({"completion", "csh"}), kExitUsage);
  EXPECT_EQ(run({"completion"}), kExitUsage);
  out.setstate(std::ios::badbit);
  EXPECT_EQ(run({"manual"}), kExitOutput);
}

}  // namespace
}  // namespace gouji::cli

// What `gouji check` shows people, from the real program: the terminal, a page, a workbook.
#include <cstdlib>
#include <filesystem>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/e2e/process.h"
#include "tests/e2e/server_suite.h"

namespace gouji::e2e {
namespace {

using testing::HasSubstr;

class CheckOutput : public testing::Test {
 protected:
  CheckOutput() {
    std::string pattern = std::filesystem::temp_directory_path() / "gouji-e2e-XXXXXX";
    folder_ = mkdtemp(pattern.data());
  }
  ~CheckOutput() override { std::filesystem::remove_all(folder_); }

  Finished Check(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {Program("gouji"), "check", "--lang=en"});
    return RunToEnd(arguments, folder_ + "/check");
  }

  const std::string samples_ = std::string(GOUJI_SOURCE_DIR) + "/tests/data/reports/";
  const std::string faulty_ = samples_ + "muquan-culture-2023.txt";
  std::string folder_;
};

TEST_F(CheckOutput, DrawsTheRowOnTheTerminal) {
  const Finished check = Check({faulty_});
  EXPECT_EQ(check.exit_status, 1);
  EXPECT_THAT(check.output, HasSubstr("       | table 4          upheld  corrected  other result  pending  total\n"
                                      "    72 | reconsideration       1          0             1        1      4\n"));
}

TEST_F(CheckOutput, WritesAPageWhoseLinksLeadSomewhere) {
  const std::string path = folder_ + "/result.html";
  const Finished check = Check({samples_, "--format=html", "--output", path});
  EXPECT_EQ(check.exit_status, 1) << check.errors;
  EXPECT_THAT(check.output, HasSubstr("written to " + path));
  pugi::xml_document page;
  const pugi::xml_parse_result result = page.load_file(path.c_str());
  ASSERT_TRUE(result) << result.description() << " at " << result.offset;
  EXPECT_GE(page.select_nodes("//article").size(), 15U);
  const pugi::xpath_node_set links = page.select_nodes("//a[starts-with(@href, '#')]");
  EXPECT_GT(links.size(), 20U);
  for (const auto& link : links) {
    const std::string id = std::string(link.node().attribute("href").value()).substr(1);
    EXPECT_EQ(page.select_nodes(("//*[@id='" + id + "']").c_str()).size(), 1U) << id;
  }
}

TEST_F(CheckOutput, GivesSuggestionsToPrograms) {
  const Finished check = Check({faulty_, "--format=json"});
  EXPECT_EQ(check.exit_status, 1);
  EXPECT_THAT(check.output, HasSubstr("\"suggestions\":[{\"changes\":[{\"cell\":\"disputes.reconsideration."));
}

TEST_F(CheckOutput, WritesAWorkbook) {
  const std::string path = folder_ + "/result.xlsx";
  const Finished check = Check({faulty_, "--format=xlsx", "--output", path});
  EXPECT_EQ(check.exit_status, 1) << check.errors;
  EXPECT_EQ(ReadFile(path).substr(0, 2), "PK");
  // A workbook with the tables of a report is itself a document that can be read.
  EXPECT_NE(Check({path}).exit_status, 2);
}

TEST_F(CheckOutput, ExitsWith64WithoutAFileAndWith74WhenItCannotBeWritten) {
  EXPECT_EQ(Check({faulty_, "--format=html"}).exit_status, 64);
  EXPECT_EQ(Check({faulty_, "--output=a.txt"}).exit_status, 64);
  EXPECT_EQ(Check({faulty_, "--format=xlsx", "--output", folder_ + "/none/a.xlsx"}).exit_status, 74);
}

}  // namespace
}  // namespace gouji::e2e

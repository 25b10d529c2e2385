// The published originals (GOUJI_SEEDS_DIR), rebuilt as Word files and converted by LibreOffice where it is installed:
// files that a real program wrote must give the same reports.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "services/parse/parser.h"
#include "tests/accuracy/originals.h"
#include "tests/generator/layout.h"
#include "tests/generator/render.h"

namespace gouji {
namespace {

class ConvertedOriginals : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    const char* seeds = std::getenv("GOUJI_SEEDS_DIR");
    if (seeds == nullptr || *seeds == '\0') {
      GTEST_SKIP() << "GOUJI_SEEDS_DIR is not set: the published originals are not at hand";
    }
    if (std::system("command -v soffice >/dev/null") != 0) {
      GTEST_SKIP() << "LibreOffice is not installed";
    }
    originals_ = LoadExpectations(seeds, ".golden.json");
    ASSERT_FALSE(originals_.empty()) << seeds;
    folder_ = std::filesystem::path(testing::TempDir()) / ("gouji-originals-" + std::string(GetParam()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_ / "converted");
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::vector<Expectation> originals_;
  std::filesystem::path folder_;
};

TEST_P(ConvertedOriginals, GiveTheirTrueFigures) {
  const auto catalog = *report::FormCatalog::BuiltIn();
  const auto parser = *parse::Parser::Create(catalog, {});
  for (size_t i = 0; i < originals_.size(); ++i) {
    const Expectation& expected = originals_[i];
    const auto copy = parser.Parse(ReadFile(expected.document), expected.document.filename().string(), {});
    ASSERT_TRUE(copy.ok()) << copy.status();
    std::ofstream(folder_ / (std::to_string(i) + ".docx"), std::ios::binary) << generator::WriteFileBytes(
        RebuildOriginal(*catalog.Find(expected.form), *copy, expected), *generator::FindLayout("docx"));
  }
  const std::string command =
      "cd '" + folder_.string() + "' && timeout 240 soffice --headless -env:UserInstallation=file://" +
      (folder_ / "profile").string() + " --convert-to " + GetParam() + " --outdir converted *.docx >soffice.log 2>&1";
  ASSERT_EQ(std::system(command.c_str()), 0) << ReadFile(folder_ / "soffice.log");
  for (size_t i = 0; i < originals_.size(); ++i) {
    Expectation& expected = originals_[i];
    const std::string name = std::to_string(i) + "." + GetParam();
    const auto report = parser.Parse(ReadFile(folder_ / "converted" / name), name, {});
    ASSERT_TRUE(report.ok()) << expected.document << ": " << report.status();
    expected.states.clear();  // nothing is lost any more
    for (const std::string& difference : Differences(expected, *report)) {
      ADD_FAILURE() << expected.document.filename() << ": " << difference;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(EveryFormat, ConvertedOriginals, testing::Values("docx", "doc", "rtf", "html", "pdf"),
                         [](const auto& param_info) { return std::string(param_info.param); });

}  // namespace
}  // namespace gouji

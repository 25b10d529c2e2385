// The published originals (GOUJI_SEEDS_DIR) as files of every format: what was lost in the text copies stands in real
// tables again, and every format must give the same report.
#include "tests/accuracy/originals.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "services/parse/parser.h"
#include "tests/generator/layout.h"
#include "tests/generator/render.h"

namespace gouji {
namespace {

class RebuiltOriginals : public testing::TestWithParam<const char*> {};

TEST_P(RebuiltOriginals, GiveTheirTrueFigures) {
  const char* folder = std::getenv("GOUJI_SEEDS_DIR");
  if (folder == nullptr || *folder == '\0') {
    GTEST_SKIP() << "GOUJI_SEEDS_DIR is not set: the published originals are not at hand";
  }
  const auto catalog = *report::FormCatalog::BuiltIn();
  const auto parser = *parse::Parser::Create(catalog, {});
  const generator::Layout layout = *generator::FindLayout(GetParam());
  auto originals = LoadExpectations(folder, ".golden.json");
  ASSERT_FALSE(originals.empty()) << folder;
  for (Expectation& expected : originals) {
    const auto copy = parser.Parse(ReadFile(expected.document), expected.document.filename().string(), {});
    ASSERT_TRUE(copy.ok()) << copy.status();
    const generator::PrintedDocument document = RebuildOriginal(*catalog.Find(expected.form), *copy, expected);
    const std::string name = "original" + std::string(generator::FileSuffix(layout.format));
    const auto report = parser.Parse(generator::WriteFileBytes(document, layout), name, {});
    ASSERT_TRUE(report.ok()) << expected.document << ": " << report.status();
    expected.states.clear();  // nothing is lost any more
    for (const std::string& difference : Differences(expected, *report)) {
      ADD_FAILURE() << expected.document.filename() << ": " << difference;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(EveryFormat, RebuiltOriginals,
                         testing::Values("tabs", "markdown", "html", "html-word", "html-cms", "mht", "rtf", "docx",
                                         "xlsx", "xlsx-no-borders", "ofd", "pdf"),
                         [](const auto& param_info) {
                           std::string name = param_info.param;
                           for (char& c : name) {
                             c = c == '-' ? '_' : c;
                           }
                           return name;
                         });

}  // namespace
}  // namespace gouji

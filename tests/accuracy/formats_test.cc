// Every layout of every format that has a reader: what is printed is read back, or its loss is marked. The seed differs
// from that of the accuracy table, so that nothing is tuned to it.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "services/parse/parser.h"
#include "tests/accuracy/reading_trial.h"
#include "tests/generator/layout.h"

namespace gouji {
namespace {

constexpr uint64_t kSeed = 20'251'121;
constexpr uint64_t kReports = 8;

// Layouts from which not every figure can be read: what is lost must be marked.
constexpr const char* kLossy[] = {"trailing-pipes-blanks", "line-cells-blanks", "glued", "one-line",
                                  "labels-only",           "no-tables"};

class EveryLayout : public testing::TestWithParam<generator::Layout> {
 protected:
  EveryLayout() : catalog_(*report::FormCatalog::BuiltIn()), parser_(*parse::Parser::Create(catalog_, {})) {}

  report::FormCatalog catalog_;
  parse::Parser parser_;
};

TEST_P(EveryLayout, IsReadBackOrMarked) {
  const generator::Layout& layout = GetParam();
  const bool lossy = std::find(std::begin(kLossy), std::end(kLossy), layout.name) != std::end(kLossy);
  for (const char* form : {"ogi-2019", "ogi-2021"}) {
    for (uint64_t index = 0; index < kReports; ++index) {
      const ReadingTrial trial = TryReading(parser_, {catalog_.Find(form), layout, Damage::kNone, kSeed, index});
      EXPECT_EQ(trial.counts.silent_wrong, 0) << trial.file_name;
      EXPECT_EQ(trial.counts.blank_as_zero, 0) << trial.file_name;
      EXPECT_EQ(trial.counts.refused, 0) << trial.file_name;
      EXPECT_EQ(trial.counts.form_right, 1) << trial.file_name;
      EXPECT_EQ(trial.counts.year_right, 1) << trial.file_name;
      EXPECT_EQ(trial.counts.exact + trial.counts.marked, trial.counts.printed) << trial.file_name;
      if (!lossy) {
        EXPECT_EQ(trial.counts.exact, trial.counts.printed) << trial.file_name;
        for (const std::string& difference :
             trial.counts.exact == trial.counts.printed ? std::vector<std::string>() : trial.differences) {
          ADD_FAILURE() << trial.file_name << ": " << difference;
        }
      }
    }
  }
}

// Formats whose readers are there.
std::vector<generator::Layout> ReadableLayouts() {
  std::vector<generator::Layout> layouts;
  for (const generator::Layout& layout : generator::AllLayouts()) {
    const bool has_reader = layout.format == generator::Format::kText || layout.format == generator::Format::kHtml ||
                            layout.format == generator::Format::kMht || layout.format == generator::Format::kDocx ||
                            layout.format == generator::Format::kOfd;
    const bool has_charset = layout.charset == generator::Charset::kUtf8 ||
                             layout.charset == generator::Charset::kUtf8Marked ||
                             layout.charset == generator::Charset::kGb18030;
    if (has_reader && has_charset) {
      layouts.push_back(layout);
    }
  }
  return layouts;
}

INSTANTIATE_TEST_SUITE_P(Formats, EveryLayout, testing::ValuesIn(ReadableLayouts()), [](const auto& layout) {
  std::string name(layout.param.name);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace gouji

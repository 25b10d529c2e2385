// Every layout of every format: the same bytes for the same seed, and no figure lost on the way to the page.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "services/report/form.h"
#include "tests/generator/layout.h"
#include "tests/generator/pages.h"
#include "tests/generator/printed_document.h"
#include "tests/generator/render.h"

namespace gouji::generator {
namespace {

class Formats : public testing::Test {
 protected:
  GeneratedReport Make(const report::Form& form, uint64_t index) const {
    GeneratorOptions options;
    options.index = index;
    options.variety = Variety::kFull;
    return Generate(form, 5, options);
  }

  report::FormCatalog catalog_ = *report::FormCatalog::BuiltIn();
};

TEST_F(Formats, GiveTheSameBytesForTheSameSeed) {
  const report::Form& form = *catalog_.Find("ogi-2021");
  std::set<std::string_view> names;
  for (const Layout& layout : AllLayouts()) {
    EXPECT_TRUE(names.insert(layout.name).second) << layout.name;
    for (uint64_t index = 0; index < 3; ++index) {
      const std::string bytes = Render(Make(form, index), layout);
      EXPECT_FALSE(bytes.empty()) << layout.name;
      EXPECT_EQ(bytes, Render(Make(form, index), layout)) << layout.name;
    }
  }
}

TEST_F(Formats, PrintEveryFigureOnceAndNoneTwice) {
  for (const report::Form& form : catalog_.forms()) {
    for (uint64_t index = 0; index < 20; ++index) {
      const PrintedDocument document = Compose(Make(form, index), *FindLayout("html"));
      std::map<int, std::string> texts;
      for (const Block& block : document.blocks) {
        for (const GridRow& row : block.table.rows) {
          EXPECT_EQ(row.cells.size(), static_cast<size_t>(block.table.width));
          for (const GridCell& cell : row.cells) {
            EXPECT_TRUE(cell.figure < 0 || texts.emplace(cell.figure, cell.text).second);
            EXPECT_TRUE(cell.merged == Merged::kNo || cell.text.empty());
          }
        }
      }
      ASSERT_EQ(texts.size(), document.cells.size());
      for (const auto& [figure, text] : texts) {
        EXPECT_EQ(text, document.cells[figure].text);
      }
    }
  }
}

TEST_F(Formats, SetEveryFigureOnAPageWithinItsEdges) {
  const report::Form& form = *catalog_.Find("ogi-2021");
  for (uint64_t index = 0; index < 20; ++index) {
    const PrintedDocument document = Compose(Make(form, index), *FindLayout("pdf"));
    std::multiset<std::string> set;
    for (const Page& page : LayOutPages(document)) {
      for (const PageText& text : page.texts) {
        set.insert(text.text);
        EXPECT_GE(text.left, 0) << text.text;
        EXPECT_LE(text.left + TextWidth(text.text, text.size), kPageWidth) << text.text;
        EXPECT_LE(text.baseline, kPageHeight) << text.text;
      }
    }
    for (const PrintedCell& cell : document.cells) {
      const auto found = set.find(cell.text);
      ASSERT_TRUE(found != set.end()) << cell.text;
      set.erase(found);
    }
  }
}

TEST_F(Formats, SetWholeCharactersOnAPage) {
  const report::Form& form = *catalog_.Find("ogi-2021");
  int leading_signs = 0;  // 、总体情况: its first two bytes are those of a wide space
  for (uint64_t index = 0; index < 40; ++index) {
    for (const Page& page : LayOutPages(Compose(Make(form, index), *FindLayout("pdf")))) {
      for (const PageText& text : page.texts) {
        ASSERT_FALSE(text.text.empty());
        EXPECT_NE(static_cast<unsigned char>(text.text.front()) & 0xC0U, 0x80U) << text.text;
        leading_signs += text.text.starts_with("、") ? 1 : 0;
      }
    }
  }
  EXPECT_GT(leading_signs, 0);
}

TEST_F(Formats, UseEveryWayToWriteATitle) {
  const report::Form& form = *catalog_.Find("ogi-2021");
  std::set<TitleStyle> titles;
  for (uint64_t index = 0; index < 1000; ++index) {
    titles.insert(Make(form, index).manner.title);
  }
  EXPECT_EQ(titles.size(), static_cast<size_t>(kTitleStyleCount));
}

}  // namespace
}  // namespace gouji::generator

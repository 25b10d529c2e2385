#include "tests/accuracy/page_evidence.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/generator/generate.h"

namespace gouji {
namespace {

class Evidence : public testing::Test {
 protected:
  Evidence() : catalog_(*report::FormCatalog::BuiltIn()), form_(*catalog_.Find("ogi-2021")) {}

  // A report in which one natural person asked and got it, and all else is 0.
  generator::PrintedDocument Compose(std::string_view layout) const {
    generator::GeneratedReport truth = generator::Generate(form_, 1, {.index = 0, .first_year = 2021});
    truth.cells.assign(truth.cells.size(), 0);
    for (const char* row :
         {"applications.newly_received", "applications.results.granted", "applications.results.total"}) {
      for (const char* column : {".natural_person", ".total"}) {
        truth.cells[Cell(std::string(row) + column)] = 1;
      }
    }
    return generator::Compose(truth, *generator::FindLayout(layout));
  }

  int Cell(const std::string& path) const { return *form_.FindCell(path); }

  // Takes the place of a cell away, or only its text.
  static void Erase(int cell, generator::PrintedDocument& document) {
    for (generator::Block& block : document.blocks) {
      for (generator::GridRow& row : block.table.rows) {
        std::erase_if(row.cells, [cell](const generator::GridCell& c) { return c.figure == cell; });
      }
    }
  }
  static void Blank(int cell, generator::PrintedDocument& document) {
    for (generator::Block& block : document.blocks) {
      for (generator::GridRow& row : block.table.rows) {
        for (generator::GridCell& place : row.cells) {
          if (place.figure == cell) {
            place.text.clear();
          }
        }
      }
    }
  }

  PageEvidence Judge(const generator::PrintedDocument& document, std::string_view layout) const {
    return JudgePages(document, form_, *generator::FindLayout(layout), false);
  }

  report::FormCatalog catalog_;
  const report::Form& form_;
};

TEST_F(Evidence, ALostCellIsDeterminedWhereItsPlaceWouldBeSeen) {
  const int total = Cell("applications.results.granted.total");
  for (const char* layout : {"html", "tabs", "docx", "xlsx", "line-cells", "trailing-pipes"}) {
    generator::PrintedDocument document = Compose(layout);
    Erase(total, document);
    const PageEvidence evidence = Judge(document, layout);
    EXPECT_EQ(evidence.fates[total], Fate::kLost) << layout;
    EXPECT_TRUE(evidence.determined[total]) << layout;
    EXPECT_FALSE(evidence.open[total]) << layout;
    EXPECT_EQ(evidence.fates[total - 1], Fate::kUnclear) << layout;
    EXPECT_EQ(evidence.fates[total + 1], Fate::kPrinted) << layout;
  }
}

TEST_F(Evidence, ManyShortRowsMayHaveBeenEmptyWhereEmptyCellsAreDropped) {
  for (const bool blanked : {false, true}) {
    generator::PrintedDocument document = Compose("line-cells");
    for (const char* row : {"applications.results.granted.total", "applications.results.partially_granted.total",
                            "applications.carried_over.total"}) {
      blanked ? Blank(Cell(row), document) : Erase(Cell(row), document);
    }
    const int total = Cell("applications.results.granted.total");
    const PageEvidence evidence = Judge(document, "line-cells");
    EXPECT_EQ(evidence.fates[total], blanked ? Fate::kBlank : Fate::kLost);
    EXPECT_FALSE(evidence.determined[total]);
    EXPECT_EQ(evidence.open[total], !blanked);
    EXPECT_EQ(Judge(document, "html").fates[total], blanked ? Fate::kBlank : Fate::kLost);
    EXPECT_EQ(Judge(document, "html").determined[total], !blanked);
  }
}

TEST_F(Evidence, AnEmptyCellThatIsDroppedFromATableOfZerosCannotBeToldFromALostOne) {
  const int cell = Cell("applications.results.granted.business");
  generator::PrintedDocument document = Compose("line-cells");
  Blank(cell, document);
  EXPECT_EQ(Judge(document, "line-cells").fates[cell], Fate::kLost);
  EXPECT_TRUE(Judge(document, "line-cells").determined[cell]);
  EXPECT_EQ(Judge(document, "html").fates[cell], Fate::kBlank);
}

TEST_F(Evidence, TheEndOfARowOfASheetWithoutBordersMayBeEmpty) {
  const int total = Cell("applications.results.granted.total");
  generator::PrintedDocument document = Compose("xlsx-no-borders");
  Erase(total, document);
  EXPECT_FALSE(Judge(document, "xlsx-no-borders").determined[total]);
  EXPECT_TRUE(Judge(document, "xlsx-no-borders").open[total]);
  EXPECT_TRUE(Judge(document, "xlsx").determined[total]);
}

TEST_F(Evidence, ATableOfOneRowIsLikeTheOthers) {
  const int cell = Cell("disputes.reconsideration.upheld");
  generator::PrintedDocument document = Compose("line-cells");
  Erase(cell, document);
  EXPECT_TRUE(Judge(document, "line-cells").determined[cell]);
  for (const char* row : {"granted", "partially_granted", "total"}) {
    Blank(Cell(std::string("applications.results.") + row + ".business"), document);
  }
  EXPECT_FALSE(Judge(document, "line-cells").determined[cell]);
  EXPECT_TRUE(Judge(document, "line-cells").open[cell]);
}

}  // namespace
}  // namespace gouji

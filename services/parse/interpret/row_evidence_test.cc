#include "services/parse/interpret/row_evidence.h"

#include <string>

#include "gtest/gtest.h"
#include "services/parse/document/text_reader.h"
#include "services/parse/interpret/diagnostics.h"

namespace gouji::parse {
namespace {

TEST(RowEvidence, ACellHasItsPlaceAndText) {
  const Document document = *ReadText("表头\t甲\n规章\t12\n");
  const std::vector<PrintedRow> rows = PrintedRows(document);
  const report::Evidence evidence = CellEvidence(rows[1], 1);
  EXPECT_EQ(evidence.line, 2);
  EXPECT_EQ(evidence.column, 4);
  EXPECT_EQ(evidence.table, 1);
  EXPECT_EQ(evidence.row, 2);
  EXPECT_EQ(evidence.cell_index, 2);
  EXPECT_EQ(evidence.raw, "12");
}

TEST(RowEvidence, ARowHasTheTextsBehindItsLabel) {
  const Document document = *ReadText("规章\t1\t\t3\n");
  const std::vector<PrintedRow> rows = PrintedRows(document);
  EXPECT_EQ(RowText(rows[0], 1), "1 | 3");
  const report::Evidence evidence = RowEvidence(rows[0], 1);
  EXPECT_EQ(evidence.raw, "1 | 3");
  EXPECT_EQ(evidence.line, 1);
  EXPECT_EQ(evidence.cell_index, 0);
}

TEST(RowEvidence, ARowIsAsSureAsItsWorstCellAndItsTextIsCut) {
  const std::string longest(2 * kLongestRawText, '7');
  GridRow row;
  row.cells.resize(2);
  row.cells[0].text = "规章";
  row.cells[1].text = longest;
  row.cells[1].confidence = 0.5F;
  PrintedRow printed;
  printed.row = &row;
  printed.table = 1;
  printed.number = 1;
  const report::Evidence evidence = RowEvidence(printed, 1);
  EXPECT_EQ(evidence.confidence, 0.5F);
  EXPECT_EQ(evidence.raw, RawText(longest));
}

}  // namespace
}  // namespace gouji::parse

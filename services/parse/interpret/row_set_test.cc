#include "services/parse/interpret/row_set.h"

#include "gtest/gtest.h"

namespace gouji::parse {
namespace {

TEST(RowSet, CountsEveryRowOnce) {
  RowSet rows(3);
  EXPECT_EQ(rows.count(), 0U);
  rows.insert(2);
  rows.insert(0);
  rows.insert(2);
  EXPECT_EQ(rows.count(), 2U);
}

TEST(RowSet, AFormHasAnEmptyOneForEachTable) {
  const auto catalog = *report::FormCatalog::BuiltIn();
  const report::Form& form = *catalog.Find("ogi-2021");
  const std::vector<RowSet> sets = NoRows(form);
  ASSERT_EQ(sets.size(), form.tables().size());
  for (const RowSet& rows : sets) {
    EXPECT_EQ(rows.count(), 0U);
  }
}

}  // namespace
}  // namespace gouji::parse

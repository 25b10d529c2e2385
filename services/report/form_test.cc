#include "services/report/form.h"

#include <gtest/gtest.h>

#include <set>

#include "gouji/report/v1/form.pb.h"
#include "services/report/form_compiler.h"

namespace gouji::report {
namespace {

const Form& Form2021() {
  static const FormCatalog* const kCatalog = new FormCatalog(*FormCatalog::BuiltIn());
  return *kCatalog->Find("ogi-2021");
}

TEST(Form2021, HasThe200CellsOfTheOfficialForm) {
  const Form& form = Form2021();
  ASSERT_EQ(form.cell_count(), 200);
  ASSERT_EQ(form.tables().size(), 3U);
  EXPECT_EQ(form.tables()[0].cell_count, 10);
  EXPECT_EQ(form.tables()[1].cell_count, 175);
  EXPECT_EQ(form.tables()[2].cell_count, 15);
  EXPECT_EQ(form.sections().size(), 6U);
}

TEST(Form2021, NamesItsCellsByPath) {
  const Form& form = Form2021();
  const auto cell = form.FindCell("applications.results.unavailable.not_held.total");
  ASSERT_TRUE(cell.has_value());
  EXPECT_EQ(form.cells()[*cell].name_zh, "本机关不掌握相关政府信息 总计");
  EXPECT_EQ(form.cells()[*cell].name_en, "not held, total");
  EXPECT_EQ(form.cells()[*form.FindCell("proactive_disclosure.fees_fen")].type, CellType::kMoneyWanYuan);
  EXPECT_EQ(form.cells()[*form.FindCell("disputes.litigation_direct.upheld")].name_zh, "未经复议直接起诉 结果维持");
  EXPECT_FALSE(form.FindCell("applications.results.total.nobody").has_value());
}

TEST(Form2021, HasTheRelationsOfThePapers) {
  const Form& form = Form2021();
  const auto count = [&](const char* id) { return form.relations()[*form.FindRelation(id)].equation_count; };
  EXPECT_EQ(count("row_sum"), 25);
  EXPECT_EQ(count("column_sum"), 7);
  EXPECT_EQ(count("balance"), 7);
  EXPECT_EQ(count("dispute_sum"), 3);
  EXPECT_EQ(form.equations().size(), 42U);
}

TEST(Form2021, ColumnSumsAddEveryResultOnce) {
  const Form& form = Form2021();
  const Relation& relation = form.relations()[*form.FindRelation("column_sum")];
  std::set<int> rows;
  const Equation& equation = form.equations()[relation.first_equation];
  for (const int cell : equation.left) {
    rows.insert(form.cells()[cell].row);
  }
  EXPECT_EQ(equation.left.size(), 21U);
  EXPECT_EQ(rows.size(), 21U);
  EXPECT_EQ(equation.id, "column_sum[natural_person]");
}

TEST(Form2021, KnowsTheEquationsOfACell) {
  const Form& form = Form2021();
  std::set<std::string> ids;
  for (const int e : form.EquationsOf(*form.FindCell("applications.results.total.total"))) {
    ids.insert(form.equations()[e].id);
  }
  EXPECT_EQ(ids, (std::set<std::string>{"row_sum[applications.results.total]", "column_sum[total]", "balance[total]"}));
}

TEST(Form2019, HasThe198CellsOfTheTrialForm) {
  const FormCatalog catalog = *FormCatalog::BuiltIn();
  const Form& form = *catalog.Find("ogi-2019");
  ASSERT_EQ(form.cell_count(), 198);
  EXPECT_EQ(form.tables()[0].cell_count, 22);
  EXPECT_EQ(form.tables()[1].cell_count, 161);
  EXPECT_EQ(form.tables()[2].cell_count, 15);
  EXPECT_TRUE(form.FindCell("applications.results.other.unspecified.total").has_value());
  const auto type = [&](const char* path) { return form.cells()[*form.FindCell(path)].type; };
  EXPECT_EQ(type("proactive_disclosure_2019.licensing.change"), CellType::kChange);
  EXPECT_EQ(type("proactive_disclosure_2019.procurement.amount_fen"), CellType::kMoneyPrintedUnit);
  const auto count = [&](const char* id) { return form.relations()[*form.FindRelation(id)].equation_count; };
  EXPECT_EQ(count("row_sum"), 23);
  EXPECT_EQ(count("column_sum"), 7);
  EXPECT_EQ(count("balance"), 7);
  EXPECT_EQ(count("dispute_sum"), 3);
  const Equation& sum = form.equations()[form.relations()[*form.FindRelation("column_sum")].first_equation];
  EXPECT_EQ(sum.left.size(), 19U);
}

TEST(Forms, ComeNewestFirstAndTheirYearsDoNotOverlap) {
  const FormCatalog catalog = *FormCatalog::BuiltIn();
  ASSERT_GE(catalog.forms().size(), 3U);
  EXPECT_EQ(catalog.forms()[0].until_year(), 0);
  for (size_t f = 1; f < catalog.forms().size(); ++f) {
    EXPECT_EQ(catalog.forms()[f].until_year() + 1, catalog.forms()[f - 1].since_year());
  }
  EXPECT_EQ(catalog.forms().back().cell_count(), 0) << "no tables were prescribed before 2019";
}

constexpr char kSmallForm[] = R"(
  id: "small" since_year: 2021
  tables {
    id: "t" section: 1
    blocks {
      columns { label { official: "甲" } path: "a" type: CELL_TYPE_COUNT }
      columns { label { official: "乙" } path: "b" type: CELL_TYPE_COUNT }
      rows { label { official: "行" } path: "r" }
    }
  }
)";

absl::StatusOr<Form> CompileWith(const std::string& more) {
  const auto definition = ReadFormFile("small.textproto", kSmallForm + more);
  return definition.ok() ? Form::Create(*definition) : definition.status();
}

TEST(FormCompiler, RefusesDefectsByName) {
  ASSERT_TRUE(CompileWith("").ok());
  const struct {
    const char* text;
    const char* message;
  } kCases[] = {
      {R"(relations { id: "x" rows_of: "t" left: "*.a" right: "*.c" })", "names no cell: r.c"},
      {R"(relations { id: "x" rows_of: "u" left: "*.a" right: "*.b" })", "no instances"},
      {R"(relations { id: "x" rows_of: "t" left: "*.a" })", "empty side"},
      {R"(tables { id: "t" })", "two tables"},
      {R"(tables { id: "u" blocks { columns { label { official: "甲" } path: "a" type: CELL_TYPE_COUNT } rows { path: "r" } } })",
       "two cells have the path r.a"},
      {R"(tables { id: "u" blocks { columns { label { official: "甲" } path: "c" } } })", "without label or type"},
      {R"(bogus: 1)", "small.textproto:"},
  };
  for (const auto& c : kCases) {
    const auto form = CompileWith(c.text);
    ASSERT_FALSE(form.ok()) << c.text;
    EXPECT_NE(form.status().message().find(c.message), std::string::npos) << form.status();
  }
}

}  // namespace
}  // namespace gouji::report

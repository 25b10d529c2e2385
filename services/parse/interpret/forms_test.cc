// Reading documents of several forms: which form is chosen, and what it makes of the cells.
#include <algorithm>
#include <string>

#include "gtest/gtest.h"
#include "services/parse/document/grid_builder.h"
#include "services/parse/document/text_reader.h"
#include "services/parse/interpret/diagnostics.h"
#include "services/parse/interpret/interpreter.h"

namespace gouji::parse {
namespace {

constexpr char kTable2Of2019[] =
    "第二十条第（五）项\n信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n行政许可\t12\t-3\t40\n"
    "其他对外管理服务事项\t5\t增1\t7\n第二十条第（六）项\n信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n"
    "行政处罚\t3\t0\t9\n行政强制\t0\t0\t0\n第二十条第（八）项\n信息内容\t上一年项目数量\t本年增/减\t\n"
    "行政事业性收费\t4\t减1\t\n第二十条第（九）项\n信息内容\t采购项目数量\t采购总金额\t\n政府集中采购\t31批次\t26."
    "55万元\t\n";
constexpr char kRowsOfAnyForm[] =
    "一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n二、上年结转政府信息公开申请数量\t0\t0\t0\t0\t0\t0\t0\n"
    "予以公开\t1\t0\t0\t0\t0\t0\t1\n部分公开\t0\t0\t0\t0\t0\t0\t0\n属于国家秘密\t0\t0\t0\t0\t0\t0\t0\n"
    "重复申请\t0\t0\t0\t0\t0\t0\t0\n";

std::string TitleOf(int year) { return "临河县教育局" + std::to_string(year) + "年政府信息公开工作年度报告\n"; }

class Forms : public testing::Test {
 protected:
  report::Report Read(const std::string& text) const { return interpreter_.Interpret(*ReadText(text), {}); }
  static report::Cell At(const report::Report& report, std::string_view path) {
    return report.cells[*report.form->FindCell(path)];
  }
  static bool Has(const report::Report& report, std::string_view id) {
    return std::any_of(report.diagnostics.begin(), report.diagnostics.end(), [&](const auto& d) { return d.id == id; });
  }

  report::FormCatalog catalog_ = *report::FormCatalog::BuiltIn();
  Interpreter interpreter_{catalog_};
};

TEST_F(Forms, TheFormOf2019HasCountsChangesAndMoneySideBySide) {
  const report::Report report = Read(TitleOf(2020) + kTable2Of2019);
  ASSERT_NE(report.form, nullptr);
  EXPECT_EQ(report.form->id(), "ogi-2019");
  EXPECT_FALSE(Has(report, kFormOfOtherYears));
  EXPECT_EQ(At(report, "proactive_disclosure_2019.licensing.prior_items").value, 12);
  EXPECT_EQ(At(report, "proactive_disclosure_2019.licensing.change").value, -3);
  EXPECT_EQ(At(report, "proactive_disclosure_2019.licensing.decisions").value, 40);
  EXPECT_EQ(At(report, "proactive_disclosure_2019.fees.prior_items").value, 4);
  EXPECT_EQ(At(report, "proactive_disclosure_2019.fees.change").value, -1);
  EXPECT_EQ(At(report, "proactive_disclosure_2019.procurement.items").value, 31);
  EXPECT_EQ(At(report, "proactive_disclosure_2019.procurement.amount_fen").value, 26'550'000);
}

TEST_F(Forms, MergedCellsAreOneColumnWhereTheHeaderIsMergedAlike) {
  const auto read = [&](int header_columns, int value_columns) {
    GridBuilder builder;
    const auto add = [&](std::string_view text, int columns) {
      builder.AddCell({.text = text, .place = {}}, columns, 1);
    };
    builder.BeginRow();
    for (const char* text : {"信息内容", "上一年项目数量", "本年增/减", "处理决定数量"}) {
      add(text, 1);
    }
    for (const char* label : {"行政许可", "其他对外管理服务事项", "行政处罚", "行政强制"}) {
      builder.BeginRow();
      for (const char* text : {label, "1", "-1", "2"}) {
        add(text, 1);
      }
    }
    builder.BeginRow();
    add("信息内容", 1);
    add("采购项目数量", header_columns);
    add("采购总金额（元）", 3 - header_columns);
    builder.BeginRow();
    add("政府集中采购", 1);
    add("6", value_columns);
    add("8040.5", 3 - value_columns);
    Document document;
    document.storage.emplace_back(TitleOf(2019));
    document.blocks.emplace_back(Paragraph{.text = document.storage.back(), .place = {}});
    document.blocks.emplace_back(builder.Build());
    return interpreter_.Interpret(document, {});
  };
  for (const int columns : {1, 2}) {
    const report::Report report = read(columns, columns);
    EXPECT_EQ(At(report, "proactive_disclosure_2019.procurement.items").value, 6) << columns;
    EXPECT_EQ(At(report, "proactive_disclosure_2019.procurement.amount_fen").value, 804'050) << columns;
    const report::Evidence& evidence =
        report.evidence[*report.form->FindCell("proactive_disclosure_2019.procurement.amount_fen")];
    EXPECT_EQ(evidence.raw, "8040.5");
    EXPECT_EQ(evidence.cell_index, columns + 2);
  }
  const report::Report unlike = read(1, 2);
  EXPECT_FALSE(At(unlike, "proactive_disclosure_2019.procurement.items").has_value());
}

TEST_F(Forms, AUnitOfMoneyAboveTheTableOrInTheRowCounts) {
  const auto fees = [&](const std::string& note, const std::string& header, const std::string& row) {
    const report::Report report = Read(TitleOf(2023) + kRowsOfAnyForm + "二、主动公开政府信息情况\n" + note +
                                       "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n信息内容\t" +
                                       header + "\n" + row + "\n");
    const report::Cell cell = At(report, "proactive_disclosure.fees_fen");
    return cell.has_value() ? cell.value : -1;
  };
  EXPECT_EQ(fees("", "本年收费金额", "行政事业性收费\t7"), 7'000'000);
  EXPECT_EQ(fees("单位：件、元\n", "本年收费金额", "行政事业性收费\t7"), 700);
  EXPECT_EQ(fees("单位：件、元\n", "本年收费金额（单位：万元）", "行政事业性收费\t7"), 7'000'000);
  EXPECT_EQ(fees("单位：广元市水利局\n", "本年收费金额", "行政事业性收费\t7"), 7'000'000);
  EXPECT_EQ(fees("", "本年收费金额", "行政事业性收费（元）\t7"), 700);
  EXPECT_EQ(fees("", "本年收费金额（单位：万元）", "行政事业性收费（元）\t7"), -1) << "which of both?";
  EXPECT_EQ(fees("", "本年收费金额（亿元）", "行政事业性收费\t7"), -1);
}

TEST_F(Forms, TheLabelsDecideNotTheYear) {
  const report::Report old_form = Read(TitleOf(2022) + kTable2Of2019);
  EXPECT_EQ(old_form.form->id(), "ogi-2019");
  EXPECT_TRUE(Has(old_form, kFormOfOtherYears));
  const report::Report new_form =
      Read(TitleOf(2020) + kRowsOfAnyForm + "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n");
  EXPECT_EQ(new_form.form->id(), "ogi-2021");
  EXPECT_TRUE(Has(new_form, kFormOfOtherYears));
}

TEST_F(Forms, OtherResultsWithoutItemsAreOfTheFormOf2019) {
  EXPECT_EQ(Read(TitleOf(2023) + kRowsOfAnyForm + "（六）其他处理\t0\t0\t0\t0\t0\t0\t0\n").form->id(), "ogi-2019");
  EXPECT_EQ(Read(TitleOf(2020) + kRowsOfAnyForm + "（六）其他处理\t3.其他\t0\t0\t0\t0\t0\t0\t0\n").form->id(),
            "ogi-2021");
}

TEST_F(Forms, WithoutALabelThatTellsTheFormsApartTheYearDecides) {
  EXPECT_EQ(Read(TitleOf(2019) + kRowsOfAnyForm).form->id(), "ogi-2019");
  EXPECT_EQ(Read(TitleOf(2020) + kRowsOfAnyForm).form->id(), "ogi-2019");
  EXPECT_EQ(Read(TitleOf(2021) + kRowsOfAnyForm).form->id(), "ogi-2021");
  EXPECT_EQ(Read(TitleOf(2017) + kRowsOfAnyForm).form->id(), "ogi-2019") << "no form without tables has these rows";
}

TEST_F(Forms, ReportsBefore2019HaveProseAndNoTablesToMiss) {
  const report::Report report = Read(
      TitleOf(2016) +
      "一、概述\n本年度工作平稳。\n二、主动公开政府信息情况\n共公开20条。\n三、依申请公开政府信息情况\n未收到申请。\n"
      "四、政府信息公开的收费及减免情况\n没有收费。\n五、复议、诉讼情况\n没有。\n六、主要问题和改进措施\n略。\n"
      "统计指标\t单位\t统计数\n主动公开政府信息数\t条\t20\n");
  ASSERT_NE(report.form, nullptr);
  EXPECT_TRUE(report.form->tables().empty());
  EXPECT_TRUE(report.cells.empty());
  EXPECT_TRUE(report.notes.empty());
  EXPECT_TRUE(Has(report, kFormWithoutTables));
  EXPECT_FALSE(Has(report, kTableMissing));
  ASSERT_EQ(report.sections.size(), 7U);
  EXPECT_EQ(report.sections[3].heading, "三、依申请公开政府信息情况");
  EXPECT_EQ(report.year, 2016);
}

}  // namespace
}  // namespace gouji::parse

#include "services/parse/interpret/wrapped_labels.h"

#include <cstddef>
#include <string>

#include "gtest/gtest.h"
#include "services/parse/document/text_reader.h"
#include "services/parse/interpret/loose_rows.h"

namespace gouji::parse {
namespace {

constexpr char kSevenCells[] = "\n0\n1\n0\n0\n0\n0\n1\n";

class WrappedLabels : public testing::Test {
 protected:
  // What each row with figures says, in grids or of loose cells: its label as a whole, then its figures.
  std::string Rows(const std::string& text) {
    document_ = *ReadText(text);
    std::vector<PrintedRow> rows = PrintedRows(document_);
    LookUpLabels(index_, rows);
    const LooseRows loose(index_, document_, {}, rows);
    rows = loose.MergedWith(std::move(rows));
    std::string out;
    for (const PrintedRow& row : rows) {
      if (row.has_values) {
        out += out.empty() ? "" : " / ";
        for (size_t c = 0; c < row.keys.size(); ++c) {
          out += (c == 0 ? "" : "|") + std::string(TextOf(row, c));
        }
      }
    }
    return out;
  }

  report::FormCatalog catalog_ = *report::FormCatalog::BuiltIn();
  FormIndex index_{*catalog_.Find("ogi-2021")};

 private:
  Document document_;
};

TEST_F(WrappedLabels, OfAGridAreJoinedWhicheverPartHasTheFigures) {
  EXPECT_EQ(Rows("规章\t0\t0\t0\n行政\t5\n事业性收费\t\n"), "规章|0|0|0 / 行政事业性收费|5");
  EXPECT_EQ(Rows("规章\t0\t0\t0\n行政\t\n处罚\t5\n"), "规章|0|0|0 / 行政处罚|5");
}

TEST_F(WrappedLabels, OfAGridAreNotJoinedBesideFiguresOfTheirOwnOrWithMoreText) {
  EXPECT_EQ(Rows("规章\t0\t0\t0\n行政\t5\n处罚\t6\n"), "规章|0|0|0 / 行政|5 / 处罚|6");
  EXPECT_EQ(Rows("规章\t0\t0\t0\n行政\t5\n处罚\t见附件\n"), "规章|0|0|0 / 行政|5");
  EXPECT_EQ(Rows("规章\t0\t0\t0\n行政许可\t5\n处罚\t\n"), "规章|0|0|0 / 行政许可|5");
}

TEST_F(WrappedLabels, OfLooseCellsAreJoinedAroundTheirFigures) {
  EXPECT_EQ(
      Rows(std::string("1.属于国家秘密") + kSevenCells + "2.其他" + kSevenCells +
           "法律行政法规禁止公开\n3.危及“三安全一稳定”" + kSevenCells + "一、本年" + kSevenCells +
           "新收政府信息公开申请数量\n"),
      "1.属于国家秘密|0|1|0|0|0|0|1 / 2.其他法律行政法规禁止公开|0|1|0|0|0|0|1 / 3.危及“三安全一稳定”|0|1|0|0|0|0|1 / "
      "一、本年新收政府信息公开申请数量|0|1|0|0|0|0|1");
}

TEST_F(WrappedLabels, OfLinesWithSpacesAreJoinedAroundTheirFigures) {
  EXPECT_EQ(Rows("行政许可 1\n行政 3\n处罚\n行政\n强制 2\n行政事 0.5\n业性收费\n"),
            "行政许可|1 / 行政处罚|3 / 行政强制|2 / 行政事业性收费|0.5");
  EXPECT_EQ(
      Rows("1.属于国家秘密 0 0 0 0 0 0 0\n2.其他法律行政法规禁止公开 0 0 0 0 0 0 0\n3.危 1 0 0 0 0 0 "
           "1\n及“三安全一稳定”\n"),
      "1.属于国家秘密|0|0|0|0|0|0|0 / 2.其他法律行政法规禁止公开|0|0|0|0|0|0|0 / 3.危及“三安全一稳定”|1|0|0|0|0|0|1");
}

TEST_F(WrappedLabels, WithinOneLineAreJoinedAroundTheirFigures) {
  EXPECT_EQ(
      Rows("3.要求提供公开出版物 0 0 0 0 0 0 0 4.无正当理由大量反复申请 0 0 0 0 0 0 0 (六)其他处理 "
           "1.申请人无正当理由逾期不补正、行政机关 0 2 0 0 0 0 2 不再处理其政府信息公开申请 3. 1 0 0 0 0 0 1 其他 "
           "(七)总计 0 3 0 0 0 0 3"),
      "3.要求提供公开出版物|0|0|0|0|0|0|0 / 4.无正当理由大量反复申请|0|0|0|0|0|0|0 / "
      "(六)其他处理|1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请|0|2|0|0|0|0|2 / "
      "3.其他|1|0|0|0|0|0|1 / "
      "(七)总计|0|3|0|0|0|0|3");
}

TEST_F(WrappedLabels, NumberingAloneIsAPartOnlyInFrontOfAllFiguresOfTheRow) {
  const std::string above = std::string("3.要求提供公开出版物") + kSevenCells + "4.无正当理由大量反复申请" +
                            kSevenCells + "(七)总计" + kSevenCells;
  const std::string read =
      "3.要求提供公开出版物|0|1|0|0|0|0|1 / 4.无正当理由大量反复申请|0|1|0|0|0|0|1 / (七)总计|0|1|0|0|0|0|1 / ";
  EXPECT_EQ(Rows(above + "2." + kSevenCells + "重复申请\n"), read + "2.重复申请|0|1|0|0|0|0|1");
  EXPECT_EQ(Rows(above + "(二" + kSevenCells + ")部分公开\n"), read + "(二)部分公开|0|1|0|0|0|0|1");
  EXPECT_EQ(Rows(above + "2.\n1\n2\n重复申请\n"), read + "2.|1|2");
  EXPECT_EQ(Rows(above + "1." + kSevenCells + "2.重复申请\n"), read + "1.|0|1|0|0|0|0|1") << "the next row's label";
}

TEST_F(WrappedLabels, ALooseCellWithFiguresOfItsOwnIsNoPartBehindOthers) {
  EXPECT_EQ(Rows("行政许可 1\n行政处罚 1\n行政强制 1\n行政 3\n处罚 4\n"), "行政许可|1 / 行政处罚|1 / 行政强制|1");
}

}  // namespace
}  // namespace gouji::parse

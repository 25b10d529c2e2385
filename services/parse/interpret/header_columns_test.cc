#include "services/parse/interpret/header_columns.h"

#include <optional>
#include <string>

#include "gtest/gtest.h"
#include "services/parse/document/text_reader.h"

namespace gouji::parse {
namespace {

constexpr int kTable2 = 0;
constexpr int kTable3 = 1;
constexpr int kTable4 = 2;

class Header : public testing::Test {
 protected:
  std::optional<int> Place(int table, int block, const std::string& line) {
    return PlaceOfColumns(index_, table, block, Rows(line)[0]);
  }

  HeaderColumns Columns(int table, const std::string& line) {
    return ReadHeaderColumns(index_, table, Rows(line)[0], HeaderDetail::kFurtherColumns);
  }

  // What stands above the last line, whose label ends before `label_end`.
  FurtherColumns Further(int table, const std::string& text, int label_end = 1) {
    const std::vector<PrintedRow> rows = Rows(text);
    return TableHeaders(index_, table, rows).FurtherColumnsAbove(static_cast<int>(rows.size()) - 1, label_end);
  }

  report::FormCatalog catalog_ = *report::FormCatalog::BuiltIn();
  FormIndex index_{*catalog_.Find("ogi-2021")};

 private:
  std::vector<PrintedRow> Rows(const std::string& text) {
    document_ = *ReadText(text);
    std::vector<PrintedRow> rows = PrintedRows(document_);
    LookUpLabels(index_, rows);
    return rows;
  }

  Document document_;
};

TEST_F(Header, OfTheFormIsInOrder) {
  EXPECT_FALSE(Columns(kTable2, "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n").is_out_of_order);
  EXPECT_FALSE(Columns(kTable3, "项目\t自然人\t法人或其他组织\t\t总计\n").is_out_of_order);
  EXPECT_FALSE(
      Columns(kTable4, "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n")
          .is_out_of_order);
  EXPECT_EQ(Columns(kTable2, "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n").known_count, 3);
}

TEST_F(Header, BadlyPrintedBetweenItsNeighboursIsTheColumnOfTheForm) {
  const std::string begin = "结果维持\t结果纠正\t其他结果\t尚未审结\t";
  EXPECT_TRUE(Columns(kTable4, begin + "总讲\t" + begin + "总计\n").further.empty());
  EXPECT_EQ(Columns(kTable4, begin + "备注\t" + begin + "总计\n").further.size(), 1);
  EXPECT_EQ(Columns(kTable4, begin + "总计\t总讲\t" + begin + "总计\n").further.size(), 1);
}

TEST_F(Header, WithColumnsInAnotherOrderIsOutOfOrder) {
  EXPECT_TRUE(Columns(kTable2, "信息内容\t现行有效件数\t本年制发件数\t本年废止件数\n").is_out_of_order);
  EXPECT_TRUE(Columns(kTable3, "项目\t总计\t自然人\t法人或其他组织\n").is_out_of_order);
  EXPECT_TRUE(Columns(kTable3, "项目\t法人或其他组织\t自然人\t总计\n").is_out_of_order);
  EXPECT_TRUE(Columns(kTable4, "行政诉讼\t\t行政复议\t\n").is_out_of_order);
}

TEST_F(Header, ThatNamesAllColumnsTellsWhereTheyBegin) {
  EXPECT_EQ(Place(kTable2, 0, "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\t\n"), 1);
  EXPECT_EQ(Place(kTable2, 0, "信息内容\t\t本年制发件数\t本年废止件数\t现行有效件数\n"), 2);
  EXPECT_EQ(Place(kTable2, 0, "信息内容\t本年制发件数\t现行有效件数\n"), std::nullopt);
  EXPECT_EQ(Place(kTable2, 0, "本年制发件数\t本年废止件数\t现行有效件数\t本年制发件数\t本年废止件数\t现行有效件数\n"),
            std::nullopt);
}

TEST_F(Header, MayHaveColumnsThatTheFormDoesNotHave) {
  const std::string row = "一、本年新收\t1\t0\t0\t0\t0\t0\t1\t\n";
  const std::string names = "项目\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计";
  EXPECT_EQ(Further(kTable3, names + "\n" + row), FurtherColumns::kNone);
  EXPECT_EQ(Further(kTable3, names + "\t备注\n" + row), FurtherColumns::kBeside);
  EXPECT_EQ(Further(kTable3, names + "\t上年总计\n" + row), FurtherColumns::kBeside);
  EXPECT_EQ(Further(kTable3, "项目\t自然人\t小计\t商业企业\t总计\n" + row), FurtherColumns::kBetween);
  EXPECT_EQ(Further(kTable3, "序号\t" + names + "\n1\t" + row, 2), FurtherColumns::kNone) << "above the labels";
  EXPECT_EQ(Further(kTable2, "信息内容\t本年处理决定数量\t上年处理决定数量\n行政许可\t\t7\n"), FurtherColumns::kBeside);
}

TEST_F(Header, WithTornOrDamagedWordsHasNoOtherColumns) {
  EXPECT_EQ(Further(kTable2, "信息内容\t本年制发件数\t本年度止件数\t现行有效件教\n规章\t0\t0\t0\n"),
            FurtherColumns::kNone);
  EXPECT_EQ(Further(kTable4, "结果\t结果\t其他结果\t尚未审结\t总计\n维持\t纠正\t\t\t\n0\t0\t0\t0\t0\n", 0),
            FurtherColumns::kNone);
}

}  // namespace
}  // namespace gouji::parse

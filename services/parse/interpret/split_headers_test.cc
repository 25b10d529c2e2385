#include "services/parse/interpret/split_headers.h"

#include <string>

#include "gtest/gtest.h"
#include "services/parse/document/text_reader.h"
#include "services/parse/interpret/row_matching.h"

namespace gouji::parse {
namespace {

class SplitHeaders : public testing::Test {
 protected:
  // What each cell of the first rows that are column headers says, with / between rows.
  std::string Texts(const std::string& text) {
    std::string out;
    for (const PrintedRow& row : Rows(text)) {
      if (row.has_values) {
        break;
      }
      out += out.empty() ? "" : "/";
      for (size_t c = 0; c < row.keys.size(); ++c) {
        out += (c == 0 ? "" : "|") + std::string(TextOf(row, c));
      }
    }
    return out;
  }

  std::vector<PrintedRow> Rows(const std::string& text) {
    document_ = *ReadText(text);
    std::vector<PrintedRow> rows = PrintedRows(document_);
    LookUpLabels(index_, rows);
    return rows;
  }

  report::FormCatalog catalog_ = *report::FormCatalog::BuiltIn();
  FormIndex index_{*catalog_.Find("ogi-2021")};

 private:
  Document document_;
};

TEST_F(SplitHeaders, AreJoinedColumnByColumn) {
  EXPECT_EQ(Texts("信息\t本年\t本年废止件数\t现行\n内容\t制发件数\t\t有效件数\n规章\t0\t0\t0\n"),
            "信息内容|本年制发件数|本年废止件数|现行有效件数/信息内容|本年制发件数||现行有效件数");
}

TEST_F(SplitHeaders, MayStandInMoreThanTwoRows) {
  EXPECT_EQ(Texts("信息内容\t本年\t本年\t现行\n\t制发\t废止\t有效\n\t件数\t件数\t件数\n规章\t0\t0\t0\n"),
            "信息内容|本年制发件数|本年废止件数|现行有效件数/|本年制发件数|本年废止件数|现行有效件数/"
            "|本年制发件数|本年废止件数|现行有效件数");
}

TEST_F(SplitHeaders, AreJoinedInOrderWhereEmptyCellsAreLeftOut) {
  EXPECT_EQ(Texts("信息内容 | 本年制发件数 | 本年 | 现行 |\n废止件数 | 有效件数 |\n规章 | 0 | 0 | 0 |\n"),
            "信息内容|本年制发件数|本年废止件数|现行有效件数/本年废止件数|现行有效件数");
}

TEST_F(SplitHeaders, AreNotJoinedAcrossTheColumnsOfATableThatKeepsThem) {
  EXPECT_EQ(Texts("信息内容\t本年\t上年\t对外\n\t\t制发件数\t公开\n规章\t0\t0\n"),
            "信息内容|本年|上年|对外/||制发件数|公开");
}

TEST_F(SplitHeaders, DoNotHideTheRowsBelow) {
  const std::vector<PrintedRow> rows = Rows("信息\t本年处理\n内容\t决定数量\n行政许可\t7\n");
  const TableMatch match = MatchTable(index_, 0, rows);
  EXPECT_TRUE(match.wrong_headers.empty());
  EXPECT_EQ(match.rows.size(), 1);
}

TEST_F(SplitHeaders, OfLooseCellsAreJoinedInOrder) {
  const std::vector<std::string> pieces = {"信息",     "本年",         "本年", "内容", "制发件数",
                                           "废止件数", "现行有效件数", "规章", "0",    "件数"};
  std::vector<LooseToken> tokens;
  for (const std::string& piece : pieces) {
    const bool is_label = piece == "规章" || piece == "现行有效件数";
    tokens.push_back({.kind = piece == "0" ? LooseKind::kValue
                              : is_label   ? LooseKind::kLabel
                                           : LooseKind::kText,
                      .text = piece,
                      .place = {},
                      .block = 0});
  }
  std::deque<std::string> storage;
  std::string joined;
  for (const LooseToken& token : WithJoinedHeaders(index_, tokens, storage)) {
    joined += std::string(token.text) + " ";
  }
  EXPECT_EQ(joined, "信息内容 本年制发件数 本年废止件数 现行有效件数 规章 0 件数 ");
}

TEST_F(SplitHeaders, OfOtherWordsStayAsTheyAre) {
  EXPECT_EQ(Texts("上年\t自然人\n总计\t\n规章\t0\n"), "上年|自然人/总计|") << "last year's total is no total";
  EXPECT_EQ(Texts("其\t本年\n他\t数量\n规章\t0\n"), "其他|本年/其他|数量");
}

}  // namespace
}  // namespace gouji::parse

#include "services/parse/interpret/row_matching.h"

#include <string>

#include "gtest/gtest.h"
#include "services/parse/document/text_reader.h"

namespace gouji::parse {
namespace {

constexpr char kSeven[] = "\t0\t0\t0\t0\t0\t0\t0\n";

class RowMatching : public testing::Test {
 protected:
  // The rows of a table that were recognised: "last segment of the path:line", a damaged one with ~; then ?line for
  // each unknown row and !line for each wrong header.
  std::string Match(int table, const std::string& text) const {
    const Document document = *ReadText(text);
    std::vector<PrintedRow> printed = PrintedRows(document);
    LookUpLabels(index_, printed);
    const TableMatch match = MatchTable(index_, table, printed);
    std::string out;
    const auto line = [&](int row) { return std::to_string(printed[row].row->cells[0].place.line); };
    for (const MatchedRow& row : match.rows) {
      const std::string& path = index_.form().tables()[table].rows[row.row].path;
      out += (out.empty() ? "" : " ") + path.substr(path.rfind('.') + 1) + (row.exact ? ":" : "~") + line(row.printed);
    }
    for (const int row : match.unknown_rows) {
      out += " ?" + line(row);
    }
    for (const int row : match.wrong_headers) {
      out += " !" + line(row);
    }
    return out;
  }

  report::FormCatalog catalog_ = *report::FormCatalog::BuiltIn();
  FormIndex index_{catalog_.forms().front()};
};

TEST_F(RowMatching, KnownLabelsAreFoundWhateverStandsInFrontOfThem) {
  EXPECT_EQ(Match(0, "规 章\t0\t0\t0\n|\n规范性文件\t1\t2\t3\n"), "regulations:1 normative_documents:3");
  EXPECT_EQ(Match(1, std::string("\t(三)不予公开\t1. 属于国家秘密") + kSeven), "state_secret:1");
  EXPECT_EQ(Match(1, std::string("其他处理\t(六) 1. 申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请") +
                         kSeven),
            "correction_overdue:1");
}

TEST_F(RowMatching, ADamagedLabelIsReadByItsLikeness) {
  EXPECT_EQ(Match(1, std::string("1.属于国家秘密") + kSeven + "2.其他法律行政法规" + kSeven + "3.危及三安全" + kSeven +
                         "4.保护第三方合法权益" + kSeven),
            "state_secret:1 prohibited_by_law~2 safety_and_stability~3 third_party_rights:4");
}

TEST_F(RowMatching, OneEndOfALabelWillDoIfNoOtherRowHasIt) {
  EXPECT_EQ(Match(1, std::string("要求行政机关") + kSeven), "confirmation_or_reissue~1");
  EXPECT_EQ(Match(1, std::string("属于行政") + kSeven), "") << "two rows begin like this";
}

TEST_F(RowMatching, BetweenItsNeighboursAShortRestOfALabelIsEnough) {
  EXPECT_EQ(
      Match(1, std::string("7.属于行政执法案卷") + kSeven + "8.属于" + kSeven + "1.本机关不掌握相关政府信息" + kSeven),
      "enforcement_file:1 administrative_inquiry~2 not_held:3");
  EXPECT_EQ(
      Match(1, std::string("7.属于行政执法案卷") + kSeven + "天气" + kSeven + "1.本机关不掌握相关政府信息" + kSeven),
      "enforcement_file:1 not_held:3 ?2");
}

TEST_F(RowMatching, BetweenItsNeighboursALabelWhoseNumberingWasMisreadIsEnough) {
  EXPECT_EQ(Match(1, std::string("\t3.其他") + kSeven + "全六总计\t" + kSeven + "四、结转下年度继续办理\t" + kSeven),
            "other:1 total~2 carried_forward:3");
}

TEST_F(RowMatching, ALabelOfWhichOnlyNumberingStandsAtItsValuesIsJoinedWithThem) {
  EXPECT_EQ(Match(1, "\t(三)不予公开\t1. " + std::string(kSeven) + "\t\t属于国家秘密\t\t\t\t\t\t\t\n\t\t" +
                         "2. 其他法律行政法规禁止公开" + kSeven),
            "state_secret~1 prohibited_by_law:3");
}

TEST_F(RowMatching, ALabelThatWrappedOntoARowOfItsOwnIsJoinedWithItsValues) {
  EXPECT_EQ(Match(1, std::string("\t1.") + kSeven + "\t属于国家秘密\t\t\t\t\t\t\t\n"), "state_secret~1");
  EXPECT_EQ(Match(1, std::string("\t1.") + kSeven + "\t属于国家秘密\t\t\t\t\t\t\t\n\t2." + kSeven), "")
      << "whose values these are is open";
}

TEST_F(RowMatching, MissingRowsAreLeftOutAndOrderIsKept) {
  EXPECT_EQ(Match(1, std::string("(一)予以公开") + kSeven + "(七)总计" + kSeven + "3.其他" + kSeven),
            "granted:1 total:2")
      << "a row out of order is none";
}

TEST_F(RowMatching, ARepeatedHeaderIsNoRow) {
  EXPECT_EQ(Match(1, std::string("(一)予以公开") + kSeven +
                         "\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n(二)部分公开" + kSeven),
            "granted:1 partially_granted:3");
}

TEST_F(RowMatching, ARowPrintedTwiceCountsOnceAndTheOtherIsUnknown) {
  EXPECT_EQ(Match(1, std::string("(一)予以公开") + kSeven + "(一)予以公开" + kSeven + "(二)部分公开" + kSeven),
            "granted:1 partially_granted:3 ?2");
}

TEST_F(RowMatching, RowsBelowTheHeaderOfAnotherFormAreNotRead) {
  EXPECT_EQ(Match(0,
                  "信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n规章\t5\t5\t5\n规范性文件\t1\t1\t1\n"
                  "信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n行政许可\t5\t0\t7\n"),
            " !1 !4");
}

TEST_F(RowMatching, ARowWhoseOwnHeaderIsMissingIsReadBelowAnothers) {
  EXPECT_EQ(Match(0, "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t5\t5\t5\n行政许可\t7\n"),
            "regulations:2 licensing_decisions:3");
}

TEST_F(RowMatching, TableFourIsTheRowBelowItsHeaderAlsoWhenTheHeaderComesAgain) {
  const std::string header = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n";
  const std::string values = "0\t1\t2\t3\t6\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n";
  EXPECT_EQ(Match(2, header + values), "disputes:2");
  EXPECT_EQ(Match(2, header + values + header), "disputes:2");
  EXPECT_EQ(Match(2, header + header + values), "disputes:3");
  EXPECT_EQ(Match(2, values), "");
}

TEST_F(RowMatching, ARowThatNumbersTheColumnsOfTableFourIsNotItsData) {
  const std::string header = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n";
  const std::string numbers = "1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12\t13\t14\t15\n";
  const std::string values = "0\t1\t2\t3\t6\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n";
  EXPECT_EQ(Match(2, header + numbers + values), "disputes:3");
  EXPECT_EQ(Match(2, header + numbers), "disputes:2") << "nothing else is printed";
}

TEST_F(RowMatching, OfTwoRowsOfTableFourTheOneOfAnotherYearIsNotRead) {
  const std::string header = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n";
  const std::string values = "0\t1\t2\t3\t6\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n";
  const std::string others = "1\t0\t0\t0\t1\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n";
  EXPECT_EQ(Match(2, header + "上年\t" + others + "本年\t" + values), "disputes:3");
  EXPECT_EQ(Match(2, header + others + values), "") << "nothing says which are the report's";
  EXPECT_EQ(Match(2, header + others + header + values), "");
  EXPECT_EQ(Match(2, header + values + header + values), "disputes:2");
}

TEST_F(RowMatching, EmptyCellsWithinTheHeaderOfTableFourAreNoRowOfBlanks) {
  const std::string header = "|结果维持|结果纠正|其他结果|尚未审结|总计||||||||||||\n";
  const std::string blanks = "| | | | | | | | | | | | | | | |\n";
  const std::string values = "|3|0|0|0|3|0|0|0|0|0|0|0|0|0|0|\n";
  EXPECT_EQ(Match(2, header + blanks), "disputes:2");
  EXPECT_EQ(Match(2, header + blanks + header + values), "disputes:4");
  EXPECT_EQ(Match(2, header + blanks + header), "disputes:2") << "the header is only repeated";
}

TEST_F(RowMatching, AnUnreadableFirstValueOfTableFourIsNoLabel) {
  const std::string header = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n";
  EXPECT_EQ(Match(2, header + "约12\t1\t2\t3\t6\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n"), "disputes:2");
  EXPECT_EQ(Match(2, header + "未统计\t1\t2\t3\t6\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n"), "")
      << "text that may be a label or a value";
  EXPECT_EQ(Match(2, header + "件数\t0\t1\t2\t3\t6\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n"), "disputes:2");
}

TEST_F(RowMatching, ManyDamagedRowsAreNotAllCompared) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) {
    text += std::string("其他法律行政法规禁止公") + kSeven;
  }
  EXPECT_EQ(Match(1, text), "prohibited_by_law~1");
}

}  // namespace
}  // namespace gouji::parse

#include "services/parse/interpret/form_order.h"

#include <string>

#include "gtest/gtest.h"
#include "services/parse/document/html/html_reader.h"
#include "services/parse/document/testing/blocks_text.h"

namespace gouji::parse {
namespace {

class FormOrder : public testing::Test {
 protected:
  // The table of a page, its rows between | and its cells between spaces, in the order of the form; as printed when
  // nothing is put in order.
  std::string Ordered(const std::string& table) const {
    std::string page = "<table><tr><td>";
    for (const char c : table) {
      page += c == ' ' ? "</td><td>" : c == '|' ? "</td></tr><tr><td>" : std::string(1, c);
    }
    const Document document = *ReadHtml(page + "</td></tr></table>");
    std::vector<PrintedRow> printed = PrintedRows(document);
    LookUpLabels(index_, printed);
    const std::optional<Document> ordered = PutInFormOrder(index_, document, printed);
    return ordered.has_value() ? BlocksText(*ordered).front() : "as printed";
  }

  report::FormCatalog catalog_ = *report::FormCatalog::BuiltIn();
  FormIndex index_{catalog_.forms().front()};
};

constexpr char kColumns[] = "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计";

TEST_F(FormOrder, ColumnsInAnotherOrderArePutInThatOfTheForm) {
  EXPECT_EQ(Ordered("项目 总计 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 备注|予以公开 9 1 2 0 0 0 6 "
                    "无|部分公开 0 0 0 0 0 0 0 "),
            "[项目|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计][予以公开|1|2|0|0|0|6|9][部分公开|0|0|"
            "0|0|0|0|0]");
}

TEST_F(FormOrder, HeadersThatStandAskewOrNameAColumnTwiceAreNotBelieved) {
  EXPECT_EQ(Ordered("项目 总计 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他|予以公开 1 2 0 0 0 6 9"),
            "as printed")
      << "the sums are those of the form's order";
  EXPECT_EQ(Ordered("项目 总计 总计 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他|予以公开 9 4 1 2 0 0 0 6"),
            "as printed");
  EXPECT_EQ(Ordered("项目 总计 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他|予以公开 9 1 2 0 0 0 6|部分公开 "
                    "3 0 0 0 0 0"),
            "as printed")
      << "a row that lost a figure";
  EXPECT_EQ(
      Ordered("行次 项目 总计 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他|1 予以公开 9 1 2 0 0 0 6 6"),
      "as printed")
      << "figures in front of labels";
}

TEST_F(FormOrder, RowsThatArePrintedAsColumnsAreTurned) {
  EXPECT_EQ(
      Ordered("项目 予以公开 部分公开 属于国家秘密 重复申请 结转下年度继续办理|自然人 1 0 0 0 0|商业企业 2 0 0 0 0|"
              "科研机构 0 0 0 0 0|社会公益组织 0 0 0 0 0|法律服务机构 0 0 0 0 0|其他 6 0 0 0 0|总计 9 0 0 0 0"),
      "[项目|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计][予以公开|1|2|0|0|0|6|9][部分公开|0|0|0|0|0|"
      "0|0]"
      "[属于国家秘密|0|0|0|0|0|0|0][重复申请|0|0|0|0|0|0|0][结转下年度继续办理|0|0|0|0|0|0|0]");
}

TEST_F(FormOrder, RowsNamedLikeColumnsAreTurnedToo) {
  EXPECT_NE(Ordered("项目 予以公开 部分公开 属于国家秘密 重复申请 3.其他 总计|自然人 1 0 0 0 0 1|商业企业 2 0 0 0 0 "
                    "2|科研机构 0 0 0 0 0 0|"
                    "社会公益组织 0 0 0 0 0 0|法律服务机构 0 0 0 0 0 0|其他 6 0 0 0 0 6|总计 9 0 0 0 0 9"),
            "as printed");
}

TEST_F(FormOrder, GroupsBelowEachOtherAreOneRow) {
  const std::string ordered =
      "[行政复议|行政复议|行政复议|行政复议|行政复议|未经复议直接起诉|未经复议直接起诉|未经复议直接起诉|"
      "未经复议直接起诉|"
      "未经复议直接起诉|复议后起诉|复议后起诉|复议后起诉|复议后起诉|复议后起诉]"
      "[结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|"
      "尚未审结|总计]"
      "[1|0|0|0|1|2|3|0|0|5|0|0|0|4|4]";
  EXPECT_EQ(Ordered("类别 结果维持 结果纠正 其他结果 尚未审结 总计|行政复议 1 0 0 0 1|未经复议直接起诉 2 3 0 0 "
                    "5|复议后起诉 0 0 0 4 4"),
            ordered);
  EXPECT_EQ(Ordered("类别 行政复议 未经复议直接起诉 复议后起诉|结果维持 1 2 0|结果纠正 0 3 0|其他结果 0 0 0|尚未审结 0 "
                    "0 4|总计 1 5 4"),
            ordered);
  EXPECT_EQ(Ordered("类别 结果维持 结果纠正 其他结果 尚未审结 总计|行政复议 1 0 0 0 1|复议后起诉 0 0 0 4 4"),
            "as printed")
      << "a group is missing";
  EXPECT_EQ(Ordered("类别 结果维持 结果纠正 其他结果 尚未审结 总计|行政复议 1 0 0 0 2|未经复议直接起诉 0 0 0 0 "
                    "0|复议后起诉 0 0 0 0 0"),
            "as printed")
      << "figures that do not add up";
}

TEST_F(FormOrder, TablesInTheOrderOfTheFormStayAsTheyArePrinted) {
  EXPECT_EQ(Ordered(std::string("项目 ") + kColumns + "|予以公开 1 2 0 0 0 6 9"), "as printed");
}

}  // namespace
}  // namespace gouji::parse

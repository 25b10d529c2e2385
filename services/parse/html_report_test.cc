// HTML pages read by the whole parser: from bytes to a report.
#include <initializer_list>
#include <string>

#include "gtest/gtest.h"
#include "services/parse/parser.h"
#include "services/report/form.h"

namespace gouji::parse {
namespace {

report::Report Parse(std::string_view page, std::string_view file_name = "") {
  static const auto* const kCatalog = new report::FormCatalog(*report::FormCatalog::BuiltIn());
  static const auto* const kParser = new Parser(*Parser::Create(*kCatalog, {}));
  return *kParser->Parse(page, file_name, {});
}

// The value of a cell; -1 if none was read.
int64_t Value(const report::Report& report, std::string_view path) {
  const auto cell = report.form->FindCell(path);
  return cell.has_value() && report.cells[*cell].has_value() ? report.cells[*cell].value : -1;
}

// A report's sections two to four, with table 4 as one row of cells.
std::string Body(const std::string& cell) {
  const std::string header =
      "<td>结果<br>维持</td><td>结果<br>纠正</td><td>其他<br>结果</td><td>尚未<br>审结</td><td>总计</td>";
  std::string row;
  for (int i = 0; i < 15; ++i) {
    row += i == 0 || i == 4 ? "<td>" + cell + "</td>" : "<td><p>0<o:p></o:p></p></td>";
  }
  return "<p>一、总体情况</p><p>本年平稳。</p><p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p>"
         "<p>四、政府信息公开行政复议、行政诉讼情况</p><table><tr><td colspan=5>行政复议</td><td "
         "colspan=10>行政诉讼</td></tr>"
         "<tr>" +
         header + "<td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr><tr>" + header + header +
         "</tr><tr>" + row + "</tr></table><p>五、存在的主要问题及改进情况</p><p>六、其他需要报告的事项</p>";
}

TEST(HtmlReport, FiguresComeOutOfTheirTags) {
  const report::Report report = Parse("<html><body><h1>某县水利局2023年政府信息公开工作年度报告</h1>" +
                                      Body("<span lang=EN-US>1</span><span>2</span>"));
  ASSERT_NE(report.form, nullptr);
  EXPECT_EQ(report.source.media_type, "text/html");
  EXPECT_EQ(report.year, 2023);
  EXPECT_EQ(Value(report, "disputes.reconsideration.upheld"), 12);
  EXPECT_EQ(Value(report, "disputes.reconsideration.total"), 12);
  EXPECT_EQ(Value(report, "disputes.litigation_direct.total"), 0);
}

TEST(HtmlReport, TwoFiguresInACellAreNotOne) {
  for (const char* const cell : {"1<br>2", "<p>1</p><p>2</p>", "<s>1</s>2", "1<img src=x>2",
                                 "<span style='display:block'>1</span><span style='display:block'>2</span>"}) {
    const report::Report report = Parse("<html><body><p>某县水利局2023年政府信息公开工作年度报告</p>" + Body(cell));
    ASSERT_NE(report.form, nullptr);
    EXPECT_EQ(Value(report, "disputes.reconsideration.upheld"), -1) << cell;
  }
}

// Word processors that lay columns out by their widths round them: edges that should be one make a column of nothing.
TEST(HtmlReport, AColumnThatOnlyRoundingMadeIsNone) {
  std::string names;
  for (const char* const name : {"结果维持", "结果纠正", "其他结果", "尚未审结"}) {
    names += std::string("<td rowspan=2>") + name + "</td>";
  }
  std::string below;
  for (int i = 0; i < 2; ++i) {
    below += "<td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td>";
  }
  std::string figures;
  for (int i = 1; i <= 15; ++i) {
    figures += (i == 5 ? "<td colspan=2>" : "<td>") + std::to_string(i) + "</td>";
  }
  const report::Report report = Parse(
      "<html><body><p>某县水利局2023年政府信息公开工作年度报告</p><p>一、总体情况</p><p>本年平稳。</p>"
      "<p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</"
      "p><p>四、政府信息公开行政复议、行政诉讼情况</p><table>"
      "<tr><td colspan=5>行政复议</td><td colspan=11>行政诉讼</td></tr><tr>" +
      names +
      "<td rowspan=2 colspan=2>总计</td><td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr><tr>" +
      below + "</tr><tr>" + figures + "</tr></table>");
  ASSERT_NE(report.form, nullptr);
  EXPECT_EQ(Value(report, "disputes.reconsideration.total"), 5);
  EXPECT_EQ(Value(report, "disputes.litigation_direct.upheld"), 6);
  EXPECT_EQ(Value(report, "disputes.litigation_after_reconsideration.total"), 15);
}

// Spreadsheet programs let a long label run into the blank cell behind it: 自然人 has no cell of its own then.
TEST(HtmlReport, AColumnThatALabelReachesOverIsOpenAndMovesNoOther) {
  const auto row = [](const std::string& label, const std::string& figures) {
    return "<tr>" + label + figures + "<td></td></tr>";
  };
  const auto cells = [](std::initializer_list<const char*> texts) {
    std::string html;
    for (const char* const text : texts) {
      html += std::string("<td>") + text + "</td>";
    }
    return html;
  };
  const report::Report report = Parse(
      "<html><body><p>某县水利局2023年政府信息公开工作年度报告</p><p>一、总体情况</p><p>本年平稳。</p>"
      "<p>三、收到和处理政府信息公开申请情况</p><table>" +
      row("<td colspan=3></td>",
          cells({"自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"})) +
      row("<td colspan=3>一、本年新收政府信息公开申请数量</td>", cells({"19", "9", "9", "9", "0", "9", "55"})) +
      row("<td colspan=3>二、上年结转政府信息公开申请数量</td>", cells({"1", "0", "0", "0", "0", "0", "1"})) +
      row("<td rowspan=4>三、</td><td colspan=2>（一）予以公开</td>", cells({"2", "1", "0", "0", "0", "0", "3"})) +
      row("<td rowspan=3>（三）</td><td>1.属于国家秘密</td>", cells({"2", "0", "1", "0", "0", "0", "3"})) +
      row("<td colspan=2>2.其他法律行政法规禁止公开</td>", cells({"5", "", "", "", "", "7"})) +
      row("<td>3.危及“三安全一稳定”</td>", cells({"2", "0", "0", "1", "0", "0", "3"})) + "</table>");
  ASSERT_NE(report.form, nullptr);
  const std::string path = "applications.results.refused.prohibited_by_law.";
  EXPECT_EQ(Value(report, path + "natural_person"), -1);
  EXPECT_EQ(Value(report, path + "business"), 5);
  EXPECT_EQ(Value(report, path + "other"), -1);
  EXPECT_EQ(Value(report, path + "total"), 7);
}

// A figure that claims two columns makes its row wider than the table: what stands behind it is in no known column.
TEST(HtmlReport, FiguresBehindOneThatClaimsTooManyColumnsAreOpen) {
  const auto row = [](const std::string& label, const std::string& figures) {
    return "<tr><td>" + label + "</td>" + figures + "</tr>";
  };
  const std::string zeros = "<td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td>";
  const report::Report report = Parse(
      "<html><body><p>某县水利局2023年政府信息公开工作年度报告</p><p>一、总体情况</p><p>本年平稳。</p>"
      "<p>三、收到和处理政府信息公开申请情况</p><table>" +
      row("",
          "<td>自然人</td><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td>"
          "<td>总计</td>") +
      row("一、本年新收政府信息公开申请数量", zeros) + row("二、上年结转政府信息公开申请数量", zeros) +
      row("（一）予以公开", "<td>0</td><td colspan=2>0</td><td></td><td>0</td><td>0</td><td>0</td><td></td>") +
      row("（二）部分公开", zeros) + row("（七）总计", zeros) + row("四、结转下年度继续办理", zeros) + "</table>");
  ASSERT_NE(report.form, nullptr);
  const std::string path = "applications.results.granted.";
  EXPECT_EQ(Value(report, path + "natural_person"), 0);
  EXPECT_EQ(Value(report, path + "business"), -1);
  EXPECT_EQ(Value(report, path + "total"), -1) << "which is blank, unless the merged cell is two";
  EXPECT_EQ(Value(report, "applications.results.partially_granted.total"), 0);
}

TEST(HtmlReport, TheTitleMayStandInTheHeadAlone) {
  const report::Report report = Parse(
      "<html><head><title>某县水利局2023年政府信息公开工作年度报告_某县人民政府</title></head><body>" + Body("0"));
  EXPECT_EQ(report.year, 2023);
  EXPECT_EQ(report.agency.name, "某县水利局");
}

TEST(HtmlReport, ThePageIsReadInItsOwnCharacterSetWhateverItSays) {
  const std::string page =
      "<html><head><meta charset=gb2312></head><body><p>某县水利局2023年政府信息公开工作年度报告</p>";
  const report::Report report = Parse(page + Body("3"));
  EXPECT_EQ(report.source.charset, "UTF-8");
  EXPECT_EQ(Value(report, "disputes.reconsideration.upheld"), 3);
}

TEST(HtmlReport, AWebArchiveIsReadByThePageInIt) {
  std::string encoded;
  for (const char c : "<html><body><p>某县水利局2023年政府信息公开工作年度报告</p>" + Body("4")) {
    static constexpr char kDigits[] = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    encoded += {'=', kDigits[byte >> 4], kDigits[byte & 0xF]};
  }
  const report::Report report = Parse(
      "From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: "
      "text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
      encoded + "\r\n--b--\r\n");
  EXPECT_EQ(report.source.media_type, "multipart/related");
  EXPECT_EQ(Value(report, "disputes.reconsideration.upheld"), 4);
}

}  // namespace
}  // namespace gouji::parse

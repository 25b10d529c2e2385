#include "services/parse/interpret/recognition.h"

#include <string>

#include "gtest/gtest.h"
#include "services/parse/document/text_reader.h"
#include "services/parse/interpret/interpreter.h"

namespace gouji::parse {
namespace {

class Recognition : public testing::Test {
 protected:
  // What a text seems to be, in English; empty for an annual report.
  std::string KindOf(const std::string& text) const {
    const report::Report report = interpreter_.Interpret(*ReadText(text), {});
    return report.form == nullptr ? report.diagnostics.at(0).message_en : "";
  }

  report::FormCatalog catalog_ = *report::FormCatalog::BuiltIn();
  Interpreter interpreter_{catalog_};
};

constexpr char kTable[] = "规章\t0\t0\t0\n行政规范性文件\t3\t1\t7\n行政许可\t1\n行政处罚\t2\n行政强制\t4\n";
constexpr char kBlankTable[] =
    "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t\t\t\n行政规范性文件\t\t\t\n行政许可\t\t\t\n行政处罚\t\t"
    "\t\n行政强制\t\t\t\n";

TEST_F(Recognition, OtherDocumentsAreToldByWhatTheyAre) {
  const struct {
    std::string text;
    const char* kind;
  } kCases[] = {
      {"霁南大学2022-"
       "2023学年信息公开年度报告\n一、概述\n甲。\n二、主动公开情况\n乙。\n三、依申请公开情况\n丙。\n四、存在的主要问题"
       "及改进措施\n丁。\n",
       "university"},
      {"霁南学院2017年信息公开工作年度报告\n按照《高等学校信息公开办法》编制。\n一、概述\n甲。\n二、主动公开情况\n乙。"
       "\n三、依申请公开情况\n丙。\n",
       "university"},
      {std::string("临河县2023年上半年政府信息公开情况统计表\n") + kTable, "half a year"},
      {std::string("临河县2023年第三季度政务公开情况统计\n") + kTable, "half a year"},
      {std::string("临河县2023年1-11月政府信息公开申请办理情况统计表\n") + kTable, "half a year"},
      {std::string("临河县2023年1月至9月政府信息公开情况\n") + kTable, "half a year"},
      {"临河县教育局政府信息公开指南\n为方便公民获取信息，编制本指南。\n一、公开范围\n略。\n", "guide"},
      {"临河县教育局主动公开目录\n一、机构职能\n二、政策文件\n", "catalogue"},
      {"临河县教育局2023年工作总结\n一、主要工作\n略。\n", "summary"},
      {"临河县教育局2016年信息公开工作总结\n一、基本情况\n略。\n二、存在问题和改进措施\n略。\n", "summary"},
      {"临河县教育局2023年政府信息公开工作年度报告\n2024-01-20\n临河县水利局2023年政府信息公开工作年度报告\n2024-01-"
       "21\n临河县民政局2022年政府信息公开工作年度报告\n",
       "list"},
      {std::string("××县××局2024年政府信息公开工作年度报告\n") + kBlankTable, "template"},
      {std::string("2024年政府信息公开工作年度报告（模板）\n") + kBlankTable, "template"},
      {std::string("政府信息公开工作年度报告\n") + kBlankTable, "template"},
  };
  for (const auto& c : kCases) {
    EXPECT_NE(KindOf(c.text).find(c.kind), std::string::npos) << c.text << KindOf(c.text);
  }
}

TEST_F(Recognition, ReportsAreNeverRejectedForTheirDamage) {
  const std::string title = "临河县教育局2023年政府信息公开工作年度报告\n";
  const std::string narrative =
      "本报告根据《中华人民共和国政府信息公开条例》的要求编制。一年来，我乡围绕群众关心的事项开展政府信息公开工作，明确"
      "专人负责，"
      "规范审核程序，做到及时准确。全年主动公开政府信息86条，主要涉及惠民补贴、村务财务和人居环境整治。没有收到政府信息"
      "公开申请，"
      "也没有因信息公开引起的行政复议和行政诉讼。工作中存在更新不够及时、形式单一的不足，下一步将加强培训，完善制度，提"
      "高质量。\n";
  for (const std::string& text : {
           title + kBlankTable,
           title + "一、总体情况\n略。\n五、存在的主要问题及改进情况\n略。\n",
           std::string(kTable),
           "建新乡2020年政府信息公开工作年度报告\n" + narrative,
           "建新乡2013年政府信息公开工作年度报告\n" + narrative,
           std::string("临河县综合执法局2023年政府信息公开工作\n年度报告\n上半年受理政府信息公开申请1件。\n") + kTable,
           std::string(
               "临河县教育局\n本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。\n上半年政府信息公开情况\n") +
               kTable,
           title + "上半年开展了两次检查。\n" + kTable,
           "临河县教育局2023年1-12月政府信息公开情况\n" + std::string(kTable),
           "临河县职业技术学院2023年政府信息公开工作年度报告\n" + std::string(kTable),
       }) {
    EXPECT_EQ(KindOf(text), "") << text;
  }
}

}  // namespace
}  // namespace gouji::parse

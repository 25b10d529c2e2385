#include "services/parse/interpret/official_words.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/parse/document/text_reader.h"
#include "services/parse/interpret/diagnostics.h"
#include "services/parse/interpret/row_matching.h"

namespace gouji::parse {
namespace {

class OfficialWords : public testing::Test {
 protected:
  const FormIndex& IndexOf(std::string_view form) const {
    return *std::find_if(indices_.begin(), indices_.end(),
                         [&](const FormIndex& index) { return index.form().id() == form; });
  }
  // The messages about the headings of a text.
  std::vector<std::string> Headings(std::string_view form, const std::string& text) const {
    const Document document = *ReadText(text);
    const FormIndex& index = IndexOf(form);
    report::Report report;
    NoteHeadingWords(index, indices_, document, FindSections(index, document, document.blocks.size()), report);
    return MessagesOf(report, kHeadingWording);
  }
  // The messages about the labels of a table.
  std::vector<std::string> Labels(int table, const std::string& text) const {
    const Document document = *ReadText(text);
    const FormIndex& index = IndexOf("ogi-2021");
    std::vector<PrintedRow> printed = PrintedRows(document);
    LookUpLabels(index, printed);
    report::Report report;
    NoteLabelWords(index, table, printed, MatchTable(index, table, printed).rows, report);
    return MessagesOf(report, kLabelWording);
  }

 private:
  static std::vector<FormIndex> MakeIndices(const report::FormCatalog& catalog) {
    return std::vector<FormIndex>(catalog.forms().begin(), catalog.forms().end());
  }
  static std::vector<std::string> MessagesOf(const report::Report& report, std::string_view id) {
    std::vector<std::string> messages;
    for (const report::Diagnostic& diagnostic : report.diagnostics) {
      EXPECT_EQ(diagnostic.id, id);
      EXPECT_EQ(diagnostic.responsibility, report::Responsibility::kDocument);
      EXPECT_GT(diagnostic.evidence.line, 0);
      messages.push_back(diagnostic.message_zh);
    }
    return messages;
  }

  report::FormCatalog catalog_ = *report::FormCatalog::BuiltIn();
  std::vector<FormIndex> indices_ = MakeIndices(catalog_);
};

TEST_F(OfficialWords, OfHeadingsLeaveNumberingSpacingPunctuationAndRemarksOut) {
  for (const char* heading :
       {"一、总体情况", "总体情况", "## 一、 总体 情况", "一、总体情况(宋体加粗小四号字)",
        "四、政府信息公开行政复议行政诉讼情况", "五、存在的主要问题及改进情况", "五、存在的主要問題及改進情況"}) {
    EXPECT_THAT(Headings("ogi-2021", std::string(heading) + "\n正文\n"), testing::IsEmpty()) << heading;
  }
}

TEST_F(OfficialWords, AKnownVariantOrADamagedHeadingIsNoted) {
  EXPECT_THAT(Headings("ogi-2021", "五、存在的问题及改进情况\n正文\n"),
              testing::ElementsAre("第5部分的标题“五、存在的问题及改进情况”，格式规定为“存在的主要问题及改进情况”"));
  EXPECT_THAT(Headings("ogi-2021", "六、其他需要报告的事顶\n正文\n"), testing::SizeIs(1));
}

TEST_F(OfficialWords, AreThoseOfAnyFormWithTables) {
  for (const char* heading : {"五、政府信息公开工作存在的主要问题及改进情况", "五、存在的主要问题及改进情况"}) {
    EXPECT_THAT(Headings("ogi-2019", std::string(heading) + "\n正文\n"), testing::IsEmpty()) << heading;
    EXPECT_THAT(Headings("ogi-2021", std::string(heading) + "\n正文\n"), testing::IsEmpty()) << heading;
  }
  EXPECT_THAT(Headings("ogi-2021", "一、概述\n正文\n"), testing::SizeIs(1)) << "official before 2019 only";
  EXPECT_THAT(Headings("ogi-2008", "六、存在的主要问题和改进措施\n正文\n"), testing::IsEmpty())
      << "a form without tables prescribed no words";
}

constexpr char kTable2[] =
    "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规 章\t0\t0\t0\n行政规范性文件\t1\t0\t3\n"
    "信息内容\t本年处理决定数量\n行政许可\t4\n";

std::string Replaced(std::string text, std::string_view from, std::string_view to) {
  text.replace(text.find(from), from.size(), to);
  return text;
}

TEST_F(OfficialWords, OfLabelsAreNotNoted) { EXPECT_THAT(Labels(0, kTable2), testing::IsEmpty()); }

TEST_F(OfficialWords, LabelsOfRowsAndColumnsInOtherWordsAreNotedTogether) {
  const std::string text =
      Replaced(Replaced(kTable2, "行政规范性文件", "规范性文件"), "本年废止件数", "本年度废止件数");
  EXPECT_THAT(Labels(0, text), testing::ElementsAre("表二的用语与格式规定不同："
                                                    "“本年度废止件数”（规定为“本年废止件数”）、"
                                                    "“规范性文件”（规定为“行政规范性文件”）"));
}

TEST_F(OfficialWords, ADamagedLabelIsNotedAndAPartOfOneIsNot) {
  EXPECT_THAT(Labels(0, Replaced(kTable2, "行政规范性文件", "行政规范住文件")),
              testing::ElementsAre(testing::HasSubstr("“行政规范住文件”（规定为“行政规范性文件”）")));
  EXPECT_THAT(Labels(0, Replaced(kTable2, "行政规范性文件", "行政规")), testing::IsEmpty());
}

}  // namespace
}  // namespace gouji::parse

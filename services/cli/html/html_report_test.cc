#include "services/cli/html/html_report.h"

#include <pugixml.hpp>
#include <set>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/cli/testing/sample_check.h"
#include "services/cli/testing/scratch_folder.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class HtmlReportTest : public testing::Test {
 protected:
  // The page about documents, read as XML, which forgives nothing.
  void Render(const std::vector<CheckedReport>& documents, Language language = Language::kChinese) {
    const auto file =
        CreateHtmlReport({.path = folder_.Path("a.html"), .language = language, .document_count = documents.size()});
    ASSERT_TRUE(file.ok()) << file.status();
    CheckTally tally;
    for (const CheckedReport& document : documents) {
      ASSERT_TRUE((*file)->AddChecked(document).ok());
      tally.AddChecked(document.assessment.verdict(), document.error_count, document.warning_count);
    }
    ASSERT_TRUE((*file)->Finish(tally).ok());
    text_ = folder_.Read("a.html");
    const pugi::xml_parse_result result = page_.load_string(text_.c_str(), pugi::parse_default | pugi::parse_ws_pcdata);
    ASSERT_TRUE(result) << result.description() << " at " << text_.substr(result.offset, 200);
  }

  pugi::xml_node Element(const std::string& id) const {
    return page_.select_node(("//*[@id='" + id + "']").c_str()).node();
  }
  std::string Text(const std::string& id) const { return Flatten(Element(id)); }
  static std::string Flatten(pugi::xml_node node) {
    std::string text = node.value();
    for (const pugi::xml_node child : node.children()) text += Flatten(child);
    return text;
  }

  ScratchFolder folder_;
  std::string text_;
  pugi::xml_document page_;
};

std::string CellId(const SampleCheck& sample, const std::string& path) {
  return "d1-c" + std::to_string(sample.Index(path));
}

TEST_F(HtmlReportTest, LinksFindingsToCellsAndBack) {
  SampleCheck sample;
  sample.AddTransposedTotal();
  Render({sample.Build(Language::kChinese)});
  const std::string total = CellId(sample, "applications.results.granted.total");
  EXPECT_STREQ(Element(total).attribute("class").value(), "wrong");
  EXPECT_STREQ(Element(total).select_node(".//span[@class='refs']/a").node().attribute("href").value(), "#d1-f1");
  EXPECT_EQ(Text(total), "#141→ 14");
  const std::string business = CellId(sample, "applications.results.granted.business");
  EXPECT_STREQ(Element(business).attribute("class").value(), "involved");
  std::vector<std::string> links;
  for (const auto& link : Element("d1-f1").select_nodes(".//a"))
    links.emplace_back(link.node().attribute("href").value());
  EXPECT_THAT(links, ElementsAre("#" + CellId(sample, "applications.results.granted.natural_person"), "#" + business,
                                 "#" + total));
}

TEST_F(HtmlReportTest, ShowsTheEquationTheSuggestionAndThePlace) {
  SampleCheck sample;
  sample.AddTransposedTotal();
  Render({sample.Build(Language::kChinese)});
  EXPECT_THAT(Text("d1-f1"),
              HasSubstr("T3.ROW_SUM 表三“予以公开”\n自然人 11 + 商业企业 3 + 4 项 0 = 14 ≠ 总计 41差 27"));
  EXPECT_THAT(Text("d1-f1"), HasSubstr("很可能：“予以公开 总计”应为 14，而不是 41（相邻两位数字颠倒）"));
  EXPECT_THAT(Text("d1-f1"), HasSubstr("位置：第 2 页，第 2 个表格第 5 行第 8 格"));
}

TEST_F(HtmlReportTest, SaysWhoLetsAWarningStandAndWhy) {
  SampleCheck sample;
  sample.AddAcknowledged("YEAR.CARRY", {}, "<机构改革>");
  Render({sample.Build(Language::kChinese)});
  EXPECT_THAT(Text("d1-f1"), HasSubstr("已说明，李四（2026-11-22 03:42 UTC）：<机构改革>"));
}

TEST_F(HtmlReportTest, HasNoLinkToNowhereAndNoIdTwice) {
  SampleCheck sample;
  sample.AddTransposedTotal();
  validate::v1::Finding& finding = sample.AddError("T4.SUM", sample.Row("disputes.reconsideration"));
  SampleCheck::Suggest(&finding, "disputes.litigation_direct.total", 0, 1, "x").set_ambiguous(true);
  SampleCheck::Suggest(&finding, "disputes.reconsideration.total", 0, 1, "x").set_rank(1);
  sample.AddError("A", sample.Row("applications.newly_received")).set_caused_by("1");
  Render({sample.Build(Language::kEnglish), sample.Build(Language::kEnglish)}, Language::kEnglish);
  std::set<std::string> ids;
  for (const auto& found : page_.select_nodes("//*[@id]")) {
    EXPECT_TRUE(ids.insert(found.node().attribute("id").value()).second) << found.node().attribute("id").value();
  }
  for (const auto& found : page_.select_nodes("//a")) {
    const std::string target = found.node().attribute("href").value();
    EXPECT_TRUE(ids.contains(target.substr(1))) << target;
  }
  EXPECT_EQ(ids.count("d2-f3"), 1U);
}

TEST_F(HtmlReportTest, PrintsAllThreeTablesWithTheirMergedHeaders) {
  SampleCheck sample;
  Render({sample.Build(Language::kChinese)});
  const pugi::xpath_node_set tables = page_.select_nodes("//table[@class='form']");
  ASSERT_EQ(tables.size(), 3U);
  std::size_t cell_count = 0;
  for (const auto& table : tables) cell_count += table.node().select_nodes(".//td").size();
  EXPECT_EQ(cell_count, 200U);
  EXPECT_STREQ(page_.select_node("//th[text()='法人或其他组织']").node().attribute("colspan").value(), "5");
  EXPECT_STREQ(page_.select_node("//th[text()='不予公开']").node().attribute("rowspan").value(), "8");
  EXPECT_THAT(text_, HasSubstr("没有发现问题。"));
}

TEST_F(HtmlReportTest, TellsCellsWithoutANumberFromZeros) {
  SampleCheck sample;
  const std::string row = "applications.newly_received.";
  sample.Note(row + "natural_person", report::CellState::kBlank, "");
  sample.Note(row + "business", report::CellState::kNotApplicable, "/");
  sample.Note(row + "research_institution", report::CellState::kUnreadable, "约2");
  sample.Note(row + "other", report::CellState::kMissing, "1 | 2");
  sample.Note(row + "total", report::CellState::kInferred, "", 14);
  sample.AddFinding("CELL.BLANK", validate::v1::SEVERITY_WARNING, sample.Row("applications.newly_received"));
  Render({sample.Build(Language::kChinese)});
  EXPECT_EQ(Text(CellId(sample, row + "natural_person")), "#1空白");
  EXPECT_EQ(Text(CellId(sample, row + "business")), "#1/");
  EXPECT_EQ(Text(CellId(sample, row + "research_institution")), "#1约2");
  EXPECT_EQ(Text(CellId(sample, row + "other")), "#1缺失");
  EXPECT_EQ(Text(CellId(sample, row + "total")), "#1[14]");
  EXPECT_STREQ(Element(CellId(sample, row + "other")).attribute("title").value(), "缺失 原文：1 | 2");
}

TEST_F(HtmlReportTest, EscapesWhateverADocumentSays) {
  const std::string evil = "</style><script>alert(1)</script>\"'&<b onx=\x01\xE2\x80\xAE>\xFF";
  SampleCheck sample;
  sample.report().agency.name = evil;
  sample.report().diagnostics.push_back(
      {.id = evil, .message_zh = evil, .message_en = evil, .cells = {}, .evidence = {}});
  sample.Note("applications.newly_received.total", report::CellState::kUnreadable, evil);
  validate::v1::Finding& finding = sample.AddError("CELL.TEXT", {"applications.newly_received.total"});
  finding.set_rule_id("X");
  finding.set_message_zh("</p><script>");
  finding.set_basis("<img src=x>");
  SampleCheck::Suggest(&finding, "<i>", 1, 2, "<u>");
  finding.add_evidence()->set_raw("<blockquote>");
  CheckedReport checked = sample.Build(Language::kChinese, "<a>.docx");
  checked.report.agency.name = evil;
  checked.cells[sample.Index("applications.newly_received.total")].text = evil;
  Render({checked, checked});
  EXPECT_THAT(text_, Not(HasSubstr("<script")));
  EXPECT_THAT(text_, Not(HasSubstr("<img")));
  EXPECT_THAT(text_, Not(HasSubstr("<i>")));
  EXPECT_THAT(text_, Not(HasSubstr("\xE2\x80\xAE")));
  EXPECT_THAT(text_, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"));
}

TEST_F(HtmlReportTest, NeedsNothingFromElsewhere) {
  SampleCheck sample;
  sample.AddTransposedTotal();
  Render({sample.Build(Language::kEnglish)}, Language::kEnglish);
  EXPECT_TRUE(page_.select_nodes("//script | //link | //img | //iframe | //@src").empty());
  EXPECT_THAT(text_, Not(HasSubstr("http:")));
  EXPECT_THAT(text_, Not(HasSubstr("https:")));
  EXPECT_THAT(text_, Not(HasSubstr("url(")));
  EXPECT_STREQ(page_.child("html").attribute("lang").value(), "en");
}

TEST_F(HtmlReportTest, ListsManyDocumentsAndThoseThatCouldNotBeRead) {
  SampleCheck sample;
  sample.AddTransposedTotal();
  const auto file =
      CreateHtmlReport({.path = folder_.Path("a.html"), .language = Language::kEnglish, .document_count = 2});
  ASSERT_TRUE((*file)
                  ->AddUnreadable("b<.pdf", report::Error(absl::StatusCode::kInvalidArgument,
                                                          report::Reason::kEncrypted, "it has a password"))
                  .ok());
  ASSERT_TRUE((*file)->AddChecked(sample.Build(Language::kEnglish)).ok());
  CheckTally tally;
  tally.AddUnreadable();
  ASSERT_TRUE((*file)->Finish(tally).ok());
  const std::string text = folder_.Read("a.html");
  EXPECT_THAT(text, HasSubstr("b&lt;.pdf"));
  EXPECT_THAT(text, HasSubstr("it has a password <code>ENCRYPTED</code>"));
  EXPECT_THAT(text, HasSubstr("<a href=\"#d2\">"));
  EXPECT_THAT(text, HasSubstr("<article id=\"d2\">"));
}

TEST_F(HtmlReportTest, ShowsTablesOfFaultyDocumentsOnlyWhenThereAreMany) {
  SampleCheck faulty;
  faulty.AddTransposedTotal();
  const SampleCheck fine;
  const auto file = CreateHtmlReport({.path = folder_.Path("a.html"), .document_count = kTableLimit + 1});
  ASSERT_TRUE((*file)->AddChecked(fine.Build(Language::kChinese)).ok());
  ASSERT_TRUE((*file)->AddChecked(faulty.Build(Language::kChinese)).ok());
  ASSERT_TRUE((*file)->Finish({}).ok());
  const std::string text = folder_.Read("a.html");
  EXPECT_THAT(text, Not(HasSubstr("<article id=\"d1\">")));
  EXPECT_THAT(text, HasSubstr("<article id=\"d2\">"));
}

TEST_F(HtmlReportTest, StopsAtItsLimitOfFindingsAndSaysHowManyAreLeftOut) {
  SampleCheck sample;
  for (std::size_t i = 0; i < kPageFindingLimit + 7; ++i) sample.AddError("A", {"applications.newly_received.total"});
  const CheckedReport checked = sample.Build(Language::kEnglish);
  SampleCheck other;
  other.AddTransposedTotal();
  Render({checked, other.Build(Language::kEnglish)}, Language::kEnglish);
  EXPECT_EQ(page_.select_nodes("//ol[@class='findings']/li").size(), kPageFindingLimit);
  EXPECT_THAT(text_, HasSubstr("7 more are not shown here"));
  EXPECT_THAT(text_, HasSubstr("1 more are not shown here"));
}

TEST_F(HtmlReportTest, SaysAtOnceThatTheFileCannotBeWritten) {
  EXPECT_EQ(CreateHtmlReport({.path = folder_.Path("none/a.html")}).status().code(), absl::StatusCode::kInternal);
}

}  // namespace
}  // namespace gouji::cli

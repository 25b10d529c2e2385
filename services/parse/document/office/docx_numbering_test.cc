#include "services/parse/document/office/docx_numbering.h"

#include <pugixml.hpp>
#include <string>

#include "gtest/gtest.h"

namespace gouji::parse {
namespace {

class DocxNumberingTest : public testing::Test {
 protected:
  static std::string Num(const std::string& id, const std::string& more = "") {
    return "<w:num w:numId=\"" + id + "\"><w:abstractNumId w:val=\"7\"/>" + more + "</w:num>";
  }
  static std::string Level(int level, const std::string& format, const std::string& text,
                           const std::string& more = "") {
    return "<w:lvl w:ilvl=\"" + std::to_string(level) + "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" + format +
           "\"/><w:lvlText w:val=\"" + text + "\"/>" + more + "</w:lvl>";
  }

  // `abstract` is the content of definition 7, `nums` stands behind it.
  DocxNumbering Make(const std::string& abstract, const std::string& nums = Num("1")) {
    const std::string xml =
        R"(<w:numbering><w:abstractNum w:abstractNumId="7">)" + abstract + "</w:abstractNum>" + nums + "</w:numbering>";
    EXPECT_TRUE(tree_.load_buffer(xml.data(), xml.size()));
    return DocxNumbering(tree_.document_element());
  }

  pugi::xml_document tree_;
};

TEST_F(DocxNumberingTest, CountsEachLevelAndRestartsTheLowerOnes) {
  DocxNumbering numbering =
      Make(Level(0, "chineseCounting", "%1、") + Level(1, "chineseCounting", "（%2）") + Level(2, "decimal", "%3."));
  EXPECT_EQ(numbering.Next({"1", 0}, ""), "一、");
  EXPECT_EQ(numbering.Next({"1", 1}, ""), "（一）");
  EXPECT_EQ(numbering.Next({"1", 1}, ""), "（二）");
  EXPECT_EQ(numbering.Next({"1", 2}, ""), "1. ");
  EXPECT_EQ(numbering.Next({"1", 0}, ""), "二、");
  EXPECT_EQ(numbering.Next({"1", 1}, ""), "（一）");
}

TEST_F(DocxNumberingTest, ALowerLevelNamesTheHigherOnes) {
  DocxNumbering numbering = Make(Level(0, "chineseCounting", "%1") + Level(1, "decimal", "%1.%2", "<w:isLgl/>"));
  EXPECT_EQ(numbering.Next({"1", 1}, ""), "1.1 ") << "the highest level has not begun: it counts as begun";
  EXPECT_EQ(numbering.Next({"1", 0}, ""), "一 ");
  EXPECT_EQ(numbering.Next({"1", 0}, ""), "二 ");
  EXPECT_EQ(numbering.Next({"1", 1}, ""), "2.1 ");
}

TEST_F(DocxNumberingTest, NothingSeparatesWhereTheListSaysSo) {
  DocxNumbering numbering = Make(Level(0, "decimal", "%1.", "<w:suff w:val=\"nothing\"/>"));
  EXPECT_EQ(numbering.Next({"1", 0}, ""), "1.");
}

TEST_F(DocxNumberingTest, ListsOfOneDefinitionCountOnUnlessOneRestarts) {
  DocxNumbering numbering =
      Make(Level(0, "decimal", "%1、"),
           Num("1") + Num("2") + Num("3", R"(<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>)"));
  EXPECT_EQ(numbering.Next({"1", 0}, ""), "1、");
  EXPECT_EQ(numbering.Next({"2", 0}, ""), "2、");
  EXPECT_EQ(numbering.Next({"3", 0}, ""), "5、");
  EXPECT_EQ(numbering.Next({"3", 0}, ""), "6、") << "it restarts once";
}

TEST_F(DocxNumberingTest, AListMayChangeALevel) {
  DocxNumbering numbering =
      Make(Level(0, "decimal", "%1、"),
           Num("1") + Num("2", "<w:lvlOverride w:ilvl=\"0\">" + Level(0, "upperRoman", "%1)") + "</w:lvlOverride>"));
  EXPECT_EQ(numbering.Next({"2", 0}, ""), "I) ");
  EXPECT_EQ(numbering.Next({"1", 0}, ""), "1、");
}

TEST_F(DocxNumberingTest, TheLevelMayBeLinkedWithTheStyle) {
  DocxNumbering numbering = Make(Level(0, "chineseCounting", "%1、", "<w:pStyle w:val=\"2\"/>") +
                                 Level(1, "chineseCounting", "（%2）", "<w:pStyle w:val=\"3\"/>"));
  EXPECT_EQ(numbering.Next({"1", -1}, "3"), "（一）");
  EXPECT_EQ(numbering.Next({"1", -1}, "2"), "一、");
}

TEST_F(DocxNumberingTest, BulletsAndUnknownListsPrintNoNumber) {
  DocxNumbering numbering = Make(Level(0, "bullet", "\xEF\x82\xB7"));
  EXPECT_EQ(numbering.Next({"1", 0}, ""), "");
  EXPECT_EQ(numbering.Next({"99", 0}, ""), "");
  EXPECT_EQ(DocxNumbering().Next({"1", 0}, ""), "");
}

TEST_F(DocxNumberingTest, ALevelThatNeverRestartsCountsOn) {
  DocxNumbering numbering =
      Make(Level(0, "decimal", "%1、") + Level(1, "decimal", "（%2）", "<w:lvlRestart w:val=\"0\"/>"));
  numbering.Next({"1", 0}, "");
  EXPECT_EQ(numbering.Next({"1", 1}, ""), "（1）");
  numbering.Next({"1", 0}, "");
  EXPECT_EQ(numbering.Next({"1", 1}, ""), "（2）");
}

}  // namespace
}  // namespace gouji::parse

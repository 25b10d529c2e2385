#include "services/parse/document/html/html_tokenizer.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace gouji::parse {
namespace {

using Strings = std::vector<std::string>;

// Texts as they are, start tags as <name attribute=value>, end tags as </>.
Strings Tokens(std::string_view page) {
  Strings tokens;
  HtmlTokenizer tokenizer(page);
  while (const HtmlToken* token = tokenizer.Next()) {
    std::string& text = tokens.emplace_back();
    if (token->kind == HtmlToken::Kind::kText) {
      text = token->text;
    } else if (token->kind == HtmlToken::Kind::kEnd) {
      text = "</>";
    } else {
      text = "<";
      for (const HtmlAttribute& attribute : token->attributes) {
        text += " " + std::string(attribute.name) + "=" + std::string(attribute.value);
      }
      text += ">";
    }
  }
  return tokens;
}

TEST(HtmlTokenizer, CutsTextAndTags) { EXPECT_EQ(Tokens("a<b>c</b>d"), (Strings{"a", "<>", "c", "</>", "d"})); }

TEST(HtmlTokenizer, AttributesComeInAnyStyle) {
  EXPECT_EQ(Tokens("<td colspan=2 ROWSPAN='3' title = \"a>b\" nowrap/>x"),
            (Strings{"< colspan=2 ROWSPAN=3 title=a>b nowrap=>", "x"}));
}

TEST(HtmlTokenizer, ALessThanSignWithoutANameIsText) {
  EXPECT_EQ(Tokens("<中华人民共和国条例> < 5 <3 <"), (Strings{"<中华人民共和国条例> < 5 <3 <"}));
}

TEST(HtmlTokenizer, CommentsAndDeclarationsVanish) {
  EXPECT_EQ(
      Tokens("a<!--[if gte mso 9]><xml>1</xml><![endif]-->b<![if !vml]>c<![endif]>d<!DOCTYPE html><?xml v?>e<!-->f"),
      (Strings{"a", "b", "c", "d", "e", "f"}));
}

TEST(HtmlTokenizer, WhatHasNoEndDoesNotTakeTheRestOfThePage) {
  EXPECT_EQ(Tokens("<!-- lost ><p>a"), (Strings{"<>", "a"}));
  EXPECT_EQ(Tokens("<p class=\"lost>a"), (Strings{"< class=lost>", "a"}));
  EXPECT_EQ(Tokens("a<p class='b"), (Strings{"a", "< class=b>"}));
  EXPECT_EQ(Tokens("a<p"), (Strings{"a", "<>"}));
}

TEST(HtmlTokenizer, ContentThatIsNoMarkupIsTakenUpToItsEndTag) {
  HtmlTokenizer tokenizer("<script>if (a<b) '</td>'</SCRIPT >c<script>d");
  ASSERT_NE(tokenizer.Next(), nullptr);
  EXPECT_EQ(tokenizer.TakeContent(HtmlKey("script")), "if (a<b) '</td>'");
  EXPECT_EQ(tokenizer.Next()->text, "c");
  ASSERT_NE(tokenizer.Next(), nullptr);
  EXPECT_EQ(tokenizer.TakeContent(HtmlKey("script")), "") << "it has no end";
  EXPECT_EQ(tokenizer.Next()->text, "d");
}

TEST(HtmlTokenizer, NamesAreFoundInAnyCase) {
  EXPECT_EQ(LookUpHtmlTag(HtmlKey("TBody")), HtmlTag::kRowGroup);
  EXPECT_EQ(LookUpHtmlTag(HtmlKey("BlockQuote")), HtmlTag::kBlock);
  EXPECT_EQ(LookUpHtmlTag(HtmlKey("o:p")), HtmlTag::kInline);
  EXPECT_EQ(LookUpHtmlTag(HtmlKey("textarea-x")), HtmlTag::kInline);
}

}  // namespace
}  // namespace gouji::parse

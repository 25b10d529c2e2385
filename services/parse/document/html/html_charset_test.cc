#include "services/parse/document/html/html_charset.h"

#include <string>

#include "gtest/gtest.h"

namespace gouji::parse {
namespace {

TEST(HtmlCharset, MetaElementsNameIt) {
  EXPECT_EQ(DeclaredHtmlCharset("<html><head><META CHARSET=gbk>"), "gbk");
  EXPECT_EQ(DeclaredHtmlCharset(
                "<title>\xD5\xFE</title><meta http-equiv='Content-Type' content='text/html; Charset=gb2312'>"),
            "gb2312");
  EXPECT_EQ(DeclaredHtmlCharset("<meta name=viewport content='charset=x'><meta charset=\"utf-8\">"), "utf-8");
}

TEST(HtmlCharset, TheDeclarationOfXmlNamesIt) {
  EXPECT_EQ(DeclaredHtmlCharset("\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"GB18030\"?><html>"), "GB18030");
}

TEST(HtmlCharset, NothingElseDoes) {
  EXPECT_EQ(DeclaredHtmlCharset("<p>charset=gbk</p><script>'<meta charset=big5>'</script>"), "");
  EXPECT_EQ(DeclaredHtmlCharset("<!-- <meta charset=big5> -->"), "");
  EXPECT_EQ(DeclaredHtmlCharset(""), "");
  EXPECT_EQ(DeclaredHtmlCharset("<meta http-equiv=content-type content=charset>"), "");
  EXPECT_EQ(DeclaredHtmlCharset(std::string(20'000, ' ') + "<meta charset=gbk>"), "") << "too far away";
}

}  // namespace
}  // namespace gouji::parse

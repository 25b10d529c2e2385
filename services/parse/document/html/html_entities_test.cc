#include "services/parse/document/html/html_entities.h"

#include <string>

#include "gtest/gtest.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

// The reference that a text begins with, decoded, and what follows it.
std::string Decoded(std::string_view text) {
  const HtmlEntity entity = ReadHtmlEntity(text);
  if (entity.length == 0) {
    return "no reference";
  }
  std::string decoded;
  report::AppendUtf8(entity.first, decoded);
  if (entity.second != 0) {
    report::AppendUtf8(entity.second, decoded);
  }
  return decoded + "|" + std::string(text.substr(entity.length));
}

TEST(HtmlEntities, KnowsEveryNameFromTheFirstToTheLast) {
  EXPECT_EQ(Decoded("&AElig;x"), "Æ|x");
  EXPECT_EQ(Decoded("&zwnj;"), "\xE2\x80\x8C|");
  EXPECT_EQ(Decoded("&ldquo;公开"), "“|公开");
  EXPECT_EQ(Decoded("&CounterClockwiseContourIntegral;"), "∳|");
  EXPECT_EQ(Decoded("&nbsp;0"), "\xC2\xA0|0");
  EXPECT_EQ(Decoded("&lt;1"), "<|1");
}

TEST(HtmlEntities, SomeNamesStandForTwoCharacters) { EXPECT_EQ(Decoded("&nGt;"), "\xE2\x89\xAB\xE2\x83\x92|"); }

TEST(HtmlEntities, OldNamesNeedNoSemicolon) {
  EXPECT_EQ(Decoded("&nbsp12"), "\xC2\xA0|12");
  EXPECT_EQ(Decoded("&ampnbsp;"), "&|nbsp;");
  EXPECT_EQ(Decoded("&notit;"), "¬|it;");
  EXPECT_EQ(Decoded("&ldquo公开"), "no reference") << "not an old one";
}

TEST(HtmlEntities, NumbersAreCharactersInEitherBase) {
  EXPECT_EQ(Decoded("&#160;1"), "\xC2\xA0|1");
  EXPECT_EQ(Decoded("&#x3000;"), "\xE3\x80\x80|");
  EXPECT_EQ(Decoded("&#X41 "), "A| ");
  EXPECT_EQ(Decoded("&#0000000000000065;"), "A|");
}

TEST(HtmlEntities, NumbersOfWindows1252AreWhatTheyWereMeantToBe) { EXPECT_EQ(Decoded("&#150;"), "–|"); }

TEST(HtmlEntities, NumbersThatAreNoCharacterAreReplaced) {
  for (const std::string_view text : {"&#0;", "&#xD800;", "&#x110000;", "&#99999999999999999999;"}) {
    EXPECT_EQ(Decoded(text), "\xEF\xBF\xBD|") << text;
  }
}

TEST(HtmlEntities, WhatIsNoReferenceStaysAsItIs) {
  for (const std::string_view text : {"&", "& ", "&;", "&#", "&#x", "&#xg", "&a=1", "&unknownname;", "&n", "&图;"}) {
    EXPECT_EQ(ReadHtmlEntity(text).length, 0) << text;
  }
}

}  // namespace
}  // namespace gouji::parse

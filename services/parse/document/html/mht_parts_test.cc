#include "services/parse/document/html/mht_parts.h"

#include <string>

#include "gtest/gtest.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

constexpr char kHead[] =
    "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n"
    "\tboundary=\"----=_Next\"\r\n\r\nThis is a message.\r\n";

std::string Archive(const std::string& parts) { return kHead + parts + "------=_Next--\r\n"; }

TEST(MhtParts, ThePageIsDecodedFromQuotedPrintable) {
  const auto pages =
      ReadMhtPages(Archive("------=_Next\r\nContent-Type: text/html; charset=\"gb2312\"\r\nContent-Transfer-Encoding: "
                           "quoted-printable\r\n\r\n<td width=3D5>=D5=FE=\r\n=b8=ae</td> 1 = 1=  \r\n2\r\n"));
  ASSERT_TRUE(pages.ok());
  ASSERT_EQ(pages->size(), 1);
  EXPECT_EQ((*pages)[0].bytes, "<td width=5>\xD5\xFE\xB8\xAE</td> 1 = 12\r\n");
  EXPECT_EQ((*pages)[0].charset, "gb2312");
}

TEST(MhtParts, ThePageIsDecodedFromBase64AndPicturesArePassed) {
  const auto pages = ReadMhtPages(Archive(
      "------=_Next\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n"
      "------=_Next\r\ncontent-transfer-encoding:BASE64\r\ncontent-type: TEXT/HTML\r\n\r\nPHA+\r\nYTwv cD4=\r\n"));
  ASSERT_EQ(pages->size(), 1);
  EXPECT_EQ((*pages)[0].bytes, "<p>a</p>");
  EXPECT_EQ((*pages)[0].charset, "");
}

TEST(MhtParts, AMessageOfOnePartIsAPage) {
  const auto pages = ReadMhtPages("MIME-Version: 1.0\nContent-Type: text/html\n\n<p>a");
  ASSERT_EQ(pages->size(), 1);
  EXPECT_EQ((*pages)[0].bytes, "<p>a");
}

TEST(MhtParts, APageInAnInnerMultipartIsFound) {
  const auto pages = ReadMhtPages(
      Archive("------=_Next\r\nContent-Type: multipart/alternative; boundary=in\r\n\r\n--in\r\nContent-Type: "
              "text/plain\r\n\r\nx\r\n--in\r\nContent-Type: text/html\r\n\r\ny\r\n--in--\r\n"));
  ASSERT_EQ(pages->size(), 1);
  EXPECT_EQ((*pages)[0].bytes, "y\r\n");
}

TEST(MhtParts, PagesInFramesComeWithTheFirst) {
  const std::string parts =
      "------=_Next\r\nContent-Type: text/html\r\n\r\n<FRAMESET></FRAMESET>\r\n"
      "------=_Next\r\nContent-Type: text/html\r\n\r\n<p>b\r\n";
  EXPECT_EQ(ReadMhtPages(Archive(parts))->size(), 2);
  std::string without = parts;
  without.replace(without.find("<FRAMESET>"), 10, "<body>");
  EXPECT_EQ(ReadMhtPages(Archive(without))->size(), 1);
}

TEST(MhtParts, AnArchiveThatIsCutOffGivesWhatIsThere) {
  const auto pages = ReadMhtPages(std::string(kHead) + "------=_Next\r\nContent-Type: text/html\r\n\r\n<p>a");
  ASSERT_EQ(pages->size(), 1);
  EXPECT_EQ((*pages)[0].bytes, "<p>a");
}

// Found by fuzzing: the end of a header line without a line end was looked for in vain, for ever.
TEST(MhtParts, AnArchiveThatIsCutOffInItsFirstHeaderIsDamaged) {
  for (const std::string_view archive : {" ", "\tx", " \n", " a: b\n c"}) {
    EXPECT_EQ(report::ReasonOf(ReadMhtPages(archive).status()), "DAMAGED") << archive;
  }
}

TEST(MhtParts, AnArchiveWithoutAPageIsDamaged) {
  for (const std::string& archive :
       {Archive(""), std::string(kHead), std::string("MIME-Version: 1.0\r\n"),
        std::string("Content-Type: multipart/related; boundary=\"\r\n\r\n--"), std::string()}) {
    EXPECT_EQ(report::ReasonOf(ReadMhtPages(archive).status()), "DAMAGED");
  }
}

}  // namespace
}  // namespace gouji::parse

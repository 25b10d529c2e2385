#include "services/parse/document/file_type.h"

#include <string>

#include "gtest/gtest.h"
#include "services/parse/document/media_type.h"
#include "services/parse/document/unsupported_kind.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

std::string Type(std::string_view bytes, std::string_view name = "") {
  const absl::StatusOr<std::string> type = DetectMediaType(bytes, name);
  return type.ok() ? *type : report::ReasonOf(type.status());
}

std::string Utf16(std::string_view ascii) {
  std::string text = "\xFF\xFE";
  for (const char c : ascii) {
    text += c;
    text += '\0';
  }
  return text;
}

TEST(FileType, TheNameTellsMarkdownFromPlainText) {
  EXPECT_EQ(Type("规章", "a.txt"), "text/plain");
  EXPECT_EQ(Type("规章", ""), "text/plain");
  EXPECT_EQ(Type("规章", "a.md"), "text/markdown");
  EXPECT_EQ(Type("规章", "A.MD"), "text/markdown");
}

TEST(FileType, NothingAndWhiteSpaceAreEmpty) {
  EXPECT_EQ(Type(""), "EMPTY_DOCUMENT");
  EXPECT_EQ(Type(" \r\n\t"), "EMPTY_DOCUMENT");
  EXPECT_EQ(Type("\xEF\xBB\xBF\n"), "EMPTY_DOCUMENT");
}

TEST(FileType, FirstBytesTellAKindWhateverTheNameSays) {
  EXPECT_EQ(Type("%PDF-1.7", "a.doc"), media_type::kPdf);
  EXPECT_EQ(Type("\n%PDF-1.4\n%\xE2\xE3"), media_type::kPdf);
  EXPECT_EQ(Type("{\\rtf1", "a.doc"), media_type::kRtf);
  EXPECT_EQ(Type("\x89PNG\r\n\x1A\n"), media_type::kPng);
  EXPECT_EQ(Type("\xFF\xD8\xFF\xE0"), media_type::kJpeg);
  EXPECT_EQ(Type(std::string("II*\0\x08", 5)), media_type::kTiff);
  EXPECT_EQ(Type("GIF89a"), media_type::kGif);
  EXPECT_EQ(Type("Rar!\x1A\x07"), media_type::kRar);
  EXPECT_EQ(Type("7z\xBC\xAF\x27\x1C"), media_type::kSevenZip);
  EXPECT_EQ(Type("BM" + std::string("\x36\x10\0\0\0\0\0\0\x36\0\0\0", 12) + std::string(40, 'x')), media_type::kBmp);
}

TEST(FileType, AFileThatEndsWithinItsFirstBytesIsNoKindOfItsOwn) {
  // Whatever a kind begins with, cut off anywhere.
  for (const std::string_view whole :
       {std::string_view("RIFF\x10\x00\x00\x00WEBP", 12), std::string_view("%PDF-1.4"), std::string_view("{\\rtf1"),
        std::string_view("PK\x03\x04"), std::string_view("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
        std::string_view("BM\x10\x00\x00\x00\x00\x00\x00\x00", 10), std::string_view("\x89PNG\r\n\x1A\n")}) {
    for (size_t length = 0; length < whole.size(); ++length) {
      EXPECT_NE(Type(whole.substr(0, length)), "") << length;
    }
  }
}

TEST(FileType, PagesAndFragmentsOfPagesAreHtml) {
  for (const char* page : {"<!DOCTYPE html><p>", "\n<html>", "\xEF\xBB\xBF <HTML xmlns:o='urn'>",
                           "<table><tr><td>规章</td></tr></table>", "<div class=a>", "<p>规章</p>", "<!-- 正文 --><p>",
                           "<?xml version='1.0'?><!DOCTYPE html PUBLIC><html>", "规章<p>a</p><p>b</p><p>c</p>"}) {
    EXPECT_EQ(Type(page, "a.doc"), media_type::kHtml) << page;
  }
  EXPECT_EQ(Type(Utf16("<html><body>")), media_type::kHtml);
}

TEST(FileType, TextWithAngleBracketsIsText) {
  EXPECT_EQ(Type("<image>data:image/s3,\"x\" 规章"), media_type::kText);
  EXPECT_EQ(Type("<政府信息公开条例>的规定"), media_type::kText);
  EXPECT_EQ(Type(Utf16("abc")), media_type::kText);
  EXPECT_EQ(Type("<table><tr><td>", "a.md"), media_type::kMarkdown);
  const std::string table = "<table><tr><td>1</td><td>2</td><td>3</td></tr></table>";
  EXPECT_EQ(Type("题\n\n一、总体情况\n" + table), media_type::kText) << "only its table is marked up";
  EXPECT_EQ(Type("题 " + table), media_type::kHtml);
}

TEST(FileType, WebArchivesAreMessagesWithAHeader) {
  EXPECT_EQ(Type("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n", "a.doc"),
            media_type::kMhtml);
  EXPECT_EQ(Type("From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n"),
            media_type::kMhtml);
  EXPECT_EQ(Type("Title: abc\r\nContent-Type: x\r\n"), media_type::kText);
}

TEST(FileType, XmlOfOfficeIsToldFromOtherXml) {
  EXPECT_EQ(Type("<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?>"), media_type::kOfficeXml);
  EXPECT_EQ(Type("<?xml version=\"1.0\"?><a/>"), media_type::kXml);
}

TEST(FileType, BinaryNoiseIsRefused) {
  EXPECT_EQ(Type(std::string("abc\0def", 7)), "UNSUPPORTED_TYPE");
  EXPECT_EQ(Type("\x01\x02\x03\x04\x05\x06\x07"), "UNSUPPORTED_TYPE");
}

TEST(UnsupportedKind, SaysInBothLanguagesWhatToDo) {
  const absl::Status status = UnsupportedKind(media_type::kXls);
  EXPECT_EQ(report::ReasonOf(status), "UNSUPPORTED_TYPE");
  EXPECT_EQ(status.message(),
            "this is an old Excel workbook (.xls, .et), which is not read: open it in WPS or Excel, "
            "save it as .xlsx");
  EXPECT_EQ(report::ChineseMessageOf(status),
            "这是旧版Excel或WPS表格（.xls、.et），不能读取：请用WPS或Excel打开，另存为.xlsx");
}

}  // namespace
}  // namespace gouji::parse

// Draws pages and reads them with the real engine. The fonts are leptonica's own bitmaps, so nothing but the language
// data has to be installed.
#include "services/ocr/page_reading.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "services/ocr/result_format.h"

namespace gouji::ocr {
namespace {

constexpr int kWidth = 2480;  // A4 at 300 dpi
constexpr int kHeight = 900;
constexpr int kFontPoints = 14;  // at 300 dpi
constexpr int kLongestText = 800;
constexpr int kTextHeight = 80;
constexpr int kBaseline = 55;
constexpr int kLeft = 300;
constexpr int kTop = 200;
constexpr int kColumnWidth = 300;
constexpr int kRowHeight = 110;

class Page : public testing::Test {
 protected:
  void SetUp() override {
    setMsgSeverity(L_SEVERITY_NONE);
    auto recogniser = Recogniser::Create("");
    ASSERT_TRUE(recogniser.ok()) << recogniser.status();
    recogniser_ = std::make_unique<Recogniser>(*std::move(recogniser));
  }

  static Image Blank() {
    Image page(pixCreate(kWidth, kHeight, 8));
    pixSetAllGray(page.get(), 255);
    return page;
  }

  // A page with a scanned line of testdata/.
  static Image WithScan(const std::string& name) {
    const Image scan(pixRead((GOUJI_SOURCE_DIR "/services/ocr/testdata/" + name).c_str()));
    if (scan == nullptr) {
      ADD_FAILURE() << name << " cannot be read";
      return Blank();
    }
    const Image grey = ToGrey(scan.get());
    Image page = Blank();
    pixRasterop(page.get(), 300, 200, pixGetWidth(grey.get()), pixGetHeight(grey.get()), PIX_SRC, grey.get(), 0, 0);
    return page;
  }

  static void Write(Pix* page, const std::string& text, int left, int top) {
    L_Bmf* font = bmfCreate(nullptr, kFontPoints);
    const Image line(pixCreate(kLongestText, kTextHeight, 8));
    pixSetAllGray(line.get(), 255);
    int width = 0;
    pixSetTextline(line.get(), font, text.c_str(), 0, 2, kBaseline, &width, nullptr);
    bmfDestroy(&font);
    pixRasterop(page, left, top, std::min(width + 4, kLongestText), kTextHeight, PIX_SRC & PIX_DST, line.get(), 0, 0);
  }

  static void Line(Pix* page, int left, int top, int width, int height) {
    pixRasterop(page, left, top, width, height, PIX_CLR, nullptr, 0, 0);
  }

  // A ruled table with these texts.
  static Image Draw(const std::vector<std::vector<std::string>>& rows) {
    Image page = Blank();
    const int columns = static_cast<int>(rows.front().size());
    const int count = static_cast<int>(rows.size());
    for (int r = 0; r <= count; ++r) {
      Line(page.get(), kLeft, kTop + r * kRowHeight, columns * kColumnWidth + 3, 3);
    }
    for (int c = 0; c <= columns; ++c) {
      Line(page.get(), kLeft + c * kColumnWidth, kTop, 3, count * kRowHeight + 3);
    }
    for (int r = 0; r < count; ++r) {
      for (int c = 0; c < columns; ++c) {
        Write(page.get(), rows[r][c], kLeft + c * kColumnWidth + 60, kTop + r * kRowHeight + 8);
      }
    }
    return page;
  }

  static std::vector<std::vector<std::string>> Texts(const ReadTable& read) {
    std::vector<std::vector<std::string>> rows(read.table.row_count);
    for (size_t i = 0; i < read.texts.size(); ++i) {
      rows[read.table.cells[i].row].push_back(read.texts[i].text);
    }
    return rows;
  }

  std::unique_ptr<Recogniser> recogniser_;
};

TEST_F(Page, ReadsTheFiguresOfARuledTable) {
  const std::vector<std::vector<std::string>> rows = {
      {"0", "12", "305"}, {"7", "", "4681"}, {"90", "-", "23"}, {"-1", "-40", "-117"}};
  const auto page = Read(Draw(rows), *recogniser_);
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_EQ(page->tables.size(), 1);
  EXPECT_EQ(Texts(page->tables[0]), rows);
  EXPECT_TRUE(page->lines.empty());
  for (const Recognised& text : page->tables[0].texts) {
    EXPECT_GT(text.confidence, 0.5) << text.text;
  }
}

TEST_F(Page, ReadsATableThatLiesSkewOnGreyPaper) {
  const std::vector<std::vector<std::string>> rows = {{"0", "12", "305"}, {"7", "68", "4681"}};
  const Image straight = Draw(rows);
  constexpr float kRadians = 0.02F;
  Image skew(pixRotate(straight.get(), kRadians, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
  pixMultConstantGray(skew.get(), 0.8F);
  const auto page = Read(std::move(skew), *recogniser_);
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_NEAR(page->skew, -kRadians * 180 / 3.14159, 0.1);
  ASSERT_EQ(page->tables.size(), 1);
  EXPECT_EQ(Texts(page->tables[0]), rows);
}

TEST_F(Page, LinesOutsideOfTablesHaveWordsWithBoxes) {
  Image drawn = Blank();
  Write(drawn.get(), "2024", 300, 100);
  Write(drawn.get(), "315", 900, 100);
  const auto page = Read(std::move(drawn), *recogniser_);
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_TRUE(page->tables.empty());
  ASSERT_EQ(page->lines.size(), 1);
  EXPECT_EQ(page->lines[0].recognised.text, "2024 315");
  ASSERT_EQ(page->lines[0].words.size(), 2);
  EXPECT_NEAR(page->lines[0].words[1].box.left, 900, 20);
}

// A scanned line, in whose usual size the engine reads nothing like a date, and is not sure.
TEST_F(Page, ALineOfWhichTheEngineIsNotSureIsReadAgain) {
  const auto page = Read(WithScan("date.png"), *recogniser_);
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_EQ(page->lines.size(), 1);
  ASSERT_EQ(page->lines[0].words.size(), 1);
  const Recognised& date = page->lines[0].words[0].recognised;
  EXPECT_TRUE(date.text.ends_with("二六年一月十八日")) << date.text;
  EXPECT_GT(date.confidence, 0.8);
  EXPECT_EQ(date.first_reading.find("一月十八日"), std::string::npos) << date.first_reading;
  EXPECT_FALSE(date.first_reading.empty());
}

// A scanned line, which the engine takes for 宣宾市审计局 in the size in which it reads most lines.
TEST_F(Page, ANameWhoseDivisionDoesNotExistIsReadAgain) {
  const auto page = Read(WithScan("yibin.png"), *recogniser_);
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_EQ(page->lines.size(), 1);
  EXPECT_EQ(page->lines[0].recognised.text, "宜宾市审计局");
  ASSERT_EQ(page->lines[0].words.size(), 1);
  EXPECT_EQ(page->lines[0].words[0].recognised.first_reading, "宣宾市审计局");
  EXPECT_NE(FormatPage(*page, 1).find("\nfirst\t宣宾市审计局\n"), std::string::npos);
}

TEST_F(Page, ABlankOrABlackPageIsEmpty) {
  const auto blank = Read(Blank(), *recogniser_);
  ASSERT_TRUE(blank.ok()) << blank.status();
  EXPECT_TRUE(blank->tables.empty() && blank->lines.empty());
  Image black(pixCreate(kWidth, kHeight, 8));
  const auto dark = Read(std::move(black), *recogniser_);
  ASSERT_TRUE(dark.ok()) << dark.status();
  EXPECT_TRUE(dark->tables.empty());
}

TEST_F(Page, TheSamePixelsGiveTheSameResult) {
  const std::vector<std::vector<std::string>> rows = {{"0", "12"}, {"7", "68"}};
  const auto first = Read(Draw(rows), *recogniser_);
  const auto second = Read(Draw(rows), *recogniser_);
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(FormatPage(*first, 1), FormatPage(*second, 1));
}

TEST(Recogniser, SaysWhichLanguageDataAreMissing) {
  const auto recogniser = Recogniser::Create("/nowhere");
  ASSERT_FALSE(recogniser.ok());
  EXPECT_NE(recogniser.status().message().find("eng.traineddata"), absl::string_view::npos);
}

}  // namespace
}  // namespace gouji::ocr

#include "services/ocr/name_by_shape.h"

#include <string>
#include <tuple>

#include "gtest/gtest.h"

namespace gouji::ocr {
namespace {

// Scanned lines of names in two types (Noto Serif and AR PL UMing), 300 dpi with noise.
Image Scan(const std::string& name) {
  const Image scan(pixRead((std::string(GOUJI_SOURCE_DIR "/services/ocr/testdata/") + name).c_str()));
  return scan == nullptr ? nullptr : ToGrey(scan.get());
}

TEST(NameByShape, OfManyNamesTheOneThatLooksLikeTheInkIsRead) {
  const std::tuple<const char*, const char*, const char*> cases[] = {
      {"bozhou.png", "毫州市农业农村局", "亳州市农业农村局"},
      {"bozhou.png", "毫州市 农业 农村局", "亳州市 农业 农村局"},
      {"nangqian.png", "宫廊县吉曲乡人民政府", "囊谦县吉曲乡人民政府"},
      {"shiqian.png", "石吓县商务局", "石阡县商务局"},
  };
  for (const auto& [file, read, name] : cases) {
    const Image line = Scan(file);
    ASSERT_NE(line, nullptr) << file;
    EXPECT_EQ(ReadNameByShape(line.get(), read), name) << file;
  }
}

TEST(NameByShape, ADivisionThatTheTableDoesNotHaveIsNoneOfItsOwn) {
  // The name as it is printed differs from all others.
  EXPECT_EQ(ReadNameByShape(Scan("bozhou.png").get(), "亳州市农业农村局"), std::nullopt);
  EXPECT_EQ(ReadNameByShape(Scan("shiqian.png").get(), "石阡县商务局"), std::nullopt);
  // What is printed is none of those that are like what was read.
  EXPECT_EQ(ReadNameByShape(Scan("nangqian.png").get(), "宜宾市吉曲乡人民政府"), std::nullopt);
}

TEST(NameByShape, WithoutInkOrANameThereIsNone) {
  const Image blank(pixCreate(300, 60, 8));
  pixSetAllGray(blank.get(), 255);
  EXPECT_EQ(ReadNameByShape(blank.get(), "毫州市农业农村局"), std::nullopt);
  EXPECT_EQ(ReadNameByShape(Scan("bozhou.png").get(), "财政局"), std::nullopt);
  EXPECT_EQ(ReadNameByShape(Scan("bozhou.png").get(), ""), std::nullopt);
}

}  // namespace
}  // namespace gouji::ocr

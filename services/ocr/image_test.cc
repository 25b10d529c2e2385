#include "services/ocr/image.h"

#include <cstdlib>
#include <string>

#include "gtest/gtest.h"

namespace gouji::ocr {
namespace {

std::string Encoded(Pix* image, int format) {
  l_uint8* data = nullptr;
  size_t size = 0;
  EXPECT_EQ(pixWriteMem(&data, &size, image, format), 0);
  std::string bytes(reinterpret_cast<const char*>(data), size);
  lept_free(data);
  return bytes;
}

Image White(int width, int height) {
  Image image(pixCreate(width, height, 8));
  pixSetAllGray(image.get(), 255);
  return image;
}

class Images : public testing::Test {
 protected:
  void SetUp() override { setMsgSeverity(L_SEVERITY_NONE); }
};

TEST_F(Images, ReadsEveryKindOfOnePage) {
  const Image white = White(40, 30);
  for (const int format : {IFF_PNG, IFF_JFIF_JPEG, IFF_BMP, IFF_TIFF_ZIP, IFF_PNM}) {
    ImagePages pages(Encoded(white.get(), format), {});
    const auto page = pages.Next();
    ASSERT_TRUE(page.ok()) << page.status();
    ASSERT_NE(*page, nullptr);
    EXPECT_EQ(pixGetWidth(page->get()), 40);
    EXPECT_EQ(pixGetDepth(page->get()), 8);
    const auto end = pages.Next();
    ASSERT_TRUE(end.ok());
    EXPECT_EQ(*end, nullptr);
  }
}

TEST_F(Images, ReadsAllPagesOfATiff) {
  const Image first = White(40, 30);
  const Image second = White(50, 20);
  Pixa* pair = pixaCreate(2);
  pixaAddPix(pair, first.get(), L_CLONE);
  pixaAddPix(pair, second.get(), L_CLONE);
  l_uint8* data = nullptr;
  size_t size = 0;
  ASSERT_EQ(pixaWriteMemMultipageTiff(&data, &size, pair), 0);
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  lept_free(data);
  pixaDestroy(&pair);
  ImagePages pages(bytes, {});
  EXPECT_EQ(pixGetWidth((*pages.Next()).get()), 40);
  EXPECT_EQ(pixGetWidth((*pages.Next()).get()), 50);
  EXPECT_EQ(*pages.Next(), nullptr);
  ImagePages limited(bytes, {.max_pages = 1});
  EXPECT_TRUE(limited.Next().ok());
  EXPECT_FALSE(limited.Next().ok());
}

TEST_F(Images, RefusesWhatIsNoImageAndWhatIsCutOff) {
  for (const std::string& bytes : {std::string(), std::string("P"), std::string(1000, 'x'),
                                   Encoded(White(400, 300).get(), IFF_PNG).substr(0, 60)}) {
    ImagePages pages(bytes, {});
    EXPECT_FALSE(pages.Next().ok()) << bytes.size();
  }
}

TEST_F(Images, RefusesAnImageWithTooManyPixels) {
  ImagePages pages(Encoded(White(400, 300).get(), IFF_PNG), {.max_pixels = 1000});
  EXPECT_FALSE(pages.Next().ok());
}

TEST_F(Images, TransparentPlacesAreWhite) {
  const Image image(pixCreate(10, 10, 32));
  pixSetSpp(image.get(), 4);  // black, and transparent throughout
  l_uint32 value = 0;
  pixGetPixel(ToGrey(image.get()).get(), 5, 5, &value);
  EXPECT_EQ(value, 255U);
}

}  // namespace
}  // namespace gouji::ocr

#include "services/parse/document/pages/page_legibility.h"

#include <cstddef>

#include "fmt/format.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

constexpr char kPageNotRead[] = "PAGE_NOT_READ";
// A page on which this part of the characters says nothing has a font without a table of its characters.
constexpr double kMostUnknown = 0.2;
// A page with fewer characters besides page numbers may be empty.
constexpr size_t kFewCharacters = 10;

bool SaysNothing(char32_t c) {
  constexpr char32_t kReplacement = 0xFFFD;
  constexpr char32_t kPlaceholder = 0xA4;  // ¤, where OFD writers had no character
  return c == kReplacement || c == kPlaceholder || (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

// How much of a page is text.
struct TextShare {
  size_t characters = 0;
  size_t unknown = 0;

  bool is_garbage() const {
    return characters >= kFewCharacters &&
           static_cast<double>(unknown) > kMostUnknown * static_cast<double>(characters);
  }
};

TextShare ShareOf(const Page& page) {
  TextShare share;
  for (const PageWord& word : page.words) {
    for (const char32_t c : report::DecodeUtf8(word.text)) {
      ++share.characters;
      share.unknown += SaysNothing(c) ? 1 : 0;
    }
  }
  return share;
}

}  // namespace

Legibility DropIllegibleText(PagedDocument& document) {
  Legibility legibility;
  for (size_t p = 0; p < document.pages.size(); ++p) {
    Page& page = document.pages[p];
    const TextShare share = ShareOf(page);
    if (share.is_garbage()) {
      legibility.has_garbage = true;
      page.words.clear();
    }
    legibility.has_text |= !page.words.empty();
    if (page.words.empty()) {
      legibility.unread.push_back(static_cast<int>(p) + 1);
    }
  }
  return legibility;
}

std::vector<ReaderRemark> PagesNotRead(const std::vector<int>& pages) {
  std::vector<ReaderRemark> remarks;
  for (const int page : pages) {
    remarks.push_back(
        {.id = kPageNotRead,
         .message_zh = fmt::format("第{}页没有可识别的文字（空白页、图片，或字体缺少字符表）", page),
         .message_en = fmt::format("page {} has no text that can be read: it is empty, an image, or in a font that "
                                   "does not say what its characters are",
                                   page),
         .place = {.page = page, .line = 0, .column = 0}});
  }
  return remarks;
}

}  // namespace gouji::parse

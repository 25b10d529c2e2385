#include "services/ocr/glyph_table.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_split.h"
#include "fmt/format.h"
#include "services/report/utf8.h"

namespace gouji::ocr {

namespace glyphs {
// What make_glyphs.py has drawn: a file, name and content.
const std::vector<std::pair<std::string_view, std::string_view>>& EmbeddedFiles();
}  // namespace glyphs

namespace {

constexpr int kSide = 24;
constexpr int kRowBytes = kSide / 8;
constexpr int kWhite = 255;

// The image of a character from its bits; null when these are not as many as they should be.
Image Draw(const std::string& bits) {
  if (bits.size() != static_cast<size_t>(kSide) * kRowBytes) return nullptr;
  Image image(pixCreate(kSide, kSide, 8));
  if (image == nullptr) return nullptr;
  pixSetAllGray(image.get(), kWhite);
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) {
      const auto byte =
          static_cast<unsigned char>(bits[static_cast<size_t>(y) * kRowBytes + static_cast<size_t>(x) / 8]);
      if ((byte >> (7 - x % 8) & 1) != 0) pixSetPixel(image.get(), x, y, 0);
    }
  }
  return image;
}

}  // namespace

const GlyphTable& GlyphTable::BuiltIn() {
  static const GlyphTable& built_in = *new GlyphTable;  // lives to the end
  return built_in;
}

GlyphTable::GlyphTable() {
  const std::string_view content = glyphs::EmbeddedFiles().front().second;
  for (const absl::string_view line : absl::StrSplit(absl::string_view(content.data(), content.size()), '\n')) {
    if (line.empty() || line.front() == '#') continue;
    size_t end = 0;
    const char32_t character = report::NextChar({line.data(), line.size()}, end);
    std::string bits;
    const Image image = absl::Base64Unescape(line.substr(end + 1), &bits) ? Draw(bits) : nullptr;
    if (image == nullptr) {
      fmt::print(stderr, "the table of glyphs has a line that is none: {}\n", std::string(line));
      std::abort();
    }
    glyphs_.push_back({.character = character, .shape = ShapeOf(image.get())});
  }
}

const GlyphShape* GlyphTable::Find(char32_t character) const {
  const auto found = std::lower_bound(glyphs_.begin(), glyphs_.end(), character,
                                      [](const Glyph& glyph, char32_t c) { return glyph.character < c; });
  return found == glyphs_.end() || found->character != character ? nullptr : &found->shape;
}

}  // namespace gouji::ocr

#include "services/ocr/name_by_shape.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <numeric>
#include <utility>
#include <vector>

#include "services/ocr/character_cuts.h"
#include "services/ocr/glyph_table.h"
#include "services/report/near_agency_names.h"
#include "services/report/utf8.h"

namespace gouji::ocr {
namespace {

using Text = std::u32string;

// Of likenesses: how much more the table's likest character may be like the ink than the name's, and how much less that
// which was read, or another name, must be. One character in two types differs by less.
constexpr double kOfTheBest = 0.01;
constexpr double kLead = 0.005;
// How much less that which was read must be if the table of divisions has it.
constexpr double kLeadOverKnown = 0.015;
// Of a character of another type, at least.
constexpr double kLeast = 0.9;
// Of a Chinese character: how wide others are.
constexpr double kNarrow = 0.5;

Text WithoutSpaces(const Text& text) {
  Text compact = text;
  std::erase(compact, U' ');
  return compact;
}

std::vector<double> WidthsOf(const Text& text) {
  std::vector<double> widths;
  for (const char32_t c : text) widths.push_back(c < 0x80 ? kNarrow : 1);
  return widths;
}

// How alike the characters of a line and those of the table are.
class LineShapes {
 public:
  LineShapes(Pix* line, const Text& read) : line_(line), boxes_(CutCharacters(line, WidthsOf(read))) {}

  // Nothing: the table does not have the character.
  std::optional<double> LikenessAt(size_t position, char32_t character) {
    const GlyphShape* shape = GlyphTable::BuiltIn().Find(character);
    return shape == nullptr ? std::nullopt : std::optional(Likeness(At(position).shape, *shape));
  }

  // That of the likest character.
  double BestAt(size_t position) { return At(position).best; }

 private:
  struct Character {
    GlyphShape shape;
    double best = 0;
  };

  const Character& At(size_t position) {
    const auto [at, is_new] = characters_.try_emplace(position);
    if (is_new && position < boxes_.size()) at->second = Look(boxes_[position]);
    return at->second;
  }

  Character Look(const Rect& box) const {
    Box* area = boxCreate(box.left, box.top, box.width(), box.height());
    const Image image(pixClipRectangle(line_, area, nullptr));
    boxDestroy(&area);
    Character character;
    if (image == nullptr) return character;
    character.shape = ShapeOf(image.get());
    for (const GlyphTable::Glyph& glyph : GlyphTable::BuiltIn().glyphs()) {
      character.best = std::max(character.best, Likeness(character.shape, glyph.shape));
    }
    return character;
  }

  Pix* line_;
  std::vector<Rect> boxes_;
  std::map<size_t, Character> characters_;
};

// Whether the ink says a name rather than what was read.
bool Fits(const Text& name, const Text& read, double lead, LineShapes& shapes) {
  for (size_t i = 0; i < read.size(); ++i) {
    if (name[i] == read[i]) continue;
    const std::optional<double> likeness = shapes.LikenessAt(i, name[i]);
    if (likeness.value_or(0) < std::max(kLeast, shapes.BestAt(i) - kOfTheBest)) return false;
    if (shapes.LikenessAt(i, read[i]).value_or(0) > *likeness - lead) return false;
  }
  return true;
}

int CountChanges(const Text& name, const Text& read) {
  return std::inner_product(name.begin(), name.end(), read.begin(), 0, std::plus(), std::not_equal_to());
}

// How much more like the ink one name is than another, where they differ.
double Lead(const Text& name, const Text& other, LineShapes& shapes) {
  double lead = 0;
  for (size_t i = 0; i < name.size(); ++i) {
    if (name[i] == other[i]) continue;
    lead += shapes.LikenessAt(i, name[i]).value_or(0) - shapes.LikenessAt(i, other[i]).value_or(0);
  }
  return lead;
}

// Puts the characters of a name in the places of those that were read, between which there may be spaces.
std::string WithSpacesOf(const Text& read, const Text& name) {
  Text spaced = read;
  size_t next = 0;
  for (char32_t& c : spaced) {
    if (c != U' ') c = name[next++];
  }
  return report::EncodeUtf8(spaced);
}

}  // namespace

std::optional<std::string> ReadNameByShape(Pix* line, std::string_view read) {
  const Text spaced = report::DecodeUtf8(read);
  const Text compact = WithoutSpaces(spaced);
  const std::string name_read = report::EncodeUtf8(compact);
  const double lead = report::HasKnownDivisions(name_read) ? kLeadOverKnown : kLead;
  LineShapes shapes(line, compact);
  std::vector<Text> fitting;
  for (const std::string& possible : report::FindPossibleAgencyNames(name_read)) {
    Text name = report::DecodeUtf8(possible);
    if (Fits(name, compact, lead, shapes)) fitting.push_back(std::move(name));
  }
  int fewest = std::numeric_limits<int>::max();
  for (const Text& name : fitting) fewest = std::min(fewest, CountChanges(name, compact));
  std::erase_if(fitting, [&](const Text& name) { return CountChanges(name, compact) > fewest; });
  for (const Text& name : fitting) {
    if (std::all_of(fitting.begin(), fitting.end(),
                    [&](const Text& other) { return &other == &name || Lead(name, other, shapes) >= kLead; })) {
      return WithSpacesOf(spaced, name);
    }
  }
  return std::nullopt;
}

}  // namespace gouji::ocr

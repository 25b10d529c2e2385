#include "services/cli/text_wrap.h"

#include "services/cli/display_width.h"

namespace gouji::cli {
namespace {

constexpr int kWideCharacter = 2;

// Whether a character belongs to the end of what stands before it.
bool IsClosing(std::string_view character) {
  static constexpr std::string_view kClosing = "，。、；：！？）】》”’〕％";
  return !character.empty() && kClosing.find(character) != std::string_view::npos;
}

// Whether a character belongs to the beginning of what stands behind it.
bool IsOpening(std::string_view character) {
  static constexpr std::string_view kOpening = "（【《“‘〔(";
  return !character.empty() && kOpening.find(character) != std::string_view::npos;
}

// Characters that stay together, and whether a space stood before them.
struct Piece {
  std::string text;
  int width = 0;
  bool has_space_before = false;
};

std::vector<Piece> PiecesOf(std::string_view text) {
  std::vector<Piece> pieces;
  bool breaks = true;  // before the next character
  bool has_space = false;
  bool is_opened = false;
  for (const DisplayCharacter& character : SplitCharacters(text)) {
    if (character.text == " ") {
      breaks = has_space = true;
      is_opened = false;
      continue;
    }
    const bool is_wide = character.width == kWideCharacter;
    const bool sticks =
        !has_space && !pieces.empty() && (is_opened || character.width == 0 || IsClosing(character.text));
    if (!sticks && (breaks || is_wide)) {
      pieces.push_back({.text = {}, .width = 0, .has_space_before = has_space});
    }
    pieces.back().text += character.text;
    pieces.back().width += character.width;
    breaks = is_wide || (sticks && breaks);
    has_space = false;
    is_opened = IsOpening(character.text);
  }
  return pieces;
}

}  // namespace

std::vector<std::string> WrapText(std::string_view text, int width) {
  std::vector<std::string> lines(1);
  int used = 0;
  for (const Piece& piece : PiecesOf(text)) {
    const int gap = piece.has_space_before && used > 0 ? 1 : 0;
    if (used > 0 && used + gap + piece.width > width) {
      lines.emplace_back();
      used = 0;
    } else if (gap > 0) {
      lines.back() += ' ';
      used += gap;
    }
    lines.back() += piece.text;
    used += piece.width;
  }
  return lines;
}

}  // namespace gouji::cli

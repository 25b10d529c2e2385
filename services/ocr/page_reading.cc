#include "services/ocr/page_reading.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "services/ocr/bracket_pairs.h"
#include "services/ocr/cell_ink.h"
#include "services/ocr/clean_page.h"
#include "services/ocr/digit_shape.h"
#include "services/ocr/misread_name.h"
#include "services/ocr/name_by_shape.h"
#include "services/ocr/ruling_lines.h"
#include "services/ocr/text_lines.h"

namespace gouji::ocr {
namespace {

// tesseract's network sees lines of 36 pixels; these heights leave it a margin above and below. In pixels.
constexpr double kLabelLineHeight = 32;
// At others the engine errs elsewhere; by how many names it reads that it does not read at the one above.
constexpr std::array kOtherLineHeights = {22.0, 24.0, 26.0, 28.0, 36.0, 40.0, 34.0};
constexpr int kBorder = 8;
constexpr double kSmallestScale = 0.2;
constexpr double kLargestScale = 6;
// At a height of 32 pixels, a line of Chinese text stands for so many dots an inch.
constexpr double kScaledDpi = 220;
constexpr int kWhite = 255;
// The confidence of a number that was read in different ways, at most; and that of a text that counts at once or
// instead of a number, at least. Nine of ten texts are above it, hardly a wrong one is.
constexpr double kDoubtful = 0.4;
constexpr double kSureText = 0.8;

// Without what belongs to the lines of a cell: their thickness and blur, in inches.
constexpr double kInset = 0.006;

// The height of the digits, in pixels, and what the engine does with them.
struct NumberWay {
  double height;
  LineMode mode;
};
constexpr std::array kNumberWays = {NumberWay{30, LineMode::kRaw}, NumberWay{26, LineMode::kWord},
                                    NumberWay{23, LineMode::kRaw}};

Image Clip(Pix* image, const Rect& area) {
  Box* box = boxCreate(area.left, area.top, area.width(), area.height());
  Image part(box == nullptr ? nullptr : pixClipRectangle(image, box, nullptr));
  boxDestroy(&box);
  return part;
}

void Paint(Pix* image, const Rect& area) {
  Box* box = boxCreate(area.left, area.top, area.width(), area.height());
  if (box != nullptr) {
    pixSetInRectArbitrary(image, box, kWhite);
  }
  boxDestroy(&box);
}

// A part of the page, scaled, with a white border.
Image Enlarge(Pix* grey, const Rect& area, double scale) {
  const Image part = Clip(grey, area);
  if (part == nullptr) {
    return nullptr;
  }
  const auto factor = static_cast<float>(std::clamp(scale, kSmallestScale, kLargestScale));
  const Image scaled(pixScale(part.get(), factor, factor));
  return scaled == nullptr ? nullptr
                           : Image(pixAddBorderGeneral(scaled.get(), kBorder, kBorder, kBorder, kBorder, kWhite));
}

// Whether a text holds anything but figures.
bool IsMoreThanFigures(const std::string& text) {
  return text.find_first_not_of("0123456789.,+- ") != std::string::npos;
}

class PageReader {
 public:
  PageReader(CleanPage page, Recogniser& recogniser) : page_(std::move(page)), recogniser_(recogniser) {}

  ReadPage Read() {
    ReadPage result;
    result.width = pixGetWidth(page_.grey.get());
    result.height = pixGetHeight(page_.grey.get());
    result.skew = page_.skew;
    for (RuledTable& table : FindTables(FindRulingLines(page_.ink.get(), page_.dpi), page_.dpi)) {
      // Only the lines of the table: long strokes of its characters look like lines as well.
      RemoveLines(page_.ink.get(), table.lines);
      WhitenLines(table.lines);
      ReadTable read{.table = std::move(table), .texts = {}};
      for (const TableCell& cell : read.table.cells) {
        read.texts.push_back(ReadCell(cell.box));
      }
      result.tables.push_back(std::move(read));
    }
    result.lines = ReadOutside(result.tables);
    return result;
  }

 private:
  // Takes the lines out of the grey page too.
  void WhitenLines(const RulingLines& lines) {
    for (const LineSegment& line : lines.horizontal) {
      Paint(page_.grey.get(), {.left = line.begin,
                               .top = line.at - line.thickness / 2 - 2,
                               .right = line.end,
                               .bottom = line.at - line.thickness / 2 + line.thickness + 2});
    }
    for (const LineSegment& line : lines.vertical) {
      Paint(page_.grey.get(), {.left = line.at - line.thickness / 2 - 2,
                               .top = line.begin,
                               .right = line.at - line.thickness / 2 + line.thickness + 2,
                               .bottom = line.end});
    }
  }

  Recognised ReadCell(const Rect& box) {
    const int inset = std::max(1, static_cast<int>(std::lround(kInset * page_.dpi)));
    const Rect inside = {
        .left = box.left + inset, .top = box.top + inset, .right = box.right - inset, .bottom = box.bottom - inset};
    if (inside.width() <= 0 || inside.height() <= 0) {
      return {.text = "", .confidence = 1};
    }
    return ReadInk(FindBlobs(page_.ink.get(), inside), inside);
  }

  // What a few shapes near one another say. `inside`: where nothing else is printed.
  Recognised ReadInk(const std::vector<Blob>& blobs, const Rect& inside) {
    const CellInk ink = JudgeInk(blobs, page_.dpi);
    Recognised result;
    switch (ink.look) {
      case CellLook::kBlank:
        return {.text = "", .confidence = 1};
      case CellLook::kDash:
        return {.text = "-", .confidence = kGeometryConfidence};
      case CellLook::kSlash:
        return {.text = "/", .confidence = kGeometryConfidence};
      case CellLook::kNumber:
        result = ink.dash_end > 0 ? ReadNegative(blobs, ink, inside) : ReadNumber(ink, inside);
        break;
      case CellLook::kText:
        result = ReadLabel(ink, inside);
        break;
    }
    if (result.text.empty()) {
      result = {.text = kUnrecognised, .confidence = 0};
    }
    return result;
  }

  Rect Widen(const Rect& box, const Rect& inside, int by) const {
    return {.left = std::max(box.left - by, inside.left),
            .top = std::max(box.top - by, inside.top),
            .right = std::min(box.right + by, inside.right),
            .bottom = std::min(box.bottom + by, inside.bottom)};
  }

  // Whether a text has as many digits and points as there are shapes.
  static bool Fits(const std::string& text, const CellInk& ink) {
    const auto digits = std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits == ink.digit_count && static_cast<int>(text.size()) == ink.digit_count + ink.point_count;
  }

  // Reads a number behind a dash, which the engine would take for a part of the digits. Where what is behind the dash
  // does not look like a number, as a text.
  Recognised ReadNegative(std::vector<Blob> blobs, const CellInk& ink, const Rect& inside) {
    std::erase_if(blobs, [&](const Blob& blob) { return blob.box.right <= ink.dash_end; });
    const CellInk behind = JudgeInk(blobs, page_.dpi);
    if (behind.look != CellLook::kNumber || behind.dash_end > 0) {
      return ReadText(ink, inside);
    }
    Recognised number =
        ReadNumber(behind, {.left = ink.dash_end, .top = inside.top, .right = inside.right, .bottom = inside.bottom});
    number.text.insert(0, number.text.empty() ? "" : "-");
    number.confidence = std::min(number.confidence, kGeometryConfidence);
    return number;
  }

  // What may be a number, as a text: read once, since no other reading would prove it.
  Recognised ReadText(const CellInk& ink, const Rect& inside) {
    const Image joined = JoinLines(ink, inside);
    return joined == nullptr ? Recognised() : ReadAt(joined.get(), ink.line_height, kLabelLineHeight);
  }

  // The engine may take a 1 that has a foot for 4, twice alike, and in all cells of a row and its total alike, so that
  // they add up. A 4 without a hole that is no such 1 either is not believed. `number`: fits its ink.
  Recognised WithoutFalseFours(Recognised number, const CellInk& ink) {
    if (number.text.find('4') == std::string::npos) {
      return number;
    }
    std::vector<Blob> shapes = FindBlobs(page_.ink.get(), ink.box);
    std::erase_if(shapes, [&](const Blob& shape) { return shape.box.height() * 2 < ink.line_height; });
    std::sort(shapes.begin(), shapes.end(), [](const Blob& a, const Blob& b) { return a.box.left < b.box.left; });
    if (static_cast<int>(shapes.size()) != ink.digit_count) {
      return number;
    }
    auto shape = shapes.begin();
    for (char& c : number.text) {
      if (c < '0' || c > '9') {
        continue;
      }
      if (c == '4' && LooksLikeFootedOne(page_.ink.get(), shape->box)) {
        c = '1';
        number.confidence = std::min(number.confidence, kGeometryConfidence);
      } else if (c == '4' && !HasHole(page_.ink.get(), shape->box)) {
        number.confidence = std::min(number.confidence, kDoubtful);
      }
      ++shape;
    }
    return number;
  }

  // Reads a number in up to three ways. Two that say the same, with as many digits as there are shapes, are believed;
  // otherwise the engine's confidence does not count. A lone 0 or 1 that no two ways read is known by its shape.
  Recognised ReadNumber(const CellInk& ink, const Rect& inside) {
    if (ink.has_gap) {
      return ReadText(ink, inside);
    }
    std::vector<Recognised> fitting;
    Recognised misfit;
    for (const NumberWay& way : kNumberWays) {
      const Image line =
          Enlarge(page_.grey.get(), Widen(ink.box, inside, 2), way.height / std::max(1, ink.line_height));
      if (line == nullptr) {
        return {};
      }
      Recognised digits = recogniser_.ReadNumber(line.get(), way.mode, kScaledDpi);
      if (!Fits(digits.text, ink)) {
        misfit = digits.text.empty() ? misfit : std::move(digits);
        continue;
      }
      for (const Recognised& other : fitting) {
        if (other.text == digits.text) {
          digits.confidence = std::max(digits.confidence, other.confidence);
          return WithoutFalseFours(std::move(digits), ink);
        }
      }
      fitting.push_back(std::move(digits));
    }
    const bool is_lone = ink.digit_count == 1 && ink.point_count == 0;
    const auto none_but = [&](std::string_view digits) {
      return std::all_of(fitting.begin(), fitting.end(),
                         [&](const Recognised& r) { return digits.find(r.text) != std::string_view::npos; });
    };
    if (is_lone && none_but("0") && LooksLikeZero(page_.ink.get(), ink.box)) {
      return {.text = "0", .confidence = kGeometryConfidence};
    }
    if (is_lone && none_but("14") && LooksLikeFootedOne(page_.ink.get(), ink.box)) {
      return {.text = "1", .confidence = kGeometryConfidence};
    }
    Recognised doubtful = fitting.empty() ? std::move(misfit) : std::move(fitting.front());
    doubtful.confidence = std::min(doubtful.confidence, kDoubtful);
    const Recognised text = ReadText(ink, inside);
    return doubtful.text.empty() || text.confidence > kSureText ? text : doubtful;
  }

  // The lines of a label one behind the other, as one line: the engine knows lines better than narrow blocks.
  Image JoinLines(const CellInk& ink, const Rect& inside) {
    const int margin = 2;
    int width = 0;
    for (const Rect& line : ink.lines) {
      width += line.width() + 2 * margin;
    }
    const int height = ink.line_height + 2 * margin;
    Image joined(pixCreate(width, height, 8));
    if (joined == nullptr) {
      return nullptr;
    }
    pixSetAllGray(joined.get(), kWhite);
    int left = 0;
    for (const Rect& line : ink.lines) {
      const Rect from = Widen(line, inside, margin);
      pixRasterop(joined.get(), left, (height - from.height()) / 2, from.width(), from.height(), PIX_SRC,
                  page_.grey.get(), from.left, from.top);
      left += line.width() + 2 * margin;
    }
    return joined;
  }

  // What a line says, enlarged or reduced to a height.
  Recognised ReadAt(Pix* line, int line_height, double height) {
    const Image label = Enlarge(line, {.left = 0, .top = 0, .right = pixGetWidth(line), .bottom = pixGetHeight(line)},
                                height / std::max(1, line_height));
    if (label == nullptr) {
      return {};
    }
    Recognised read = recogniser_.ReadLabel(label.get(), kScaledDpi);
    read.text = PairBrackets(read.text);
    return read;
  }

  // Now and then the engine loses its way in a line that is as clear as others, and knows it: 王 本 for 1. 本. In
  // another size it does not. Gives the first reading that is sure, else the surest. Figures are never looked for in
  // this way: the surest of many readings is no proof of them.
  Recognised ReadAgainWhereUnsure(Pix* line, int line_height, Recognised first) {
    if (first.confidence > kSureText || (!first.text.empty() && !IsMoreThanFigures(first.text))) {
      return first;
    }
    Recognised best = std::move(first);
    for (const double height : kOtherLineHeights) {
      Recognised other = ReadAt(line, line_height, height);
      if (other.confidence > best.confidence && IsMoreThanFigures(other.text)) {
        best = std::move(other);
      }
      if (best.confidence > kSureText) {
        break;
      }
    }
    return best;
  }

  // A text that is no number, maybe with the name of an organ.
  Recognised ReadLabel(const CellInk& ink, const Rect& inside) {
    const Image joined = JoinLines(ink, inside);
    if (joined == nullptr) {
      return {};
    }
    const Recognised first = ReadAt(joined.get(), ink.line_height, kLabelLineHeight);
    Recognised result =
        ReadName(joined.get(), ink.line_height, ReadAgainWhereUnsure(joined.get(), ink.line_height, first));
    result.first_reading = result.text == first.text ? "" : first.text;
    return result;
  }

  // Of a reading that begins with something like a division the name that it should be.
  Recognised ReadName(Pix* line, int line_height, Recognised first) {
    const bool may_be_misread = MayBeMisreadName(first.text);
    if (!may_be_misread && !BeginsWithDivision(first.text)) {
      return first;
    }
    if (std::optional<std::string> name = ReadNameByShape(line, first.text)) {
      return {.text = *std::move(name), .confidence = first.confidence};
    }
    if (!may_be_misread) {
      return first;
    }
    for (const double height : kOtherLineHeights) {
      Recognised other = ReadAt(line, line_height, height);
      if (NamesKnownDivisions(other.text, first.text)) {
        return other;
      }
    }
    return first;
  }

  // The lines of text outside of the tables.
  std::vector<TextLine> ReadOutside(const std::vector<ReadTable>& tables) {
    const Rect whole = {
        .left = 0, .top = 0, .right = pixGetWidth(page_.ink.get()), .bottom = pixGetHeight(page_.ink.get())};
    std::vector<Blob> blobs = FindBlobs(page_.ink.get(), whole);
    std::erase_if(blobs, [&](const Blob& blob) {
      return std::any_of(tables.begin(), tables.end(), [&](const ReadTable& table) {
        const Rect& box = table.table.box;
        return blob.box.left < box.right && blob.box.right > box.left && blob.box.top < box.bottom &&
               blob.box.bottom > box.top;
      });
    });
    std::vector<TextLine> lines;
    for (const PiecedLine& pieces : FindTextLines(std::move(blobs), page_.dpi)) {
      TextLine line{.box = pieces.front().box, .recognised = {.text = "", .confidence = 1}, .words = {}};
      for (const TextPiece& piece : pieces) {
        Word word{.box = piece.box, .recognised = ReadInk(piece.blobs, whole)};
        if (word.recognised.text.empty()) {
          continue;
        }
        line.recognised.text += (line.words.empty() ? "" : " ") + word.recognised.text;
        line.recognised.confidence = std::min(line.recognised.confidence, word.recognised.confidence);
        line.box = Around(line.box, piece.box);
        line.words.push_back(std::move(word));
      }
      if (!line.words.empty()) {
        lines.push_back(std::move(line));
      }
    }
    return lines;
  }

  // A dash or slash is known by its shape alone.
  static constexpr double kGeometryConfidence = 0.9;

  CleanPage page_;
  Recogniser& recogniser_;
};

}  // namespace

absl::StatusOr<ReadPage> Read(Image grey, Recogniser& recogniser) {
  absl::StatusOr<CleanPage> page = Clean(std::move(grey));
  if (!page.ok()) {
    return page.status();
  }
  return PageReader(*std::move(page), recogniser).Read();
}

}  // namespace gouji::ocr

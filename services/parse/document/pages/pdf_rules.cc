#include "services/parse/document/pages/pdf_rules.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <optional>
#include <string>
#include <utility>

#include "services/parse/document/pages/affine.h"
#include "services/parse/document/pages/pdf_objects.h"
#include "services/parse/document/pages/pdf_syntax.h"
#include "services/parse/document/pages/rule_collector.h"

namespace gouji::parse {
namespace {

constexpr size_t kMaxOperands = 64;
constexpr size_t kMaxGraphicsStates = 256;
constexpr size_t kMaxFormDepth = 8;
constexpr size_t kMaxContents = 1'000;
constexpr int64_t kMaxOperators = 20'000'000;  // of a document
constexpr double kWhite = 0.98;
// An image that covers this part of a page may be a scan; one that covers that part hides what was drawn before.
constexpr double kLargeImage = 0.2;
constexpr double kCoveringImage = 0.7;
// Text that is neither filled nor stroked.
constexpr double kInvisible = 3;
constexpr double kInvisibleClip = 7;

struct GraphicsState {
  Affine matrix;
  double line_width = 1;
  bool white_fill = false;
  bool white_stroke = false;
  double text_mode = 0;
};

// The name of an operator as one number, since operators are told apart by many comparisons. 0: none has so long a
// name.
using Operator = uint32_t;

constexpr Operator OperatorOf(std::string_view name) {
  if (name.size() > sizeof(Operator)) {
    return 0;
  }
  Operator number = 0;
  for (const char c : name) {
    number = number << 8 | static_cast<unsigned char>(c);
  }
  return number;
}

constexpr Operator operator""_op(const char* name, size_t size) { return OperatorOf({name, size}); }

// Draws the content streams of one page.
class ContentReader {
 public:
  // `area`: of the page, in square points.
  ContentReader(PdfObjects& objects, const Affine& matrix, double area, int64_t& operators_left, RuleCollector& rules)
      : objects_(objects), area_(area), operators_left_(operators_left), rules_(rules) {
    state_.matrix = matrix;
  }

  void Read(std::string content, std::string_view resources) {
    Enter(std::move(content), resources);
    while (!streams_.empty() && operators_left_ > 0) {
      const std::string_view token = streams_.back().tokens.Next();
      if (token.empty()) {
        Leave();
      } else {
        Take(token);
      }
    }
  }

  bool has_large_image() const { return has_large_image_; }
  bool is_text_hidden() const { return has_large_image_ && hidden_bytes_ > visible_bytes_; }

 private:
  // A content stream that is being read; forms within it are read before the rest of it.
  struct OpenStream {
    std::string text;
    PdfTokenizer tokens;
    std::string_view resources;
    size_t saved_count;  // of graphics states, when it began
    GraphicsState state;
  };

  void Enter(std::string content, std::string_view resources) {
    OpenStream& stream =
        streams_.emplace_back(OpenStream{std::move(content), PdfTokenizer({}), resources, saved_.size(), state_});
    stream.tokens = PdfTokenizer(stream.text);
  }

  void Leave() {
    saved_.resize(std::min(saved_.size(), streams_.back().saved_count));
    state_ = streams_.back().state;
    name_ = {};  // it may be a view of the stream
    streams_.pop_back();
  }

  void Take(std::string_view token) {
    const char first = token.front();
    if (const std::optional<double> number = PdfNumber(token)) {
      if (operands_.size() < kMaxOperands) {
        operands_.push_back(*number);
      }
    } else if (first == '/') {
      name_ = token;
    } else if (first == '(' || (first == '<' && token != "<<")) {
      text_bytes_ += token.size();
    } else if (first != '(' && first != '<' && first != '>' && first != '[' && first != ']') {
      --operators_left_;
      Do(OperatorOf(token));
      operands_.clear();
      text_bytes_ = 0;
    }
  }

  // The operands of an operator that has `count` of them, the last ones; none when there are fewer.
  const double* Operands(size_t count) const {
    return operands_.size() < count ? nullptr : operands_.data() + operands_.size() - count;
  }

  void Do(Operator op) {
    if (!DoState(op) && !DoPath(op) && !DoPaint(op) && !DoColour(op) && !DoText(op)) {
      if (op == "Do"_op) {
        DrawObject();
      } else if (op == "ID"_op) {
        DrawImage({});
        SkipInlineImage();
      }
    }
  }

  bool DoState(Operator op) {
    if (op == "q"_op) {
      if (saved_.size() < kMaxGraphicsStates) {
        saved_.push_back(state_);
      }
    } else if (op == "Q"_op) {
      if (saved_.size() > streams_.back().saved_count) {
        state_ = saved_.back();
        saved_.pop_back();
      }
    } else if (op == "cm"_op) {
      if (const double* m = Operands(6)) {
        state_.matrix = Affine{m[0], m[1], m[2], m[3], m[4], m[5]}.Then(state_.matrix);
      }
    } else if (op == "w"_op) {
      if (const double* width = Operands(1)) {
        state_.line_width = *width;
      }
    } else {
      return false;
    }
    return true;
  }

  bool DoPath(Operator op) {
    const double* p = nullptr;
    if (op == "m"_op && (p = Operands(2)) != nullptr) {
      rules_.MoveTo(state_.matrix.Map(p[0], p[1]));
    } else if (op == "l"_op && (p = Operands(2)) != nullptr) {
      rules_.LineTo(state_.matrix.Map(p[0], p[1]));
    } else if (op == "c"_op && (p = Operands(6)) != nullptr) {
      rules_.CurveTo(state_.matrix.Map(p[4], p[5]));
    } else if ((op == "v"_op || op == "y"_op) && (p = Operands(4)) != nullptr) {
      rules_.CurveTo(state_.matrix.Map(p[2], p[3]));
    } else if (op == "h"_op) {
      rules_.Close();
    } else if (op == "re"_op && (p = Operands(4)) != nullptr) {
      rules_.MoveTo(state_.matrix.Map(p[0], p[1]));
      rules_.LineTo(state_.matrix.Map(p[0] + p[2], p[1]));
      rules_.LineTo(state_.matrix.Map(p[0] + p[2], p[1] + p[3]));
      rules_.LineTo(state_.matrix.Map(p[0], p[1] + p[3]));
      rules_.Close();
    } else {
      return false;
    }
    return true;
  }

  bool DoPaint(Operator op) {
    const bool fills =
        op == "f"_op || op == "F"_op || op == "f*"_op || op == "B"_op || op == "B*"_op || op == "b"_op || op == "b*"_op;
    const bool strokes = op == "S"_op || op == "s"_op || op == "B"_op || op == "B*"_op || op == "b"_op || op == "b*"_op;
    if (!fills && !strokes && op != "n"_op) {
      return false;
    }
    if (op == "s"_op || op == "b"_op || op == "b*"_op) {
      rules_.Close();
    }
    if (fills && !state_.white_fill) {
      rules_.Fill();
    }
    if (strokes && !state_.white_stroke) {
      rules_.Stroke(state_.line_width * state_.matrix.Scale());
    }
    rules_.Clear();
    return true;
  }

  bool DoColour(Operator op) {
    const bool stroke = op == "G"_op || op == "RG"_op || op == "K"_op || op == "SC"_op || op == "SCN"_op;
    const bool fill = op == "g"_op || op == "rg"_op || op == "k"_op || op == "sc"_op || op == "scn"_op;
    if (!stroke && !fill) {
      return false;
    }
    bool white = false;
    if (op == "g"_op || op == "G"_op) {
      white = operands_.size() == 1 && operands_[0] >= kWhite;
    } else if (operands_.size() == 3) {
      white = std::all_of(operands_.begin(), operands_.end(), [](double part) { return part >= kWhite; });
    } else if (operands_.size() == 4) {
      white = std::all_of(operands_.begin(), operands_.end(), [](double part) { return part <= 1 - kWhite; });
    }
    (stroke ? state_.white_stroke : state_.white_fill) = white;
    return true;
  }

  bool DoText(Operator op) {
    if (op == "Tr"_op) {
      if (const double* mode = Operands(1)) {
        state_.text_mode = *mode;
      }
    } else if (op == "Tj"_op || op == "TJ"_op || op == "'"_op || op == "\""_op) {
      const bool is_hidden = state_.text_mode == kInvisible || state_.text_mode == kInvisibleClip;
      (is_hidden ? hidden_bytes_ : visible_bytes_) += text_bytes_;
    } else {
      return false;
    }
    return true;
  }

  // An image is a square of one by one, turned and stretched.
  void DrawImage(std::string_view image) {
    const double covered = std::abs(state_.matrix.a * state_.matrix.d - state_.matrix.b * state_.matrix.c);
    has_large_image_ |= covered >= kLargeImage * area_;
    const bool is_opaque = !image.empty() && objects_.Get(image, "/SMask").empty() &&
                           objects_.Get(image, "/Mask").empty() && objects_.Get(image, "/ImageMask") != "true";
    if (is_opaque && covered >= kCoveringImage * area_) {
      hidden_bytes_ += std::exchange(visible_bytes_, 0);
    }
  }

  void DrawObject() {
    const std::string_view forms = objects_.Get(streams_.back().resources, "/XObject");
    const int64_t number = ReferenceOf(DictionaryValue(forms, name_));
    const std::string_view form = objects_.Resolve(DictionaryValue(forms, name_));
    if (objects_.Get(form, "/Subtype") == "/Image") {
      DrawImage(form);
    }
    if (number < 0 || streams_.size() >= kMaxFormDepth || objects_.Get(form, "/Subtype") != "/Form") {
      return;
    }
    std::string_view resources = objects_.Get(form, "/Resources");
    resources = resources.empty() ? streams_.back().resources : resources;
    const std::vector<std::string_view> matrix = ArrayValues(objects_.Get(form, "/Matrix"), 6);
    Enter(objects_.Stream(number), resources);
    std::array<double, 6> m = {1, 0, 0, 1, 0, 0};
    for (size_t i = 0; matrix.size() == 6 && i < 6; ++i) {
      m[i] = PdfNumber(matrix[i]).value_or(m[i]);
    }
    state_.matrix = Affine{m[0], m[1], m[2], m[3], m[4], m[5]}.Then(state_.matrix);
  }

  // The bytes of an image end with EI between white space.
  void SkipInlineImage() {
    OpenStream& stream = streams_.back();
    const std::string_view text = stream.text;
    size_t end = stream.tokens.position();
    do {
      end = text.find("EI", end + 1);
    } while (end != std::string_view::npos &&
             (std::string_view(" \r\n\t").find(text[end - 1]) == std::string_view::npos ||
              (end + 2 < text.size() && std::string_view(" \r\n\t").find(text[end + 2]) == std::string_view::npos)));
    stream.tokens.set_position(end == std::string_view::npos ? text.size() : end + 2);
  }

  PdfObjects& objects_;
  const double area_;
  int64_t& operators_left_;
  RuleCollector& rules_;
  bool has_large_image_ = false;
  size_t text_bytes_ = 0;  // of the strings in front of the next operator
  size_t visible_bytes_ = 0;
  size_t hidden_bytes_ = 0;
  std::deque<OpenStream> streams_;
  GraphicsState state_;
  std::vector<GraphicsState> saved_;
  std::vector<double> operands_;
  std::string_view name_;
};

struct PageSpace {
  Affine matrix;  // to points from the upper left corner of what is seen
  double area;    // in square points
};

std::optional<PageSpace> SpaceOf(PdfObjects& objects, std::string_view page) {
  const std::vector<std::string_view> values = ArrayValues(objects.Inherited(page, "/MediaBox"), 4);
  std::array<double, 4> box;
  for (size_t i = 0; i < box.size(); ++i) {
    const auto number = i < values.size() ? PdfNumber(objects.Resolve(values[i])) : std::nullopt;
    if (!number.has_value()) {
      return std::nullopt;
    }
    box[i] = *number;
  }
  const double x0 = std::min(box[0], box[2]);
  const double x1 = std::max(box[0], box[2]);
  const double y0 = std::min(box[1], box[3]);
  const double y1 = std::max(box[1], box[3]);
  const double area = (x1 - x0) * (y1 - y0);
  const double rotate = PdfNumber(objects.Inherited(page, "/Rotate")).value_or(0);
  switch (((static_cast<int>(std::fmod(rotate, 360)) + 360) / 90) % 4) {
    case 1:
      return PageSpace{{0, 1, 1, 0, -y0, -x0}, area};
    case 2:
      return PageSpace{{-1, 0, 0, 1, x1, -y0}, area};
    case 3:
      return PageSpace{{0, -1, -1, 0, y1, x1}, area};
    default:
      return PageSpace{{1, 0, 0, -1, -x0, y1}, area};
  }
}

}  // namespace

std::vector<PdfDrawing> FindPdfDrawings(std::string_view bytes) {
  std::vector<PdfDrawing> pages;
  PdfObjects objects(bytes);
  if (objects.is_encrypted()) {
    return pages;
  }
  int64_t operators_left = kMaxOperators;
  for (const std::string_view page : objects.Pages(kMaxPages)) {
    PdfDrawing& drawing = pages.emplace_back();
    RuleCollector rules(kMaxRulesOfPage);
    if (const std::optional<PageSpace> space = SpaceOf(objects, page)) {
      // The streams of a page are one text that may be cut anywhere between two tokens.
      std::string content;
      for (const std::string_view part : ArrayValues(DictionaryValue(page, "/Contents"), kMaxContents)) {
        const std::string_view resolved = objects.Resolve(part);
        if (resolved.starts_with('[')) {
          for (const std::string_view inner : ArrayValues(resolved, kMaxContents)) {
            content += objects.Stream(ReferenceOf(inner)) + '\n';
          }
        } else {
          content += objects.Stream(ReferenceOf(part)) + '\n';
        }
      }
      ContentReader reader(objects, space->matrix, space->area, operators_left, rules);
      reader.Read(std::move(content), objects.Inherited(page, "/Resources"));
      drawing.has_large_image = reader.has_large_image();
      drawing.is_text_hidden = reader.is_text_hidden();
    }
    drawing.rules = rules.Take();
  }
  return pages;
}

}  // namespace gouji::parse

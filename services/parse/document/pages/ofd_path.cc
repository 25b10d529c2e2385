#include "services/parse/document/pages/ofd_path.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "services/parse/document/pages/ofd_values.h"

namespace gouji::parse {
namespace {

enum class Step { kMove, kLine, kCurve, kClose };

// An operator; the last two of its operands are where it goes.
struct Operator {
  char letter;
  size_t operand_count;
  Step step;
};

constexpr std::array kOperators = {
    Operator{'S', 2, Step::kMove},  Operator{'M', 2, Step::kMove},  Operator{'L', 2, Step::kLine},
    Operator{'Q', 4, Step::kCurve}, Operator{'B', 6, Step::kCurve}, Operator{'A', 7, Step::kCurve},
    Operator{'C', 0, Step::kClose},
};

bool IsSeparator(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ','; }

// Cuts a path into operators and numbers; they need no space between them.
class PathTokens {
 public:
  explicit PathTokens(std::string_view text) : text_(text) {}

  // The next token; empty at the end.
  std::string_view Next() {
    while (!text_.empty() && IsSeparator(text_.front())) {
      text_.remove_prefix(1);
    }
    size_t size = text_.empty() ? 0 : 1;
    while (size > 0 && size < text_.size() && !IsLetter(text_[0]) && !IsSeparator(text_[size]) &&
           !IsLetter(text_[size])) {
      ++size;
    }
    const std::string_view token = text_.substr(0, size);
    text_.remove_prefix(size);
    return token;
  }

 private:
  static bool IsLetter(char c) { return c >= 'A' && c <= 'Z' && c != 'E'; }

  std::string_view text_;
};

}  // namespace

void DrawOfdPath(std::string_view data, const Affine& matrix, RuleCollector& rules) {
  PathTokens tokens(data);
  for (std::string_view token = tokens.Next(); !token.empty(); token = tokens.Next()) {
    const auto* op = std::find_if(kOperators.begin(), kOperators.end(), [&](const Operator& candidate) {
      return token.size() == 1 && token.front() == candidate.letter;
    });
    if (op == kOperators.end()) {
      return;
    }
    double x = 0;
    double y = 0;
    for (size_t i = 0; i < op->operand_count; ++i) {
      const std::optional<double> number = OfdNumber(tokens.Next());
      if (!number.has_value()) {
        return;
      }
      x = y;
      y = *number;
    }
    switch (op->step) {
      case Step::kMove:
        rules.MoveTo(matrix.Map(x, y));
        break;
      case Step::kLine:
        rules.LineTo(matrix.Map(x, y));
        break;
      case Step::kCurve:
        rules.CurveTo(matrix.Map(x, y));
        break;
      case Step::kClose:
        rules.Close();
        break;
    }
  }
}

}  // namespace gouji::parse

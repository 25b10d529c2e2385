#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "fmt/format.h"
#include "gouji/report/v1/report.pb.h"
#include "services/report/near_ids.h"
#include "services/validate/definition_error.h"
#include "services/validate/formula.h"

namespace gouji::validate {
namespace {

using report::Form;

constexpr size_t kLongestFormula = 4000;               // bytes
constexpr int64_t kLargestNumber = 1'000'000'000'000;  // as in cells
constexpr int64_t kLargestFactor = 10'000;             // so that 10^12 in every cell still fits
constexpr std::string_view kPrevious = "previous.";
constexpr std::string_view kWordChars = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.";

struct Token {
  enum class Kind : uint8_t { kEnd, kNumber, kWord, kSign };
  Kind kind = Kind::kEnd;
  std::string_view text;
  size_t at = 0;
};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::optional<Comparator> ComparatorOf(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, Comparator>, 6> kComparators = {
      {{"==", Comparator::kEqual},
       {"!=", Comparator::kNotEqual},
       {"<", Comparator::kLess},
       {"<=", Comparator::kLessOrEqual},
       {">", Comparator::kGreater},
       {">=", Comparator::kGreaterOrEqual}}};
  for (const auto& [name, comparator] : kComparators) {
    if (name == text) {
      return comparator;
    }
  }
  return std::nullopt;
}

// The number of an enum value by the name that it has in paths: COUNTY is AGENCY_LEVEL_COUNTY.
std::optional<int> AttributeValue(Comparison::Attribute attribute, std::string_view name) {
  int value = 0;
  bool is_known = false;
  switch (attribute) {
    case Comparison::Attribute::kLevel: {
      report::v1::AgencyLevel level;
      is_known = report::v1::AgencyLevel_Parse(fmt::format("AGENCY_LEVEL_{}", name), &level);
      value = is_known ? level : 0;
      break;
    }
    case Comparison::Attribute::kKind:
    case Comparison::Attribute::kOffice: {
      report::v1::AgencyKind kind;
      is_known = report::v1::AgencyKind_Parse(fmt::format("AGENCY_KIND_{}", name), &kind);
      value = is_known ? kind : 0;
      break;
    }
    default: {
      report::v1::ReportScope scope;
      is_known = report::v1::ReportScope_Parse(fmt::format("REPORT_SCOPE_{}", name), &scope);
      value = is_known ? scope : 0;
      break;
    }
  }
  return value != 0 ? std::optional<int>(value) : std::nullopt;
}

Comparison::Attribute AttributeOf(std::string_view word) {
  if (word == "agency.level") {
    return Comparison::Attribute::kLevel;
  }
  if (word == "agency.kind") {
    return Comparison::Attribute::kKind;
  }
  if (word == "agency.office") {
    return Comparison::Attribute::kOffice;
  }
  return word == "agency.scope" ? Comparison::Attribute::kScope : Comparison::Attribute::kNone;
}

}  // namespace

// Operator precedence without recursion: `not` binds tightest, then `and`, then `or`.
class FormulaParser {
 public:
  FormulaParser(std::string_view text, const Form& form) : text_(text), form_(form), formula_(form) {}

  absl::StatusOr<Formula> Parse() {
    if (text_.size() > kLongestFormula) {
      return PackError(fmt::format("a formula has at most {} bytes", kLongestFormula),
                       fmt::format("公式最多 {} 字节", kLongestFormula));
    }
    if (absl::Status status = Advance(); !status.ok()) {
      return status;
    }
    if (absl::Status status = ParseConditions(); !status.ok()) {
      return status;
    }
    std::sort(formula_.cells_.begin(), formula_.cells_.end());
    formula_.cells_.erase(std::unique(formula_.cells_.begin(), formula_.cells_.end()), formula_.cells_.end());
    return std::move(formula_);
  }

 private:
  static constexpr int kOpen = -4;  // a parenthesis on the stack of operators

  absl::Status Error(std::string_view problem_en, std::string_view problem_zh) const {
    const bool is_end = token_.kind == Token::Kind::kEnd;
    return PackError(fmt::format("{} at column {}, where \"{}\" stands", problem_en, token_.at + 1,
                                 is_end ? std::string_view("the end") : token_.text),
                     fmt::format("公式第 {} 列“{}”处：{}", token_.at + 1,
                                 is_end ? std::string_view("末尾") : token_.text, problem_zh));
  }

  // Of a cell that the form has not: another form may have it.
  absl::Status NoSuchCell(std::string_view path) const {
    std::vector<std::string_view> paths;
    for (const report::FormCell& cell : form_.cells()) {
      paths.push_back(cell.path);
    }
    const std::vector<std::string_view> near = report::NearIds(path, paths);
    return report::Error(
        absl::StatusCode::kNotFound, report::Reason::kInvalidRulePack,
        fmt::format("form {} has no cell \"{}\" (column {}){}", form_.id(), path, token_.at + 1,
                    near.empty() ? std::string() : fmt::format("; near it are {}", fmt::join(near, ", "))),
        fmt::format("格式 {} 没有单元格“{}”（第 {} 列）{}", form_.id(), path, token_.at + 1,
                    near.empty() ? std::string() : fmt::format("；相近的有 {}", fmt::join(near, "、"))));
  }

  // Reads the next token.
  absl::Status Advance() {
    const size_t begin = text_.find_first_not_of(" \t\r\n", position_);
    if (begin == std::string_view::npos) {
      token_ = {Token::Kind::kEnd, {}, text_.size()};
      return absl::OkStatus();
    }
    const char c = text_[begin];
    size_t end = begin + 1;
    Token::Kind kind = Token::Kind::kSign;
    if (IsDigit(c)) {
      kind = Token::Kind::kNumber;
      end = std::min(text_.find_first_not_of("0123456789", begin), text_.size());
    } else if (kWordChars.find(c) != std::string_view::npos) {
      kind = Token::Kind::kWord;
      end = std::min(text_.find_first_not_of(kWordChars, begin), text_.size());
    } else if (c == '=' || c == '!' || c == '<' || c == '>') {
      end = begin + (begin + 1 < text_.size() && text_[begin + 1] == '=' ? 2 : 1);
    }
    token_ = {kind, text_.substr(begin, end - begin), begin};
    position_ = end;
    constexpr std::string_view kSigns = "+-*()<>";
    if (kind == Token::Kind::kSign && token_.text.size() == 1 && kSigns.find(c) == std::string_view::npos) {
      return Error("unknown sign (equality is ==)", "不认识的符号（相等写作 ==）");
    }
    return absl::OkStatus();
  }

  bool Is(Token::Kind kind, std::string_view text) const { return token_.kind == kind && token_.text == text; }
  bool IsSign(std::string_view text) const { return Is(Token::Kind::kSign, text); }
  bool IsWord(std::string_view text) const { return Is(Token::Kind::kWord, text); }

  void Emit(int step) { formula_.program_.push_back(step); }

  static int TightnessOf(int step) { return step == Formula::kNot ? 3 : step == Formula::kAnd ? 2 : 1; }

  // Puts the operators above the last parenthesis into the program that bind at least as tightly as `step`.
  void Unwind(int step) {
    while (!operators_.empty() && operators_.back() != kOpen && TightnessOf(operators_.back()) >= TightnessOf(step)) {
      Emit(operators_.back());
      operators_.pop_back();
    }
  }

  absl::Status ParseConditions() {
    while (true) {
      // In front of a comparison.
      if (IsSign("(") || IsWord("not")) {
        operators_.push_back(IsSign("(") ? kOpen : Formula::kNot);
        if (absl::Status status = Advance(); !status.ok()) {
          return status;
        }
        continue;
      }
      if (absl::Status status = ParseComparison(); !status.ok()) {
        return status;
      }
      // Behind it.
      while (IsSign(")")) {
        Unwind(Formula::kOr);
        if (operators_.empty()) {
          return Error("no parenthesis is open", "没有与之配对的左括号");
        }
        operators_.pop_back();
        if (absl::Status status = Advance(); !status.ok()) {
          return status;
        }
      }
      if (token_.kind == Token::Kind::kEnd) {
        Unwind(Formula::kOr);
        return operators_.empty() ? absl::OkStatus() : Error("a parenthesis is not closed", "括号没有闭合");
      }
      if (!IsWord("and") && !IsWord("or")) {
        return Error("expected \"and\", \"or\" or the end", "应为 and、or 或公式末尾");
      }
      const int step = IsWord("and") ? Formula::kAnd : Formula::kOr;
      Unwind(step);
      operators_.push_back(step);
      if (absl::Status status = Advance(); !status.ok()) {
        return status;
      }
    }
  }

  absl::Status ParseComparison() {
    Comparison comparison;
    if (token_.kind == Token::Kind::kWord) {
      comparison.attribute = AttributeOf(token_.text);
    }
    if (comparison.attribute != Comparison::Attribute::kNone) {
      return ParseAttribute(std::move(comparison));
    }
    if (absl::Status status = ParseSum(comparison.left); !status.ok()) {
      return status;
    }
    if (absl::Status status = ParseComparator(comparison); !status.ok()) {
      return status;
    }
    if (absl::Status status = ParseSum(comparison.right); !status.ok()) {
      return status;
    }
    Add(std::move(comparison));
    return absl::OkStatus();
  }

  absl::Status ParseAttribute(Comparison comparison) {
    if (absl::Status status = Advance(); !status.ok()) {
      return status;
    }
    if (absl::Status status = ParseComparator(comparison); !status.ok()) {
      return status;
    }
    if (comparison.comparator != Comparator::kEqual && comparison.comparator != Comparator::kNotEqual) {
      return Error("only == and != compare a property of the agency", "机关的属性只能用 == 或 != 比较");
    }
    const std::optional<int> value =
        token_.kind == Token::Kind::kWord ? AttributeValue(comparison.attribute, token_.text) : std::nullopt;
    if (!value.has_value()) {
      return Error("expected the name of a value, as in report.proto without its prefix",
                   "应为取值的名称，即 report.proto 中去掉前缀的名称");
    }
    comparison.attribute_value = *value;
    Add(std::move(comparison));
    return Advance();
  }

  absl::Status ParseComparator(Comparison& comparison) {
    const std::optional<Comparator> comparator =
        token_.kind == Token::Kind::kSign ? ComparatorOf(token_.text) : std::nullopt;
    if (!comparator.has_value()) {
      return Error("expected a comparison (==, !=, <, <=, > or >=)", "应为比较符号（==、!=、<、<=、> 或 >=）");
    }
    comparison.comparator = *comparator;
    return Advance();
  }

  void Add(Comparison comparison) {
    Emit(static_cast<int>(formula_.comparisons_.size()));
    formula_.comparisons_.push_back(std::move(comparison));
  }

  absl::Status ParseSum(std::vector<Term>& terms) {
    bool is_negative = IsSign("-");
    if (is_negative || IsSign("+")) {
      if (absl::Status status = Advance(); !status.ok()) {
        return status;
      }
    }
    while (true) {
      if (absl::Status status = ParseTerm(is_negative, terms); !status.ok()) {
        return status;
      }
      if (!IsSign("+") && !IsSign("-")) {
        return absl::OkStatus();
      }
      is_negative = IsSign("-");
      if (absl::Status status = Advance(); !status.ok()) {
        return status;
      }
    }
  }

  absl::Status ParseTerm(bool is_negative, std::vector<Term>& terms) {
    Term term;
    if (token_.kind == Token::Kind::kNumber) {
      const auto [end, error] =
          std::from_chars(token_.text.data(), token_.text.data() + token_.text.size(), term.factor);
      if (error != std::errc() || end != token_.text.data() + token_.text.size() || term.factor > kLargestNumber) {
        return Error("a number is at most 10^12", "数不得大于 10^12");
      }
      const Token number = token_;
      if (absl::Status status = Advance(); !status.ok()) {
        return status;
      }
      if (IsSign("*")) {
        if (term.factor > kLargestFactor) {
          token_ = number;
          return Error(fmt::format("a factor is at most {}", kLargestFactor),
                       fmt::format("系数不得大于 {}", kLargestFactor));
        }
        if (absl::Status status = Advance(); !status.ok()) {
          return status;
        }
        if (absl::Status status = ParseName(term); !status.ok()) {
          return status;
        }
      }
    } else if (absl::Status status = ParseName(term); !status.ok()) {
      return status;
    }
    term.factor = is_negative ? -term.factor : term.factor;
    terms.push_back(term);
    return absl::OkStatus();
  }

  absl::Status ParseName(Term& term) {
    if (token_.kind != Token::Kind::kWord) {
      return Error("expected a number, a cell or \"year\"", "应为数、单元格或 year");
    }
    std::string_view path = token_.text;
    if (path == "year") {
      term.kind = Term::Kind::kYear;
      return Advance();
    }
    term.kind = Term::Kind::kCell;
    if (path.substr(0, kPrevious.size()) == kPrevious) {
      term.kind = Term::Kind::kPreviousCell;
      path.remove_prefix(kPrevious.size());
      formula_.needs_previous_ = true;
    }
    const std::optional<int> cell = form_.FindCell(path);
    if (!cell.has_value()) {
      return NoSuchCell(path);
    }
    term.cell = *cell;
    if (term.kind == Term::Kind::kCell) {
      formula_.cells_.push_back(*cell);
    }
    return Advance();
  }

  const std::string_view text_;
  const Form& form_;
  Formula formula_;
  size_t position_ = 0;
  Token token_;
  std::vector<int> operators_;
};

absl::StatusOr<Formula> Formula::Create(std::string_view text, const Form& form) {
  return FormulaParser(text, form).Parse();
}

}  // namespace gouji::validate

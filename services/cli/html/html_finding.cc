#include "services/cli/html/html_finding.h"

#include <algorithm>
#include <utility>

#include "services/cli/diagnostic_style.h"
#include "services/cli/html/escape_html.h"
#include "services/cli/money_text.h"

namespace gouji::cli {
namespace {

constexpr std::size_t kCellLimit = 8;  // of a finding without equation

std::string_view SeverityClass(validate::v1::Severity severity) {
  if (severity == validate::v1::SEVERITY_ERROR) return "error";
  return severity == validate::v1::SEVERITY_WARNING ? "warning" : "note";
}

class FindingWriter {
 public:
  FindingWriter(const CheckedReport& checked, const HtmlAnchors& anchors, Language language)
      : checked_(checked), anchors_(anchors), language_(language) {}

  std::string Write(int index) {
    const CheckedFinding& finding = checked_.findings[index];
    AppendHead(index);
    AppendEquation(finding);
    AppendAdvice(finding.advice);
    for (const Quote& quote : finding.quotes) {
      out_ += fmt::format("<blockquote>{}</blockquote>\n", EscapeHtml(quote.text));
    }
    AppendPlace(finding);
    if (!finding.consequences.empty()) {
      out_ += fmt::format("<p class=\"follows\">{}</p><ul class=\"consequences\">\n",
                          Choose("由此连带产生，改正上面一处即可消除：", "Only follows from it:"));
      for (const int consequence : finding.consequences) {
        AppendHead(consequence);
        AppendEquation(checked_.findings[consequence]);
        out_ += "</li>\n";
      }
      out_ += "</ul>\n";
    }
    out_ += "</li>\n";
    return std::move(out_);
  }

 private:
  std::string_view Choose(std::string_view chinese, std::string_view english) const {
    return cli::Choose(language_, chinese, english);
  }

  void AppendHead(int index) {
    const CheckedFinding& finding = checked_.findings[index];
    const validate::v1::Severity severity = finding.finding.severity();
    out_ += fmt::format(
        "<li class=\"{}\" id=\"{}\" value=\"{}\"><p class=\"head\"><span class=\"tag\">{}</span> <code>{}</code> "
        "{}</p>\n",
        SeverityClass(severity), anchors_.Finding(index), index + 1, SeverityName(severity, language_),
        EscapeHtml(finding.finding.rule_id()),
        EscapeHtml(finding.equation == nullptr ? finding.message : EquationPlace(*finding.equation)));
    if (!finding.acknowledgement.empty()) {
      out_ += fmt::format("<p class=\"acknowledged\">{}</p>\n", EscapeHtml(finding.acknowledgement));
    }
  }

  // What the operands of an equation share; the equation itself says the rest of the message: 表三“自然人”.
  std::string EquationPlace(const report::Equation& equation) const {
    const CheckedCell& first = checked_.cells[equation.left.front()];
    const report::FormCell& definition = checked_.report.form->cells()[equation.left.front()];
    const report::FormTable& table = checked_.report.form->tables()[definition.table];
    std::string_view shared;
    if (&OperandName(equation, equation.left.front()) == &first.head_name) shared = first.row_name;
    if (&OperandName(equation, equation.left.front()) == &first.row_name) shared = first.head_name;
    if (shared.empty()) return std::string(Choose(table.name_zh, table.name_en));
    return language_ == Language::kChinese ? fmt::format("{}“{}”", table.name_zh, shared)
                                           : fmt::format("{}, {}", table.name_en, shared);
  }

  // A cell with its number, linked to its place in the table: <a href="#d1-c57">总计 41</a>.
  std::string Term(int cell, std::string_view name) const {
    const CheckedCell& content = checked_.cells[cell];
    const std::string number =
        content.text.empty() ? std::string(StateName(content.value.state, language_)) : EscapeHtml(content.text, 40);
    std::string text = fmt::format("{} <b>{}</b>", EscapeHtml(name), number);
    if (!anchors_.has_tables) return text;
    return fmt::format("<a href=\"#{}\">{}</a>", anchors_.Cell(cell), text);
  }

  // What tells an operand from the others: the column within a row, the row within a column.
  const std::string& OperandName(const report::Equation& equation, int cell) const {
    const std::vector<report::FormCell>& cells = checked_.report.form->cells();
    const report::FormCell& first = cells[equation.left.front()];
    const auto all = [&](auto same) {
      return std::all_of(equation.left.begin(), equation.left.end(), same) &&
             std::all_of(equation.right.begin(), equation.right.end(), same);
    };
    if (all([&](int i) { return cells[i].table == first.table && cells[i].row == first.row; })) {
      return checked_.cells[cell].head_name;
    }
    if (all([&](int i) { return cells[i].table == first.table && cells[i].column == first.column; })) {
      return checked_.cells[cell].row_name;
    }
    return checked_.cells[cell].name;
  }

  std::string Side(const report::Equation& equation, const std::vector<int>& operands) const {
    std::string side;
    int zero_count = 0;
    for (const int cell : operands) {
      if (checked_.cells[cell].text == "0" && operands.size() > 1) {
        ++zero_count;
        continue;
      }
      if (!side.empty()) side += " + ";
      side += Term(cell, OperandName(equation, cell));
    }
    if (zero_count == 0) return side;
    if (!side.empty()) side += " + ";
    return side + fmt::format(fmt::runtime(Choose("<span class=\"zeros\">{} 项 0</span>",
                                                  "<span class=\"zeros\">{} zeros</span>")),
                              zero_count);
  }

  void AppendEquation(const CheckedFinding& finding) {
    if (finding.equation == nullptr) return AppendCells(finding);
    const report::CellType type = checked_.cells[finding.cells.front()].type;
    const auto sum = [&](bool known, std::int64_t value, const std::vector<int>& operands) {
      return known && operands.size() > 1 ? fmt::format(" = <b>{}</b>", ValueText(value, type)) : std::string();
    };
    const validate::v1::Finding& wire = finding.finding;
    out_ += fmt::format(
        "<p class=\"equation\">{}{} <span class=\"unequal\">≠</span> {}{}",
        Side(*finding.equation, finding.equation->left), sum(wire.has_left(), wire.left(), finding.equation->left),
        Side(*finding.equation, finding.equation->right), sum(wire.has_right(), wire.right(), finding.equation->right));
    if (wire.has_difference()) {
      const std::string difference = ValueText(wire.difference(), type);
      out_ += fmt::format("<span class=\"difference\">{}{}</span>", Choose("差 ", "difference "),
                          std::string_view(difference).substr(difference.starts_with('-') ? 1 : 0));
    }
    out_ += "</p>\n";
  }

  void AppendCells(const CheckedFinding& finding) {
    if (finding.cells.empty()) return;
    std::string list;
    for (std::size_t i = 0; i < std::min(finding.cells.size(), kCellLimit); ++i) {
      if (i > 0) list += Choose("、", "; ");
      list += Term(finding.cells[i], checked_.cells[finding.cells[i]].name);
    }
    if (finding.cells.size() > kCellLimit) {
      list += fmt::format(fmt::runtime(Choose(" 等 {} 格", " … {} cells in all")), finding.cells.size());
    }
    out_ += fmt::format("<p class=\"equation\">{}</p>\n", list);
  }

  void AppendAdvice(const Advice& advice) {
    if (advice.headline.empty()) return;
    out_ += fmt::format("<div class=\"suggestion\"><p>{}</p>", EscapeHtml(advice.headline));
    if (!advice.items.empty()) {
      out_ += "<ul>\n";
      for (const std::string& item : advice.items) out_ += fmt::format("<li>{}</li>\n", EscapeHtml(item));
      out_ += "</ul>";
    }
    out_ += "</div>\n";
  }

  void AppendPlace(const CheckedFinding& finding) {
    std::string text;
    const auto add = [&](std::string_view label, std::string_view value) {
      if (!value.empty()) text += fmt::format("{}{}{}", text.empty() ? "" : "　", label, EscapeHtml(value));
    };
    add(Choose("位置：", "Place: "), finding.place);
    add(Choose("依据：", "Basis: "), finding.finding.basis());
    if (finding.finding.responsibility() == report::v1::RESPONSIBILITY_READER) {
      add("", Choose("可能是读取有误，请对照原件", "the reading may be wrong; compare with the original"));
    } else if (finding.finding.responsibility() == report::v1::RESPONSIBILITY_UNCERTAIN) {
      add("", Choose("读取存疑，请对照原件", "the reading is in doubt; compare with the original"));
    }
    if (!text.empty()) out_ += fmt::format("<p class=\"place\">{}</p>\n", text);
  }

  const CheckedReport& checked_;
  const HtmlAnchors& anchors_;
  const Language language_;
  std::string out_;
};

}  // namespace

std::string RenderHtmlFinding(const CheckedReport& checked, int index, const HtmlAnchors& anchors, Language language) {
  return FindingWriter(checked, anchors, language).Write(index);
}

}  // namespace gouji::cli

#include "services/cli/diagnostic_text.h"

#include <algorithm>
#include <vector>

#include "fmt/format.h"
#include "services/cli/display_width.h"
#include "services/cli/drawn_cells.h"

namespace gouji::cli {
namespace {

constexpr int kGutterWidth = 6;
constexpr int kNarrowest = 24;  // of a drawing, in columns
constexpr std::size_t kConsequenceLimit = 5;

class Diagnostics {
 public:
  Diagnostics(const CheckedReport& checked, const DiagnosticStyle& style) : checked_(checked), style_(style) {}

  std::string Render() {
    for (const CheckedFinding& finding : checked_.findings) {
      if (finding.cause < 0) AppendRoot(finding);
    }
    return std::move(out_);
  }

 private:
  std::string_view Choose(std::string_view chinese, std::string_view english) const {
    return cli::Choose(style_.language, chinese, english);
  }

  // "error: [T3.ROW_SUM] …".
  std::string Headline(const CheckedFinding& finding) const {
    const validate::v1::Severity severity = finding.finding.severity();
    return fmt::format("{}: [{}] {}", Paint(SeverityName(severity, style_.language), SeverityTone(severity), style_),
                       Printable(finding.finding.rule_id()), Printable(finding.message));
  }

  // "a.txt:57", "a.pdf (page 3, table 2, row 5)", "a.txt".
  std::string Place(const CheckedFinding& finding) const {
    std::string place = Printable(checked_.source);
    if (finding.line > 0) {
      place += fmt::format(":{}", finding.line);
    } else if (!finding.place.empty()) {
      place += fmt::format(fmt::runtime(Choose("（{}）", " ({})")), finding.place);
    }
    return Paint(place, Tone::kPlace, style_);
  }

  void AppendRoot(const CheckedFinding& finding) {
    out_ += fmt::format("{}: {}\n", Place(finding), Headline(finding));
    const int width = std::max(kNarrowest, style_.width - kGutterWidth - 3);
    for (const DrawnLine& line : DrawCells(checked_, finding, width, style_)) AppendLine(line.line, line.text);
    for (const Quote& quote : finding.quotes) {
      AppendLine(quote.line, Printable(quote.text));
      if (!quote.markers.empty()) AppendLine(0, Paint(quote.markers, Tone::kMarker, style_));
    }
    AppendAdvice(finding.advice);
    if (!finding.acknowledgement.empty()) AppendNote(Printable(finding.acknowledgement));
    AppendConsequences(finding);
  }

  void AppendLine(int line, std::string_view text) {
    const std::string number = line > 0 ? std::to_string(line) : "";
    out_ += fmt::format("{:>{}} | {}\n", number, kGutterWidth, text);
  }
  void AppendNote(std::string_view text) { out_ += fmt::format("{:{}} = {}\n", "", kGutterWidth, text); }
  void AppendItem(std::string_view text) { out_ += fmt::format("{:{}}   - {}\n", "", kGutterWidth, text); }

  void AppendAdvice(const Advice& advice) {
    if (!advice.headline.empty()) AppendNote(Printable(advice.headline));
    for (const std::string& item : advice.items) AppendItem(Printable(item));
  }

  void AppendConsequences(const CheckedFinding& finding) {
    for (std::size_t i = 0; i < finding.consequences.size(); ++i) {
      if (i == kConsequenceLimit && finding.consequences.size() > kConsequenceLimit + 1) {
        AppendNote(fmt::format(fmt::runtime(Choose("连带：另有 {} 处", "follows from it: {} more")),
                               finding.consequences.size() - kConsequenceLimit));
        return;
      }
      const CheckedFinding& consequence = checked_.findings[finding.consequences[i]];
      AppendNote(fmt::format("{}{}", Choose("连带", "follows from it: "), Headline(consequence)));
      if (!consequence.acknowledgement.empty()) AppendItem(Printable(consequence.acknowledgement));
    }
  }

  const CheckedReport& checked_;
  const DiagnosticStyle& style_;
  std::string out_;
};

}  // namespace

std::string RenderFindings(const CheckedReport& checked, const DiagnosticStyle& style) {
  return Diagnostics(checked, style).Render();
}

}  // namespace gouji::cli

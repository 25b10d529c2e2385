#include "services/cli/html/html_document.h"

#include <algorithm>
#include <utility>

#include "fmt/format.h"
#include "services/cli/check_tally.h"
#include "services/cli/diagnostic_style.h"
#include "services/cli/html/escape_html.h"
#include "services/cli/html/html_finding.h"
#include "services/cli/html/html_table.h"

namespace gouji::cli {
namespace {

constexpr std::size_t kDiagnosticLimit = 30;

class DocumentWriter {
 public:
  DocumentWriter(const CheckedReport& checked, const HtmlDocumentOptions& options)
      : checked_(checked), options_(options), anchors_{.document = options.number, .has_tables = options.show_tables} {}

  std::string Write() {
    out_ = fmt::format("<article id=\"{}\">\n", anchors_.Document());
    AppendHead();
    AppendFindings();
    AppendDiagnostics();
    if (options_.show_tables && checked_.report.form != nullptr) {
      AppendLegend();
      for (const report::FormTable& table : checked_.report.form->tables()) {
        out_ += RenderHtmlTable(checked_, table, anchors_, options_.language);
      }
    }
    out_ += "</article>\n";
    return std::move(out_);
  }

 private:
  std::string_view Choose(std::string_view chinese, std::string_view english) const {
    return cli::Choose(options_.language, chinese, english);
  }

  void AppendHead() {
    const validate::v1::Assessment& assessment = checked_.assessment;
    out_ += fmt::format("<h2>{}</h2>\n<p class=\"meta\"><span class=\"verdict {}\">{}</span> ",
                        EscapeHtml(DocumentTitle(checked_, options_.language)), VerdictClass(assessment.verdict()),
                        VerdictName(assessment.verdict(), options_.language));
    out_ += fmt::format(fmt::runtime(Choose("错误 {}，警告 {}，提示 {}　共核对 {} 项：成立 {}，不成立 {}，无法判断 {}",
                                            "{} errors, {} warnings, {} notes; {} checks: {} hold, {} fail, {} "
                                            "cannot be decided")),
                        checked_.error_count, checked_.warning_count, checked_.note_count,
                        assessment.held() + assessment.failed() + assessment.not_assessable(), assessment.held(),
                        assessment.failed(), assessment.not_assessable());
    out_ += fmt::format("<br/><span class=\"source\">{}</span></p>\n", EscapeHtml(checked_.source));
  }

  void AppendFindings() {
    out_ += fmt::format("<h3>{}</h3>\n", Choose("问题", "Findings"));
    if (checked_.findings.empty()) {
      out_ += fmt::format("<p class=\"nothing\">{}</p>\n", Choose("没有发现问题。", "Nothing was found."));
      return;
    }
    std::size_t shown = 0;
    out_ += "<ol class=\"findings\">\n";
    for (std::size_t i = 0; i < checked_.findings.size(); ++i) {
      const CheckedFinding& finding = checked_.findings[i];
      if (finding.cause >= 0) continue;
      if (shown >= options_.finding_limit) break;
      shown += 1 + finding.consequences.size();
      out_ += RenderHtmlFinding(checked_, static_cast<int>(i), anchors_, options_.language);
    }
    out_ += "</ol>\n";
    if (shown < checked_.findings.size()) {
      out_ += fmt::format(
          fmt::runtime(Choose("<p class=\"nothing\">另有 {} 处未列出；全部问题见 --format=xlsx 或 json。</p>\n",
                              "<p class=\"nothing\">{} more are not shown here; --format=xlsx and json "
                              "have all.</p>\n")),
          checked_.findings.size() - shown);
    }
  }

  void AppendDiagnostics() {
    const std::vector<report::Diagnostic>& diagnostics = checked_.report.diagnostics;
    if (diagnostics.empty()) return;
    out_ += fmt::format("<details><summary>{}（{}）</summary><ul>\n", Choose("读取说明", "Notes of the reader"),
                        diagnostics.size());
    for (std::size_t i = 0; i < std::min(diagnostics.size(), kDiagnosticLimit); ++i) {
      out_ += fmt::format("<li><code>{}</code> {}</li>\n", EscapeHtml(diagnostics[i].id),
                          EscapeHtml(Choose(diagnostics[i].message_zh, diagnostics[i].message_en)));
    }
    if (diagnostics.size() > kDiagnosticLimit) out_ += "<li>…</li>\n";
    out_ += "</ul></details>\n";
  }

  void AppendLegend() {
    const auto has = [&](CellMark mark) {
      return std::any_of(checked_.cells.begin(), checked_.cells.end(),
                         [&](const CheckedCell& cell) { return cell.mark == mark; });
    };
    std::string legend;
    const auto add = [&](CellMark mark, std::string_view style, std::string_view text) {
      if (has(mark)) legend += fmt::format("<span class=\"key {}\">12</span> {}　", style, text);
    };
    add(CellMark::kWrong, "wrong", Choose("有问题，或很可能填错", "wrong, or probably wrong"));
    add(CellMark::kCandidate, "candidate", Choose("其中有一格填错", "one of these is wrong"));
    add(CellMark::kInvolved, "involved", Choose("问题涉及的格", "a finding names it"));
    if (!legend.empty()) out_ += fmt::format("<p class=\"legend\">{}</p>\n", legend);
  }

  const CheckedReport& checked_;
  const HtmlDocumentOptions& options_;
  const HtmlAnchors anchors_;
  std::string out_;
};

}  // namespace

std::string DocumentTitle(const CheckedReport& checked, Language language) {
  const std::string& name = checked.report.agency.name;
  if (name.empty()) return checked.source.substr(checked.source.find_last_of('/') + 1);
  if (checked.report.year == 0) return name;
  return language == Language::kChinese ? fmt::format("{} {} 年度", name, checked.report.year)
                                        : fmt::format("{} {}", name, checked.report.year);
}

std::string_view VerdictClass(validate::v1::Verdict verdict) {
  if (verdict == validate::v1::VERDICT_ACCEPTED) return "accepted";
  return verdict == validate::v1::VERDICT_NEEDS_CORRECTION || verdict == validate::v1::VERDICT_REJECTED ? "bad"
                                                                                                        : "open";
}

std::string RenderHtmlDocument(const CheckedReport& checked, const HtmlDocumentOptions& options) {
  return DocumentWriter(checked, options).Write();
}

}  // namespace gouji::cli

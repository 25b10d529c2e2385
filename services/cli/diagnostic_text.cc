#include "services/cli/diagnostic_text.h"

#include <map>
#include <vector>

#include "fmt/format.h"
#include "services/cli/display_width.h"
#include "services/cli/quoted_line.h"
#include "services/cli/source_text.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

using report::v1::Evidence;
using validate::v1::Finding;

constexpr int kQuoteWidth = 120;        // columns
constexpr std::size_t kQuoteCount = 3;  // lines of one finding
constexpr int kGutterWidth = 6;

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kRed = "\x1b[1;31m";
constexpr std::string_view kYellow = "\x1b[1;35m";
constexpr std::string_view kCyan = "\x1b[1;36m";
constexpr std::string_view kGreen = "\x1b[1;32m";
constexpr std::string_view kReset = "\x1b[0m";

std::string Paint(std::string_view text, std::string_view color, const DiagnosticStyle& style) {
  return style.color == Color::kOff ? std::string(text) : fmt::format("{}{}{}", color, text, kReset);
}

std::string SeverityText(validate::v1::Severity severity, const DiagnosticStyle& style) {
  switch (severity) {
    case validate::v1::SEVERITY_ERROR:
      return Paint(Choose(style.language, "错误", "error"), kRed, style);
    case validate::v1::SEVERITY_WARNING:
      return Paint(Choose(style.language, "警告", "warning"), kYellow, style);
    default:
      return Paint(Choose(style.language, "提示", "note"), kCyan, style);
  }
}

// "a.txt:57", "a.pdf (page 3)", "a.txt".
std::string PlaceText(std::string_view source, const Finding& finding, const DiagnosticStyle& style) {
  std::string place = Printable(source);
  for (const Evidence& evidence : finding.evidence()) {
    if (evidence.line() > 0) {
      place += fmt::format(":{}", evidence.line());
      break;
    }
    if (evidence.page() > 0) {
      place += fmt::format(fmt::runtime(Choose(style.language, "（第{}页）", " (page {})")), evidence.page());
      break;
    }
  }
  return Paint(place, kBold, style);
}

void AppendQuotes(const Finding& finding, const SourceText& text, const DiagnosticStyle& style, std::string* out) {
  std::map<int, std::vector<Mark>> marks_of_line;
  for (const Evidence& evidence : finding.evidence()) {
    if (evidence.line() > 0) {
      marks_of_line[evidence.line()].push_back({.column = evidence.column(), .text = evidence.raw()});
    }
  }
  std::size_t quoted_count = 0;
  for (const auto& [line, marks] : marks_of_line) {
    const QuotedLine quoted = QuoteLine(text.Line(line), marks, kQuoteWidth);
    if (quoted.text.empty()) continue;
    if (quoted_count++ == kQuoteCount) {
      *out += fmt::format("{:{}} | …\n", "", kGutterWidth);
      return;
    }
    *out += fmt::format("{:{}} | {}\n", line, kGutterWidth, quoted.text);
    if (!quoted.markers.empty()) {
      *out += fmt::format("{:{}} | {}\n", "", kGutterWidth, Paint(quoted.markers, kGreen, style));
    }
  }
}

}  // namespace

std::string RenderFindings(std::string_view source, std::string_view document,
                           const gateway::v1::CheckDocumentResponse& checked, const DiagnosticStyle& style) {
  std::string out;
  if (checked.findings().empty()) return out;
  const SourceText text(document, checked.report().source());
  for (const Finding& finding : checked.findings()) {
    out +=
        fmt::format("{}: {}: [{}] {}\n", PlaceText(source, finding, style), SeverityText(finding.severity(), style),
                    finding.rule_id(), Printable(Choose(style.language, finding.message_zh(), finding.message_en())));
    AppendQuotes(finding, text, style, &out);
  }
  return out;
}

namespace {

// What an error of a document means and what to do, for those that say it in English only; empty for others.
std::string_view ChineseMeaning(std::string_view reason) {
  using report::Reason;
  struct Meaning {
    Reason reason;
    std::string_view text;
  };
  static constexpr Meaning kMeanings[] = {
      {Reason::kEmptyDocument, "文件中没有文字；若为扫描图片，请提交图片或PDF"},
      {Reason::kUnsupportedType, "不支持这种文件；请另存为DOCX、PDF或HTML后重试"},
      {Reason::kEncrypted, "文件已加密；请另存为不加密的文件后重试"},
      {Reason::kDamaged, "文件已损坏或不完整；请重新打开并另存后重试"},
      {Reason::kConverterFailed, "转换程序未能读取该文件；请另存为DOCX或PDF后重试"},
      {Reason::kConverterMissing, "缺少读取该类文件所需的程序；请安装后重试"},
      {Reason::kTooLarge, "文件超出限制；请确认它是一份年度报告"},
      {Reason::kUnknownForm, "没有这种格式的定义"},
      {Reason::kUnknownCharset, "不认识的字符编码"},
      {Reason::kFileNotReadable, "无法读取该文件"},
  };
  for (const Meaning& meaning : kMeanings) {
    if (report::ReasonName(meaning.reason) == reason) return meaning.text;
  }
  return "";
}

}  // namespace

std::string RenderError(std::string_view source, const absl::Status& status, const DiagnosticStyle& style) {
  std::string reason = report::ReasonOf(status);
  if (reason.empty()) reason = absl::StatusCodeToString(status.code());
  const std::string_view message_en(status.message().data(), status.message().size());
  std::string message_zh = report::ChineseMessageOf(status);
  if (const std::string_view meaning = ChineseMeaning(reason); message_zh.empty() && !meaning.empty()) {
    message_zh = fmt::format("{}（{}）", meaning, message_en);
  }
  return fmt::format("{}: {}: [{}] {}\n", Paint(Printable(source), kBold, style),
                     SeverityText(validate::v1::SEVERITY_ERROR, style), reason,
                     Printable(message_zh.empty() ? message_en : Choose(style.language, message_zh, message_en)));
}

}  // namespace gouji::cli

#include "services/cli/html/html_report.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string_view>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "services/cli/error_text.h"
#include "services/cli/html/escape_html.h"
#include "services/cli/html/html_document.h"

namespace gouji::cli::html {

// Made by gouji_embed: page.css.
const std::vector<std::pair<std::string_view, std::string_view>>& EmbeddedFiles();

}  // namespace gouji::cli::html

namespace gouji::cli {
namespace {

absl::Status NotWritten(const std::string& path) {
  return absl::InternalError(fmt::format("cannot write {}; check the folder and the space left", path));
}

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }  // NOLINT(cppcoreguidelines-owning-memory): owns it
};

class HtmlReport : public ReportFile {
 public:
  HtmlReport(const ReportFileOptions& options, std::unique_ptr<std::FILE, CloseFile> parts)
      : options_(options), parts_(std::move(parts)), tables_(options.document_count) {}

  absl::Status AddChecked(const CheckedReport& checked) override {
    ++document_count_;
    const bool show_tables = tables_.Take(checked);
    const std::size_t finding_limit = kPageFindingLimit - shown_finding_count_;
    const bool show_part = show_tables || (!checked.findings.empty() && finding_limit > 0);
    AddRow(checked, show_part);
    if (!show_part) {
      hidden_finding_count_ += checked.findings.size();
      return absl::OkStatus();
    }
    shown_finding_count_ += std::min(finding_limit, checked.findings.size());
    const std::string part = RenderHtmlDocument(checked, {.language = options_.language,
                                                          .number = document_count_,
                                                          .show_tables = show_tables,
                                                          .finding_limit = finding_limit});
    if (versions_.empty()) {
      versions_ = fmt::format("{} {} · {} {}", Choose("读取程序", "parser"), checked.report.source.parser_version,
                              Choose("规则", "rules"), checked.assessment.rule_set_version());
    }
    const bool written = std::fwrite(part.data(), 1, part.size(), parts_.get()) == part.size();
    return written ? absl::OkStatus() : NotWritten(options_.path);
  }

  absl::Status AddUnreadable(std::string_view source, const absl::Status& error) override {
    ++document_count_;
    overview_ += fmt::format(
        "<tr><td>{}</td><td><span class=\"verdict bad\">{}</span></td><td colspan=\"3\">{} <code>{}</code></td></tr>\n",
        EscapeHtml(source), Choose("无法读取", "not readable"), EscapeHtml(ErrorMessage(error, options_.language)),
        EscapeHtml(ErrorReason(error)));
    ++unreadable_count_;
    return absl::OkStatus();
  }

  absl::Status Finish(const CheckTally& tally) override {
    std::ofstream file(options_.path, std::ios::binary | std::ios::trunc);
    WriteHead(tally, &file);
    std::rewind(parts_.get());
    std::string buffer(std::size_t{1} << 16, '\0');
    for (std::size_t size = 0; (size = std::fread(buffer.data(), 1, buffer.size(), parts_.get())) > 0;) {
      file.write(buffer.data(), static_cast<std::streamsize>(size));
    }
    file << fmt::format("<footer>gouji · {}</footer>\n</body>\n</html>\n", EscapeHtml(versions_));
    file.close();
    return file && std::ferror(parts_.get()) == 0 ? absl::OkStatus() : NotWritten(options_.path);
  }

 private:
  std::string_view Choose(std::string_view chinese, std::string_view english) const {
    return cli::Choose(options_.language, chinese, english);
  }

  void AddRow(const CheckedReport& checked, bool linked) {
    const std::string title = EscapeHtml(DocumentTitle(checked, options_.language));
    overview_ += fmt::format(
        "<tr><td>{}<br/><small>{}</small></td><td><span class=\"verdict {}\">{}</span></td><td class=\"count\">{}</td>"
        "<td class=\"count\">{}</td><td class=\"count\">{}</td></tr>\n",
        linked ? fmt::format("<a href=\"#d{}\">{}</a>", document_count_, title) : title, EscapeHtml(checked.source),
        VerdictClass(checked.assessment.verdict()), VerdictName(checked.assessment.verdict(), options_.language),
        checked.error_count, checked.warning_count, checked.note_count);
  }

  void WriteHead(const CheckTally& tally, std::ostream* out) const {
    const std::string_view title = Choose("勾稽核对结果", "Checked by Gouji");
    *out << fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\"/>\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n"
        "<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n<header>\n<h1>{}</h1>\n<p class=\"meta\">{}</p>\n",
        Choose("zh-CN", "en"), title, html::EmbeddedFiles().front().second, title, tally.Summary(options_.language));
    if (hidden_finding_count_ > 0) {
      *out << fmt::format(
          fmt::runtime(
              Choose("<p class=\"meta\">问题过多，另有 {} 处未在本页列出；全部问题见 --format=xlsx 或 json。</p>\n",
                     "<p class=\"meta\">Too many findings for one page: {} are not shown; --format=xlsx and json "
                     "have all.</p>\n")),
          hidden_finding_count_);
    }
    // The overview of a single document says nothing that its part does not say.
    if (document_count_ != 1 || unreadable_count_ > 0) {
      *out << fmt::format(
          "<table class=\"overview\"><thead><tr><th>{}</th><th>{}</th><th class=\"count\">{}</th><th class=\"count\">{}"
          "</th><th class=\"count\">{}</th></tr></thead><tbody>\n{}</tbody></table>\n",
          Choose("报告", "report"), Choose("结论", "verdict"), Choose("错误", "errors"), Choose("警告", "warnings"),
          Choose("提示", "notes"), overview_);
    }
    *out << "</header>\n";
  }

  const ReportFileOptions options_;
  std::unique_ptr<std::FILE, CloseFile> parts_;  // what follows the overview, which is known only at the end
  TableBudget tables_;
  std::string overview_;
  std::string versions_;
  int document_count_ = 0;
  int unreadable_count_ = 0;
  std::size_t shown_finding_count_ = 0;
  std::size_t hidden_finding_count_ = 0;
};

}  // namespace

std::string_view PageStyle() { return html::EmbeddedFiles().front().second; }

absl::StatusOr<std::unique_ptr<ReportFile>> CreateHtmlReport(const ReportFileOptions& options) {
  // To find out before the work, not after it.
  const bool writable = std::ofstream(options.path, std::ios::binary | std::ios::trunc).good();
  std::unique_ptr<std::FILE, CloseFile> parts(std::tmpfile());
  if (!writable || parts == nullptr) return NotWritten(options.path);
  return std::make_unique<HtmlReport>(options, std::move(parts));
}

}  // namespace gouji::cli

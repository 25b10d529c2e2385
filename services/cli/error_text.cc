#include "services/cli/error_text.h"

#include "fmt/format.h"
#include "services/cli/display_width.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

// The meaning in Chinese, for those that say it in English only; empty for others.
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

std::string ErrorReason(const absl::Status& status) {
  std::string reason = report::ReasonOf(status);
  return reason.empty() ? absl::StatusCodeToString(status.code()) : reason;
}

std::string ErrorMessage(const absl::Status& status, Language language) {
  std::string message_en(status.message());
  if (language == Language::kEnglish) return message_en;
  std::string message_zh = report::ChineseMessageOf(status);
  if (!message_zh.empty()) return message_zh;
  const std::string_view meaning = ChineseMeaning(report::ReasonOf(status));
  return meaning.empty() ? message_en : fmt::format("{}（{}）", meaning, message_en);
}

std::string RenderError(std::string_view source, const absl::Status& status, const DiagnosticStyle& style) {
  return fmt::format("{}: {}: [{}] {}\n", Paint(Printable(source), Tone::kPlace, style),
                     Paint(SeverityName(validate::v1::SEVERITY_ERROR, style.language), Tone::kError, style),
                     ErrorReason(status), Printable(ErrorMessage(status, style.language)));
}

}  // namespace gouji::cli

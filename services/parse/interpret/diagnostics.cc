#include "services/parse/interpret/diagnostics.h"

#include <utility>

namespace gouji::parse {
namespace {

report::Diagnostic Make(std::string_view id, report::Responsibility responsibility, std::string message_zh,
                        std::string message_en, report::Evidence evidence, std::vector<int> cells) {
  return {.id = std::string(id),
          .message_zh = std::move(message_zh),
          .message_en = std::move(message_en),
          .responsibility = responsibility,
          .cells = std::move(cells),
          .evidence = std::move(evidence)};
}

}  // namespace

report::Diagnostic DocumentDiagnostic(std::string_view id, std::string message_zh, std::string message_en,
                                      report::Evidence evidence, std::vector<int> cells) {
  return Make(id, report::Responsibility::kDocument, std::move(message_zh), std::move(message_en), std::move(evidence),
              std::move(cells));
}

report::Diagnostic ReaderDiagnostic(std::string_view id, std::string message_zh, std::string message_en,
                                    report::Evidence evidence, std::vector<int> cells) {
  return Make(id, report::Responsibility::kReader, std::move(message_zh), std::move(message_en), std::move(evidence),
              std::move(cells));
}

std::string RawText(std::string_view text) {
  if (text.size() <= kLongestRawText) {
    return std::string(text);
  }
  size_t end = kLongestRawText;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
    --end;
  }
  return std::string(text.substr(0, end)) + "…";
}

report::Evidence EvidenceAt(const Place& place, std::string_view raw) {
  report::Evidence evidence;
  evidence.page = place.page;
  evidence.line = place.line;
  evidence.column = place.column;
  evidence.raw = RawText(raw);
  return evidence;
}

}  // namespace gouji::parse

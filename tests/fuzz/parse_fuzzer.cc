// Reads any bytes: never crashes, keeps the invariants of a report, and reads no number that is not printed.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>

#include "services/parse/document/file_type.h"
#include "services/parse/document/media_type.h"
#include "services/parse/interpret/label_key.h"
#include "services/parse/parser.h"
#include "services/report/form.h"

namespace gouji {
namespace {

void Require(bool holds, std::string_view what) {
  if (!holds) {
    std::fprintf(stderr, "broken: %.*s\n", static_cast<int>(what.size()), what.data());
    std::abort();
  }
}

// Without separators, points and what may stand between the digits of one number.
std::string Digits(std::string_view text) {
  std::string digits;
  for (const char32_t c : parse::Compact(text)) {
    if (c >= U'0' && c <= U'9') {
      digits += static_cast<char>(c);
    }
  }
  return digits;
}

// Whether a document is first read by a child program, which costs a hundred times as much and is not what is tried.
bool NeedsConverter(std::string_view document) {
  const auto media_type = parse::DetectMediaType(document, "");
  return media_type.ok() && (*media_type == parse::media_type::kPdf || *media_type == parse::media_type::kDoc ||
                             media_type->starts_with("image/"));
}

void CheckReport(const report::Report& report, std::string_view document) {
  if (report.form == nullptr) {
    Require(report.cells.empty() && report.notes.empty(), "a report without a form has no cells");
    Require(report.diagnostics.size() == 1, "a rejected document says what it seems to be");
    return;
  }
  const auto cell_count = static_cast<size_t>(report.form->cell_count());
  Require(report.cells.size() == cell_count && report.evidence.size() == cell_count, "one cell and evidence each");
  auto note = report.notes.begin();
  for (size_t c = 0; c < cell_count; ++c) {
    const report::Cell& cell = report.cells[c];
    Require(cell.has_value() || cell.value == 0, "a cell without a value is 0");
    Require(cell.value >= 0 || report::MayBeNegative(report.form->cells()[c].type), "no count or amount is negative");
    if (cell.state != report::CellState::kRead) {
      Require(note != report.notes.end() && note->cell == static_cast<int>(c), "one note for each odd cell, in order");
      ++note;
      continue;
    }
    const std::string& raw = report.evidence[c].raw;
    // In markup, a tag may stand between the characters that are printed side by side.
    Require(document.find(raw) != std::string_view::npos || report.source.media_type != parse::media_type::kText ||
                report.source.charset != "UTF-8" || document.find('\0') != std::string_view::npos ||
                raw.find("\xEF\xBF\xBD") != std::string::npos,
            "what was read is printed");
    if (report.form->cells()[c].type == report::CellType::kCount) {
      // 12.0 is read as 12; leading zeros do not count.
      const std::string digits = Digits(raw);
      const std::string value = std::to_string(cell.value);
      Require(digits.find(value) != std::string::npos, "the digits of a plainly read count are printed");
    }
  }
  Require(note == report.notes.end(), "no note without an odd cell");
}

}  // namespace
}  // namespace gouji

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto* const kCatalog = new gouji::report::FormCatalog(*gouji::report::FormCatalog::BuiltIn());
  static const auto* const kParser = new gouji::parse::Parser(*gouji::parse::Parser::Create(*kCatalog, {}));
  const std::string_view document(reinterpret_cast<const char*>(data), size);
  if (gouji::NeedsConverter(document)) {
    return 0;
  }
  const auto report = kParser->Parse(document, "", {});
  if (report.ok()) {
    gouji::CheckReport(*report, document);
    // Reading twice takes twice the time: one in sixteen, by the bytes, so that what fails once fails again.
    if (std::hash<std::string_view>{}(document) % 16 == 0) {
      gouji::Require(*kParser->Parse(document, "", {}) == *report, "the same bytes give the same report");
    }
  }
  return 0;
}

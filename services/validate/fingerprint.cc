#include "services/validate/fingerprint.h"

#include <algorithm>
#include <iterator>

#include "fmt/format.h"
#include "services/report/sha256.h"

namespace gouji::validate {

std::string Fingerprint(std::string_view rule_id, const report::Report& report, std::vector<int> cells,
                        std::string_view subject) {
  std::sort(cells.begin(), cells.end());
  std::string text = fmt::format("{}\n{}\n", rule_id, report.form == nullptr ? "" : report.form->id());
  for (const int cell : cells) {
    const std::string& path = report.form->cells()[cell].path;
    if (report.cells[cell].has_value()) {
      fmt::format_to(std::back_inserter(text), "{}={}\n", path, report.cells[cell].value);
    } else {
      const report::CellNote* note = report.FindNote(cell);
      const std::string_view raw = note == nullptr ? std::string_view() : std::string_view(note->raw);
      // The length keeps a raw text with line feeds from looking like further cells.
      fmt::format_to(std::back_inserter(text), "{}~{}:{}\n", path, raw.size(), raw);
    }
  }
  if (!subject.empty()) {
    fmt::format_to(std::back_inserter(text), "\"{}:{}\n", subject.size(), subject);
  }
  return report::Sha256Hex(text).substr(0, 32);
}

}  // namespace gouji::validate

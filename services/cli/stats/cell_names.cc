#include "services/cli/stats/cell_names.h"

#include <optional>

namespace gouji::cli {

NamedCell CellNames::Find(const std::string& path) const {
  for (const report::Form& form : catalog_.forms()) {
    const std::optional<int> index = form.FindCell(path);
    if (!index.has_value()) continue;
    const report::FormCell& cell = form.cells()[*index];
    return {.name = language_ == Language::kChinese ? cell.name_zh : cell.name_en, .type = cell.type};
  }
  return {.name = path};
}

}  // namespace gouji::cli

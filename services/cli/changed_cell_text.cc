#include "services/cli/changed_cell_text.h"

#include <optional>

#include "fmt/format.h"
#include "services/cli/display_width.h"
#include "services/cli/money_text.h"

namespace gouji::cli {

std::string ChangedCellText(const statistics::v1::CorrectedCell& change, const report::Form* form, Language language) {
  const std::optional<int> index = form == nullptr ? std::nullopt : form->FindCell(change.cell());
  const report::FormCell* cell = index.has_value() ? &form->cells()[*index] : nullptr;
  const report::CellType type = cell == nullptr ? report::CellType::kCount : cell->type;
  const std::string name =
      cell == nullptr ? Printable(change.cell()) : std::string(Choose(language, cell->name_zh, cell->name_en));
  std::string before(Choose(language, "空", "blank"));
  if (change.has_from()) before = ValueText(change.from(), type);
  if (!change.raw_before().empty()) {
    const std::string raw = Printable(change.raw_before());
    before = change.has_from() ? fmt::format("{} “{}”", before, raw) : fmt::format("“{}”", raw);
  }
  std::string after = change.has_to()    ? ValueText(change.to(), type)
                      : change.derived() ? std::string(Choose(language, "缺", "missing"))
                                         : std::string(Choose(language, "空", "blank"));
  if (change.derived()) {
    after += change.has_to()
                 ? Choose(language, "（推定的读数不再得到印证）", " (a repaired reading, not confirmed any more)")
                 : Choose(language, "（推算所依据的数已更正）", " (what it was inferred from was corrected)");
  }
  return fmt::format("{}{}{} → {}", name, Choose(language, "：", ": "), before, after);
}

}  // namespace gouji::cli

#include "tests/accuracy/damage.h"

#include <array>
#include <cstddef>
#include <utility>

#include "tests/accuracy/damage_site.h"

namespace gouji {
namespace {

using generator::PrintedDocument;

struct Kind {
  std::string_view name;
  void (*apply)(DamageSite& site);
};

void LeaveAlone(DamageSite& site) { static_cast<void>(site); }

constexpr std::array<Kind, 21> kKinds = {{{"none", LeaveAlone},
                                          {"cell-dropped", DropCells},
                                          {"total-dropped", DropTotal},
                                          {"column-clipped", ClipColumns},
                                          {"rows-narrowed", NarrowRows},
                                          {"row-lost", LoseRow},
                                          {"table-end-lost", LoseTableEnd},
                                          {"cell-blanked", BlankCells},
                                          {"label-shifted", ShiftLabels},
                                          {"label-wrapped", WrapLabel},
                                          {"label-misread", MisreadLabels},
                                          {"group-swallowed", SwallowGroup},
                                          {"page-broken", BreakPages},
                                          {"header-repeated", RepeatHeader},
                                          {"header-split", SplitHeader},
                                          {"header-lost", LoseHeader},
                                          {"row-added", AddRow},
                                          {"column-added", AddColumn},
                                          {"empty-rows", AddEmptyRows},
                                          {"padded-figures", PadFigures},
                                          {"date-damaged", DamageDate}}};
static_assert(kKinds.size() == std::size(kAllDamages));

}  // namespace

std::string_view DamageName(Damage damage) { return kKinds[static_cast<size_t>(damage)].name; }

DamagedDocument ApplyDamage(PrintedDocument document, const report::Form& form, const generator::Layout& layout,
                            Damage damage, generator::RandomSource& random) {
  DamagedDocument damaged;
  damaged.document = std::move(document);
  DamageSite site{damaged.document, random};
  kKinds[static_cast<size_t>(damage)].apply(site);
  damaged.evidence = JudgePages(damaged.document, form, layout, damage == Damage::kHeaderLost);
  damaged.date_unclear = damage == Damage::kDateDamaged;
  return damaged;
}

}  // namespace gouji

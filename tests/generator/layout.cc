#include "tests/generator/layout.h"

#include <utility>

namespace gouji::generator {

std::optional<Layout> FindLayout(std::string_view name) {
  static constexpr std::pair<std::string_view, Layout> kLayouts[] = {
      {"tabs", {TableStyle::kTabs, HeadingStyle::kPlain, Quirks::kNone, ZeroStyle::kDigit}},
      {"tabs-quirks", {TableStyle::kTabs, HeadingStyle::kUnequal, Quirks::kRandom, ZeroStyle::kDigit}},
      {"tabs-blanks", {TableStyle::kTabs, HeadingStyle::kPlain, Quirks::kNone, ZeroStyle::kBlank}},
      {"trailing-pipes", {TableStyle::kTrailingPipes, HeadingStyle::kPlain, Quirks::kNone, ZeroStyle::kDigit}},
      {"framed-pipes", {TableStyle::kFramedPipes, HeadingStyle::kMarked, Quirks::kNone, ZeroStyle::kDigit}},
      {"framed-pipes-blanks", {TableStyle::kFramedPipes, HeadingStyle::kMarked, Quirks::kNone, ZeroStyle::kBlank}},
  };
  for (const auto& [known, layout] : kLayouts) {
    if (known == name) {
      return layout;
    }
  }
  return std::nullopt;
}

}  // namespace gouji::generator

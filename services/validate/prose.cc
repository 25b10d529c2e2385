#include "services/validate/prose.h"

#include <algorithm>

namespace gouji::validate {

report::Evidence PlaceInSection(const report::Section& section, size_t byte, std::string_view quote) {
  const auto begin = section.text.begin();
  const auto end = begin + static_cast<std::ptrdiff_t>(std::min(byte, section.text.size()));
  const auto paragraph = static_cast<size_t>(std::count(begin, end, '\n'));
  report::Evidence place;
  if (paragraph < section.positions.size()) {
    place = section.positions[paragraph];
  }
  place.raw = quote;
  return place;
}

}  // namespace gouji::validate

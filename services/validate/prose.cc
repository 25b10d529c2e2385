#include "services/validate/prose.h"

#include <algorithm>
#include <array>

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

std::string_view SentenceAt(std::string_view text, size_t byte) {
  constexpr std::array<std::string_view, 5> kEnds = {"。", "；", "！", "？", "\n"};
  constexpr size_t kFarthest = 2000;  // bytes before and behind: no sentence is longer
  byte = std::min(byte, text.size());
  size_t begin = byte - std::min(byte, kFarthest);
  size_t end = std::min(byte + kFarthest, text.size());
  text = text.substr(0, end);
  for (const std::string_view sign : kEnds) {
    if (const size_t before = text.substr(begin, byte - begin).rfind(sign); before != std::string_view::npos) {
      begin += before + sign.size();
    }
    end = std::min(end, text.find(sign, byte));
  }
  return text.substr(begin, end - begin);
}

}  // namespace gouji::validate

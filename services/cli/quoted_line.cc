#include "services/cli/quoted_line.h"

#include <algorithm>

#include "services/cli/display_width.h"

namespace gouji::cli {
namespace {

enum class Marker : char { kNone = ' ', kFirst = '^', kFurther = '~' };

struct Place {
  std::string text;
  int width;
  Marker marker = Marker::kNone;
};

constexpr std::string_view kCut = "…";

void Apply(const Mark& mark, const std::vector<DisplayCharacter>& characters, std::vector<Place>& places) {
  const std::size_t length = SplitCharacters(mark.text).size();
  if (mark.column < 1 || length == 0) return;
  const std::size_t begin = static_cast<std::size_t>(mark.column) - 1;
  if (begin + length > characters.size()) return;
  std::string there;
  for (std::size_t i = begin; i < begin + length; ++i) there += characters[i].text;
  if (there != mark.text) return;
  for (std::size_t i = begin; i < begin + length; ++i) {
    places[i].marker = i == begin ? Marker::kFirst : Marker::kFurther;
  }
}

}  // namespace

QuotedLine QuoteLine(std::string_view line, const std::vector<Mark>& marks, int max_width) {
  const std::vector<DisplayCharacter> characters = SplitCharacters(line);
  std::vector<Place> places;
  places.reserve(characters.size());
  for (const DisplayCharacter& character : characters) {
    std::string text = Printable(character.text);
    const int width = DisplayWidth(text);
    places.push_back({.text = std::move(text), .width = width});
  }
  for (const Mark& mark : marks) Apply(mark, characters, places);

  const auto is_blank = [](const Place& place) { return place.text.find_first_not_of(' ') == std::string::npos; };
  auto begin = std::find_if_not(places.begin(), places.end(), is_blank);
  auto end = std::find_if_not(places.rbegin(), std::make_reverse_iterator(begin), is_blank).base();
  const auto width_of = [](auto first, auto last) {
    int width = 0;
    for (auto place = first; place != last; ++place) width += place->width;
    return width;
  };
  QuotedLine quoted;
  if (width_of(begin, end) > max_width) {
    const auto marked = std::find_if(begin, end, [](const Place& place) { return place.marker != Marker::kNone; });
    if (marked != end && width_of(begin, marked) > max_width / 2) {
      int before = width_of(begin, marked);
      for (; before > max_width / 2; ++begin) before -= begin->width;
      quoted.text = kCut;
      quoted.markers = " ";
    }
    auto last = begin;
    for (int width = 0; last != end && width + last->width <= max_width; ++last) width += last->width;
    end = last;
  }
  const bool cut = end != places.end() && !std::all_of(end, places.end(), is_blank);
  for (auto place = begin; place != end; ++place) {
    quoted.text += place->text;
    for (int i = 0; i < place->width; ++i) {
      const bool first = i == 0 && place->marker == Marker::kFirst;
      quoted.markers += place->marker == Marker::kNone ? ' ' : first ? '^' : '~';
    }
  }
  if (cut) quoted.text += kCut;
  quoted.markers.erase(quoted.markers.find_last_not_of(' ') + 1);
  return quoted;
}

}  // namespace gouji::cli

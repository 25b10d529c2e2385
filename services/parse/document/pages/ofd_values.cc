#include "services/parse/document/pages/ofd_values.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "services/parse/document/office/xml_names.h"

namespace gouji::parse {
namespace {

constexpr double kLargest = 1e7;

bool IsSeparator(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ','; }

// Takes the next word off a text; empty at its end.
std::string_view NextWord(std::string_view& text) {
  while (!text.empty() && IsSeparator(text.front())) {
    text.remove_prefix(1);
  }
  const auto* end = std::find_if(text.begin(), text.end(), IsSeparator);
  const std::string_view word = text.substr(0, static_cast<size_t>(end - text.begin()));
  text.remove_prefix(word.size());
  return word;
}

// A part of a colour: decimal, or hexadecimal behind #.
std::optional<double> ColourPart(std::string_view text) {
  if (!text.starts_with('#')) {
    return OfdNumber(text);
  }
  int value = 0;
  const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), value, 16);
  return error == std::errc() && end == text.data() + text.size() ? std::optional<double>(value) : std::nullopt;
}

}  // namespace

std::optional<double> OfdNumber(std::string_view text) {
  std::string_view word = NextWord(text);
  if (word.starts_with('+')) {
    word.remove_prefix(1);
  }
  double number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc() || end != word.data() + word.size() || !std::isfinite(number) ||
      std::abs(number) > kLargest) {
    return std::nullopt;
  }
  return number;
}

std::vector<double> OfdNumbers(std::string_view text, size_t limit) {
  std::vector<double> numbers;
  while (numbers.size() < limit) {
    const std::optional<double> number = OfdNumber(NextWord(text));
    if (!number.has_value()) {
      break;
    }
    numbers.push_back(*number);
  }
  return numbers;
}

std::optional<OfdBox> ParseOfdBox(std::string_view text) {
  const std::vector<double> numbers = OfdNumbers(text, 4);
  if (numbers.size() != 4) {
    return std::nullopt;
  }
  return OfdBox{.x = numbers[0], .y = numbers[1], .width = numbers[2], .height = numbers[3]};
}

Affine ParseOfdMatrix(std::string_view text) {
  const std::vector<double> m = OfdNumbers(text, 6);
  return m.size() == 6 ? Affine{m[0], m[1], m[2], m[3], m[4], m[5]} : Affine();
}

std::vector<double> ParseOfdSteps(std::string_view text, size_t limit) {
  std::vector<double> steps;
  while (steps.size() < limit) {
    std::string_view word = NextWord(text);
    size_t count = 1;
    if (word.starts_with('g')) {
      word.remove_prefix(1);
      const std::optional<double> times = OfdNumber(word.empty() ? NextWord(text) : word);
      if (!times.has_value() || *times < 0) {
        break;
      }
      count = static_cast<size_t>(*times);
      word = NextWord(text);
    }
    const std::optional<double> step = OfdNumber(word);
    if (!step.has_value()) {
      break;
    }
    steps.insert(steps.end(), std::min(count, limit - steps.size()), *step);
  }
  return steps;
}

bool IsTransparent(const pugi::xml_node& node) {
  const pugi::xml_attribute alpha = Attribute(node, "Alpha");
  return alpha && OfdNumber(alpha.value()) == 0.0;
}

bool IsWhite(const pugi::xml_node& colour) {
  constexpr double kWhite = 250;
  std::string_view text = AttributeText(colour, "Value");
  std::vector<double> parts;
  for (std::string_view word = NextWord(text); !word.empty() && parts.size() < 4; word = NextWord(text)) {
    const std::optional<double> part = ColourPart(word);
    if (!part.has_value()) {
      return false;
    }
    parts.push_back(*part);
  }
  if (parts.size() == 4) {
    return std::all_of(parts.begin(), parts.end(), [](double part) { return part <= 0; });
  }
  return (parts.size() == 1 || parts.size() == 3) &&
         std::all_of(parts.begin(), parts.end(), [](double part) { return part >= kWhite; });
}

}  // namespace gouji::parse

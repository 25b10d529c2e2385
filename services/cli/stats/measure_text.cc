#include "services/cli/stats/measure_text.h"

#include <cmath>

#include "fmt/format.h"
#include "services/cli/money_text.h"

namespace gouji::cli {
namespace {

using statistics::v1::MetricUnit;

constexpr char kNoValue[] = "—";

// A count without decimals; half a piece, as means have it, with two.
std::string PiecesText(double number) {
  return number == std::floor(number) ? fmt::format("{:.0f}", number) : fmt::format("{:.2f}", number);
}

bool IsZero(std::string_view text) { return text.find_first_of("123456789") == std::string_view::npos; }

// A zero has no sign.
std::string Unsigned(const std::string& text) { return IsZero(text) && text.starts_with('-') ? text.substr(1) : text; }

// What grows has one.
std::string Signed(const std::string& text) { return IsZero(text) || text.starts_with('-') ? text : "+" + text; }

}  // namespace

std::string NumberText(double number, MetricUnit unit) {
  switch (unit) {
    case statistics::v1::METRIC_UNIT_FEN:
      return WanYuanText(std::llround(number));
    case statistics::v1::METRIC_UNIT_SHARE:
      return Unsigned(fmt::format("{:.1f}%", number * 100));
    case statistics::v1::METRIC_UNIT_PER_HUNDRED:
    case statistics::v1::METRIC_UNIT_PER_ONE:
      return Unsigned(fmt::format("{:.2f}", number));
    default:
      return Unsigned(PiecesText(number));
  }
}

std::string MeasureText(const statistics::v1::MeasureValue& value, MetricUnit unit) {
  if (!value.has_value()) return kNoValue;
  if (unit == statistics::v1::METRIC_UNIT_PIECES) return fmt::format("{}", value.numerator());
  if (unit == statistics::v1::METRIC_UNIT_FEN) return WanYuanText(value.numerator());
  return NumberText(value.value(), unit);
}

std::string ChangeText(double change, MetricUnit unit, Language language) {
  // Percentage points are told by their name, for a percentage of a percentage is another thing.
  if (unit != statistics::v1::METRIC_UNIT_SHARE) return Signed(NumberText(change, unit));
  return Signed(Unsigned(fmt::format("{:.1f}", change))) + std::string(Choose(language, " 个百分点", " pp"));
}

std::string RateText(double rate) { return Signed(Unsigned(fmt::format("{:.1f}%", rate * 100))); }

std::string UnitName(MetricUnit unit, Language language) {
  switch (unit) {
    case statistics::v1::METRIC_UNIT_FEN:
      return std::string(Choose(language, "万元", "10 000 yuan"));
    case statistics::v1::METRIC_UNIT_SHARE:
      return "%";
    case statistics::v1::METRIC_UNIT_PER_HUNDRED:
      return std::string(Choose(language, "每百件", "per 100"));
    case statistics::v1::METRIC_UNIT_PER_ONE:
      return std::string(Choose(language, "平均", "each"));
    default:
      return std::string(Choose(language, "件", "pieces"));
  }
}

std::string MeasureName(const statistics::v1::MetricDescription& measure, Language language) {
  const statistics::v1::Metric& metric = measure.metric();
  const std::string& name = language == Language::kChinese ? metric.name_zh() : metric.name_en();
  return name.empty() ? metric.id() : name;
}

std::string MeasureTitle(const statistics::v1::MetricDescription& measure, Language language) {
  return fmt::format(fmt::runtime(Choose(language, "{}（{}）", "{} ({})")), MeasureName(measure, language),
                     UnitName(measure.metric().unit(), language));
}

}  // namespace gouji::cli

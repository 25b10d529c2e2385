#include "services/cli/stats/figures_chart.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

#include "fmt/format.h"
#include "services/cli/html/escape_html.h"

namespace gouji::cli {
namespace {

// In the units of the drawing, which the page scales to its width.
constexpr double kWidth = 760;
constexpr double kHeight = 280;
constexpr double kLabelWidth = 200;  // left of bars
constexpr double kBarHeight = 22;
constexpr double kMargin = 56;
constexpr int kSeriesLimit = 8;  // lines of different colours
constexpr int kTickCount = 4;
constexpr std::size_t kLabelLimit = 16;  // characters of a bar's label

struct Scale {
  double least = 0;
  double greatest = 0;

  double Share(double value) const { return greatest > least ? (value - least) / (greatest - least) : 0; }
};

// From 0, so that lengths compare as values do, to the next round number.
std::optional<Scale> ScaleOf(const FigureChart& chart) {
  std::optional<Scale> scale;
  for (const FigureChart::Series& series : chart.series) {
    for (const std::optional<double>& value : series.values) {
      if (!value.has_value()) continue;
      if (!scale.has_value()) scale = Scale();
      scale->least = std::min(scale->least, *value);
      scale->greatest = std::max(scale->greatest, *value);
    }
  }
  if (!scale.has_value()) return scale;
  const double span = scale->greatest - scale->least;
  if (span <= 0) {
    scale->greatest = 1;
    return scale;
  }
  const double magnitude = std::pow(10, std::floor(std::log10(span / kTickCount)));
  double step = magnitude * 10;
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (magnitude * factor * kTickCount >= span) {
      step = magnitude * factor;
      break;
    }
  }
  scale->greatest = std::ceil(scale->greatest / step) * step;
  scale->least = std::floor(scale->least / step) * step;
  return scale;
}

std::string TickText(double value, const std::string& unit) {
  return unit == "%" ? fmt::format("{:g}%", std::round(value * 1e4) / 1e2) : fmt::format("{:g}", value);
}

std::string TextAt(double x, double y, std::string_view anchor, std::string_view text) {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", x, y, anchor, text);
}

std::string Open(double height) {
  return fmt::format("<svg class=\"chart\" viewBox=\"0 0 {} {}\" role=\"img\" xmlns=\"http://www.w3.org/2000/svg\">\n",
                     kWidth, height);
}

std::string Bars(const FigureChart& chart, const Scale& scale) {
  const std::vector<std::optional<double>>& values = chart.series.front().values;
  const double width = kWidth - kLabelWidth - kMargin;
  const double zero = kLabelWidth + width * scale.Share(0);
  std::string out = Open(kBarHeight * static_cast<double>(values.size()) + 8);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double top = kBarHeight * static_cast<double>(i) + 4;
    out += TextAt(kLabelWidth - 8, top + 14, "end", EscapeHtml(chart.labels[i], kLabelLimit));
    if (!values[i].has_value()) continue;
    const double end = kLabelWidth + width * scale.Share(*values[i]);
    out += fmt::format("<rect class=\"s0\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/>\n",
                       std::min(zero, end), top + 2, std::max(std::abs(end - zero), 0.5), kBarHeight - 6);
    out += TextAt(std::max(zero, end) + 6, top + 14, "start", TickText(*values[i], chart.unit));
  }
  return out + "</svg>\n";
}

// The lines behind a drawing with upright values.
std::string Grid(const Scale& scale, const std::string& unit) {
  std::string out;
  for (int i = 0; i <= kTickCount; ++i) {
    const double value = scale.least + (scale.greatest - scale.least) * i / kTickCount;
    const double y = kHeight - 32 - (kHeight - 48) * scale.Share(value);
    out += fmt::format("<line class=\"grid\" x1=\"{}\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>\n", kMargin, kWidth - 16,
                       y, y);
    out += TextAt(kMargin - 6, y + 4, "end", TickText(value, unit));
  }
  return out;
}

double Upright(const Scale& scale, double value) { return kHeight - 32 - (kHeight - 48) * scale.Share(value); }

std::string Histogram(const FigureChart& chart, const Scale& scale) {
  const std::vector<std::optional<double>>& values = chart.series.front().values;
  const double step = (kWidth - kMargin - 16) / static_cast<double>(values.size());
  std::string out = Open(kHeight) + Grid(scale, chart.unit);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double x = kMargin + step * static_cast<double>(i);
    const double y = Upright(scale, values[i].value_or(0));
    out += fmt::format("<rect class=\"s0\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/>\n", x + 0.5,
                       y, step - 1, Upright(scale, 0) - y);
  }
  // The bounds at both ends and in the middle; all would run into each other.
  const std::size_t last = chart.labels.size() - 1;
  for (const std::size_t i : {std::size_t{0}, last / 2, last}) {
    out += TextAt(kMargin + step * static_cast<double>(i), kHeight - 10, "middle", EscapeHtml(chart.labels[i]));
  }
  return out + "</svg>\n";
}

std::string Lines(const FigureChart& chart, const Scale& scale) {
  const std::size_t count = chart.labels.size();
  const double step = (kWidth - kMargin - 60) / static_cast<double>(std::max<std::size_t>(count - 1, 1));
  const std::size_t series_count = std::min<std::size_t>(chart.series.size(), kSeriesLimit);
  std::string out = Open(kHeight + 20 * static_cast<double>(series_count)) + Grid(scale, chart.unit);
  for (std::size_t i = 0; i < count; ++i) {
    out += TextAt(kMargin + 20 + step * static_cast<double>(i), kHeight - 10, "middle", EscapeHtml(chart.labels[i]));
  }
  for (std::size_t s = 0; s < series_count; ++s) {
    const FigureChart::Series& series = chart.series[s];
    std::string path;
    std::string points;
    bool is_open = false;
    for (std::size_t i = 0; i < series.values.size(); ++i) {
      if (!series.values[i].has_value()) {
        is_open = false;
        continue;
      }
      const double x = kMargin + 20 + step * static_cast<double>(i);
      const double y = Upright(scale, *series.values[i]);
      path += fmt::format("{}{:.1f} {:.1f} ", is_open ? "L" : "M", x, y);
      points += fmt::format("<circle class=\"s{}\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3\"/>\n", s, x, y);
      is_open = true;
    }
    out += fmt::format("<path class=\"l{}\" d=\"{}\"/>\n{}", s, path, points);
    const double y = kHeight + 20 * static_cast<double>(s) + 6;
    out += fmt::format("<rect class=\"s{}\" x=\"{}\" y=\"{:.1f}\" width=\"14\" height=\"4\"/>\n", s, kMargin, y);
    out += TextAt(kMargin + 20, y + 6, "start", EscapeHtml(series.name));
  }
  return out + "</svg>\n";
}

}  // namespace

std::string ChartSvg(const FigureChart& chart) {
  const std::optional<Scale> scale = ScaleOf(chart);
  if (!scale.has_value()) return "";
  switch (chart.kind) {
    case FigureChart::Kind::kBars:
      return Bars(chart, *scale);
    case FigureChart::Kind::kLines:
      return Lines(chart, *scale);
    case FigureChart::Kind::kHistogram:
      return Histogram(chart, *scale);
  }
  return "";
}

}  // namespace gouji::cli

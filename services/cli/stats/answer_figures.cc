#include "services/cli/stats/answer_figures.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "fmt/format.h"
#include "services/cli/money_text.h"
#include "services/cli/stats/cell_names.h"
#include "services/cli/stats/measure_text.h"
#include "services/cli/stats/population_text.h"

namespace gouji::cli {
namespace {

using statistics::v1::CellTotal;
using statistics::v1::MeasureValue;
using statistics::v1::MetricDescription;
using statistics::v1::MetricUnit;

constexpr char kNoValue[] = "—";
// Bars of a chart; more are not told apart.
constexpr int kBarLimit = 40;

Figure Text(std::string text) { return {.text = std::move(text)}; }

Figure NoValue() { return {.text = kNoValue, .exact = ""}; }

Figure Count(std::int64_t count) { return {.text = fmt::format("{}", count), .number = static_cast<double>(count)}; }

// A number in the unit of a measure. People read shares in percent and money in 万元, programs as they are computed.
Figure Number(double number, MetricUnit unit) {
  const double shown = unit == statistics::v1::METRIC_UNIT_FEN ? number / 1e6 : number;
  return {.text = NumberText(number, unit), .number = shown, .exact = fmt::format("{}", number)};
}

Figure Value(const MeasureValue& value, MetricUnit unit) {
  if (!value.has_value()) return NoValue();
  Figure figure = Number(value.value(), unit);
  figure.text = MeasureText(value, unit);
  if (!value.has_denominator()) figure.exact = fmt::format("{}", value.numerator());
  return figure;
}

// What is divided, or by what it is divided: money where the measure is money.
Figure Part(std::int64_t part, MetricUnit unit) {
  if (unit != statistics::v1::METRIC_UNIT_FEN) return Count(part);
  return {.text = WanYuanText(part), .number = static_cast<double>(part) / 1e6, .exact = fmt::format("{}", part)};
}

Figure Denominator(const MeasureValue& value) {
  return value.has_denominator() ? Count(value.denominator()) : Figure{.text = ""};
}

// Writes the tables of one answer.
class FigureWriter {
 public:
  FigureWriter(std::string_view title_zh, std::string_view title_en, Language language) : language_(language) {
    table_.title = std::string(Choose(language, title_zh, title_en));
  }

  void About(const MetricDescription& measure) {
    table_.title += fmt::format(fmt::runtime(Choose(language_, "：{}", ": {}")), MeasureTitle(measure, language_));
    const bool zh = language_ == Language::kChinese;
    const std::string& formula = zh ? measure.formula_zh() : measure.formula_en();
    if (!formula.empty()) {
      table_.notes.push_back(fmt::format(fmt::runtime(Choose(language_, "定义：{}", "definition: {}")), formula));
    }
    const std::string& caveat = zh ? measure.metric().caveat_zh() : measure.metric().caveat_en();
    if (!caveat.empty()) {
      table_.remarks.push_back(fmt::format(fmt::runtime(Choose(language_, "注意：{}", "caveat: {}")), caveat));
    }
  }

  void Counted(statistics::v1::Basis basis, const statistics::v1::Coverage& coverage) {
    const std::string text = CoverageText(basis, coverage, language_);
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = text.find('\n', begin);
      table_.notes.push_back(text.substr(begin, end - begin));
      begin = end + 1;
    }
  }

  void AddColumn(std::string key, std::string_view chinese, std::string_view english, bool is_number = true) {
    table_.columns.push_back(
        {.key = std::move(key), .name = std::string(Choose(language_, chinese, english)), .is_number = is_number});
  }
  void AddTextColumn(std::string key, std::string_view chinese, std::string_view english) {
    AddColumn(std::move(key), chinese, english, false);
  }
  // In the unit of a measure.
  void AddMeasureColumn(std::string key, std::string_view chinese, std::string_view english, MetricUnit unit) {
    AddColumn(std::move(key), chinese, english);
    table_.columns.back().is_share = unit == statistics::v1::METRIC_UNIT_SHARE;
  }
  // A value with what it is made of.
  void AddValueColumns(MetricUnit unit) {
    AddMeasureColumn("value", "数值", "value", unit);
    AddColumn("numerator", "分子", "numerator");
    AddColumn("denominator", "分母", "denominator");
    AddColumn("assessable_count", "可计算", "assessable");
    AddColumn("not_assessable_count", "不可计算", "not assessable");
  }

  void AddRow(std::vector<Figure> row) { table_.rows.push_back(std::move(row)); }
  static void AppendValue(const MeasureValue& value, MetricUnit unit, std::vector<Figure>* row) {
    row->push_back(Value(value, unit));
    row->push_back(Part(value.numerator(), unit));
    row->push_back(Denominator(value));
    row->push_back(Count(value.assessable_count()));
    row->push_back(Count(value.not_assessable_count()));
  }

  void Remark(std::string text) { table_.remarks.push_back(std::move(text)); }
  // To be told of all groups before one is named: a group without a name is all reports when it is the only one, and
  // those of which it is not known otherwise.
  void NoteGroup(const statistics::v1::GroupKey& group) {
    is_grouped_ = is_grouped_ || !GroupName(group, language_).empty();
  }
  std::string Group(const statistics::v1::GroupKey& group) const {
    std::string name = GroupName(group, language_);
    if (!name.empty()) return name;
    return std::string(is_grouped_ ? Choose(language_, "（不明）", "(unknown)") : Choose(language_, "全部", "all"));
  }

  FigureTable& table() { return table_; }
  FigureTable Take() { return std::move(table_); }

 private:
  const Language language_;
  bool is_grouped_ = false;
  FigureTable table_;
};

MetricUnit UnitOf(const MetricDescription& measure) { return measure.metric().unit(); }

// A point of a line behind what names the line.
std::vector<Figure> TrendRow(const statistics::v1::TrendPoint& point, MetricUnit unit, Language language,
                             std::vector<Figure> row) {
  row.push_back(Count(point.year()));
  row.back().exact = row.back().text;
  if (point.form_break()) row.back().text += "*";
  FigureWriter::AppendValue(point.value(), unit, &row);
  row.push_back(point.has_change() ? Figure{.text = ChangeText(point.change(), unit, language),
                                            .number = point.change(),
                                            .exact = fmt::format("{}", point.change())}
                                   : Text(""));
  row.push_back(point.has_change_rate() ? Figure{.text = RateText(point.change_rate()),
                                                 .number = point.change_rate(),
                                                 .exact = fmt::format("{}", point.change_rate())}
                                        : Text(""));
  return row;
}

std::optional<double> ShownValue(const MeasureValue& value, MetricUnit unit) { return Value(value, unit).number; }

}  // namespace

std::vector<FigureTable> RankingFigures(const statistics::v1::Ranking& ranking, statistics::v1::Basis basis,
                                        Language language) {
  FigureWriter writer("排名", "ranking", language);
  writer.About(ranking.measure());
  writer.Counted(basis, ranking.coverage());
  writer.AddColumn("rank", "名次", "rank");
  writer.AddTextColumn("group", "单位", "unit");
  const MetricUnit unit = UnitOf(ranking.measure());
  writer.AddValueColumns(unit);
  FigureChart chart = {.kind = FigureChart::Kind::kBars, .unit = UnitName(unit, language)};
  FigureChart::Series& bars = chart.series.emplace_back();
  bars.name = MeasureName(ranking.measure(), language);
  for (const statistics::v1::RankedGroup& group : ranking.groups()) writer.NoteGroup(group.group());
  for (const statistics::v1::RankedGroup& group : ranking.groups()) {
    std::vector<Figure> row = {group.rank() == 0 ? NoValue() : Count(group.rank()), Text(writer.Group(group.group()))};
    if (group.is_small_sample()) row[1].text += Choose(language, "（样本小）", " (small sample)");
    FigureWriter::AppendValue(group.value(), unit, &row);
    if (group.rank() != 0 && static_cast<int>(chart.labels.size()) < kBarLimit) {
      chart.labels.push_back(row[1].text);
      bars.values.push_back(ShownValue(group.value(), unit));
    }
    writer.AddRow(std::move(row));
  }
  if (chart.labels.size() > 1) writer.table().charts.push_back(std::move(chart));
  writer.Remark(fmt::format(fmt::runtime(Choose(language, "参加排名 {}，样本小不排名 {}，没有数值 {}",
                                                "{} ranked, {} small samples without a rank, {} without a value")),
                            ranking.ranked_count(), ranking.small_count(), ranking.without_value_count()));
  return {writer.Take()};
}

std::vector<FigureTable> TrendFigures(const statistics::v1::Trends& trends, statistics::v1::Basis basis,
                                      Language language) {
  FigureWriter writer("趋势", "trend", language);
  const bool is_one = trends.measures_size() == 1;
  if (is_one) writer.About(trends.measures(0));
  writer.Counted(basis, trends.coverage());
  writer.AddTextColumn("group", "分组", "group");
  writer.AddTextColumn("measure", "指标", "measure");
  writer.AddColumn("year", "年度", "year");
  writer.AddValueColumns(is_one ? UnitOf(trends.measures(0)) : statistics::v1::METRIC_UNIT_UNSPECIFIED);
  writer.AddColumn("change", "比上年", "change");
  writer.AddColumn("change_rate", "增减", "change rate");
  std::map<int, std::size_t> years;
  for (const statistics::v1::TrendLine& line : trends.lines()) {
    writer.NoteGroup(line.group());
    for (const statistics::v1::TrendPoint& point : line.points()) years[point.year()] = 0;
  }
  std::vector<std::string> labels;
  for (auto& [year, place] : years) {
    place = labels.size();
    labels.push_back(fmt::format("{}", year));
  }
  bool has_break = false;
  for (const MetricDescription& measure : trends.measures()) {
    const MetricUnit unit = UnitOf(measure);
    const std::string name = MeasureName(measure, language);
    FigureChart chart = {.kind = FigureChart::Kind::kLines,
                         .title = is_one ? "" : MeasureTitle(measure, language),
                         .unit = UnitName(unit, language),
                         .labels = labels};
    for (const statistics::v1::TrendLine& line : trends.lines()) {
      if (line.measure() != measure.metric().id()) continue;
      const std::string group = writer.Group(line.group());
      FigureChart::Series& series = chart.series.emplace_back();
      series.name = is_one ? group : fmt::format("{} {}", group, name);
      series.values.resize(labels.size());
      for (const statistics::v1::TrendPoint& point : line.points()) {
        series.values[years[point.year()]] = ShownValue(point.value(), unit);
        has_break = has_break || point.form_break();
        writer.AddRow(TrendRow(point, unit, language, {Text(group), {.text = name, .exact = line.measure()}}));
      }
    }
    if (labels.size() > 1) writer.table().charts.push_back(std::move(chart));
  }
  if (has_break) {
    writer.Remark(std::string(Choose(language, "* 与上一年使用的格式不同，数字可能不可比",
                                     "* other forms than the year before: the figures may not be comparable")));
  }
  return {writer.Take()};
}

std::vector<FigureTable> DistributionFigures(const statistics::v1::Distributions& distributions,
                                             statistics::v1::Basis basis, Language language) {
  const MetricUnit unit = UnitOf(distributions.measure());
  FigureWriter writer("分布", "distribution", language);
  writer.About(distributions.measure());
  writer.Counted(basis, distributions.coverage());
  writer.AddTextColumn("group", "分组", "group");
  writer.AddColumn("value_count", "份数", "reports");
  writer.AddMeasureColumn("total", "合计", "all together", unit);
  writer.AddMeasureColumn("mean", "平均", "mean", unit);
  writer.AddMeasureColumn("minimum", "最小", "least", unit);
  writer.AddMeasureColumn("p10", "P10", "P10", unit);
  writer.AddMeasureColumn("p25", "P25", "P25", unit);
  writer.AddMeasureColumn("median", "中位数", "median", unit);
  writer.AddMeasureColumn("p75", "P75", "P75", unit);
  writer.AddMeasureColumn("p90", "P90", "P90", unit);
  writer.AddMeasureColumn("maximum", "最大", "greatest", unit);
  writer.AddColumn("not_assessable_count", "不可计算", "not assessable");
  for (const statistics::v1::Distribution& one : distributions.distributions()) writer.NoteGroup(one.group());
  for (const statistics::v1::Distribution& one : distributions.distributions()) {
    std::vector<Figure> row = {Text(writer.Group(one.group())), Count(one.value_count()), Value(one.total(), unit)};
    for (const double number :
         {one.mean(), one.minimum(), one.p10(), one.p25(), one.median(), one.p75(), one.p90(), one.maximum()}) {
      row.push_back(one.value_count() == 0 ? NoValue() : Number(number, unit));
    }
    row.push_back(Count(one.total().not_assessable_count()));
    writer.AddRow(std::move(row));
  }
  std::vector<FigureTable> tables;
  tables.push_back(writer.Take());
  if (distributions.distributions_size() != 1 || distributions.distributions(0).bins().empty()) return tables;
  FigureWriter histogram("直方图", "histogram", language);
  histogram.AddMeasureColumn("from", "从", "from", unit);
  histogram.AddMeasureColumn("to", "到", "to", unit);
  histogram.AddColumn("count", "份数", "reports");
  FigureChart chart = {.kind = FigureChart::Kind::kHistogram, .unit = std::string(Choose(language, "份", "reports"))};
  FigureChart::Series& series = chart.series.emplace_back();
  series.name = MeasureTitle(distributions.measure(), language);
  for (const statistics::v1::HistogramBin& bin : distributions.distributions(0).bins()) {
    histogram.AddRow({Number(bin.from(), unit), Number(bin.to(), unit), Count(bin.count())});
    chart.labels.push_back(NumberText(bin.from(), unit));
    series.values.emplace_back(bin.count());
  }
  chart.labels.push_back(NumberText(distributions.distributions(0).bins().rbegin()->to(), unit));
  histogram.table().charts.push_back(std::move(chart));
  tables.push_back(histogram.Take());
  return tables;
}

std::vector<FigureTable> ComparisonFigures(const statistics::v1::Comparison& comparison, statistics::v1::Basis basis,
                                           const report::FormCatalog& catalog, Language language) {
  const CellNames names(catalog, language);
  FigureWriter cells("比较（仅列不同的单元格）", "comparison (cells that differ)", language);
  cells.table().notes.emplace_back(Choose(language, "左：", "left:"));
  cells.Counted(basis, comparison.left().coverage());
  cells.table().notes.emplace_back(Choose(language, "右：", "right:"));
  cells.Counted(basis, comparison.right().coverage());
  cells.AddTextColumn("cell", "单元格", "cell");
  cells.AddColumn("left", "左", "left");
  cells.AddColumn("right", "右", "right");
  cells.AddColumn("difference", "相差", "difference");
  std::map<std::string_view, const CellTotal*> right;
  for (const CellTotal& total : comparison.right().cells()) right[total.cell()] = &total;
  const auto amount = [](std::int64_t value, report::CellType type) {
    return Part(value, report::IsMoney(type) ? statistics::v1::METRIC_UNIT_FEN : statistics::v1::METRIC_UNIT_PIECES);
  };
  for (const CellTotal& left : comparison.left().cells()) {
    const auto found = right.find(left.cell());
    if (found == right.end() || found->second->sum() == left.sum()) continue;
    const NamedCell cell = names.Find(left.cell());
    cells.AddRow({{.text = cell.name, .exact = left.cell()},
                  amount(left.sum(), cell.type),
                  amount(found->second->sum(), cell.type),
                  amount(found->second->sum() - left.sum(), cell.type)});
  }
  std::vector<FigureTable> tables;
  tables.push_back(cells.Take());
  if (!comparison.measures().empty()) {
    FigureWriter measures("指标", "measures", language);
    measures.AddTextColumn("measure", "指标", "measure");
    measures.AddColumn("left", "左", "left");
    measures.AddColumn("right", "右", "right");
    measures.AddColumn("change", "变化", "change");
    for (int i = 0; i < comparison.measures_size() && i < comparison.descriptions_size(); ++i) {
      const statistics::v1::MeasureComparison& one = comparison.measures(i);
      const MetricDescription& measure = comparison.descriptions(i);
      measures.AddRow({{.text = MeasureTitle(measure, language), .exact = measure.metric().id()},
                       Value(one.left(), UnitOf(measure)),
                       Value(one.right(), UnitOf(measure)),
                       one.has_change() ? Figure{.text = ChangeText(one.change(), UnitOf(measure), language),
                                                 .number = one.change(),
                                                 .exact = fmt::format("{}", one.change())}
                                        : NoValue()});
    }
    tables.push_back(measures.Take());
  }
  if (!comparison.contributions().empty()) {
    FigureWriter units("各单位对差额的贡献", "what units contribute to the difference", language);
    units.AddTextColumn("unit", "单位", "unit");
    units.AddColumn("left", "左", "left");
    units.AddColumn("right", "右", "right");
    units.AddColumn("difference", "相差", "difference");
    for (const statistics::v1::Contribution& one : comparison.contributions()) {
      units.AddRow({{.text = one.unit_name().empty() ? one.unit() : one.unit_name(), .exact = one.unit()},
                    one.has_left() ? Count(one.left()) : NoValue(),
                    one.has_right() ? Count(one.right()) : NoValue(),
                    Count(one.difference())});
    }
    units.Remark(fmt::format(fmt::runtime(Choose(language, "全部单位合计相差 {}", "all units together: {}")),
                             comparison.explained_difference()));
    tables.push_back(units.Take());
  }
  return tables;
}

std::vector<FigureTable> OutlierFigures(const statistics::v1::Outliers& outliers, statistics::v1::Basis basis,
                                        Language language) {
  FigureWriter writer("离群值", "outliers", language);
  writer.About(outliers.measure());
  writer.Counted(basis, outliers.coverage());
  writer.AddTextColumn("unit", "单位", "unit");
  writer.AddColumn("year", "年度", "year");
  writer.AddMeasureColumn("value", "数值", "value", UnitOf(outliers.measure()));
  writer.AddColumn("score", "偏离", "score");
  writer.AddColumn("peer_count", "同类", "peers");
  writer.AddTextColumn("reason", "原因", "reason");
  for (const statistics::v1::Outlier& one : outliers.outliers()) {
    writer.AddRow({{.text = one.unit_name().empty() ? one.key().unit() : one.unit_name(), .exact = one.key().unit()},
                   Count(one.key().year()),
                   Value(one.value(), UnitOf(outliers.measure())),
                   {.text = fmt::format("{:+.1f}", one.score()), .number = one.score()},
                   Count(one.peer_count()),
                   Text(language == Language::kChinese ? one.reason_zh() : one.reason_en())});
  }
  writer.Remark(fmt::format(fmt::runtime(Choose(language, "共 {} 份；无法判断 {} 份（没有数值，或同类不足）",
                                                "{} in all; {} could not be judged (no value, or too few peers)")),
                            outliers.total_count(), outliers.not_judged_count()));
  return {writer.Take()};
}

std::vector<FigureTable> TracingFigures(const statistics::v1::Tracing& tracing, statistics::v1::Basis basis,
                                        const report::FormCatalog& catalog, Language language) {
  const CellNames names(catalog, language);
  const MetricUnit unit = UnitOf(tracing.measure());
  FigureWriter writer("溯源", "trace", language);
  writer.About(tracing.measure());
  writer.Counted(basis, tracing.coverage());
  writer.AddTextColumn("unit", "单位", "unit");
  writer.AddColumn("year", "年度", "year");
  writer.AddColumn("numerator", "分子", "numerator");
  writer.AddColumn("denominator", "分母", "denominator");
  writer.AddTextColumn("cells", "单元格", "cells");
  for (const statistics::v1::TracedReport& one : tracing.reports()) {
    std::string cells;
    for (const statistics::v1::TracedCell& cell : one.cells()) {
      const NamedCell named = names.Find(cell.cell());
      cells += fmt::format("{}{} {}",
                           cells.empty()                    ? ""
                           : language == Language::kChinese ? "，"
                                                            : ", ",
                           named.name, ValueText(cell.value(), named.type));
    }
    writer.AddRow({{.text = one.unit_name().empty() ? one.key().unit() : one.unit_name(), .exact = one.key().unit()},
                   Count(one.key().year()),
                   Part(one.numerator(), unit),
                   one.has_denominator() ? Count(one.denominator()) : Text(""),
                   Text(std::move(cells))});
  }
  const std::string sum = unit == statistics::v1::METRIC_UNIT_FEN ? WanYuanText(tracing.total().numerator())
                                                                  : fmt::format("{}", tracing.total().numerator());
  writer.Remark(fmt::format(fmt::runtime(Choose(language, "合计：{}，由 {} 份报告相加", "total: {}, of {} reports")),
                            sum, tracing.total().assessable_count()));
  return {writer.Take()};
}

std::vector<FigureTable> MetricFigures(const std::vector<MetricDescription>& metrics, Language language) {
  FigureWriter writer("指标", "metrics", language);
  writer.AddTextColumn("id", "编号", "id");
  writer.AddTextColumn("name", "名称", "name");
  writer.AddTextColumn("formula", "定义", "definition");
  for (const MetricDescription& metric : metrics) {
    writer.AddRow({Text(metric.metric().id()), Text(MeasureTitle(metric, language)),
                   Text(language == Language::kChinese ? metric.formula_zh() : metric.formula_en())});
  }
  return {writer.Take()};
}

}  // namespace gouji::cli

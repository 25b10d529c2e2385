#include "services/cli/stats/coverage_figures.h"

#include <cstdint>
#include <string>
#include <tuple>
#include <utility>

#include "fmt/format.h"
#include "services/cli/agency_text.h"
#include "services/cli/stats/population_text.h"

namespace gouji::cli {
namespace {

namespace sv1 = statistics::v1;

// Bars of a chart; more are not told apart.
constexpr std::size_t kBarLimit = 40;

Figure Count(std::int64_t count) { return {.text = fmt::format("{}", count), .number = static_cast<double>(count)}; }

std::int64_t ReceivedCount(const sv1::ReportingCounts& counts) {
  return counts.expected_count() - counts.missing_count();
}

// "—" where nobody is expected: no share is not 0 %.
Figure ReceivedShare(const sv1::ReportingCounts& counts) {
  if (counts.expected_count() == 0) return {.text = "—", .exact = ""};
  const double share = static_cast<double>(ReceivedCount(counts)) / counts.expected_count();
  return {.text = fmt::format("{:.1f}%", share * 100), .number = share, .exact = fmt::format("{}", share)};
}

std::vector<Figure> CountRow(std::string name, const sv1::ReportingCounts& counts) {
  return {{.text = std::move(name)},     Count(counts.expected_count()), Count(ReceivedCount(counts)),
          ReceivedShare(counts),         Count(counts.on_time_count()),  Count(counts.late_count()),
          Count(counts.undated_count()), Count(counts.missing_count()),  Count(counts.unexpected_count()),
          Count(counts.unplaced_count())};
}

FigureTable CountTable(const sv1::ReportingCoverage& coverage, Language language) {
  const auto text = [language](std::string_view zh, std::string_view en) {
    return std::string(Choose(language, zh, en));
  };
  FigureTable table;
  table.title = text("报送情况", "who has reported");
  if (coverage.has_roster()) {
    const sv1::RosterVersion& roster = coverage.roster();
    table.notes.push_back(fmt::format(fmt::runtime(Choose(language, "名录：第 {} 版，{} 个单位，{} 导入",
                                                          "roster: version {}, {} units, imported {}")),
                                      roster.version(), roster.unit_count(), roster.recorded_at()));
  } else {
    table.notes.push_back(
        text("没有名录，因此不知道哪些单位应当报送；用 gouji roster import 导入名录",
             "there is no roster, so nobody is known to be expected; import one with gouji roster import"));
  }
  for (const auto& [key, zh, en] : {
           std::tuple("group", "分组", "group"),
           std::tuple("expected_count", "应报", "expected"),
           std::tuple("received_count", "已报", "received"),
           std::tuple("received_share", "报送率", "share"),
           std::tuple("on_time_count", "按时", "on time"),
           std::tuple("late_count", "逾期", "late"),
           std::tuple("undated_count", "日期不明", "undated"),
           std::tuple("missing_count", "未报", "missing"),
           std::tuple("unexpected_count", "名单外", "not in roster"),
           std::tuple("unplaced_count", "单位不明", "unplaced"),
       }) {
    table.columns.push_back({.key = key, .name = text(zh, en), .is_number = !table.columns.empty()});
  }
  table.columns[3].is_share = true;
  FigureChart chart{
      .title = text("报送率", "share that has reported"), .unit = "%", .series = {{.name = "", .values = {}}}};
  for (const sv1::GroupReporting& group : coverage.groups()) {
    std::string name = GroupName(group.group(), language);
    if (name.empty()) name = text("（无）", "(none)");
    if (group.counts().expected_count() > 0 && chart.labels.size() < kBarLimit) {
      chart.labels.push_back(name);
      chart.series[0].values.push_back(ReceivedShare(group.counts()).number);
    }
    table.rows.push_back(CountRow(std::move(name), group.counts()));
  }
  table.rows.push_back(CountRow(text("全部", "all"), coverage.total()));
  if (!chart.labels.empty()) table.charts.push_back(std::move(chart));
  table.remarks.push_back(text("应报 = 按时 + 逾期 + 日期不明 + 未报；逾期按报告印出的日期判断（META.LATE）",
                               "expected = on time + late + undated + missing; late by the printed date (META.LATE)"));
  return table;
}

FigureTable UnitTable(const sv1::ReportingCoverage& coverage, Language language) {
  const auto text = [language](std::string_view zh, std::string_view en) {
    return std::string(Choose(language, zh, en));
  };
  FigureTable table;
  table.title = text("单位", "units");
  table.notes.push_back(fmt::format(fmt::runtime(Choose(language, "共 {} 个，列出 {} 个", "{} in all, {} listed")),
                                    coverage.unit_count(), coverage.units_size()));
  for (const auto& [key, zh, en] : {
           std::tuple("year", "年度", "year"),
           std::tuple("status", "状态", "status"),
           std::tuple("unit", "单位标识", "unit"),
           std::tuple("unit_name", "单位名称", "name"),
           std::tuple("parent", "上级", "parent"),
           std::tuple("level", "层级", "level"),
           std::tuple("kind", "类别", "kind"),
           std::tuple("region_code", "区划代码", "region"),
       }) {
    table.columns.push_back({.key = key, .name = text(zh, en), .is_number = table.columns.empty()});
  }
  for (const sv1::UnitReporting& unit : coverage.units()) {
    table.rows.push_back(
        {Count(unit.key().year()),
         {.text = std::string(ReportingStatusName(unit.status(), language)),
          .exact = sv1::ReportingStatus_Name(unit.status())},
         {.text = unit.key().unit()},
         {.text = unit.unit_name()},
         {.text = unit.parent()},
         {.text = std::string(LevelName(unit.level(), language)), .exact = report::v1::AgencyLevel_Name(unit.level())},
         {.text = std::string(KindName(unit.kind(), language)), .exact = report::v1::AgencyKind_Name(unit.kind())},
         {.text = unit.region_code()}});
  }
  return table;
}

}  // namespace

std::string_view ReportingStatusName(sv1::ReportingStatus status, Language language) {
  switch (status) {
    case sv1::REPORTING_STATUS_ON_TIME:
      return Choose(language, "按时", "on time");
    case sv1::REPORTING_STATUS_LATE:
      return Choose(language, "逾期", "late");
    case sv1::REPORTING_STATUS_UNDATED:
      return Choose(language, "日期不明", "undated");
    case sv1::REPORTING_STATUS_MISSING:
      return Choose(language, "未报", "missing");
    case sv1::REPORTING_STATUS_UNEXPECTED:
      return Choose(language, "名单外", "not in roster");
    case sv1::REPORTING_STATUS_UNPLACED:
      return Choose(language, "单位不明", "unplaced");
    default:
      return "";
  }
}

std::vector<FigureTable> CoverageFigures(const sv1::ReportingCoverage& coverage, Language language) {
  std::vector<FigureTable> tables;
  tables.push_back(CountTable(coverage, language));
  if (coverage.unit_count() > 0) tables.push_back(UnitTable(coverage, language));
  return tables;
}

}  // namespace gouji::cli

#include "services/cli/roster_command.h"

#include <fstream>
#include <iterator>
#include <string_view>
#include <utility>

#include "fmt/format.h"
#include "services/cli/agency_text.h"
#include "services/cli/command_error.h"
#include "services/cli/csv.h"
#include "services/cli/display_width.h"
#include "services/cli/exit_code.h"
#include "services/cli/message_json.h"
#include "services/cli/text_table.h"
#include "services/report/error.h"

namespace gouji::cli {
namespace {

using statistics::v1::UnitDescription;

std::string DivisionText(const report::v1::Agency& agency) {
  std::string text;
  for (const std::string& name : agency.region_path()) text += name;
  return agency.region_code().empty() ? text : fmt::format("{} {}", text, agency.region_code());
}

// The lines of a table or CSV: a header and rows of as many texts.
void Print(std::vector<std::string> header, std::vector<std::vector<std::string>> rows, UnitsFormat format,
           const Terminal& terminal) {
  if (format == UnitsFormat::kCsv) {
    terminal.out << CsvLine(header);
    for (const std::vector<std::string>& row : rows) terminal.out << CsvLine(row);
    return;
  }
  for (std::vector<std::string>& row : rows) {
    for (std::string& cell : row) cell = Printable(cell);
  }
  terminal.out << RenderTable({.headers = {std::move(header)}, .rows = std::move(rows)});
}

std::vector<std::string> UnitRow(std::string_view name, std::string_view state, const UnitDescription& unit,
                                 Language language) {
  const report::v1::Agency& agency = unit.agency();
  return {std::string(name),
          std::string(state),
          unit.unit(),
          std::string(LevelName(agency.level(), language)),
          std::string(KindName(agency.kind(), language)),
          std::string(ScopeName(agency.scope(), language)),
          DivisionText(agency),
          unit.parent()};
}

int ListUnplaced(const UnitsOptions& options, GatewayClient& gateway, const Terminal& terminal) {
  gateway::v1::ListReportsRequest request;
  if (options.year != 0) request.mutable_filter()->add_years(options.year);
  request.mutable_filter()->set_placement(statistics::v1::PLACEMENT_UNPLACED);
  std::vector<std::vector<std::string>> rows;
  do {
    absl::StatusOr<gateway::v1::ListReportsResponse> page = gateway.ListReports(request);
    if (!page.ok()) return ReportError(page.status(), options.language, terminal);
    for (const statistics::v1::RecordedReport& report : page->reports()) {
      if (options.format == UnitsFormat::kJson) {
        terminal.out << MessageJson(report) << "\n";
        continue;
      }
      rows.push_back({report.agency().name(), std::to_string(report.key().year()), report.file_name(),
                      report.recorded_at(), report.key().unit()});
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  if (options.format != UnitsFormat::kJson) {
    const Language language = options.language;
    Print({std::string(Choose(language, "名称", "name")), std::string(Choose(language, "年度", "year")),
           std::string(Choose(language, "文件", "file")), std::string(Choose(language, "报送时间", "recorded")),
           std::string(Choose(language, "标识", "unit"))},
          std::move(rows), options.format, terminal);
  }
  return FlushOutput(terminal);
}

}  // namespace

int RunRosterImport(const RosterImportOptions& options, GatewayClient& gateway, const Terminal& terminal) {
  std::ifstream file(options.path, std::ios::binary);
  gateway::v1::ImportRosterRequest request;
  request.set_csv(std::string{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()});
  if (!file.is_open() || file.bad()) {
    return ReportError(report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kFileNotReadable,
                                     "the roster " + options.path + " cannot be read", "无法读取名录 " + options.path),
                       options.language, terminal);
  }
  request.set_file_name(options.path);
  request.set_author(options.author);
  const absl::StatusOr<gateway::v1::ImportRosterResponse> response = gateway.ImportRoster(request);
  if (!response.ok()) {
    const int exit_code = ReportError(response.status(), options.language, terminal);
    return report::HasReason(response.status(), report::Reason::kMalformedRoster) ? kExitUsage : exit_code;
  }
  const statistics::v1::RosterVersion& roster = response->roster();
  const bool is_new = response->outcome() == statistics::v1::OUTCOME_RECORDED;
  if (options.language == Language::kChinese) {
    terminal.out << fmt::format("{}第 {} 版名录：{} 个单位；{} 份报告调整了所属单位\n",
                                is_new ? "已导入" : "未变化，仍为", roster.version(), roster.unit_count(),
                                response->moved_count());
  } else {
    terminal.out << fmt::format("{} roster version {}: {} units; {} reports moved\n",
                                is_new ? "imported" : "unchanged,", roster.version(), roster.unit_count(),
                                response->moved_count());
  }
  return FlushOutput(terminal);
}

int RunRosterShow(const RosterShowOptions& options, GatewayClient& gateway, const Terminal& terminal) {
  gateway::v1::GetRosterRequest request;
  request.set_version(options.version);
  request.set_include_csv(options.export_csv);
  const absl::StatusOr<gateway::v1::GetRosterResponse> response = gateway.GetRoster(request);
  if (!response.ok()) return ReportError(response.status(), options.language, terminal);
  const statistics::v1::RosterVersion& roster = response->roster();
  const Language language = options.language;
  if (options.export_csv) {
    terminal.out << response->csv();
  } else if (options.format == UnitsFormat::kJson) {
    terminal.out << MessageJson(roster) << "\n";
  } else {
    Print({std::string(Choose(language, "版本", "version")), std::string(Choose(language, "单位", "units")),
           std::string(Choose(language, "行", "rows")), std::string(Choose(language, "导入时间", "imported")),
           std::string(Choose(language, "导入人", "author")), std::string(Choose(language, "文件", "file"))},
          {{std::to_string(roster.version()), std::to_string(roster.unit_count()), std::to_string(roster.row_count()),
            roster.recorded_at(), roster.author(), roster.file_name()}},
          options.format, terminal);
  }
  return FlushOutput(terminal);
}

int RunUnits(const UnitsOptions& options, GatewayClient& gateway, const Terminal& terminal) {
  if (options.unplaced) return ListUnplaced(options, gateway, terminal);
  const Language language = options.language;
  std::vector<std::vector<std::string>> rows;
  bool all_placed = true;
  for (const std::string& name : options.names) {
    gateway::v1::ResolveUnitRequest request;
    request.set_name(name);
    request.set_year(options.year);
    const absl::StatusOr<gateway::v1::ResolveUnitResponse> response = gateway.ResolveUnit(request);
    if (!response.ok()) return ReportError(response.status(), language, terminal);
    all_placed = all_placed && response->placed();
    if (options.format == UnitsFormat::kJson) {
      terminal.out << MessageJson(*response) << "\n";
      continue;
    }
    if (response->placed()) {
      const std::string_view state =
          response->unit().in_roster() ? Choose(language, "名录", "roster") : Choose(language, "区划", "divisions");
      rows.push_back(UnitRow(name, state, response->unit(), language));
      continue;
    }
    const bool is_ambiguous = !response->candidates().empty();
    rows.push_back(
        UnitRow(name, is_ambiguous ? Choose(language, "不能确定", "ambiguous") : Choose(language, "未知", "unknown"),
                response->unit(), language));
    for (const UnitDescription& candidate : response->candidates()) {
      rows.push_back(UnitRow("", Choose(language, "可能", "perhaps"), candidate, language));
    }
  }
  if (options.format != UnitsFormat::kJson) {
    Print({std::string(Choose(language, "名称", "name")), std::string(Choose(language, "依据", "by")),
           std::string(Choose(language, "单位", "unit")), std::string(Choose(language, "层级", "level")),
           std::string(Choose(language, "类别", "kind")), std::string(Choose(language, "范围", "scope")),
           std::string(Choose(language, "区划", "division")), std::string(Choose(language, "上级", "above"))},
          std::move(rows), options.format, terminal);
  }
  const int flushed = FlushOutput(terminal);
  return flushed != kExitOk || all_placed ? flushed : kExitFindings;
}

}  // namespace gouji::cli

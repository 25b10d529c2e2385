#include "services/cli/trace_evidence.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <utility>

#include "fmt/format.h"
#include "services/cli/message_json.h"
#include "services/cli/money_text.h"
#include "services/cli/stats/cell_names.h"
#include "services/report/conversion.h"
#include "services/report/error.h"
#include "services/runtime/log.h"

namespace gouji::cli {
namespace {

constexpr char kChanged[] = "CHANGED";

// What is known of a report by now.
struct Source {
  std::optional<report::Report> report;  // unset when it went
  const google::protobuf::RepeatedPtrField<report::v1::Evidence>* evidence = nullptr;
  std::string_view missing;
};

// Whether the report still has the value that was traced.
bool HasValue(const report::Report& report, const statistics::v1::TracedCell& traced) {
  const std::optional<int> cell = report.form == nullptr ? std::nullopt : report.form->FindCell(traced.cell());
  if (!cell.has_value()) return false;
  const report::Cell& value = report.cells[static_cast<std::size_t>(*cell)];
  return value.has_value() && value.value == traced.value();
}

void Locate(const Source& source, TracedPlace* place) {
  if (!source.report.has_value() || !HasValue(*source.report, place->cell)) {
    place->missing = kChanged;
    return;
  }
  place->missing = std::string(source.missing);
  for (const report::v1::Evidence& evidence : *source.evidence) {
    if (evidence.cell() == place->cell.cell()) place->evidence = evidence;
  }
}

std::string_view MissingText(std::string_view missing, Language language) {
  if (missing == "NO_DOCUMENT") return Choose(language, "没有保存原文", "no document is kept");
  if (missing == "READS_DIFFERENTLY") {
    return Choose(language, "现在的程序读数不同；可用 gouji register reread 重新读取",
                  "this program reads it differently; gouji register reread records the newer reading");
  }
  if (missing == kChanged) return Choose(language, "报告已有变化", "the report has changed since");
  return missing;
}

Figure Coordinate(int number) {
  if (number == 0) return {.text = ""};
  return {.text = fmt::format("{}", number), .number = number};
}

}  // namespace

absl::StatusOr<std::vector<TracedPlace>> FindPlaces(const statistics::v1::Tracing& tracing,
                                                    const report::FormCatalog& catalog, GatewayClient& gateway) {
  const absl::StatusOr<report::ReportConverter> converter = report::ReportConverter::Create(catalog);
  if (!converter.ok()) return converter.status();
  std::vector<TracedPlace> places;
  for (const statistics::v1::TracedReport& traced : tracing.reports()) {
    gateway::v1::GetReportRequest request;
    *request.mutable_key() = traced.key();
    request.set_include_evidence(true);
    const absl::StatusOr<gateway::v1::GetReportResponse> got = gateway.GetReport(request);
    const bool is_gone = report::HasReason(got.status(), report::Reason::kReportNotFound);
    if (!got.ok() && !is_gone) return got.status();
    Source source;
    if (!is_gone) {
      absl::StatusOr<report::Report> flat = converter->FromProto(got->recorded().report());
      if (!flat.ok()) return flat.status();
      source.report = *std::move(flat);
      source.evidence = &got->recorded().report().evidence();
      source.missing = got->evidence_missing();
    }
    for (const statistics::v1::TracedCell& cell : traced.cells()) {
      TracedPlace& place = places.emplace_back();
      place.key = traced.key();
      place.unit_name = traced.unit_name();
      place.cell = cell;
      Locate(source, &place);
    }
  }
  return places;
}

FigureTable PlaceFigures(const std::vector<TracedPlace>& places, const report::FormCatalog& catalog,
                         Language language) {
  const CellNames names(catalog, language);
  FigureTable table;
  table.title = std::string(Choose(language, "出处", "places"));
  for (const auto& [key, zh, en, is_number] :
       {std::tuple("unit", "单位", "unit", false), std::tuple("year", "年度", "year", true),
        std::tuple("cell", "单元格", "cell", false), std::tuple("value", "数值", "value", true),
        std::tuple("page", "页", "page", true), std::tuple("line", "行", "line", true),
        std::tuple("table", "表格", "table", true), std::tuple("row", "表格行", "table row", true),
        std::tuple("cell_index", "表格列", "table cell", true), std::tuple("raw", "原文", "as printed", false),
        std::tuple("evidence_missing", "说明", "remark", false)}) {
    table.columns.push_back({.key = key, .name = std::string(Choose(language, zh, en)), .is_number = is_number});
  }
  for (const TracedPlace& place : places) {
    const NamedCell cell = names.Find(place.cell.cell());
    const report::v1::Evidence evidence = place.evidence.value_or(report::v1::Evidence());
    constexpr double kFenInWanYuan = 1e6;
    const double number = static_cast<double>(place.cell.value());
    table.rows.push_back(
        {{.text = place.unit_name.empty() ? place.key.unit() : place.unit_name, .exact = place.key.unit()},
         Coordinate(place.key.year()),
         {.text = cell.name, .exact = place.cell.cell()},
         {.text = ValueText(place.cell.value(), cell.type),
          .number = report::IsMoney(cell.type) ? number / kFenInWanYuan : number,
          .exact = fmt::format("{}", place.cell.value())},
         Coordinate(evidence.page()),
         Coordinate(evidence.line()),
         Coordinate(evidence.table()),
         Coordinate(evidence.row()),
         Coordinate(evidence.cell_index()),
         {.text = evidence.raw()},
         {.text = std::string(MissingText(place.missing, language)), .exact = place.missing}});
  }
  return table;
}

std::string TracingJson(const statistics::v1::Tracing& tracing, const std::vector<TracedPlace>& places) {
  std::string json = "{\"tracing\": " + MessageJson(tracing) + ", \"places\": [";
  for (const TracedPlace& place : places) {
    if (&place != &places.front()) json += ", ";
    json += "{\"key\": " + MessageJson(place.key) + ", \"cell\": " + MessageJson(place.cell);
    if (place.evidence.has_value()) json += ", \"evidence\": " + MessageJson(*place.evidence);
    if (!place.missing.empty()) {
      json += ", \"evidence_missing\": ";
      runtime::AppendJsonString(place.missing, &json);
    }
    json += "}";
  }
  return json + "]}";
}

}  // namespace gouji::cli

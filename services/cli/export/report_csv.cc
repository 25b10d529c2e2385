#include "services/cli/export/report_csv.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "fmt/format.h"
#include "services/cli/csv.h"

namespace gouji::cli {
namespace {

struct Field {
  std::string_view path;
  std::string_view name;
};

// What names a report, in the order of FieldsOf.
constexpr std::array<Field, 16> kFields = {{{"unit", "单位"},
                                            {"year", "年度"},
                                            {"revision", "版次"},
                                            {"form", "格式"},
                                            {"agency", "机关"},
                                            {"placed", "单位已确定"},
                                            {"verdict", "结论"},
                                            {"error_count", "错误"},
                                            {"warning_count", "警告"},
                                            {"recorded_at", "报送时间"},
                                            {"file_name", "文件"},
                                            {"document_sha256", "文件哈希"},
                                            {"region_code", "区划代码"},
                                            {"level", "层级"},
                                            {"kind", "类别"},
                                            {"scope", "范围"}}};

std::vector<std::string> FieldsOf(const statistics::v1::RecordedReport& recorded) {
  const report::v1::Agency& agency = recorded.agency();
  return {recorded.key().unit(),
          fmt::format("{}", recorded.key().year()),
          fmt::format("{}", recorded.revision()),
          recorded.form(),
          agency.name(),
          recorded.placed() ? "true" : "false",
          validate::v1::Verdict_Name(recorded.verdict()),
          fmt::format("{}", recorded.error_count()),
          fmt::format("{}", recorded.warning_count()),
          recorded.recorded_at(),
          recorded.file_name(),
          recorded.document_sha256(),
          agency.region_code(),
          report::v1::AgencyLevel_Name(agency.level()),
          report::v1::AgencyKind_Name(agency.kind()),
          report::v1::ReportScope_Name(agency.scope())};
}

}  // namespace

ReportCsv::ReportCsv(const report::FormCatalog& catalog, const report::ReportConverter& converter)
    : converter_(converter) {
  std::unordered_map<std::string_view, int> place_of_path;
  for (const report::Form& form : catalog.forms()) {
    std::vector<int>& columns = column_of_cell_[&form];
    for (const report::FormCell& cell : form.cells()) {
      const auto [place, is_new] = place_of_path.try_emplace(cell.path, static_cast<int>(cells_.size()));
      if (is_new) {
        cells_.push_back(
            {.path = cell.path, .name = report::IsMoney(cell.type) ? cell.name_zh + "（分）" : cell.name_zh});
      }
      columns.push_back(place->second);
    }
  }
}

std::string ReportCsv::PathLine() const {
  std::vector<std::string> fields;
  for (const Field& field : kFields) fields.emplace_back(field.path);
  for (const Column& cell : cells_) fields.push_back(cell.path);
  return CsvLine(fields);
}

std::string ReportCsv::NameLine() const {
  std::vector<std::string> fields;
  for (const Field& field : kFields) fields.emplace_back(field.name);
  for (const Column& cell : cells_) fields.push_back(cell.name);
  return CsvLine(fields);
}

absl::StatusOr<std::string> ReportCsv::Line(const statistics::v1::RecordedReport& recorded) const {
  const absl::StatusOr<report::Report> flat = converter_.FromProto(recorded.report());
  if (!flat.ok()) return flat.status();
  std::vector<std::string> fields = FieldsOf(recorded);
  const std::size_t first_cell = fields.size();
  fields.resize(first_cell + cells_.size());
  if (flat->form == nullptr) return CsvLine(fields);
  const std::vector<int>& columns = column_of_cell_.at(flat->form);
  for (std::size_t i = 0; i < flat->cells.size(); ++i) {
    const report::Cell& cell = flat->cells[i];
    if (cell.has_value()) fields[first_cell + static_cast<std::size_t>(columns[i])] = fmt::format("{}", cell.value);
  }
  return CsvLine(fields);
}

}  // namespace gouji::cli

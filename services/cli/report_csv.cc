#include "services/cli/report_csv.h"

#include <set>
#include <string_view>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "services/cli/csv.h"

namespace gouji::cli {
namespace {

// The value of an optional int64 at a path of field names; empty when it is not set.
std::string ValueText(const google::protobuf::Message& message, std::string_view path) {
  const std::string name(path.substr(0, path.find('.')));
  const google::protobuf::FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(name);
  if (field == nullptr || field->is_repeated() || !message.GetReflection()->HasField(message, field)) return "";
  if (field->cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE) {
    if (name.size() == path.size()) return "";
    return ValueText(message.GetReflection()->GetMessage(message, field), path.substr(name.size() + 1));
  }
  if (field->cpp_type() != google::protobuf::FieldDescriptor::CPPTYPE_INT64) return "";
  return std::to_string(message.GetReflection()->GetInt64(message, field));
}

}  // namespace

ReportCsv::ReportCsv(const report::FormCatalog& catalog) {
  std::set<std::string> seen;
  for (const report::Form& form : catalog.forms()) {
    for (const report::FormCell& cell : form.cells()) {
      if (seen.insert(cell.path).second) cells_.push_back(cell.path);
    }
  }
}

std::string ReportCsv::Header() const {
  std::vector<std::string> fields = {"unit",          "year",        "revision",  "form",
                                     "agency",        "placed",      "verdict",   "error_count",
                                     "warning_count", "recorded_at", "file_name", "document_sha256"};
  fields.insert(fields.end(), cells_.begin(), cells_.end());
  return CsvLine(fields);
}

std::string ReportCsv::Line(const statistics::v1::RecordedReport& recorded) const {
  std::vector<std::string> fields = {recorded.key().unit(),
                                     std::to_string(recorded.key().year()),
                                     std::to_string(recorded.revision()),
                                     recorded.form(),
                                     recorded.agency().name(),
                                     recorded.placed() ? "true" : "false",
                                     validate::v1::Verdict_Name(recorded.verdict()),
                                     std::to_string(recorded.error_count()),
                                     std::to_string(recorded.warning_count()),
                                     recorded.recorded_at(),
                                     recorded.file_name(),
                                     recorded.document_sha256()};
  fields.reserve(fields.size() + cells_.size());
  for (const std::string& cell : cells_) fields.push_back(ValueText(recorded.report(), cell));
  return CsvLine(fields);
}

}  // namespace gouji::cli

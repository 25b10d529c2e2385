#include "services/statistics/register/dump_table.h"

#include <cstdint>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "gouji/statistics/v1/dump.pb.h"

namespace gouji::statistics {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

struct Place {
  const char* kind;  // the field of DumpRecord
  const char* table;
  const char* order;  // the columns of the primary key
  // Documents are up to tens of megabytes, reports and findings seldom more than some hundred kilobytes.
  int rows_at_a_time;
};

// Tables come before those that refer to them. A move refers to a later revision, so it has records of its own.
constexpr Place kPlaces[] = {
    {.kind = "roster", .table = "roster", .order = "version", .rows_at_a_time = 4},
    {.kind = "placement", .table = "placement", .order = "document", .rows_at_a_time = 2000},
    {.kind = "document", .table = "document", .order = "sha256", .rows_at_a_time = 4},
    {.kind = "revision", .table = "revision", .order = "id", .rows_at_a_time = 100},
    {.kind = "move", .table = "revision", .order = "id", .rows_at_a_time = 2000},
    {.kind = "assessment", .table = "assessment", .order = "revision_id, number", .rows_at_a_time = 100},
    {.kind = "event", .table = "event", .order = "id", .rows_at_a_time = 2000},
    {.kind = "acknowledgement", .table = "acknowledgement", .order = "year, unit, fingerprint", .rows_at_a_time = 2000},
    {.kind = "current_report", .table = "current_report", .order = "year, unit", .rows_at_a_time = 2000},
    {.kind = "copy_report", .table = "copy_report", .order = "id", .rows_at_a_time = 2000},
    {.kind = "copy_band", .table = "copy_band", .order = "band, report_id", .rows_at_a_time = 2000},
};

constexpr char kIsMove[] = " WHERE moved_to IS NOT NULL";

DumpTable TableOf(const Place& place) {
  const FieldDescriptor* const kind = v1::DumpRecord::descriptor()->FindFieldByName(place.kind);
  const bool is_move = kind->number() == v1::DumpRecord::kMoveFieldNumber;
  std::string selected;
  std::string columns;
  std::string parameters;
  for (int i = 0; i < kind->message_type()->field_count(); ++i) {
    const FieldDescriptor& column = *kind->message_type()->field(i);
    const char* const comma = i == 0 ? "" : ", ";
    absl::StrAppend(&selected, comma, column.name());
    if (column.has_presence()) absl::StrAppend(&selected, ", ", column.name(), " IS NULL");
    absl::StrAppend(&columns, comma, column.name());
    absl::StrAppend(&parameters, comma, "?", i + 1);
  }
  const char* const which = is_move ? kIsMove : "";
  return {.kind = kind,
          .table = place.table,
          .select = absl::StrCat("SELECT ", selected, " FROM ", place.table, which, " ORDER BY ", place.order),
          .put = is_move ? "UPDATE revision SET moved_to = ?2 WHERE id = ?1"
                         : absl::StrCat("INSERT INTO ", place.table, " (", columns, ") VALUES (", parameters, ")"),
          .count = absl::StrCat("SELECT count(*) FROM ", place.table, which),
          .rows_at_a_time = place.rows_at_a_time};
}

void SetField(const SqlStatement& row, int column, const FieldDescriptor& field, Message& record) {
  const Reflection& reflection = *record.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      reflection.SetString(&record, &field, std::string(row.Bytes(column)));
      break;
    case FieldDescriptor::CPPTYPE_BOOL:
      reflection.SetBool(&record, &field, row.Int(column) != 0);
      break;
    case FieldDescriptor::CPPTYPE_ENUM:
      reflection.SetEnumValue(&record, &field, static_cast<int>(row.Int(column)));
      break;
    case FieldDescriptor::CPPTYPE_INT32:
      reflection.SetInt32(&record, &field, static_cast<int32_t>(row.Int(column)));
      break;
    default:
      reflection.SetInt64(&record, &field, row.Int(column));
  }
}

int64_t IntOf(const Message& record, const FieldDescriptor& field) {
  const Reflection& reflection = *record.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection.GetBool(record, &field) ? 1 : 0;
    case FieldDescriptor::CPPTYPE_ENUM:
      return reflection.GetEnumValue(record, &field);
    case FieldDescriptor::CPPTYPE_INT32:
      return reflection.GetInt32(record, &field);
    default:
      return reflection.GetInt64(record, &field);
  }
}

}  // namespace

std::vector<DumpTable> DumpTables() {
  std::vector<DumpTable> tables;
  for (const Place& place : kPlaces) tables.push_back(TableOf(place));
  return tables;
}

void ReadDumpRow(const SqlStatement& row, Message& record) {
  record.Clear();
  int column = 0;
  for (int i = 0; i < record.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor& field = *record.GetDescriptor()->field(i);
    const int value = column++;
    const bool is_null = field.has_presence() && row.Int(column++) != 0;
    if (!is_null) SetField(row, value, field, record);
  }
}

void BindDumpRow(const Message& record, SqlStatement& put) {
  put.Reset();
  for (int i = 0; i < record.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor& field = *record.GetDescriptor()->field(i);
    const Reflection& reflection = *record.GetReflection();
    const int parameter = i + 1;
    if (field.has_presence() && !reflection.HasField(record, &field)) {
      put.BindNull(parameter);
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      // The scratch string is for other representations of strings, which records have not.
      std::string scratch;
      const std::string& value = reflection.GetStringReference(record, &field, &scratch);
      if (field.type() == FieldDescriptor::TYPE_BYTES) {
        put.Bind(parameter, SqlBlob{value});
      } else {
        put.Bind(parameter, std::string_view(value));
      }
    } else {
      put.Bind(parameter, IntOf(record, field));
    }
  }
}

}  // namespace gouji::statistics

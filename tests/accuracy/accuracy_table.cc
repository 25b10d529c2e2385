#include "tests/accuracy/accuracy_table.h"

#include <fmt/format.h>

namespace gouji {
namespace {

// A share, rounded down so that only a whole is 100.
std::string Percent(int64_t part, int64_t whole) {
  if (whole == 0) {
    return "";
  }
  const int64_t thousandths = part * 100'000 / whole;
  return fmt::format("{}.{:03}", thousandths / 1000, thousandths % 1000);
}

std::string Of(int64_t part, int64_t whole) { return whole == 0 ? "" : fmt::format("{}/{}", part, whole); }

}  // namespace

std::string AccuracyTableHead(std::string_view first_column) {
  return fmt::format(
      "| {} | reports | exact reports % | exact cells % | marked cells | wrong cells | of unclear, read | unconfirmed: "
      "wrong of all | "
      "blanks read as figures | "
      "recovered "
      "of determined | guessed | agency % | year % | date % | form % | refused |\n"
      "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n",
      first_column);
}

std::string AccuracyTableRow(std::string_view name, const ReadingCounts& counts) {
  return fmt::format(
      "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", name, counts.reports,
      Percent(counts.exact_reports, counts.reports), Percent(counts.exact, counts.printed), counts.marked,
      counts.silent_wrong, Of(counts.unclear_exact, counts.unclear), Of(counts.unconfirmed_wrong, counts.unconfirmed),
      Of(counts.blank_as_zero, counts.blank), Of(counts.recovered, counts.determined), counts.guessed,
      Percent(counts.agency_right, counts.reports), Percent(counts.year_right, counts.reports),
      Percent(counts.date_right, counts.reports), Percent(counts.form_right, counts.reports), counts.refused);
}

}  // namespace gouji

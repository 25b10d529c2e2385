#ifndef GOUJI_SERVICES_VALIDATE_SAMPLE_REPORT_H_
#define GOUJI_SERVICES_VALIDATE_SAMPLE_REPORT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "services/report/report.h"
#include "services/validate/finding.h"
#include "services/validate/rule_set.h"

// For tests and benchmarks: reports of the form ogi-2021 that are made by hand.
namespace gouji::validate::sample {

// The built-in forms and rules, made once.
const report::FormCatalog& Catalog();
const RuleSet& Rules();

// A report of a county's bureau, read from a document, on which every rule holds. 予以公开 is 2 + 1 = 3, 本机关不掌握
// 4, 本年新收 5 + 2 = 7.
report::Report Consistent();

// The flat index of a cell; ends the process when there is none.
int CellAt(const report::Report& report, std::string_view path);

// Gives a cell a plainly read value; its note goes.
void Set(report::Report& report, std::string_view path, int64_t value);

// Gives a cell a state without a value, or, where the state has one, `value`.
void SetState(report::Report& report, std::string_view path, report::CellState state, std::string_view raw = "",
              std::string_view reason = "", int64_t value = 0);

// Gives all cells of a row of 表三 a state without a value.
void SetRow(report::Report& report, std::string_view row_path, report::CellState state);

// Gives all cells of a table a state without a value.
void SetTable(report::Report& report, std::string_view table_id, report::CellState state);

// The findings of one rule, in their order.
std::vector<Finding> FindingsOf(const Validation& validation, std::string_view rule_id);

}  // namespace gouji::validate::sample

#endif  // GOUJI_SERVICES_VALIDATE_SAMPLE_REPORT_H_

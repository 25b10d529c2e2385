#ifndef GOUJI_SERVICES_STATISTICS_TESTING_ITEMS_H_
#define GOUJI_SERVICES_STATISTICS_TESTING_ITEMS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "gouji/statistics/v1/statistics_service.pb.h"
#include "services/report/conversion.h"
#include "services/report/form.h"
#include "services/statistics/register/entry.h"

namespace gouji::statistics::testing {

// The built-in forms and their converter. Aborts when the forms do not compile: then nothing can be tested.
class Kernel {
 public:
  Kernel();

  const report::FormCatalog& catalog() const { return *catalog_; }
  const report::ReportConverter& converter() const { return *converter_; }
  const report::Form& form() const { return catalog_->forms().front(); }

 private:
  std::unique_ptr<report::FormCatalog> catalog_;
  std::unique_ptr<report::ReportConverter> converter_;
};

// What an item is made of; the same values make the same item.
struct ItemSpec {
  std::string item_id = "item";
  std::string agency = "甲省乙市丙县人民政府";
  int year = 2023;
  uint32_t figures = 1;         // the seed of cells, states and implied values
  std::string document = "文";  // empty: figures without a document
  std::string parser_version = "parser-1";
  std::string rule_set_version = "rules-1";
  std::string file_name = {};
  int error_count = 0;
  report::ReportScope scope = report::ReportScope::kOwn;
  bool with_facts = false;  // division, level and kind, as the agency's name tells them
  std::string form = {};    // empty: the first of the catalog
};
v1::RecordItem MakeItem(const Kernel& kernel, const ItemSpec& spec);

// MakeItem and MakeEntry; aborts when the item is refused.
Entry MakeTestEntry(const Kernel& kernel, const ItemSpec& spec);

// A report with random cells in all states.
report::Report RandomReport(const report::Form& form, uint32_t seed);

// A name that says where the agency is: placed, and different for every number.
std::string PlacedAgency(int number);

// A path for a register that does not exist yet, in a folder of its own.
std::string NewRegisterPath();

}  // namespace gouji::statistics::testing

#endif  // GOUJI_SERVICES_STATISTICS_TESTING_ITEMS_H_

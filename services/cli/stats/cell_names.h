#ifndef GOUJI_SERVICES_CLI_STATS_CELL_NAMES_H_
#define GOUJI_SERVICES_CLI_STATS_CELL_NAMES_H_

#include <string>

#include "services/cli/language.h"
#include "services/report/form.h"

namespace gouji::cli {

struct NamedCell {
  std::string name;  // for people: "予以公开 总计"
  report::CellType type = report::CellType::kCount;
};

// The names of cells by their paths, in the words of the newest form that has them. The catalog must outlive it.
class CellNames {
 public:
  CellNames(const report::FormCatalog& catalog, Language language) : catalog_(catalog), language_(language) {}

  // A cell that no form has is called by its path.
  NamedCell Find(const std::string& path) const;

 private:
  const report::FormCatalog& catalog_;
  const Language language_;
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_STATS_CELL_NAMES_H_

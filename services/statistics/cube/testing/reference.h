#ifndef GOUJI_SERVICES_STATISTICS_CUBE_TESTING_REFERENCE_H_
#define GOUJI_SERVICES_STATISTICS_CUBE_TESTING_REFERENCE_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "gouji/statistics/v1/query.pb.h"
#include "services/statistics/cube/population.h"
#include "services/statistics/cube/row_values.h"
#include "services/statistics/cube/testing/corpus.h"

namespace gouji::statistics::testing {

// The cube's answers in the slow and obvious way: loops over reports, walks up the tree, sums cell by cell. Shares
// nothing with the cube but the contract.
class Reference {
 public:
  Reference(const Reports& reports, ParentFunction parent_of) : reports_(reports), parent_of_(std::move(parent_of)) {}

  // The keys of all reports that match, ascending.
  std::vector<Key> KeysOf(const v1::ReportFilter& filter) const;

  struct Counted {
    std::vector<const OwnedReport*> reports;
    v1::Coverage coverage;
  };
  Counted Count(const v1::ReportFilter& filter, v1::Basis basis) const;

  // Forms and cells of a Summary.
  static v1::Summary Summarize(const std::vector<const OwnedReport*>& reports);

  // The groups in the order of the contract of Grouping.
  struct Group {
    v1::GroupKey key;
    std::vector<const OwnedReport*> reports;
  };
  std::vector<Group> GroupBy(const std::vector<const OwnedReport*>& reports,
                             const std::vector<v1::GroupBy>& keys) const;

  static RowValue ValueOf(const OwnedReport& report, const RowQuantity& quantity);

  // None on a circle, whatever the function says.
  std::optional<std::string> ParentOf(const std::string& unit, int year) const;

 private:
  bool Matches(const OwnedReport& report, const v1::ReportFilter& filter) const;
  bool IsInSubtree(const OwnedReport& report, const v1::ReportFilter& filter) const;

  const Reports& reports_;
  ParentFunction parent_of_;
};

}  // namespace gouji::statistics::testing

#endif  // GOUJI_SERVICES_STATISTICS_CUBE_TESTING_REFERENCE_H_

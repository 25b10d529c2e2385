#ifndef GOUJI_SERVICES_STATISTICS_ANALYSIS_BRANCH_H_
#define GOUJI_SERVICES_STATISTICS_ANALYSIS_BRANCH_H_

#include <string_view>
#include <vector>

#include "services/report/roster.h"
#include "services/statistics/cube/cube.h"

namespace gouji::statistics {

// The units at and below a unit in a year, as the tree of a cube has them, each with its report.
//
// Immutable; thread-safe. Lives no longer than its cube.
class Branch {
 public:
  struct Node {
    std::string_view unit;         // its id
    int parent = -1;               // a node; -1 for the first one, which all others stand below
    const Block* block = nullptr;  // where its report stands; null when it has none
    int row = 0;                   // in the block
    int own_below = 0;             // reports of scope OWN of units below it, at whatever distance

    bool has_own() const { return block != nullptr && !block->is_aggregate; }
    bool has_aggregate() const { return block != nullptr && block->is_aggregate; }
    const RowAttributes& attributes() const { return block->rows[static_cast<std::size_t>(row)]; }
  };

  // Without nodes when the cube has neither the unit nor anything below it in that year.
  Branch(const Cube& cube, std::string_view unit, int year);

  // Parents before their children.
  const std::vector<Node>& nodes() const { return nodes_; }
  // Its agency's name as printed; the node must have a report.
  std::string_view NameOf(const Node& node) const { return cube_->population().text(node.attributes().name); }

 private:
  const Cube* cube_;
  std::vector<Node> nodes_;
};

// The units of the roster that must report in a year below a unit, and whose own reports add up to its aggregate one:
// Roster::OwnReportersBelow; and, where the roster names no parent, those whose divisions put them there
// (report::ParentUnit), as in the tree of a cube. The unit itself need not be in the roster. Ascending.
std::vector<int> ExpectedBelow(const report::Roster& roster, std::string_view unit, int year);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_ANALYSIS_BRANCH_H_

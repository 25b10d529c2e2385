#include "services/parse/interpret/lost_rows.h"

#include <algorithm>
#include <cstddef>

namespace gouji::parse {

std::vector<int> LostRows(const std::vector<PrintedRow>& printed, const TableMatch& match) {
  std::vector<int> lost;
  for (size_t next = 1; match.wrong_headers.empty() && next < match.rows.size(); ++next) {
    const MatchedRow& above = match.rows[next - 1];
    const MatchedRow& below = match.rows[next];
    const int begin = std::min(above.printed + 1, below.printed);
    const bool may_be_printed = std::any_of(printed.begin() + begin, printed.begin() + below.printed,
                                            [](const PrintedRow& row) { return row.has_values && !row.is_header; });
    for (int row = above.row + 1; row < below.row && !may_be_printed; ++row) {
      lost.push_back(row);
    }
  }
  return lost;
}

}  // namespace gouji::parse

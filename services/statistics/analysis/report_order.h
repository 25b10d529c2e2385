#ifndef GOUJI_SERVICES_STATISTICS_ANALYSIS_REPORT_ORDER_H_
#define GOUJI_SERVICES_STATISTICS_ANALYSIS_REPORT_ORDER_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "gouji/statistics/v1/register.pb.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"
#include "services/statistics/cube/cube.h"
#include "services/statistics/cube/row_filter.h"

namespace gouji::statistics {

// The reports that match a filter in the order of lists: by year, then by the bytes of the unit.
//
// What a page finds out is kept for those that follow: which rows of a block match, and their order. A block is looked
// at when a page first comes to its years. When the cube is another one, only the blocks that are not the same there
// are looked at anew, because a row never changes, and whether it matches depends on nothing else. So a page costs its
// own size and a search in each block of its years; the first on another cube also a pass over the list of its blocks
// and, for a filter of units or subtrees, over the names and the roster.
//
// Thread-safe; pages of one order wait for each other. Holds no cube and no block.
class ReportOrder {
 public:
  explicit ReportOrder(v1::ReportFilter filter) : filter_(std::move(filter)), byte_count_(filter_.SpaceUsedLong()) {}

  // The first `limit` keys beyond `after` of the reports of a cube that match. Errors: those of Selection::CreateOfAll.
  absl::StatusOr<std::vector<v1::ReportKey>> KeysAfter(const std::shared_ptr<const Cube>& cube,
                                                       const std::optional<v1::ReportKey>& after, int limit)
      EXCLUDES(mutex_);

  // What the last page that was found left in memory.
  std::size_t byte_count() const { return byte_count_; }

 private:
  // What is known of a block.
  struct KnownBlock {
    std::weak_ptr<const Block> block = {};
    std::weak_ptr<const LiveRows> live = {};
    std::optional<std::vector<uint16_t>> rows = {};  // those that match, in their order; unset: not looked at yet
  };

  // Turns to a cube, and keeps what is known of the blocks that it shares with the one before.
  absl::Status Follow(const std::shared_ptr<const Cube>& cube) REQUIRES(mutex_);
  // The rows of a block of the cube that match, in their order.
  const std::vector<uint16_t>& RowsOf(const Cube& cube, std::size_t block) REQUIRES(mutex_);
  std::size_t CountBytes(const Cube& cube) const REQUIRES(mutex_);

  const v1::ReportFilter filter_;
  std::atomic<std::size_t> byte_count_;
  runtime::Mutex mutex_;
  std::weak_ptr<const Cube> cube_ GUARDED_BY(mutex_);
  std::optional<RowFilter> row_filter_ GUARDED_BY(mutex_);  // for that cube
  std::vector<KnownBlock> blocks_ GUARDED_BY(mutex_);       // one for each of its blocks
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_ANALYSIS_REPORT_ORDER_H_

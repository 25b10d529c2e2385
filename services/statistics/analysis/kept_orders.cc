#include "services/statistics/analysis/kept_orders.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace gouji::statistics {

std::shared_ptr<ReportOrder> KeptOrders::Of(const v1::ReportFilter& filter) {
  if (filter.ByteSizeLong() > limits_.filter_byte_count) return std::make_shared<ReportOrder>(filter);
  std::string bytes = filter.SerializeAsString();
  runtime::MutexLock lock(mutex_);
  const auto found =
      std::find_if(kept_.begin(), kept_.end(), [&bytes](const Kept& kept) { return kept.filter == bytes; });
  if (found != kept_.end()) {
    kept_.splice(kept_.begin(), kept_, found);
  } else {
    kept_.push_front({.filter = std::move(bytes), .order = std::make_shared<ReportOrder>(filter)});
  }
  std::size_t byte_count = 0;
  std::size_t order_count = 0;
  const auto first_left_out = std::find_if(kept_.begin(), kept_.end(), [&](const Kept& kept) {
    byte_count += kept.filter.size() + kept.order->byte_count();
    return ++order_count > 1 && (order_count > limits_.order_count || byte_count > limits_.byte_count);
  });
  kept_.erase(first_left_out, kept_.end());
  return kept_.front().order;
}

}  // namespace gouji::statistics

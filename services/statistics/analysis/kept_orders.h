#ifndef GOUJI_SERVICES_STATISTICS_ANALYSIS_KEPT_ORDERS_H_
#define GOUJI_SERVICES_STATISTICS_ANALYSIS_KEPT_ORDERS_H_

#include <cstddef>
#include <list>
#include <memory>
#include <string>

#include "gouji/statistics/v1/register.pb.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"
#include "services/statistics/analysis/report_order.h"

namespace gouji::statistics {

// The orders of the filters that were asked for last, so that a page finds what those before it have found out.
//
// Thread-safe.
class KeptOrders {
 public:
  struct Limits {
    std::size_t order_count = 32;
    std::size_t byte_count = std::size_t{64} << 20;         // some 30 million reports in all
    std::size_t filter_byte_count = std::size_t{64} << 10;  // the order of a longer filter is not kept
  };

  KeptOrders() : KeptOrders(Limits()) {}
  explicit KeptOrders(const Limits& limits) : limits_(limits) {}

  // The order of a filter, kept or new. Forgets those that nobody has asked for since, as far as the limits make that
  // necessary; not the one that it gives, which may outgrow them until another is asked for.
  std::shared_ptr<ReportOrder> Of(const v1::ReportFilter& filter) EXCLUDES(mutex_);

 private:
  struct Kept {
    std::string filter;  // as bytes
    std::shared_ptr<ReportOrder> order;
  };

  const Limits limits_;
  runtime::Mutex mutex_;
  std::list<Kept> kept_ GUARDED_BY(mutex_);  // the last asked for first
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_ANALYSIS_KEPT_ORDERS_H_

#ifndef GOUJI_SERVICES_RUNTIME_METRICS_H_
#define GOUJI_SERVICES_RUNTIME_METRICS_H_

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace prometheus {
class Counter;
class Exposer;
class Gauge;
class Histogram;
class Registry;
}  // namespace prometheus

namespace gouji::runtime {

// Handles of metrics: cheap to copy, thread-safe, valid as long as the Metrics they come from.
class Counter {
 public:
  explicit Counter(prometheus::Counter& counter) : counter_(&counter) {}
  // Negative amounts are ignored.
  void Increment(double by = 1) const;
  double value() const;

 private:
  prometheus::Counter* counter_;
};

class Gauge {
 public:
  explicit Gauge(prometheus::Gauge& gauge) : gauge_(&gauge) {}
  void Add(double by) const;
  void Set(double value) const;
  double value() const;

 private:
  prometheus::Gauge* gauge_;
};

class Histogram {
 public:
  explicit Histogram(prometheus::Histogram& histogram) : histogram_(&histogram) {}
  void Observe(double value) const;

 private:
  prometheus::Histogram* histogram_;
};

// The metrics of a process, in Prometheus' terms. Names are gouji_<service>_<what>_<unit>; counters end in _total;
// label values come from small closed sets (a method, a code, "hit" or "miss"), never from requests.
//
// Asking again for the same name and labels gives the same metric. Asking locks and searches: keep the handle.
// Thread-safe. A name or label that Prometheus does not accept throws std::invalid_argument: that is a programmer's
// error.
class Metrics {
 public:
  using Labels = std::map<std::string, std::string>;

  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  Counter GetCounter(const std::string& name, const std::string& help, const Labels& labels = {});
  Gauge GetGauge(const std::string& name, const std::string& help, const Labels& labels = {});
  // `bounds`: the upper bounds of the buckets, ascending; the bucket to infinity is added.
  Histogram GetHistogram(const std::string& name, const std::string& help, const Labels& labels,
                         const std::vector<double>& bounds);

  // Calls `refresh` ahead of every scrape, one at a time, to set metrics of what is cheaper to ask than to follow. What
  // it uses must outlive the MetricsEndpoint; it must not block, and not call BeforeScrape.
  void BeforeScrape(std::function<void()> refresh);

  // Returns everything in Prometheus' text format.
  std::string ToText() const;

 private:
  friend class MetricsEndpoint;
  class Scraped;
  const std::shared_ptr<prometheus::Registry> registry_;
  const std::shared_ptr<Scraped> scraped_;
};

// Buckets for durations of calls in seconds, from half a millisecond to a minute.
std::vector<double> DurationBounds();

// Serves http://address:port/metrics from threads of its own until destroyed.
class MetricsEndpoint {
 public:
  // `port` 0 picks a free one. UNAVAILABLE when the address cannot be bound. `metrics` may be destroyed first.
  static absl::StatusOr<std::unique_ptr<MetricsEndpoint>> Start(const std::string& address, int port,
                                                                const Metrics& metrics);
  ~MetricsEndpoint();

  int port() const;

 private:
  explicit MetricsEndpoint(std::unique_ptr<prometheus::Exposer> exposer);
  std::unique_ptr<prometheus::Exposer> exposer_;
};

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_METRICS_H_

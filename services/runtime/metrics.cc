#include "services/runtime/metrics.h"

#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "fmt/format.h"
#include "prometheus/collectable.h"
#include "prometheus/counter.h"
#include "prometheus/exposer.h"
#include "prometheus/family.h"
#include "prometheus/gauge.h"
#include "prometheus/histogram.h"
#include "prometheus/metric_family.h"
#include "prometheus/registry.h"
#include "prometheus/text_serializer.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"

namespace gouji::runtime {

void Counter::Increment(double by) const { counter_->Increment(by); }
double Counter::value() const { return counter_->Value(); }
void Gauge::Add(double by) const { gauge_->Increment(by); }
void Gauge::Set(double value) const { gauge_->Set(value); }
double Gauge::value() const { return gauge_->Value(); }
void Histogram::Observe(double value) const { histogram_->Observe(value); }

// What a scrape reads: the registry, refreshed.
class Metrics::Scraped : public prometheus::Collectable {
 public:
  explicit Scraped(std::shared_ptr<prometheus::Registry> registry) : registry_(std::move(registry)) {}

  void Add(std::function<void()> refresh) EXCLUDES(mutex_) {
    MutexLock lock(mutex_);
    refreshes_.push_back(std::move(refresh));
  }

  std::vector<prometheus::MetricFamily> Collect() const override EXCLUDES(mutex_) {
    {
      MutexLock lock(mutex_);
      for (const std::function<void()>& refresh : refreshes_) refresh();
    }
    return registry_->Collect();
  }

 private:
  const std::shared_ptr<prometheus::Registry> registry_;
  mutable Mutex mutex_;
  std::vector<std::function<void()>> refreshes_ GUARDED_BY(mutex_);
};

Metrics::Metrics()
    : registry_(std::make_shared<prometheus::Registry>()), scraped_(std::make_shared<Scraped>(registry_)) {}
Metrics::~Metrics() = default;

Counter Metrics::GetCounter(const std::string& name, const std::string& help, const Labels& labels) {
  return Counter(prometheus::BuildCounter().Name(name).Help(help).Register(*registry_).Add(labels));
}

Gauge Metrics::GetGauge(const std::string& name, const std::string& help, const Labels& labels) {
  return Gauge(prometheus::BuildGauge().Name(name).Help(help).Register(*registry_).Add(labels));
}

Histogram Metrics::GetHistogram(const std::string& name, const std::string& help, const Labels& labels,
                                const std::vector<double>& bounds) {
  return Histogram(prometheus::BuildHistogram().Name(name).Help(help).Register(*registry_).Add(labels, bounds));
}

void Metrics::BeforeScrape(std::function<void()> refresh) { scraped_->Add(std::move(refresh)); }

std::string Metrics::ToText() const { return prometheus::TextSerializer().Serialize(scraped_->Collect()); }

std::vector<double> DurationBounds() {
  return {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60};
}

absl::StatusOr<std::unique_ptr<MetricsEndpoint>> MetricsEndpoint::Start(const std::string& address, int port,
                                                                        const Metrics& metrics) {
  try {
    auto exposer = std::make_unique<prometheus::Exposer>(fmt::format("{}:{}", address, port));
    exposer->RegisterCollectable(metrics.scraped_);
    return std::unique_ptr<MetricsEndpoint>(new MetricsEndpoint(std::move(exposer)));
  } catch (const std::exception& error) {
    return absl::UnavailableError(fmt::format("cannot serve metrics on {}:{}: {}", address, port, error.what()));
  }
}

MetricsEndpoint::MetricsEndpoint(std::unique_ptr<prometheus::Exposer> exposer) : exposer_(std::move(exposer)) {}
MetricsEndpoint::~MetricsEndpoint() = default;

int MetricsEndpoint::port() const {
  const std::vector<int> ports = exposer_->GetListeningPorts();
  return ports.empty() ? 0 : ports.front();
}

}  // namespace gouji::runtime

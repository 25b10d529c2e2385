#ifndef GOUJI_SERVICES_RUNTIME_CALLER_H_
#define GOUJI_SERVICES_RUNTIME_CALLER_H_

#include <string>
#include <utility>

namespace gouji::runtime {

// Somebody who has proved who it is. A Gatekeeper derives from it what it knows besides. Thread-safe.
class Caller {
 public:
  explicit Caller(std::string name) : name_(std::move(name)) {}
  Caller(const Caller&) = delete;
  Caller& operator=(const Caller&) = delete;
  virtual ~Caller() = default;

  // Under which it is counted and logged.
  const std::string& name() const { return name_; }

 private:
  const std::string name_;
};

}  // namespace gouji::runtime

#endif  // GOUJI_SERVICES_RUNTIME_CALLER_H_

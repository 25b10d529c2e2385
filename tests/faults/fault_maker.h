#ifndef GOUJI_TESTS_FAULTS_FAULT_MAKER_H_
#define GOUJI_TESTS_FAULTS_FAULT_MAKER_H_

#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "tests/faults/link.h"
#include "tests/load/measured_suite.h"

namespace gouji::faults {

// Whether this process now has a network of its own, in which faults may be made: with a loopback that is up. Call it
// before the first thread. False when the machine does not allow it.
bool EnterOwnNetwork();

// Does harm to a suite and ends it as a supervisor would: what was killed is started again, nothing else is touched.
// Use it in the thread that started the suite. Not thread-safe.
class FaultMaker {
 public:
  struct Options {
    bool has_disk = false;     // the register lies on a small disk of its own
    bool has_network = false;  // EnterOwnNetwork
    bool has_clocks = false;   // the servers have clocks of their own
    // The ways to the servers by their names, Redis and PostgreSQL among them.
    std::map<std::string, Link*> links = {};
    std::string only = {};  // the beginning of the kinds that are made: "clock", "kill parse"
  };

  // `suite` and the links must outlive it. The same seed draws the same faults.
  FaultMaker(load::MeasuredSuite& suite, const Options& options, std::uint32_t seed);

  // Makes one fault, drawn at random, from its beginning to its end. Returns what it was.
  std::string Strike();

  // The kinds that this machine allows.
  const std::vector<std::string>& kinds() const { return kinds_; }

 private:
  void Kill(const std::string& server);
  void Stop(const std::string& server);
  void Freeze(const std::string& server);
  void KillBackend();
  void FreezeBackend();
  void KillPostgres();
  void FillDisk();
  void CutNetwork();
  // Makes a way as bad as that for a while.
  void SpoilLink(Link& link, const Link::Weather& weather, double most_seconds);
  // Sets a server's clock up to an hour forward or back, and right again.
  void SetClock(const std::string& server);
  // Lets some time pass, `most` seconds at most.
  void Pause(double most);

  load::MeasuredSuite& suite_;
  std::mt19937 random_;
  std::vector<std::string> kinds_;
  std::vector<std::function<void()>> faults_;  // by kind
};

}  // namespace gouji::faults

#endif  // GOUJI_TESTS_FAULTS_FAULT_MAKER_H_

#include "tests/faults/fault_maker.h"

#include <sched.h>
#include <signal.h>
#include <sys/types.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "tests/benchmarks/kills/postgres_backends.h"
#include "tests/e2e/process.h"

namespace gouji::faults {
namespace {

constexpr double kMostFrozenSeconds = 3;
constexpr double kMostCutSeconds = 2;
constexpr double kMostFullSeconds = 2;
// gRPC 1.51 waits for its timers by the system's clock: what it has to do in a while, such as to connect again, comes
// as late as the clock was set back. See the README.
constexpr absl::Duration kMostSetClock = absl::Seconds(20);
constexpr double kMostWrongClockSeconds = 2;
constexpr absl::Duration kClockIsReadAfter = absl::Seconds(1);
constexpr double kMostBadLinkSeconds = 5;
constexpr int kMostLatencyMilliseconds = 200;
constexpr int kTrickleBytesPerSecond = 2'000;
constexpr double kLoss = 0.1;
constexpr char kIp[] = "/usr/sbin/ip";

void Require(const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "a fault could not be ended: %s\n", status.ToString().c_str());
  std::abort();
}

bool SetLoopback(const char* state) {
  const std::string output = std::filesystem::temp_directory_path() / ("gouji-faults-ip-" + std::to_string(getpid()));
  const int exit_status = e2e::RunToEnd({kIp, "link", "set", "lo", state}, output).exit_status;
  std::error_code ignored;
  for (const char* suffix : {".out", ".err"}) std::filesystem::remove(output + suffix, ignored);
  return exit_status == 0;
}

}  // namespace

bool EnterOwnNetwork() { return access(kIp, X_OK) == 0 && unshare(CLONE_NEWNET) == 0 && SetLoopback("up"); }

FaultMaker::FaultMaker(load::MeasuredSuite& suite, const Options& options, std::uint32_t seed)
    : suite_(suite), random_(seed) {
  const auto add = [this, &options](const std::string& kind, std::function<void()> fault) {
    if (!kind.starts_with(options.only)) return;
    kinds_.push_back(kind);
    faults_.push_back(std::move(fault));
  };
  for (const std::string& server : suite.servers().ServerNames()) {
    add("kill " + server, [this, server] { Kill(server); });
    add("stop " + server, [this, server] { Stop(server); });
    add("freeze " + server, [this, server] { Freeze(server); });
    if (options.has_clocks) add("clock " + server, [this, server] { SetClock(server); });
  }
  add("kill redis", [this] { Require(suite_.redis().Restart()); });
  add("freeze redis", [this] {
    suite_.redis().Freeze();
    Pause(kMostFrozenSeconds);
    suite_.redis().Thaw();
  });
  add("kill postgres", [this] { KillPostgres(); });
  add("kill backend", [this] { KillBackend(); });
  add("freeze backend", [this] { FreezeBackend(); });
  for (const auto& entry : options.links) {
    const std::string& server = entry.first;
    Link& link = *entry.second;
    const auto spoil = [&](const char* kind, const Link::Weather& weather) {
      add(fmt::format("link {} {}", kind, server),
          [this, &link, weather] { SpoilLink(link, weather, kMostBadLinkSeconds); });
    };
    add(fmt::format("link late {}", server), [this, &link] {
      const int milliseconds = 50 + static_cast<int>(random_() % (kMostLatencyMilliseconds - 50));
      SpoilLink(link, {.delay = absl::Milliseconds(milliseconds)}, kMostBadLinkSeconds);
    });
    spoil("lossy", {.loss = kLoss});
    spoil("trickling", {.bytes_per_second = kTrickleBytesPerSecond});
    spoil("stalled", {.is_stalled = true});
    spoil("cut", {.is_cut = true});
    add(fmt::format("link forgotten {}", server), [this, &link] { SpoilLink(link, {.forgets = true}, 0); });
  }
  if (options.has_disk) add("full disk", [this] { FillDisk(); });
  if (options.has_network) add("cut network", [this] { CutNetwork(); });
}

std::string FaultMaker::Strike() {
  const std::size_t kind = random_() % kinds_.size();
  faults_[kind]();
  return kinds_[kind];
}

void FaultMaker::Pause(double most) { absl::SleepFor(absl::Seconds(most) * (random_() % 1'000) / 1'000.0); }

void FaultMaker::Kill(const std::string& server) { suite_.servers().Restart(server); }

void FaultMaker::Stop(const std::string& server) {
  suite_.servers().Stop(server, absl::Seconds(60));
  suite_.servers().Restart(server);
}

void FaultMaker::Freeze(const std::string& server) {
  suite_.servers().Signal(server, SIGSTOP);
  Pause(kMostFrozenSeconds);
  suite_.servers().Signal(server, SIGCONT);
}

void FaultMaker::KillPostgres() {
  suite_.postgres().Kill(SIGKILL);
  Require(suite_.postgres().Restart());
}

void FaultMaker::KillBackend() {
  const std::vector<pid_t> backends = benchmarks::PostgresBackends(suite_.postgres());
  if (!backends.empty()) kill(backends[random_() % backends.size()], SIGKILL);
}

void FaultMaker::FreezeBackend() {
  const std::vector<pid_t> backends = benchmarks::PostgresBackends(suite_.postgres());
  for (const pid_t backend : backends) kill(backend, SIGSTOP);
  Pause(kMostFrozenSeconds);
  for (const pid_t backend : backends) kill(backend, SIGCONT);
}

void FaultMaker::FillDisk() {
  const std::string path = suite_.postgres().disk_folder() + "/filler";
  std::ofstream file(path, std::ios::binary);
  const std::string block(std::size_t{1} << 16, '\0');
  while (file.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
  }
  file.close();
  Pause(kMostFullSeconds);
  std::error_code ignored;
  std::filesystem::remove(path, ignored);
}

void FaultMaker::CutNetwork() {
  const bool is_cut = SetLoopback("down");
  Pause(kMostCutSeconds);
  if (!is_cut || !SetLoopback("up")) Require(absl::UnavailableError("cannot cut the network and join it again"));
}

void FaultMaker::SpoilLink(Link& link, const Link::Weather& weather, double most_seconds) {
  link.Set(weather);
  Pause(most_seconds);
  link.Set({});
}

void FaultMaker::SetClock(const std::string& server) {
  suite_.servers().SetClock(server, kMostSetClock * (random_() % 2'001) / 1'000.0 - kMostSetClock);
  absl::SleepFor(kClockIsReadAfter);
  Pause(kMostWrongClockSeconds);
  suite_.servers().SetClock(server, absl::ZeroDuration());
}

}  // namespace gouji::faults

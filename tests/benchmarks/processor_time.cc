#include "tests/benchmarks/processor_time.h"

#include <unistd.h>

#include <cstdint>
#include <ctime>
#include <fstream>
#include <string>

namespace gouji::benchmarks {

absl::Duration ProcessorTime(pid_t process) {
  clockid_t clock = 0;
  timespec time = {};
  if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &time) != 0) return absl::ZeroDuration();
  return absl::DurationFromTimespec(time);
}

absl::Duration ProcessorTimeOfAll() {
  std::ifstream file("/proc/stat");
  std::string name;
  std::int64_t user = 0, nice = 0, system = 0, idle = 0, io_wait = 0, interrupts = 0, soft_interrupts = 0;
  file >> name >> user >> nice >> system >> idle >> io_wait >> interrupts >> soft_interrupts;
  return absl::Seconds(1) * (user + nice + system + interrupts + soft_interrupts) / sysconf(_SC_CLK_TCK);
}

}  // namespace gouji::benchmarks

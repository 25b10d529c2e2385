#include "services/runtime/process_metrics.h"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>
#include <system_error>

#include "services/runtime/metrics.h"

namespace gouji::runtime {
namespace {

namespace fs = std::filesystem;

// What is used of /proc/self/stat, see proc(5).
struct ProcessState {
  double processor_seconds = 0;
  double thread_count = 0;
  double start_seconds = 0;  // after boot
  double virtual_bytes = 0;
  double resident_bytes = 0;
};

std::optional<ProcessState> ReadState() {
  std::ifstream file("/proc/self/stat");
  std::string line;
  if (!std::getline(file, line)) return std::nullopt;
  // The second field is the program's name in parentheses, which may hold any character; the third comes after it.
  std::istringstream rest(line.substr(line.rfind(')') + 1));
  const auto skip = [&rest](int count) {
    std::string field;
    while (count-- > 0) rest >> field;
  };
  double user_ticks = 0;
  double system_ticks = 0;
  double start_ticks = 0;
  double resident_pages = 0;
  ProcessState state;
  skip(11);  // to utime, the 14th
  rest >> user_ticks >> system_ticks;
  skip(4);  // to num_threads, the 20th
  rest >> state.thread_count;
  skip(1);
  rest >> start_ticks >> state.virtual_bytes >> resident_pages;
  if (!rest) return std::nullopt;
  const auto ticks_per_second = static_cast<double>(sysconf(_SC_CLK_TCK));
  state.processor_seconds = (user_ticks + system_ticks) / ticks_per_second;
  state.start_seconds = start_ticks / ticks_per_second;
  state.resident_bytes = resident_pages * static_cast<double>(sysconf(_SC_PAGESIZE));
  return state;
}

// When the machine was booted, in seconds since 1970; 0 when nobody says.
double BootSeconds() {
  std::ifstream file("/proc/stat");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("btime ")) return std::stod(line.substr(6));
  }
  return 0;
}

}  // namespace

void AddProcessMetrics(Metrics& metrics) {
  metrics.GetGauge("gouji_build_info", "The version of the program; always 1", {{"version", GOUJI_VERSION}}).Set(1);
  const Counter processor = metrics.GetCounter("process_cpu_seconds_total", "Processor time, of user and system");
  const Gauge resident = metrics.GetGauge("process_resident_memory_bytes", "Memory that the process holds");
  const Gauge virtual_memory = metrics.GetGauge("process_virtual_memory_bytes", "Address space of the process");
  const Gauge threads = metrics.GetGauge("process_threads", "Threads of the process");
  const Gauge open_files = metrics.GetGauge("process_open_fds", "Open file descriptors");
  rlimit files = {};
  if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
    metrics.GetGauge("process_max_fds", "File descriptors that may be open").Set(static_cast<double>(files.rlim_cur));
  }
  if (const std::optional<ProcessState> now = ReadState()) {
    metrics.GetGauge("process_start_time_seconds", "When the process started, in seconds since 1970")
        .Set(BootSeconds() + now->start_seconds);
  }
  metrics.BeforeScrape([processor, resident, virtual_memory, threads, open_files] {
    if (const std::optional<ProcessState> now = ReadState()) {
      processor.Increment(now->processor_seconds - processor.value());
      resident.Set(now->resident_bytes);
      virtual_memory.Set(now->virtual_bytes);
      threads.Set(now->thread_count);
    }
    std::error_code error;
    const fs::directory_iterator descriptors("/proc/self/fd", error);
    // One of them is the folder's own.
    if (!error) open_files.Set(static_cast<double>(std::distance(begin(descriptors), end(descriptors)) - 1));
  });
}

}  // namespace gouji::runtime

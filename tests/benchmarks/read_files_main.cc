// Reads files whole (charset, tables, labels, arithmetic, dates, title), one after the other on one thread, in rounds,
// and tells what that costs: for the comparison with other readers, for formats that a converter reads first, and for
// memory over many documents.
//
//   gouji_read_files [--seconds=S | --documents=N] FILE...
//
// Prints one JSON object: documents read, their rate, wall time of one, processor time of one (ours, and that of child
// programs), and the resident memory after the first tenth of the documents and after all. Exit status 1 when a file is
// not read as a report.
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/parse/parser.h"
#include "services/report/form.h"

ABSL_FLAG(double, seconds, 5, "processor time to spend, at least one round");
ABSL_FLAG(int64_t, documents, 0, "documents to read; 0: as many as the time allows");

namespace {

struct File {
  std::string name;
  std::string bytes;
};

double ProcessorSeconds(int who) {
  rusage usage = {};
  getrusage(who, &usage);
  return absl::ToDoubleSeconds(absl::DurationFromTimeval(usage.ru_utime) + absl::DurationFromTimeval(usage.ru_stime));
}

// In MB of 10^6 bytes; 0 where the system does not say.
double ResidentMegabytes() {
  std::ifstream file("/proc/self/statm");
  int64_t total = 0;
  int64_t resident = 0;
  file >> total >> resident;
  return static_cast<double>(resident * sysconf(_SC_PAGESIZE)) / 1e6;
}

bool Read(const gouji::parse::Parser& parser, const File& file) {
  const auto report = parser.Parse(file.bytes, file.name, {});
  if (!report.ok() || report->form == nullptr) {
    fmt::print(stderr, "gouji_read_files: {} is not read as a report: {}\n", file.name,
               report.ok() ? "no such report" : report.status().ToString());
    return false;
  }
  return true;
}

std::vector<File> Load(const std::vector<char*>& names) {
  std::vector<File> files;
  for (const char* name : names) {
    std::ifstream file(name, std::ios::binary);
    files.push_back({name, {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()}});
  }
  return files;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<char*> names = absl::ParseCommandLine(argc, argv);
  names.erase(names.begin());
  const auto catalog = gouji::report::FormCatalog::BuiltIn();
  if (!catalog.ok() || names.empty()) {
    fmt::print(stderr, "gouji_read_files: no files\n");
    return 64;
  }
  const auto parser = gouji::parse::Parser::Create(*catalog, {});
  if (!parser.ok()) {
    return 2;
  }
  const std::vector<File> files = Load(names);
  int64_t bytes_of_all = 0;
  for (const File& file : files) {
    bytes_of_all += static_cast<int64_t>(file.bytes.size());
    if (!Read(*parser, file)) {
      return 1;
    }
  }
  const int64_t wanted = absl::GetFlag(FLAGS_documents);
  const absl::Time begin = absl::Now();
  const double own_begin = ProcessorSeconds(RUSAGE_SELF);
  const double children_begin = ProcessorSeconds(RUSAGE_CHILDREN);
  int64_t count = 0;
  double early_memory = 0;
  const auto spent = [&] {
    return ProcessorSeconds(RUSAGE_SELF) - own_begin + ProcessorSeconds(RUSAGE_CHILDREN) - children_begin;
  };
  while (wanted > 0 ? count < wanted : count == 0 || spent() < absl::GetFlag(FLAGS_seconds)) {
    for (const File& file : files) {
      Read(*parser, file);
      ++count;
      if (count == wanted / 10) {
        early_memory = ResidentMegabytes();
      }
    }
  }
  const auto documents = static_cast<double>(count);
  const double wall = absl::ToDoubleSeconds(absl::Now() - begin);
  const double own = ProcessorSeconds(RUSAGE_SELF) - own_begin;
  const double children = ProcessorSeconds(RUSAGE_CHILDREN) - children_begin;
  const double bytes = documents * static_cast<double>(bytes_of_all) / static_cast<double>(files.size());
  fmt::print(
      "{{\"documents\": {}, \"documents_per_second\": {:.1f}, \"megabytes_per_second\": {:.1f}, \"wall_ms\": {:.3f}, "
      "\"own_cpu_ms\": {:.3f}, \"children_cpu_ms\": {:.3f}, \"memory_early_mb\": {:.1f}, \"memory_mb\": {:.1f}}}\n",
      count, documents / (own + children), bytes / (own + children) / 1e6, wall / documents * 1e3,
      own / documents * 1e3, children / documents * 1e3, early_memory, ResidentMegabytes());
  return 0;
}

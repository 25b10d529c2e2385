#include "tests/benchmarks/redis/values.h"

#include <zstd.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "services/parse/cache/redis_connection.h"
#include "services/parse/cache/testing/redis_server.h"
#include "services/report/sha256.h"
#include "tests/benchmarks/redis/reading.h"

namespace gouji::benchmarks {
namespace {

constexpr absl::Duration kPlenty = absl::Seconds(10);
constexpr int kRounds = 20;

std::vector<std::string> SerialisedReports(std::string_view layout, int count) {
  const Reader reader;
  std::vector<std::string> reports;
  for (const std::string& document : GeneratedDocuments(layout, count)) {
    report::v1::Report report;
    if (!reader.Read(document, "", {}, report).ok()) std::abort();
    reports.push_back(report.SerializeAsString());
  }
  return reports;
}

std::size_t Bytes(const std::vector<std::string>& values) {
  std::size_t sum = 0;
  for (const std::string& value : values) sum += value.size();
  return sum;
}

// The mean of the best round, µs for each of `count` values: what else the machine does is left out.
double Microseconds(std::size_t count, const std::function<void()>& round) {
  double best = std::numeric_limits<double>::infinity();
  for (int i = 0; i < kRounds; ++i) {
    const absl::Time start = absl::Now();
    round();
    best = std::min(best, absl::ToDoubleMicroseconds(absl::Now() - start) / static_cast<double>(count));
  }
  return best;
}

std::string Packed(std::string_view value, int level) {
  std::string frame(ZSTD_compressBound(value.size()), '\0');
  frame.resize(ZSTD_compress(frame.data(), frame.size(), value.data(), value.size(), level));
  return frame;
}

// Bytes that Redis takes for one of the values, the key's own left out.
double RedisBytes(const std::vector<std::string>& values) {
  const auto server = parse::testing::RedisServer::Start({}).value();
  const auto connection = parse::RedisConnection::Open(server->address(), {}, kPlenty, 1 << 20).value();
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string key = std::to_string(i);
    (void)connection->Command({"SET", key, values[i]}, kPlenty);
    sum += std::stod(connection->Command({"MEMORY", "USAGE", key}, kPlenty)->text);
  }
  return sum / static_cast<double>(values.size());
}

// Microseconds of SET and GET over one connection.
std::pair<double, double> RedisMicroseconds(const std::vector<std::string>& values) {
  const auto server = parse::testing::RedisServer::Start({.tcp = true}).value();
  const auto connection = parse::RedisConnection::Open(server->address(), {}, kPlenty, 1 << 20).value();
  const auto all = [&](const std::function<void(const std::string& key, const std::string& value)>& act) {
    return Microseconds(values.size(), [&] {
      for (std::size_t i = 0; i < values.size(); ++i) act(std::to_string(i), values[i]);
    });
  };
  const double set = all([&](const auto& key, const auto& value) {
    (void)connection->Command({"SET", key, value, "PX", "1000000"}, kPlenty);
  });
  const double get = all([&](const auto& key, const auto&) { (void)connection->Command({"GET", key}, kPlenty); });
  return {set, get};
}

void PrintRow(std::string_view layout, const std::string& packing, const std::vector<std::string>& values, double pack,
              double unpack) {
  const double digest = Microseconds(values.size(), [&] {
    for (const std::string& value : values) (void)report::Sha256Hex(value);
  });
  const auto [set, get] = RedisMicroseconds(values);
  fmt::print("| {} | {} | {:.0f} | {:.0f} | {:.1f} | {:.1f} | {:.1f} | {:.1f} | {:.1f} | {:.1f} | {:.1f} |\n", layout,
             packing, static_cast<double>(Bytes(values)) / static_cast<double>(values.size()), RedisBytes(values), pack,
             unpack, digest, set, get, pack + digest + set, get + digest + unpack);
}

void MeasureLayout(std::string_view layout, const std::vector<std::string>& reports) {
  PrintRow(layout, "none", reports, 0, 0);
  for (const int level : {-5, -3, -1, 1, 3}) {
    std::vector<std::string> frames;
    for (const std::string& report : reports) frames.push_back(Packed(report, level));
    const double pack = Microseconds(reports.size(), [&] {
      for (const std::string& report : reports) (void)Packed(report, level);
    });
    const double unpack = Microseconds(frames.size(), [&] {
      for (const std::string& frame : frames) {
        std::string report(ZSTD_getFrameContentSize(frame.data(), frame.size()), '\0');
        (void)ZSTD_decompress(report.data(), report.size(), frame.data(), frame.size());
      }
    });
    PrintRow(layout, fmt::format("zstd {}", level), frames, pack, unpack);
  }
}

}  // namespace

void MeasureValues(int count, const std::string& folder) {
  fmt::print("\nReports as they are cached, {} of each layout:\n\n", count);
  fmt::print(
      "| document | packing | bytes | in Redis | pack µs | unpack µs | digest µs | SET µs | GET µs | put in all µs | "
      "got in all µs |\n|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
  for (const char* layout : {"tabs", "html", "docx"}) {
    const std::vector<std::string> reports = SerialisedReports(layout, count);
    MeasureLayout(layout, reports);
    for (std::size_t i = 0; !folder.empty() && i < reports.size(); ++i) {
      std::ofstream(fmt::format("{}/{}-{}", folder, layout, i), std::ios::binary) << reports[i];
    }
  }
}

}  // namespace gouji::benchmarks

#include "services/parse/document/word/testing/compound_builder.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gouji::parse {
namespace {

constexpr size_t kSector = 512;
constexpr size_t kMiniSector = 64;
constexpr size_t kMiniCutoff = 4096;
constexpr uint32_t kEndOfChain = 0xFFFFFFFE;
constexpr uint32_t kFree = 0xFFFFFFFF;
constexpr uint32_t kTable = 0xFFFFFFFD;

std::string Number(uint64_t value, size_t size) {
  std::string bytes;
  for (size_t i = 0; i < size; ++i) {
    bytes += static_cast<char>(value >> (8 * i) & 0xFF);
  }
  return bytes;
}

std::string Padded(std::string bytes, size_t unit, char fill = '\0') {
  bytes.resize((bytes.size() + unit - 1) / unit * unit, fill);
  return bytes;
}

std::string Joined(const std::vector<uint32_t>& numbers) {
  std::string bytes;
  for (const uint32_t number : numbers) {
    bytes += Number(number, 4);
  }
  return Padded(bytes, kSector, '\xFF');
}

std::string Entry(const std::string& name, uint8_t type, uint32_t right, uint32_t child, uint32_t first, size_t size) {
  std::string entry;
  for (const char c : name) {
    entry += Number(static_cast<unsigned char>(c), 2);
  }
  entry.resize(64);
  entry += Number(2 * (name.size() + 1), 2) + Number(type, 1) + Number(1, 1);
  entry += Number(kFree, 4) + Number(right, 4) + Number(child, 4);
  entry.resize(116);
  entry += Number(first, 4) + Number(size, 8);
  return entry;
}

// Units of storage that are handed out one chain after the other.
struct Store {
  uint32_t Add(const std::string& content, size_t unit) {
    if (content.empty()) {
      return kEndOfChain;
    }
    const auto first = static_cast<uint32_t>(next.size());
    bytes += Padded(content, unit);
    while (next.size() * unit < bytes.size()) {
      next.push_back(static_cast<uint32_t>(next.size() + 1));
    }
    next.back() = kEndOfChain;
    return first;
  }

  std::string bytes;
  std::vector<uint32_t> next;
};

}  // namespace

std::string BuildCompoundFile(const std::map<std::string, std::string>& streams) {
  // The table of chains comes first: as many sectors as its header can list.
  constexpr size_t kTableSectors = 109;
  Store sectors;
  sectors.bytes.assign(kTableSectors * kSector, '\0');
  sectors.next.assign(kTableSectors, kTable);
  Store mini;
  std::string entries;
  uint32_t number = 0;
  for (const auto& [name, content] : streams) {
    const bool is_short = content.size() < kMiniCutoff;
    const uint32_t first = is_short ? mini.Add(content, kMiniSector) : sectors.Add(content, kSector);
    ++number;
    entries += Entry(name, 2, number < streams.size() ? number + 1 : kFree, kFree, first, content.size());
  }
  const uint32_t mini_stream = sectors.Add(mini.bytes, kSector);
  const uint32_t mini_table = mini.next.empty() ? kEndOfChain : sectors.Add(Joined(mini.next), kSector);
  const uint32_t directory = sectors.Add(
      Entry("Root Entry", 5, kFree, streams.empty() ? kFree : 1, mini_stream, mini.bytes.size()) + entries, kSector);

  std::string table = Joined(sectors.next);
  table.resize(kTableSectors * kSector, '\xFF');
  sectors.bytes.replace(0, table.size(), table);

  std::string header = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  header.resize(24);
  header += Number(0x3E, 2) + Number(3, 2) + Number(0xFFFE, 2) + Number(9, 2) + Number(6, 2);
  header.resize(44);
  header += Number(kTableSectors, 4) + Number(directory, 4) + Number(0, 4) + Number(kMiniCutoff, 4);
  header += Number(mini_table, 4) + Number(1, 4) + Number(kEndOfChain, 4) + Number(0, 4);
  for (uint32_t i = 0; i < kTableSectors; ++i) {
    header += Number(i, 4);
  }
  return header + sectors.bytes;
}

}  // namespace gouji::parse

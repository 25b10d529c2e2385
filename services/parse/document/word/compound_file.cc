#include "services/parse/document/word/compound_file.h"

#include <algorithm>
#include <cctype>
#include <limits>
#include <utility>

#include "fmt/format.h"
#include "services/parse/document/charset/little_endian.h"
#include "services/report/error.h"

namespace gouji::parse {
namespace {

// The header, with the offsets of its fields ([MS-CFB] 2.2).
constexpr std::string_view kSignature = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
constexpr size_t kSectorShift = 30;
constexpr size_t kFirstDirectorySector = 48;
constexpr size_t kFirstMiniFatSector = 60;
constexpr size_t kFirstDifatSector = 68;
constexpr size_t kDifat = 76;
constexpr size_t kHeaderBytes = 512;
constexpr size_t kHeaderDifatCount = 109;

// Streams below this size lie in the mini stream.
constexpr uint64_t kMiniCutoff = 4096;
constexpr size_t kMiniSectorBytes = 64;

// Numbers of sectors from here on are marks: end of chain, free …
constexpr uint32_t kFirstMark = 0xFFFFFFFA;

// An entry of the directory ([MS-CFB] 2.6).
constexpr size_t kEntryBytes = 128;
constexpr size_t kNameBytes = 64;
constexpr size_t kNameLength = 64;
constexpr size_t kType = 66;
constexpr size_t kLeft = 68;
constexpr size_t kRight = 72;
constexpr size_t kChild = 76;
constexpr size_t kFirstSector = 116;
constexpr size_t kStreamSize = 120;
constexpr uint8_t kStreamType = 2;
constexpr uint8_t kRootType = 5;
constexpr uint32_t kNoEntry = 0xFFFFFFFF;

absl::Status Damaged(std::string_view what) {
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kDamaged,
                       fmt::format("the file is damaged: {}; open it in WPS or Word and save it again", what),
                       "文件已损坏，请用WPS或Word打开后重新保存");
}

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

std::string NameOf(std::string_view entry) {
  const size_t length = std::min<size_t>(U16(entry, kNameLength), kNameBytes);
  std::string name;
  for (size_t i = 0; i + 2 < length; i += 2) {  // the last character is a zero
    const uint16_t c = U16(entry, i);
    name += c < 0x80 ? static_cast<char>(c) : '?';
  }
  return Lower(name);
}

std::vector<uint32_t> Numbers(std::string_view bytes) {
  std::vector<uint32_t> numbers(bytes.size() / 4);
  for (size_t i = 0; i < numbers.size(); ++i) {
    numbers[i] = U32(bytes, 4 * i);
  }
  return numbers;
}

}  // namespace

absl::StatusOr<CompoundFile> CompoundFile::Open(std::string_view bytes) {
  if (!bytes.starts_with(kSignature) || bytes.size() < kHeaderBytes) {
    return Damaged("it is no whole compound file");
  }
  const uint16_t shift = U16(bytes, kSectorShift);
  if (shift != 9 && shift != 12) {
    return Damaged("its sectors have an impossible size");
  }
  CompoundFile file;
  file.bytes_ = bytes;
  file.sector_size_ = size_t{1} << shift;
  if (absl::Status status = file.ReadTables(); !status.ok()) {
    return status;
  }
  const auto directory = file.Chain(U32(bytes, kFirstDirectorySector), std::numeric_limits<uint64_t>::max());
  if (!directory.has_value()) {
    return Damaged("its directory is cut off");
  }
  if (absl::Status status = file.ReadDirectory(*directory); !status.ok()) {
    return status;
  }
  return file;
}

std::optional<std::string_view> CompoundFile::Sector(uint32_t number) const {
  const uint64_t begin = (uint64_t{number} + 1) * sector_size_;
  if (number >= kFirstMark || begin >= bytes_.size()) {
    return std::nullopt;
  }
  return bytes_.substr(begin, sector_size_);  // writers cut the last one short
}

std::optional<std::string> CompoundFile::Chain(uint32_t first, uint64_t limit) const {
  std::string joined;
  const size_t most = bytes_.size() / sector_size_ + 1;
  size_t sector_count = 0;
  for (uint32_t sector = first; sector < kFirstMark && joined.size() < limit;) {
    const std::optional<std::string_view> content = Sector(sector);
    if (!content.has_value() || sector >= next_.size() || ++sector_count > most) {
      return std::nullopt;  // beyond the file, or a circle
    }
    joined += *content;
    sector = next_[sector];
  }
  joined.resize(std::min<uint64_t>(joined.size(), limit));
  return joined;
}

std::optional<std::string> CompoundFile::MiniChain(uint32_t first, uint64_t byte_count) const {
  std::string joined;
  size_t sector_count = 0;
  for (uint32_t sector = first; sector < kFirstMark && joined.size() < byte_count;) {
    const size_t begin = size_t{sector} * kMiniSectorBytes;
    if (sector >= mini_next_.size() || begin >= mini_stream_.size() || ++sector_count > mini_next_.size()) {
      return std::nullopt;
    }
    joined += std::string_view(mini_stream_).substr(begin, kMiniSectorBytes);
    sector = mini_next_[sector];
  }
  joined.resize(std::min<uint64_t>(joined.size(), byte_count));
  return joined;
}

// The table of chains is itself made of sectors, which the header and, in long files, a chain of tables list.
absl::Status CompoundFile::ReadTables() {
  const size_t sector_count = bytes_.size() / sector_size_ + 1;
  std::vector<uint32_t> table_sectors;
  for (size_t i = 0; i < kHeaderDifatCount; ++i) {
    table_sectors.push_back(U32(bytes_, kDifat + 4 * i));
  }
  uint32_t difat = U32(bytes_, kFirstDifatSector);
  while (difat < kFirstMark) {
    const std::optional<std::string_view> content = Sector(difat);
    if (!content.has_value() || content->size() < sector_size_ || table_sectors.size() > 2 * sector_count) {
      return Damaged("the list of its tables is cut off");
    }
    for (size_t i = 0; i + 4 < sector_size_; i += 4) {
      table_sectors.push_back(U32(*content, i));
    }
    difat = U32(*content, sector_size_ - 4);
  }
  for (const uint32_t sector : table_sectors) {
    if (sector >= kFirstMark) {
      continue;
    }
    const std::optional<std::string_view> content = Sector(sector);
    if (!content.has_value()) {
      return Damaged("one of its tables is cut off");
    }
    const std::vector<uint32_t> numbers = Numbers(*content);
    next_.insert(next_.end(), numbers.begin(), numbers.end());
    if (next_.size() > sector_count + sector_size_) {
      break;  // more than the file has sectors
    }
  }
  const auto mini_fat = Chain(U32(bytes_, kFirstMiniFatSector), std::numeric_limits<uint64_t>::max());
  if (!mini_fat.has_value()) {
    return Damaged("its table of short streams is cut off");
  }
  mini_next_ = Numbers(*mini_fat);
  return absl::OkStatus();
}

// The entries of a storage are a tree, ordered by name; here only that all are reached matters.
absl::Status CompoundFile::ReadDirectory(const std::string& directory) {
  const std::string_view view = directory;
  const size_t count = directory.size() / kEntryBytes;
  if (count == 0 || U8(view, kType) != kRootType) {
    return Damaged("its directory has no root");
  }
  const auto mini_stream = Chain(U32(view, kFirstSector), U64(view, kStreamSize));
  mini_stream_ = mini_stream.value_or("");  // only short streams need it
  std::vector<bool> seen(count);
  std::vector<uint32_t> open = {U32(view, kChild)};
  while (!open.empty()) {
    const uint32_t number = open.back();
    open.pop_back();
    if (number == kNoEntry) {
      continue;
    }
    if (number >= count || seen[number]) {
      return Damaged("its directory contradicts itself");
    }
    seen[number] = true;
    const std::string_view entry = view.substr(number * kEntryBytes, kEntryBytes);
    // Files with sectors of 512 bytes may have anything in the upper half of the size.
    const uint64_t size = U64(entry, kStreamSize);
    entries_.push_back({.name = NameOf(entry),
                        .is_stream = U8(entry, kType) == kStreamType,
                        .first_sector = U32(entry, kFirstSector),
                        .byte_count = sector_size_ == 512 ? size & 0xFFFFFFFF : size});
    open.push_back(U32(entry, kLeft));
    open.push_back(U32(entry, kRight));
  }
  return absl::OkStatus();
}

const CompoundFile::Entry* CompoundFile::Find(std::string_view name) const {
  const std::string wanted = Lower(name);
  const auto found =
      std::find_if(entries_.begin(), entries_.end(), [&wanted](const Entry& entry) { return entry.name == wanted; });
  return found == entries_.end() ? nullptr : &*found;
}

bool CompoundFile::Has(std::string_view name) const { return Find(name) != nullptr; }

absl::StatusOr<std::string> CompoundFile::Read(std::string_view name) const {
  const Entry* entry = Find(name);
  if (entry == nullptr || !entry->is_stream) {
    return absl::NotFoundError(fmt::format("the file has no stream {}", name));
  }
  std::optional<std::string> content = entry->byte_count < kMiniCutoff
                                           ? MiniChain(entry->first_sector, entry->byte_count)
                                           : Chain(entry->first_sector, entry->byte_count);
  if (!content.has_value() || content->size() < entry->byte_count) {
    return Damaged(fmt::format("its stream {} is cut off", name));
  }
  return *std::move(content);
}

}  // namespace gouji::parse

#include "services/parse/document/zip/zip_container.h"

#include <zip.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "fmt/format.h"
#include "services/report/error.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

constexpr size_t kChunkBytes = size_t{64} << 10;
// The buffer doubles, but by no more than this at once.
constexpr size_t kMaxGrowthBytes = size_t{16} << 20;

absl::Status TooLarge(const std::string& message) {
  return report::Error(absl::StatusCode::kResourceExhausted, report::Reason::kTooLarge, message);
}

absl::Status Damaged(const std::string& message) {
  return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kDamaged, message);
}

std::string Normalised(std::string_view name) {
  name.remove_prefix(std::min(name.find_first_not_of("/\\"), name.size()));
  std::string normalised(name);
  for (char& c : normalised) {
    if (c == '\\') {
      c = '/';
    } else if (c >= 'A' && c <= 'Z') {
      c = static_cast<char>(c - 'A' + 'a');
    }
  }
  return normalised;
}

// For messages: bytes that are no UTF-8 become U+FFFD.
std::string Printable(std::string_view raw_name) { return report::EncodeUtf8(report::DecodeUtf8(raw_name)); }

// Closes an entry at the end of a scope.
struct CloseEntry {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

}  // namespace

void ZipContainer::CloseZip::operator()(struct zip* archive) const { zip_discard(archive); }

absl::StatusOr<ZipContainer> ZipContainer::Open(std::string_view bytes, const ZipLimits& limits) {
  if (bytes.empty()) {  // which libzip takes for an archive without entries
    return Damaged("the ZIP container has no bytes");
  }
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), /*freep=*/0, &error);
  std::unique_ptr<struct zip, CloseZip> archive(source == nullptr ? nullptr
                                                                  : zip_open_from_source(source, ZIP_RDONLY, &error));
  if (archive == nullptr) {
    const std::string why = zip_error_strerror(&error);
    zip_error_fini(&error);
    zip_source_free(source);
    return Damaged(fmt::format("the ZIP container cannot be opened, it seems to be cut off: {}", why));
  }
  zip_error_fini(&error);
  const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
  if (count < 0 || static_cast<size_t>(count) > limits.entry_count) {
    return TooLarge(fmt::format("the ZIP container has {} entries, more than {}", count, limits.entry_count));
  }
  return ZipContainer(std::move(archive), bytes.size(), limits);
}

ZipContainer::ZipContainer(std::unique_ptr<struct zip, CloseZip> archive, size_t container_bytes,
                           const ZipLimits& limits)
    : archive_(std::move(archive)), container_bytes_(container_bytes), limits_(limits) {
  const auto count = static_cast<size_t>(zip_get_num_entries(archive_.get(), 0));
  names_.reserve(count);
  counted_.resize(count, false);
  for (size_t i = 0; i < count; ++i) {
    const char* name = zip_get_name(archive_.get(), i, ZIP_FL_ENC_RAW);
    names_.emplace_back(name == nullptr ? "" : name);
    by_name_.emplace(Normalised(names_.back()), i);
  }
}

std::optional<size_t> ZipContainer::Find(std::string_view name) const {
  const auto found = by_name_.find(Normalised(name));
  return found == by_name_.end() ? std::nullopt : std::optional<size_t>(found->second);
}

size_t ZipContainer::Allowance(size_t entry) const {
  if (counted_[entry]) {
    return limits_.entry_bytes;
  }
  const size_t by_expansion =
      std::max(limits_.unsuspicious_bytes,
               container_bytes_ > SIZE_MAX / limits_.expansion ? SIZE_MAX : container_bytes_ * limits_.expansion);
  const size_t total = std::min(limits_.total_bytes, by_expansion);
  return std::min(limits_.entry_bytes, total - std::min(total, unpacked_bytes_));
}

absl::Status ZipContainer::ReadError(size_t entry, int zip_error) const {
  const std::string name = Printable(names_[entry]);
  switch (zip_error) {
    case ZIP_ER_NOPASSWD:
    case ZIP_ER_WRONGPASSWD:
    case ZIP_ER_ENCRNOTSUPP:
      return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kEncrypted,
                           fmt::format("{}: needs a password; pack it again without one", name));
    case ZIP_ER_COMPNOTSUPP:
      return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kUnsupportedType,
                           fmt::format("{}: compressed in a way that is not known; pack it again as usual", name));
    case ZIP_ER_MEMORY:
      return TooLarge(fmt::format("{}: there is not enough memory to unpack it", name));
    default:
      return Damaged(fmt::format("{}: does not unpack, the file seems to be damaged", name));
  }
}

absl::StatusOr<std::string> ZipContainer::Read(size_t entry, size_t max_bytes) {
  std::unique_ptr<zip_file_t, CloseEntry> file(zip_fopen_index(archive_.get(), entry, 0));
  if (file == nullptr) {
    return ReadError(entry, zip_error_code_zip(zip_get_error(archive_.get())));
  }
  const size_t allowance = std::min(Allowance(entry), max_bytes);
  std::string content;
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat_index(archive_.get(), entry, 0, &stat) == 0 && (stat.valid & ZIP_STAT_SIZE) != 0) {
    // What is declared only saves copies: never more than the limit, nor than deflate can make of so many bytes.
    constexpr size_t kDeflateLimit = 1100;
    content.reserve(std::min({static_cast<size_t>(stat.size), allowance, container_bytes_ * kDeflateLimit}) + 1);
  }
  for (;;) {
    const size_t old_size = content.size();
    content.resize(old_size + std::clamp(content.capacity() - old_size, size_t{1}, kChunkBytes));
    const zip_int64_t count = zip_fread(file.get(), content.data() + old_size, content.size() - old_size);
    if (count < 0) {
      return ReadError(entry, zip_error_code_zip(zip_file_get_error(file.get())));
    }
    content.resize(old_size + static_cast<size_t>(count));
    unpacked_bytes_ += counted_[entry] ? 0 : static_cast<size_t>(count);
    if (count == 0) {
      counted_[entry] = true;
      return content;
    }
    if (content.size() > allowance) {
      return TooLarge(
          fmt::format("{}: unpacks to more than {} bytes, which is the limit", Printable(names_[entry]), allowance));
    }
    if (content.size() == content.capacity()) {
      content.reserve(std::min(content.capacity(), allowance) + std::min(content.capacity(), kMaxGrowthBytes));
    }
  }
}

}  // namespace gouji::parse

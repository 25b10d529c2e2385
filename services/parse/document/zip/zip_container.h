#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_ZIP_ZIP_CONTAINER_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_ZIP_ZIP_CONTAINER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

struct zip;

namespace gouji::parse {

// How much a container may hold. What counts is what is unpacked, never what the container declares.
struct ZipLimits {
  size_t entry_count = 10'000;
  size_t entry_bytes = size_t{64} << 20;   // of one entry, unpacked
  size_t total_bytes = size_t{256} << 20;  // of all entries that are read, unpacked
  // All that is read, unpacked, may be so many times the size of the container; what is smaller than
  // `unsuspicious_bytes` never is too much. Real DOCX and XLSX files stay below 60, bombs reach 1000 and more.
  size_t expansion = 200;
  size_t unsuspicious_bytes = size_t{8} << 20;
};

// Reads the entries of a ZIP container that lies in memory: DOCX, XLSX, OFD, archives.
//
//   absl::StatusOr<ZipContainer> zip = ZipContainer::Open(bytes);
//   if (const std::optional<size_t> entry = zip->Find("word/document.xml")) {
//     absl::StatusOr<std::string> xml = zip->Read(*entry);
//     …
//
// Movable, not thread-safe. The bytes must outlive it.
class ZipContainer {
 public:
  // INVALID_ARGUMENT, reason DAMAGED: the bytes are no ZIP container, or one that is cut off or contradicts itself.
  // RESOURCE_EXHAUSTED, reason TOO_LARGE: it has more entries than the limit.
  static absl::StatusOr<ZipContainer> Open(std::string_view bytes, const ZipLimits& limits = {});

  size_t entry_count() const { return names_.size(); }

  // The name of an entry as its bytes say, in whatever character set: "word/document.xml", "folder/". Of an entry with
  // an Info-ZIP Unicode Path, that.
  const std::string& raw_name(size_t entry) const { return names_[entry]; }

  // The entry with a name; upper and lower case (ASCII), \ and /, and a slash in front are the same, since writers of
  // Office files differ in them. The first of several.
  std::optional<size_t> Find(std::string_view name) const;

  // Unpacks an entry. INVALID_ARGUMENT, reason ENCRYPTED: it needs a password. INVALID_ARGUMENT, reason DAMAGED: it
  // does not unpack, or not to what its checksum says. INVALID_ARGUMENT, reason UNSUPPORTED_TYPE: a way of
  // compression that is not known. RESOURCE_EXHAUSTED, reason TOO_LARGE: a limit is reached, or `max_bytes`; no more is
  // ever in memory. An entry that is unpacked again counts once.
  absl::StatusOr<std::string> Read(size_t entry, size_t max_bytes = SIZE_MAX);

 private:
  struct CloseZip {
    void operator()(struct zip* archive) const;
  };

  ZipContainer(std::unique_ptr<struct zip, CloseZip> archive, size_t container_bytes, const ZipLimits& limits);

  // How many bytes of an entry may be unpacked.
  size_t Allowance(size_t entry) const;
  absl::Status ReadError(size_t entry, int zip_error) const;

  std::unique_ptr<struct zip, CloseZip> archive_;
  size_t container_bytes_;
  ZipLimits limits_;
  size_t unpacked_bytes_ = 0;
  std::vector<bool> counted_;  // whether an entry is part of unpacked_bytes_
  std::vector<std::string> names_;
  std::unordered_map<std::string, size_t> by_name_;  // by the normalised name
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_ZIP_ZIP_CONTAINER_H_

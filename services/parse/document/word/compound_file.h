#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_WORD_COMPOUND_FILE_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_WORD_COMPOUND_FILE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace gouji::parse {

// Reads the streams of a compound file ([MS-CFB]): the container of .doc, .xls, .ppt and of encrypted .docx. Only what
// stands in the root is seen: documents that are embedded in others lie deeper.
//
// Memory and time stay within the size of the file, whatever its tables say. Immutable; thread-safe. The bytes must
// outlive it.
class CompoundFile {
 public:
  // INVALID_ARGUMENT, reason DAMAGED: no compound file, or one whose tables contradict themselves or are cut off.
  static absl::StatusOr<CompoundFile> Open(std::string_view bytes);

  // Whether the root has a stream or a storage of this name (ASCII; upper and lower case are the same).
  bool Has(std::string_view name) const;

  // The content of a stream of the root. NOT_FOUND: there is none. INVALID_ARGUMENT, reason DAMAGED: it is cut off.
  absl::StatusOr<std::string> Read(std::string_view name) const;

 private:
  struct Entry {
    std::string name;  // in lower case; characters beyond ASCII as '?'
    bool is_stream = false;
    uint32_t first_sector = 0;
    uint64_t byte_count = 0;
  };

  CompoundFile() = default;

  const Entry* Find(std::string_view name) const;
  absl::Status ReadTables();
  absl::Status ReadDirectory(const std::string& directory);
  // The bytes of a sector; nothing if it lies beyond the end of the file.
  std::optional<std::string_view> Sector(uint32_t number) const;
  // The sectors of a chain joined, at most `limit` bytes; nothing if the chain is broken before.
  std::optional<std::string> Chain(uint32_t first, uint64_t limit) const;
  std::optional<std::string> MiniChain(uint32_t first, uint64_t byte_count) const;

  std::string_view bytes_;
  size_t sector_size_ = 512;
  std::vector<uint32_t> next_;  // of each sector: the next of its chain
  std::vector<uint32_t> mini_next_;
  std::string mini_stream_;
  std::vector<Entry> entries_;  // of the root
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_WORD_COMPOUND_FILE_H_

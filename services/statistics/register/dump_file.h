#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_DUMP_FILE_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_DUMP_FILE_H_

#include <cstddef>
#include <cstdint>
#include <istream>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gouji/statistics/v1/dump.pb.h"
#include "services/report/sha256.h"

struct ZSTD_CCtx_s;
struct ZSTD_DCtx_s;

namespace gouji::statistics {

// The file of a dump; its format is described in dump.proto. Records are written and read one at a time, so that memory
// is bounded by the largest. The streams must outlive what uses them. Not thread-safe.

// The version that is written, and the newest that is read.
inline constexpr int kDumpVersion = 1;

// Writes a dump. When the stream fails, that shows in the stream.
class DumpWriter {
 public:
  explicit DumpWriter(std::ostream& out);

  void Write(const v1::DumpRecord& record);
  // Writes the end. Without it the file is refused as cut off.
  void Finish();

  int64_t record_count() const { return record_count_; }

 private:
  struct Free {
    void operator()(ZSTD_CCtx_s* context) const;
  };

  // Appends a record, with its length before it, to `plain_`.
  void Append(const v1::DumpRecord& record);
  // Compresses `plain_` and writes what comes of it.
  void Compress(bool is_end);

  std::ostream& out_;
  const std::unique_ptr<ZSTD_CCtx_s, Free> context_;
  report::Sha256 hash_;
  int64_t record_count_ = 0;
  std::string plain_;
  std::string compressed_;
};

// Reads a dump. All errors but those of the stream carry the reason MALFORMED_DUMP: no dump, one of a newer version,
// cut off, damaged, or records out of order.
class DumpReader {
 public:
  // A record that claims to be longer is damaged.
  static constexpr uint64_t kMaxRecordBytes = uint64_t{1} << 30;

  // Reads the first line.
  static absl::StatusOr<std::unique_ptr<DumpReader>> Open(std::istream& in);

  // The next record, until the next call; null after the end, which is then known to be that of the whole dump.
  absl::StatusOr<const v1::DumpRecord*> Next();

  int64_t record_count() const { return record_count_; }

 private:
  struct Free {
    void operator()(ZSTD_DCtx_s* context) const;
  };

  explicit DumpReader(std::istream& in);

  // Makes at least one byte of the frame ready; false at its end, and that of the file.
  absl::StatusOr<bool> Fill();
  // Appends so many bytes to `bytes_`.
  absl::Status Take(uint64_t count);
  // Reads the length before a record, whose bytes are left in `bytes_`.
  absl::StatusOr<uint64_t> TakeLength();
  // Whether the dump is whole, given its last record.
  absl::Status CheckEnd(const v1::DumpEnd& end);

  std::istream& in_;
  const std::unique_ptr<ZSTD_DCtx_s, Free> context_;
  report::Sha256 hash_;
  int64_t record_count_ = 0;
  int last_kind_ = 0;
  bool is_at_end_ = false;
  std::string input_;          // compressed
  size_t input_position_ = 0;  // what was taken of it
  bool frame_has_ended_ = false;
  std::string output_;          // of the frame, ready
  size_t output_position_ = 0;  // what was taken of it
  std::string bytes_;           // of the record that is being read
  v1::DumpRecord record_;
};

// Reads a dump to its end, and returns how many records it has.
absl::StatusOr<int64_t> CheckDump(std::istream& in);

// An error with the reason MALFORMED_DUMP.
absl::Status MalformedDump(std::string_view what, std::string_view what_zh);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_DUMP_FILE_H_

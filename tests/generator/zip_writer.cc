#include "tests/generator/zip_writer.h"

#include <zlib.h>

namespace gouji::generator {
namespace {

constexpr uint16_t kVersion = 20;
constexpr uint16_t kDeflated = 8;
constexpr uint32_t kFirstOf1980 = 0x00210000;  // the date 1980-01-01, midnight

void Put(std::string& bytes, uint32_t value, int byte_count) {
  for (int i = 0; i < byte_count; ++i) {
    bytes += static_cast<char>((value >> (8 * i)) & 0xFFU);
  }
}

// Raw deflate, as ZIP holds it.
std::string Deflated(std::string_view content) {
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&stream, content.size()), '\0');
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-*): zlib's interface
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  stream.avail_in = static_cast<uInt>(content.size());
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-*)
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

}  // namespace

void ZipWriter::Add(std::string_view name, std::string_view content) {
  const std::string packed = Deflated(content);
  Entry entry;
  entry.name = name;
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-*): zlib's interface
  entry.checksum = static_cast<uint32_t>(
      crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())));
  entry.packed_size = static_cast<uint32_t>(packed.size());
  entry.size = static_cast<uint32_t>(content.size());
  entry.offset = static_cast<uint32_t>(bytes_.size());
  bytes_ += "PK\x03\x04";
  Put(bytes_, kVersion, 2);
  Put(bytes_, 0, 2);
  Put(bytes_, kDeflated, 2);
  Put(bytes_, kFirstOf1980, 4);
  Put(bytes_, entry.checksum, 4);
  Put(bytes_, entry.packed_size, 4);
  Put(bytes_, entry.size, 4);
  Put(bytes_, static_cast<uint32_t>(name.size()), 2);
  Put(bytes_, 0, 2);
  bytes_ += name;
  bytes_ += packed;
  entries_.push_back(entry);
}

std::string ZipWriter::Finish() const {
  std::string archive = bytes_;
  for (const Entry& entry : entries_) {
    archive += "PK\x01\x02";
    Put(archive, kVersion, 2);
    Put(archive, kVersion, 2);
    Put(archive, 0, 2);
    Put(archive, kDeflated, 2);
    Put(archive, kFirstOf1980, 4);
    Put(archive, entry.checksum, 4);
    Put(archive, entry.packed_size, 4);
    Put(archive, entry.size, 4);
    Put(archive, static_cast<uint32_t>(entry.name.size()), 2);
    Put(archive, 0, 4);  // no extra field, no comment
    Put(archive, 0, 4);  // first disk, no attributes
    Put(archive, 0, 4);
    Put(archive, entry.offset, 4);
    archive += entry.name;
  }
  const auto directory = static_cast<uint32_t>(bytes_.size());
  const auto directory_size = static_cast<uint32_t>(archive.size()) - directory;
  archive += "PK\x05\x06";
  Put(archive, 0, 4);
  Put(archive, static_cast<uint32_t>(entries_.size()), 2);
  Put(archive, static_cast<uint32_t>(entries_.size()), 2);
  Put(archive, directory_size, 4);
  Put(archive, directory, 4);
  Put(archive, 0, 2);
  return archive;
}

}  // namespace gouji::generator

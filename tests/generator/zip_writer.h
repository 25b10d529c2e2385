#ifndef GOUJI_TESTS_GENERATOR_ZIP_WRITER_H_
#define GOUJI_TESTS_GENERATOR_ZIP_WRITER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gouji::generator {

// Makes a ZIP archive of small files, deflated, without times, so that the same files give the same bytes. Not
// thread-safe.
class ZipWriter {
 public:
  void Add(std::string_view name, std::string_view content);

  // The archive of all files so far.
  std::string Finish() const;

 private:
  struct Entry {
    std::string name;
    uint32_t checksum = 0;
    uint32_t packed_size = 0;
    uint32_t size = 0;
    uint32_t offset = 0;
  };

  std::string bytes_;
  std::vector<Entry> entries_;
};

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_ZIP_WRITER_H_

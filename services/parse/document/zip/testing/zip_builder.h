#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_ZIP_TESTING_ZIP_BUILDER_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_ZIP_TESTING_ZIP_BUILDER_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gouji::parse {

// Builds ZIP containers in memory, for tests.
//
//   const std::string docx = ZipBuilder().Add("word/document.xml", "<w:document …>").Build();
class ZipBuilder {
 public:
  // Adds an entry; `name` as raw bytes. A name that ends in / is a folder.
  ZipBuilder& Add(std::string_view name, std::string_view content);

  // Encrypts all entries (AES-128).
  ZipBuilder& SetPassword(std::string_view password);

  // The container; empty if libzip refuses, which no test expects.
  std::string Build() const;

 private:
  std::vector<std::pair<std::string, std::string>> entries_;
  std::string password_;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_ZIP_TESTING_ZIP_BUILDER_H_

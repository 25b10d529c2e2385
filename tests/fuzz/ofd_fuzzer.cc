// Reads any bytes as an OFD: never crashes, keeps the limits, its texts are UTF-8, and the same bytes give the same
// document.
//
// The first line says what the rest is: "parts" (XML files, separated by lines of ====, that are put into a container:
// two pages, resources, a template, the document), "zip" (a container).
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "services/parse/document/pages/ofd_reader.h"
#include "services/parse/document/testing/blocks_text.h"
#include "services/parse/document/zip/testing/zip_builder.h"
#include "services/report/error.h"
#include "tests/fuzz/check_document.h"

namespace gouji::parse {
namespace {

constexpr std::string_view kSeparator = "\n====\n";
constexpr std::array<std::string_view, 5> kParts = {"Doc_0/Page_0.xml", "Doc_0/Page_1.xml", "Doc_0/Res.xml",
                                                    "Doc_0/Tpl.xml", "Doc_0/Document.xml"};
constexpr std::string_view kDocument =
    R"(<Document><CommonData><PublicRes>Res.xml</PublicRes><TemplatePage ID="1" BaseLoc="Tpl.xml"/></CommonData>)"
    R"(<Pages><Page BaseLoc="Page_0.xml"/><Page BaseLoc="Page_1.xml"/></Pages></Document>)";
constexpr std::string_view kList = "<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>";

void Require(bool holds, const char* what) {
  if (!holds) {
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
  }
}

std::string Pack(std::string_view parts) {
  ZipBuilder zip;
  zip.Add("OFD.xml", kList);
  for (size_t i = 0; i < kParts.size(); ++i) {
    const std::string_view part = parts.substr(0, parts.find(kSeparator));
    parts.remove_prefix(std::min(part.size() + kSeparator.size(), parts.size()));
    const bool is_document = i + 1 == kParts.size();
    if (is_document || !part.empty()) {
      zip.Add(kParts[i], is_document && part.empty() ? kDocument : part);
    }
  }
  return zip.Build();
}

void Read(const std::string& ofd) {
  const ReadRequest request = {.bytes = ofd, .file_name = "", .charset = ""};
  const absl::StatusOr<ReadResult> result = ReadOfd(request, {});
  if (!result.ok()) {
    Require(!report::ReasonOf(result.status()).empty(), "an error has a reason");
    return;
  }
  CheckDocument(result->document);
  Require(BlocksText(ReadOfd(request, {})->document) == BlocksText(result->document),
          "the same bytes give the same document");
}

}  // namespace
}  // namespace gouji::parse

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const size_t line = std::min(input.find('\n'), input.size());
  const std::string_view rest = input.substr(std::min(line + 1, input.size()));
  if (input.substr(0, line) == "parts") {
    gouji::parse::Read(gouji::parse::Pack(rest));
  } else if (input.substr(0, line) == "zip") {
    gouji::parse::Read(std::string(rest));
  }
  return 0;
}

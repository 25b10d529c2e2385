#ifndef GOUJI_SERVICES_CLI_SOURCE_TEXT_H_
#define GOUJI_SERVICES_CLI_SOURCE_TEXT_H_

#include <string>
#include <string_view>
#include <vector>

#include "gouji/report/v1/report.pb.h"

namespace gouji::cli {

// The lines of a document that is text, to be quoted beside a finding. Lines count from 1, as in Evidence, and end at
// LF or CR LF. Immutable; thread-safe.
class SourceText {
 public:
  // Decodes `document` as `source` says it was read. Without any line when it is no text, or its charset is unknown
  // here.
  SourceText(std::string_view document, const report::v1::Source& source);

  SourceText(const SourceText&) = delete;
  SourceText& operator=(const SourceText&) = delete;

  // UTF-8, as far as the document is; empty for a line that does not exist.
  std::string_view Line(int number) const;

 private:
  std::string text_;
  std::vector<std::string_view> lines_;  // into text_
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_SOURCE_TEXT_H_

#ifndef GOUJI_SERVICES_PARSE_PARSER_H_
#define GOUJI_SERVICES_PARSE_PARSER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/parse/document/reader.h"
#include "services/report/form.h"
#include "services/report/report.h"

namespace gouji::parse {

// What the caller knows better than detection. Empty and 0: detect.
struct ParseOverrides {
  std::string form;
  int year = 0;  // 2008 to 2100
  std::string charset;
};

struct ParserOptions {
  // A longer document is refused with reason TOO_LARGE.
  int64_t max_document_bytes = int64_t{32} << 20;
  // Where child programs are found, and their limits.
  ReaderOptions reader;
};

// Reads documents: bytes -> detect -> reader -> Document -> interpreter -> Report.
//
// The same bytes, file name, overrides and version give the same report. Immutable after construction; thread-safe. The
// catalogue must outlive it.
class Parser {
 public:
  // INVALID_ARGUMENT when the labels of a form cannot be told apart.
  static absl::StatusOr<Parser> Create(const report::FormCatalog& catalog, const ParserOptions& options);

  Parser(Parser&&) noexcept;
  Parser& operator=(Parser&&) noexcept;
  ~Parser();

  // Reads one document. A readable document that is no such report gives a report without a form and the diagnostic
  // report::kNotAReport. `file_name` is a hint and may be empty. INVALID_ARGUMENT: EMPTY_DOCUMENT, UNSUPPORTED_TYPE,
  // ENCRYPTED, DAMAGED, CONVERTER_FAILED, UNKNOWN_FORM, UNKNOWN_CHARSET, INVALID_YEAR. FAILED_PRECONDITION:
  // CONVERTER_MISSING. RESOURCE_EXHAUSTED: TOO_LARGE; CONVERTER_FAILED, when a child program was not done after its
  // time or at `deadline` (by the clock of runtime::Now).
  absl::StatusOr<report::Report> Parse(std::string_view document, std::string_view file_name,
                                       const ParseOverrides& overrides,
                                       absl::Time deadline = absl::InfiniteFuture()) const;

  // The version of the parser and of its form files, as in Source.parser_version.
  const std::string& version() const;

 private:
  struct State;
  explicit Parser(std::unique_ptr<const State> state);

  std::unique_ptr<const State> state_;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_PARSER_H_

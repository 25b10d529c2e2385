#include "services/parse/parser.h"

#include <utility>

#include "fmt/format.h"
#include "services/parse/document/read_document.h"
#include "services/parse/interpret/interpreter.h"
#include "services/report/error.h"
#include "services/report/sha256.h"

namespace gouji::parse {
namespace {

// Goes up with every change of the parser that may change a reading.
constexpr int kParserRevision = 22;

constexpr int kFirstYear = 2008;
constexpr int kLastYear = 2100;

absl::Status CheckOverrides(const report::FormCatalog& catalog, const ParseOverrides& overrides) {
  if (!overrides.form.empty() && catalog.Find(overrides.form) == nullptr) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kUnknownForm,
                         fmt::format("no form has the id \"{}\"", overrides.form));
  }
  if (overrides.year != 0 && (overrides.year < kFirstYear || overrides.year > kLastYear)) {
    return report::Error(absl::StatusCode::kInvalidArgument, report::Reason::kInvalidYear,
                         fmt::format("the year {} is outside {} to {}", overrides.year, kFirstYear, kLastYear));
  }
  return absl::OkStatus();
}

}  // namespace

struct Parser::State {
  const report::FormCatalog* catalog;
  ParserOptions options;
  Interpreter interpreter;
  std::string version;
};

Parser::Parser(std::unique_ptr<const State> state) : state_(std::move(state)) {}
Parser::Parser(Parser&&) noexcept = default;
Parser& Parser::operator=(Parser&&) noexcept = default;
Parser::~Parser() = default;

absl::StatusOr<Parser> Parser::Create(const report::FormCatalog& catalog, const ParserOptions& options) {
  if (catalog.forms().empty()) {
    return absl::InvalidArgumentError("the catalogue has no forms");
  }
  return Parser(
      std::make_unique<const State>(State{.catalog = &catalog,
                                          .options = options,
                                          .interpreter = Interpreter(catalog),
                                          .version = fmt::format("{}-{}", kParserRevision, catalog.version())}));
}

const std::string& Parser::version() const { return state_->version; }

absl::StatusOr<report::Report> Parser::Parse(std::string_view document, std::string_view file_name,
                                             const ParseOverrides& overrides, absl::Time deadline) const {
  if (absl::Status status = CheckOverrides(*state_->catalog, overrides); !status.ok()) {
    return status;
  }
  if (static_cast<int64_t>(document.size()) > state_->options.max_document_bytes) {
    return report::Error(absl::StatusCode::kResourceExhausted, report::Reason::kTooLarge,
                         fmt::format("the document has {} bytes; at most {} are read", document.size(),
                                     state_->options.max_document_bytes));
  }
  ReaderOptions reader = state_->options.reader;
  reader.deadline = deadline;
  absl::StatusOr<ReadResult> read =
      ReadDocument({.bytes = document, .file_name = file_name, .charset = overrides.charset}, reader);
  if (!read.ok()) {
    return read.status();
  }
  report::Report report = state_->interpreter.Interpret(
      read->document, {.form = overrides.form.empty() ? nullptr : state_->catalog->Find(overrides.form),
                       .year = overrides.year,
                       .file_name = file_name});
  report.source = {.sha256 = report::Sha256Hex(document),
                   .media_type = std::move(read->media_type),
                   .charset = std::move(read->charset),
                   .byte_count = static_cast<int64_t>(document.size()),
                   .parser_version = state_->version};
  return report;
}

}  // namespace gouji::parse

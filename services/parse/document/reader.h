#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_READER_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_READER_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/parse/document/document.h"

namespace gouji::parse {

// A file as it came in.
struct ReadRequest {
  std::string_view bytes;
  std::string_view file_name;  // a hint; may be empty
  std::string_view charset;    // overrides detection in kinds of file that are text; empty: detect
};

// How the run of a child program ended: by itself, well or not; at a limit on time or on what it writes; or it was
// never begun, because it is not installed or the system has no room.
enum class ProgramEnd { kDone, kFailed, kOutOfTime, kTooMuchOutput, kMissing, kNoRoom };

struct ProgramRun {
  std::string program;  // "pdftotext"
  ProgramEnd end = ProgramEnd::kDone;
  absl::Duration duration;
};

// What readers need from their surroundings. Most need nothing.
struct ReaderOptions {
  // The folders in which child programs (pdftotext, gouji-ocr …) are looked for, in this order, in front of the folder
  // of the running program and /usr/local/bin, /usr/bin, /bin.
  std::vector<std::string> program_folders;
  // The limits of one child program.
  absl::Duration converter_time = absl::Seconds(60);
  // When the document must have been read, by the clock of runtime::Now: no child program runs for longer.
  absl::Time deadline = absl::InfiniteFuture();
  int64_t converter_memory_bytes = int64_t{1} << 30;
  // Called after each run of a child program, by several threads at once; null: nobody is told.
  std::function<void(const ProgramRun& run)> on_program_run;
};

// What a reader makes of a file.
struct ReadResult {
  Document document;
  std::string media_type;  // as in file_type.h
  std::string charset;     // UTF-8, GB18030 …; empty for kinds of file that are no text
};

// A reader of one kind of file: ReadHtml, ReadDocx … `media_type` of the result may be left empty: ReadDocument fills
// it in. A reader works within bounds whatever the bytes are, and is thread-safe. Errors, each with a reason of
// services/report/error.h: INVALID_ARGUMENT ENCRYPTED, DAMAGED, EMPTY_DOCUMENT, UNSUPPORTED_TYPE (a kind within the
// kind), CONVERTER_FAILED; FAILED_PRECONDITION CONVERTER_MISSING; RESOURCE_EXHAUSTED TOO_LARGE, CONVERTER_FAILED.
using Reader = absl::StatusOr<ReadResult> (*)(const ReadRequest& request, const ReaderOptions& options);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_READER_H_

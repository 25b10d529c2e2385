#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_CHILD_LIMITED_PROCESS_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_CHILD_LIMITED_PROCESS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/parse/document/reader.h"

namespace gouji::parse {

// What one child program may use.
struct ProcessLimits {
  absl::Duration wall_time = absl::Seconds(60);
  absl::Duration processor_time = absl::Seconds(60);  // whole seconds
  int64_t memory_bytes = int64_t{1} << 30;            // of address space; 0: no limit, for programs under ASan
  int64_t output_bytes = int64_t{64} << 20;           // on standard output
  int64_t file_bytes = int64_t{256} << 20;            // of each file that it writes
  int open_file_count = 64;
};

// A child program that turns one document into something readable.
struct ProcessRequest {
  // The argument that stands for the path of a file with `input`.
  static constexpr std::string_view kInputPath = "{input}";

  std::string program;                 // "pdftotext"; a path with a slash is taken as it is
  std::string package;                 // what to install when the program is not there
  std::vector<std::string> arguments;  // without the name of the program
  std::string_view input;              // on standard input, and in the file kInputPath; both can be sought in
  ProcessLimits limits;
};

// Runs a program to its end and returns what it wrote to standard output.
//
//   absl::StatusOr<std::string> text = RunLimited(
//       {.program = "pdftotext", .package = "poppler-utils",
//        .arguments = {"-layout", std::string(ProcessRequest::kInputPath), "-"}, .input = bytes, .limits =
//        LimitsOf(options)},
//       options);
//
// The program is looked for in options.program_folders, the folder of the running program, and the folders of the
// system. It sees nothing of this process: no descriptors but the three standard ones and the input, a clean
// environment (PATH, LC_ALL=C.UTF-8, HOME and TMPDIR in a temporary folder of its own that is removed afterwards), no
// network, no new processes (threads are free), no more rights by setuid programs. What outlives the limits is killed;
// no process is left behind, also when this process is killed.
//
// INVALID_ARGUMENT, reason CONVERTER_FAILED: the program ended with another status than 0 or by a signal; the message
// has the first line of its standard error. It is the document's fault as a rule, and never tried again.
// RESOURCE_EXHAUSTED, reason CONVERTER_FAILED: over a limit on time; TOO_LARGE: over one on output.
// FAILED_PRECONDITION, reason CONVERTER_MISSING: there is no such program; the message names the package. INTERNAL:
// this system has no room for a child.
//
// Each run, also one that could not begin, is told to options.on_program_run.
//
// Thread-safe; blocks for at most limits.wall_time and a little.
absl::StatusOr<std::string> RunLimited(const ProcessRequest& request, const ReaderOptions& options);

// Whether the error is that of a program that was over a limit on time.
bool IsOutOfTime(const absl::Status& status);

// The usual limits with those that the options set: converter_time of the processor, and, for the program that gets
// little of it or hangs, five times as long by the clock; but no time after options.deadline.
ProcessLimits LimitsOf(const ReaderOptions& options);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_CHILD_LIMITED_PROCESS_H_

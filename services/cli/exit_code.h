#ifndef GOUJI_SERVICES_CLI_EXIT_CODE_H_
#define GOUJI_SERVICES_CLI_EXIT_CODE_H_

namespace gouji::cli {

// The exit status of `gouji`. Of several that apply, the higher one counts.
enum ExitCode : int {
  kExitOk = 0,
  kExitFindings = 1,      // a finding of severity ERROR; an imported document that is no report
  kExitUnreadable = 2,    // a document could not be read or worked on
  kExitUsage = 64,        // a command line that is not understood (EX_USAGE)
  kExitUnavailable = 69,  // the endpoint or the data folder cannot be used, or an import not finished (EX_UNAVAILABLE)
  kExitOutput = 74,       // the output could not be written (EX_IOERR)
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_EXIT_CODE_H_

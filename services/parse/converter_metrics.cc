#include "services/parse/converter_metrics.h"

#include <string>

#include "absl/time/time.h"

namespace gouji::parse {
namespace {

constexpr ProgramEnd kEnds[] = {ProgramEnd::kDone,          ProgramEnd::kFailed,  ProgramEnd::kOutOfTime,
                                ProgramEnd::kTooMuchOutput, ProgramEnd::kMissing, ProgramEnd::kNoRoom};

const char* Label(ProgramEnd end) {
  switch (end) {
    case ProgramEnd::kDone:
      return "ok";
    case ProgramEnd::kFailed:
      return "failed";
    case ProgramEnd::kOutOfTime:
      return "time_limit";
    case ProgramEnd::kTooMuchOutput:
      return "output_limit";
    case ProgramEnd::kMissing:
      return "missing";
    case ProgramEnd::kNoRoom:
      break;
  }
  return "no_room";
}

runtime::Counter Runs(runtime::Metrics& metrics, const std::string& program, ProgramEnd end) {
  return metrics.GetCounter("gouji_parse_converter_runs_total", "Runs of programs that read documents",
                            {{"program", program}, {"result", Label(end)}});
}

runtime::Histogram Duration(runtime::Metrics& metrics, const std::string& program) {
  return metrics.GetHistogram("gouji_parse_converter_duration_seconds",
                              "Time of a run of a program that reads documents", {{"program", program}},
                              runtime::DurationBounds());
}

}  // namespace

std::function<void(const ProgramRun& run)> CountConverters(runtime::Metrics& metrics) {
  // A counter that is there from the start shows its first events, too.
  for (const char* program : {"pdftotext", "pdftoppm", "gouji-ocr"}) {
    for (const ProgramEnd end : kEnds) Runs(metrics, program, end);
    Duration(metrics, program);
  }
  // A run takes milliseconds: the search in the registry does not matter.
  return [&metrics](const ProgramRun& run) {
    Runs(metrics, run.program, run.end).Increment();
    if (run.end == ProgramEnd::kMissing || run.end == ProgramEnd::kNoRoom) return;
    Duration(metrics, run.program).Observe(absl::ToDoubleSeconds(run.duration));
  };
}

}  // namespace gouji::parse

#ifndef GOUJI_SERVICES_CLI_STATS_FIGURES_OUTPUT_H_
#define GOUJI_SERVICES_CLI_STATS_FIGURES_OUTPUT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "google/protobuf/message.h"
#include "services/cli/language.h"
#include "services/cli/stats/figures.h"
#include "services/cli/terminal.h"

namespace gouji::cli {

enum class StatsFormat : std::uint8_t { kTable, kJson, kCsv, kHtml, kXlsx };

// Whether an answer in this format is a file, not a text.
constexpr bool IsFile(StatsFormat format) { return format == StatsFormat::kHtml || format == StatsFormat::kXlsx; }

struct FiguresOutput {
  StatsFormat format = StatsFormat::kTable;
  std::string output = {};  // kHtml, kXlsx: the file
  Language language = Language::kChinese;
};

// Prints an answer about the register, or writes it to its file: the tables, or as json the message that they were made
// of. Returns the exit status.
int OutputFigures(const FiguresOutput& output, const std::vector<FigureTable>& tables,
                  const google::protobuf::Message& message, const Terminal& terminal);

// Writes a file that appears only when it is complete; `write` gets the path to write to. Returns the exit status:
// kExitOutput, after saying so, when it cannot be written, that of ReportError for RESOURCE_EXHAUSTED.
int WriteOutputFile(const std::string& path, Language language, const Terminal& terminal,
                    absl::FunctionRef<absl::Status(const std::string&)> write);

// INTERNAL: it cannot be written.
absl::Status WriteTextFile(std::string_view text, const std::string& path);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_STATS_FIGURES_OUTPUT_H_

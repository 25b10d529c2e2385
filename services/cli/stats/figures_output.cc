#include "services/cli/stats/figures_output.h"

#include <fstream>

#include "fmt/format.h"
#include "services/cli/command_error.h"
#include "services/cli/exit_code.h"
#include "services/cli/message_json.h"
#include "services/cli/partial_file.h"
#include "services/cli/stats/figures_html.h"
#include "services/cli/stats/figures_text.h"
#include "services/cli/stats/figures_xlsx.h"

namespace gouji::cli {

absl::Status WriteTextFile(std::string_view text, const std::string& path) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  return file ? absl::OkStatus() : absl::InternalError(fmt::format("cannot write {}", path));
}

int WriteOutputFile(const std::string& path, Language language, const Terminal& terminal,
                    absl::FunctionRef<absl::Status(const std::string&)> write) {
  PartialFile partial(path);
  const absl::Status written = write(partial.partial_path());
  if (absl::IsResourceExhausted(written)) return ReportError(written, language, terminal);
  if (written.ok() && partial.Commit()) return kExitOk;
  terminal.err << fmt::format(fmt::runtime(Choose(language, "gouji: 无法写入 {}；请检查文件夹和剩余空间\n",
                                                  "gouji: cannot write {}; check the folder and the space left\n")),
                              path);
  return kExitOutput;
}

int OutputFigures(const FiguresOutput& output, const std::vector<FigureTable>& tables,
                  const google::protobuf::Message& message, const Terminal& terminal) {
  switch (output.format) {
    case StatsFormat::kTable:
      terminal.out << FiguresText(tables, output.language);
      break;
    case StatsFormat::kCsv:
      terminal.out << FiguresCsv(tables);
      break;
    case StatsFormat::kJson:
      terminal.out << MessageJson(message) << "\n";
      break;
    case StatsFormat::kHtml:
      return WriteOutputFile(output.output, output.language, terminal, [&](const std::string& path) {
        return WriteTextFile(FiguresHtml(tables, output.language), path);
      });
    case StatsFormat::kXlsx:
      return WriteOutputFile(output.output, output.language, terminal,
                             [&](const std::string& path) { return WriteFiguresXlsx(tables, path, output.language); });
  }
  return FlushOutput(terminal);
}

}  // namespace gouji::cli

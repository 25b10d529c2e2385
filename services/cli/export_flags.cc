#include "services/cli/export_flags.h"

#include "services/cli/filter_flags.h"
#include "services/cli/flag_names.h"

namespace gouji::cli {

void ExportFlags::Add(CLI::App& app, absl::FunctionRef<void(CLI::App*)> add_endpoint,
                      absl::FunctionRef<void(CLI::App*)> add_data_dir) {
  export_ = app.add_subcommand("export", "Write the recorded reports to a file");
  export_->add_option("FILE", options_.path, "The file; - is the standard output")->required();
  add_endpoint(export_);
  add_data_dir(export_);
  AddFilterFlags(export_, &options_.filter);
  export_
      ->add_option("--format", options_.format,
                   "csv (money in 分); json or jsonl: one full report a line; html or xlsx: with totals and coverage. "
                   "When not given: as the name of the file ends")
      ->transform(Names<ExportFormat>({{"csv", ExportFormat::kCsv},
                                       {"json", ExportFormat::kJsonLines},
                                       {"jsonl", ExportFormat::kJsonLines},
                                       {"html", ExportFormat::kHtml},
                                       {"xlsx", ExportFormat::kXlsx}}))
      ->type_name("csv|json|jsonl|html|xlsx");
  export_
      ->add_option("--basis", options_.basis,
                   "Of the totals. own: each organ's own figures; published: the highest aggregate report of each "
                   "branch, own figures where none covers them")
      ->transform(Names<statistics::v1::Basis>(
          {{"own", statistics::v1::BASIS_OWN_REPORTS}, {"published", statistics::v1::BASIS_PUBLISHED}}))
      ->type_name("own|published");
  export_->add_option("--heads", options_.heads, "The first lines of a csv: paths of cells, Chinese names, or both")
      ->transform(
          Names<CsvHeads>({{"paths", CsvHeads::kPaths}, {"names", CsvHeads::kNames}, {"both", CsvHeads::kBoth}}))
      ->type_name("paths|names|both");
  export_->add_flag("--bom", options_.byte_order_mark,
                    "Begin a csv with a byte order mark, which some spreadsheets need to read Chinese");
}

void ExportFlags::Validate() const {
  if (export_->parsed() && options_.path == "-" && FormatOf(options_) == ExportFormat::kXlsx) {
    throw CLI::ValidationError("FILE", "cannot be the standard output with --format=xlsx");
  }
}

std::optional<ExportOptions> ExportFlags::Parsed(Language language) const {
  if (!export_->parsed()) return std::nullopt;
  ExportOptions options = options_;
  options.language = language;
  return options;
}

}  // namespace gouji::cli

#include "services/statistics/testing/items.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <system_error>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "services/report/agency.h"
#include "services/report/sha256.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"

namespace gouji::statistics::testing {
namespace {

template <typename T>
T OrAbort(absl::StatusOr<T> value) {
  if (!value.ok()) {
    fmt::print(stderr, "{}\n", value.status().ToString());
    std::abort();
  }
  return *std::move(value);
}

// Folders that are removed at the end.
class Folders {
 public:
  Folders() = default;
  ~Folders() {
    std::error_code ignored;
    for (const std::string& folder : folders_) std::filesystem::remove_all(folder, ignored);
  }
  Folders(const Folders&) = delete;
  Folders& operator=(const Folders&) = delete;

  void Add(std::string folder) EXCLUDES(mutex_) {
    runtime::MutexLock lock(mutex_);
    folders_.push_back(std::move(folder));
  }

 private:
  runtime::Mutex mutex_;
  std::vector<std::string> folders_ GUARDED_BY(mutex_);
};

}  // namespace

Kernel::Kernel()
    : catalog_(std::make_unique<report::FormCatalog>(OrAbort(report::FormCatalog::BuiltIn()))),
      converter_(std::make_unique<report::ReportConverter>(OrAbort(report::ReportConverter::Create(*catalog_)))) {}

report::Report RandomReport(const report::Form& form, uint32_t seed) {
  std::mt19937 random(seed);
  report::Report report;
  report.form = &form;
  for (int i = 0; i < form.cell_count(); ++i) {
    report::Cell cell;
    // Half of the cells plainly read, most of those small.
    cell.state = random() % 2 == 0 ? report::CellState::kRead : static_cast<report::CellState>(random() % 8);
    if (cell.has_value()) cell.value = static_cast<int64_t>(random() % 10 == 0 ? random() : random() % 20);
    report.cells.push_back(cell);
    if (cell.state == report::CellState::kRead) continue;
    report::CellNote note;
    note.cell = i;
    if (!cell.has_value() && random() % 3 == 0) note.implied_value = random() % 50;
    report.notes.push_back(note);
  }
  return report;
}

v1::RecordItem MakeItem(const Kernel& kernel, const ItemSpec& spec) {
  report::Report report =
      RandomReport(spec.form.empty() ? kernel.form() : *kernel.catalog().Find(spec.form), spec.figures);
  if (spec.with_facts) report.agency = report::ResolveAgency(spec.agency);
  report.agency.name = spec.agency;
  report.agency.scope = spec.scope;
  report.year = spec.year;
  report.sections.push_back({.number = 1, .heading = "总体情况", .text = "本年度收到申请若干件。", .positions = {}});
  if (!spec.document.empty()) {
    report.source.sha256 = report::Sha256Hex(spec.document);
    report.source.parser_version = spec.parser_version;
  }
  v1::RecordItem item;
  item.set_item_id(spec.item_id);
  item.set_document(spec.document);
  item.set_file_name(spec.file_name);
  kernel.converter().ToProto(report, report::EvidenceMode::kOmit, item.mutable_report());
  item.mutable_assessment()->set_rule_set_version(spec.rule_set_version);
  item.mutable_assessment()->set_verdict(spec.error_count > 0 ? validate::v1::VERDICT_NEEDS_CORRECTION
                                                              : validate::v1::VERDICT_ACCEPTED);
  for (int i = 0; i < spec.error_count; ++i) {
    validate::v1::Finding& finding = *item.add_findings();
    finding.set_rule_id("T3.ROW_SUM");
    finding.set_severity(validate::v1::SEVERITY_ERROR);
  }
  return item;
}

Entry MakeTestEntry(const Kernel& kernel, const ItemSpec& spec) {
  return OrAbort(MakeEntry(MakeItem(kernel, spec), kernel.converter()));
}

std::string PlacedAgency(int number) { return fmt::format("甲省乙市丙{}县人民政府", number); }

std::string NewRegisterPath() {
  std::string folder = fmt::format("{}/gouji-register-XXXXXX", [] {
    const char* const temporary = std::getenv("TMPDIR");
    return temporary == nullptr ? "/tmp" : temporary;
  }());
  if (::mkdtemp(folder.data()) == nullptr) std::abort();
  // Registers are closed when tests end; their folders go when the program does.
  static Folders folders;
  folders.Add(folder);
  return folder + "/register.db";
}

}  // namespace gouji::statistics::testing

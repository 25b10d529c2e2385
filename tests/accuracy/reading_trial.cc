#include "tests/accuracy/reading_trial.h"

#include <fmt/format.h>

#include <utility>

#include "gouji/report/v1/report.pb.h"
#include "services/report/error.h"
#include "tests/generator/charsets.h"
#include "tests/generator/printed_document.h"
#include "tests/generator/render.h"

namespace gouji {
namespace {

using report::Cell;
using report::CellState;

std::string StateName(CellState state) {
  return state == CellState::kRead ? "READ"
                                   : report::v1::CellState_Name(static_cast<report::v1::CellState>(state)).substr(11);
}

std::string Shown(const report::Report& report, int c) {
  const Cell& cell = report.cells[c];
  std::string text = StateName(cell.state);
  if (cell.has_value()) {
    text += fmt::format(" {}", cell.value);
  }
  if (static_cast<size_t>(c) < report.evidence.size()) {
    const report::Evidence& evidence = report.evidence[c];
    text += fmt::format(" (raw \"{}\", line {}, table {}, row {}, cell {})", evidence.raw, evidence.line,
                        evidence.table, evidence.row, evidence.cell_index);
  }
  return text;
}

// Judges the cells of one report.
class CellJudge {
 public:
  CellJudge(const PreparedTrial& prepared, const report::Report& report, ReadingTrial& trial)
      : prepared_(prepared), report_(report), trial_(trial) {}

  void Judge(int c) {
    const Cell& cell = report_.cells[c];
    const int64_t truth = prepared_.truth.cells[c];
    ReadingCounts& counts = trial_.counts;
    switch (prepared_.damaged.evidence.fates[c]) {
      case Fate::kPrinted:
      case Fate::kUnclear:
        JudgePrinted(c, cell, truth);
        break;
      case Fate::kBlank:
        ++counts.blank;
        if (cell.has_value()) {
          ++counts.blank_as_zero;
          Differ(c, "printed blank");
        }
        break;
      case Fate::kLost:
        ++counts.lost;
        JudgeLost(c, cell, truth);
        break;
    }
    const bool is_wrong = cell.has_value() && cell.value != truth;
    if (cell.state == CellState::kUnconfirmed) {
      ++counts.unconfirmed;
      counts.unconfirmed_wrong += is_wrong ? 1 : 0;
    } else {
      counts.silent_wrong += is_wrong ? 1 : 0;
    }
  }

 private:
  void Differ(int c, const std::string& expected) {
    trial_.differences.push_back(
        fmt::format("{}: {}, read as {}", report_.form->cells()[c].path, expected, Shown(report_, c)));
  }

  void JudgePrinted(int c, const Cell& cell, int64_t truth) {
    ReadingCounts& counts = trial_.counts;
    const bool is_clear = prepared_.damaged.evidence.fates[c] == Fate::kPrinted;
    ++(is_clear ? counts.printed : counts.unclear);
    if ((cell.state == CellState::kRead || cell.state == CellState::kUnconfirmed) && cell.value == truth) {
      ++(is_clear ? counts.exact : counts.unclear_exact);
      return;
    }
    const bool is_wrong = cell.has_value() && cell.value != truth;
    counts.marked += is_clear && !is_wrong ? 1 : 0;
    if (is_clear || is_wrong) {
      Differ(c, fmt::format("printed {}", truth));
    }
  }

  void JudgeLost(int c, const Cell& cell, int64_t truth) {
    if (prepared_.damaged.evidence.determined[c]) {
      ++trial_.counts.determined;
      if (cell.has_value() && cell.value == truth) {
        ++trial_.counts.recovered;
      } else {
        Differ(c, fmt::format("lost, but determined to be {}", truth));
      }
    } else if (cell.has_value() && prepared_.damaged.evidence.open[c]) {
      ++trial_.counts.guessed;
      Differ(c, fmt::format("lost ({}) and not determined", truth));
    }
  }

  const PreparedTrial& prepared_;
  const report::Report& report_;
  ReadingTrial& trial_;
};

}  // namespace

void ReadingCounts::Add(const ReadingCounts& other) {
  reports += other.reports;
  exact_reports += other.exact_reports;
  refused += other.refused;
  form_right += other.form_right;
  agency_right += other.agency_right;
  year_right += other.year_right;
  date_right += other.date_right;
  printed += other.printed;
  exact += other.exact;
  marked += other.marked;
  unclear += other.unclear;
  unclear_exact += other.unclear_exact;
  silent_wrong += other.silent_wrong;
  unconfirmed += other.unconfirmed;
  unconfirmed_wrong += other.unconfirmed_wrong;
  blank += other.blank;
  blank_as_zero += other.blank_as_zero;
  lost += other.lost;
  determined += other.determined;
  recovered += other.recovered;
  guessed += other.guessed;
  bytes += other.bytes;
}

PreparedTrial Prepare(const TrialCase& trial) {
  PreparedTrial prepared;
  const bool old_form = trial.form->until_year() != 0;
  generator::GeneratorOptions options;
  options.index = trial.index;
  options.first_year = trial.form->since_year();
  options.last_year = old_form ? trial.form->until_year() : trial.form->since_year() + 4;
  options.variety = generator::Variety::kFull;
  prepared.truth = generator::Generate(*trial.form, trial.seed, options);
  generator::RandomSource random(trial.seed, trial.index, "damage");
  prepared.damaged =
      ApplyDamage(generator::Compose(prepared.truth, trial.layout), *trial.form, trial.layout, trial.damage, random);
  prepared.file_name = fmt::format("{}-{}-{}-{:06}{}", trial.form->id(), trial.layout.name, DamageName(trial.damage),
                                   trial.index, generator::FileSuffix(trial.layout.format));
  prepared.bytes = generator::WriteFileBytes(prepared.damaged.document, trial.layout);
  return prepared;
}

ReadingTrial Judge(const PreparedTrial& prepared, const report::Report* read, const std::string& refusal) {
  ReadingTrial trial;
  trial.file_name = prepared.file_name;
  trial.counts.reports = 1;
  trial.counts.bytes = static_cast<int64_t>(prepared.bytes.size());
  const auto compare = [&](std::string_view what, const auto& want, const auto& got, int64_t* right) {
    if (want == got) {
      ++*right;
    } else {
      trial.differences.push_back(fmt::format("{}: expected \"{}\", read \"{}\"", what, want, got));
    }
  };
  const generator::GeneratedReport& truth = prepared.truth;
  if (read == nullptr || read->form == nullptr) {
    trial.counts.refused = 1;
    trial.differences.push_back("refused: " + refusal);
  } else {
    compare("agency", truth.agency, read->agency.name, &trial.counts.agency_right);
    compare("year", truth.year, read->year, &trial.counts.year_right);
    const bool date_may_stay_open = prepared.damaged.date_unclear && read->issue_date.empty();
    compare("issue date", date_may_stay_open ? "" : truth.issue_date, read->issue_date, &trial.counts.date_right);
    compare("form", truth.form->id(), read->form->id(), &trial.counts.form_right);
  }
  if (read == nullptr || read->form != truth.form) {
    // Nothing was read of this form: every printed cell is marked, by the refusal or the other form.
    for (const Fate fate : prepared.damaged.evidence.fates) {
      trial.counts.printed += fate == Fate::kPrinted ? 1 : 0;
      trial.counts.unclear += fate == Fate::kUnclear ? 1 : 0;
      trial.counts.blank += fate == Fate::kBlank ? 1 : 0;
      trial.counts.lost += fate == Fate::kLost ? 1 : 0;
    }
    trial.counts.marked = trial.counts.printed;
  } else {
    CellJudge judge(prepared, *read, trial);
    for (int c = 0; c < truth.form->cell_count(); ++c) {
      judge.Judge(c);
    }
  }
  trial.counts.exact_reports = trial.differences.empty() ? 1 : 0;
  return trial;
}

ReadingTrial ReadAndJudge(const parse::Parser& parser, PreparedTrial prepared) {
  const auto report = parser.Parse(prepared.bytes, prepared.file_name, {});
  ReadingTrial judged = Judge(prepared, report.ok() ? &*report : nullptr,
                              report.ok() ? "not taken for a report" : std::string(report.status().message()));
  judged.bytes = std::move(prepared.bytes);
  return judged;
}

ReadingTrial TryReading(const parse::Parser& parser, const TrialCase& trial) {
  return ReadAndJudge(parser, Prepare(trial));
}

}  // namespace gouji

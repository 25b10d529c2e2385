#include "tests/accuracy/expectation.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include "gouji/report/v1/report.pb.h"
#include "gouji/validate/v1/finding.pb.h"

namespace gouji {
namespace {

using google::protobuf::Struct;
using google::protobuf::Value;

std::string Text(const Struct& content, const std::string& field) {
  const auto it = content.fields().find(field);
  return it == content.fields().end() ? "" : it->second.string_value();
}

std::string WithoutPrefix(const std::string& name, const std::string& prefix) {
  return name.starts_with(prefix) ? name.substr(prefix.size()) : name;
}

std::string StateName(report::CellState state) {
  return WithoutPrefix(report::v1::CellState_Name(static_cast<report::v1::CellState>(state)), "CELL_STATE_");
}

Expectation Parse(const std::filesystem::path& path) {
  Struct content;
  if (!google::protobuf::util::JsonStringToMessage(ReadFile(path), &content).ok()) {
    return {};
  }
  Expectation expected;
  expected.document = path.parent_path() / Text(content, "source");
  expected.form = Text(content, "form");
  expected.agency = Text(content, "agency");
  expected.year = static_cast<int>(content.fields().at("year").number_value());
  expected.issue_date = Text(content, "issue_date");
  for (const auto& [cell, value] : content.fields().at("cells").struct_value().fields()) {
    expected.cells[cell] =
        value.has_number_value() ? std::optional(static_cast<int64_t>(value.number_value())) : std::nullopt;
  }
  if (content.fields().contains("inferred")) {
    for (const Value& cell : content.fields().at("inferred").list_value().values()) {
      expected.states[cell.string_value()] = "INFERRED";
    }
  }
  if (content.fields().contains("states")) {
    for (const auto& [cell, state] : content.fields().at("states").struct_value().fields()) {
      expected.states[cell] = state.string_value();
    }
  }
  if (content.fields().contains("findings")) {
    expected.findings.emplace();
    for (const Value& value : content.fields().at("findings").list_value().values()) {
      std::vector<std::string> cells;
      for (const Value& cell : value.struct_value().fields().at("cells").list_value().values()) {
        cells.push_back(cell.string_value());
      }
      expected.findings->emplace(Text(value.struct_value(), "rule_id"), Text(value.struct_value(), "severity"),
                                 std::move(cells));
    }
  }
  expected.verdict = Text(content, "verdict");
  return expected;
}

std::string Show(const Expectation::ExpectedFinding& finding) {
  return fmt::format("{} {} [{}]", std::get<0>(finding), std::get<1>(finding), fmt::join(std::get<2>(finding), ", "));
}

}  // namespace

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<Expectation> LoadExpectations(const std::filesystem::path& folder, const std::string& suffix) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().string().ends_with(suffix)) {
      paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Expectation> expectations;
  for (const auto& path : paths) {
    expectations.push_back(Parse(path));
  }
  return expectations;
}

std::vector<std::string> Differences(const Expectation& expected, const report::Report& report) {
  std::vector<std::string> differences;
  const auto compare = [&](std::string_view what, const auto& want, const auto& got) {
    if (want != got) {
      differences.push_back(fmt::format("{}: expected {}, got {}", what, want, got));
    }
  };
  compare("form", expected.form, report.form == nullptr ? "" : report.form->id());
  compare("agency", expected.agency, report.agency.name);
  compare("year", expected.year, report.year);
  compare("issue_date", expected.issue_date, report.issue_date);
  compare("cell count", expected.cells.size(), report.cells.size());
  for (size_t c = 0; c < report.cells.size(); ++c) {
    const std::string& path = report.form->cells()[c].path;
    const auto cell = expected.cells.find(path);
    const std::string want = cell == expected.cells.end()
                                 ? "no such cell"
                                 : (cell->second.has_value() ? fmt::to_string(*cell->second) : "none");
    compare(path, want, report.cells[c].has_value() ? fmt::to_string(report.cells[c].value) : "none");
    const auto state = expected.states.find(path);
    compare(path + " state", state == expected.states.end() ? "UNSPECIFIED" : state->second,
            StateName(report.cells[c].state));
  }
  return differences;
}

std::vector<std::string> Differences(const Expectation& expected, const report::Report& report,
                                     const validate::Validation& validation) {
  std::multiset<Expectation::ExpectedFinding> found;
  for (const validate::Finding& finding : validation.findings) {
    std::vector<std::string> cells;
    for (const int cell : finding.cells) {
      cells.push_back(report.form->cells()[cell].path);
    }
    const std::string severity = validate::v1::Severity_Name(static_cast<validate::v1::Severity>(finding.severity));
    found.emplace(finding.rule_id, WithoutPrefix(severity, "SEVERITY_"), std::move(cells));
  }
  std::vector<std::string> differences;
  const auto list = [&](const auto& from, const auto& without, std::string_view what) {
    std::vector<Expectation::ExpectedFinding> rest;
    std::set_difference(from.begin(), from.end(), without.begin(), without.end(), std::back_inserter(rest));
    for (const auto& finding : rest) {
      differences.push_back(fmt::format("{}: {}", what, Show(finding)));
    }
  };
  list(*expected.findings, found, "finding is missing");
  list(found, *expected.findings, "finding is too many");
  const std::string verdict = WithoutPrefix(
      validate::v1::Verdict_Name(static_cast<validate::v1::Verdict>(validation.assessment.verdict)), "VERDICT_");
  if (verdict != expected.verdict) {
    differences.push_back(fmt::format("verdict: expected {}, got {}", expected.verdict, verdict));
  }
  return differences;
}

}  // namespace gouji

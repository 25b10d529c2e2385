// Checks the expectations beside the samples against the form and against themselves, without reading a sample: a slip
// in them would otherwise be taken for a fault of the program.
#include <fmt/format.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/report/agency.h"
#include "services/report/form.h"

namespace gouji {
namespace {

using google::protobuf::ListValue;
using google::protobuf::Struct;
using google::protobuf::Value;
using report::Equation;
using report::Form;
using report::FormCatalog;

constexpr char kSuffix[] = ".expected.json";

struct Expectation {
  std::string name;
  Struct content;

  const Value& Field(const std::string& field) const { return content.fields().at(field); }
  const std::string& Text(const std::string& field) const { return Field(field).string_value(); }
  // The printed number of a cell.
  std::optional<int64_t> Number(const std::string& path) const {
    const Value& value = Field("cells").struct_value().fields().at(path);
    return value.has_number_value() ? std::optional(static_cast<int64_t>(value.number_value())) : std::nullopt;
  }
};

std::vector<Expectation> Load(const std::string& folder) {
  std::vector<Expectation> expectations;
  for (const auto& entry : std::filesystem::directory_iterator(GOUJI_SOURCE_DIR "/tests/data/" + folder)) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(kSuffix)) {
      continue;
    }
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    Expectation expectation;
    expectation.name = name;
    EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(text, &expectation.content).ok()) << name;
    expectations.push_back(std::move(expectation));
  }
  return expectations;
}

class SampleData : public ::testing::Test {
 protected:
  const Form& FormOf(const Expectation& expectation) const { return *catalog_->Find(expectation.Text("form")); }

  absl::StatusOr<FormCatalog> catalog_ = FormCatalog::BuiltIn();
  std::vector<Expectation> reports_ = Load("reports");
};

TEST_F(SampleData, HasAnExpectationBesideEveryFile) {
  for (const std::string folder : {"reports", "bad"}) {
    std::set<std::string> sources;
    for (const Expectation& expectation : Load(folder)) {
      sources.insert(expectation.Text("source"));
    }
    EXPECT_GE(sources.size(), 10U);
    for (const auto& entry : std::filesystem::directory_iterator(GOUJI_SOURCE_DIR "/tests/data/" + folder)) {
      const std::string name = entry.path().filename().string();
      EXPECT_TRUE(name.ends_with(kSuffix) || sources.count(name) == 1) << name;
    }
  }
}

TEST_F(SampleData, NamesEveryCellOfTheFormAndNoOther) {
  for (const Expectation& expectation : reports_) {
    const Form& form = FormOf(expectation);
    const Struct& cells = expectation.Field("cells").struct_value();
    EXPECT_EQ(cells.fields_size(), form.cell_count()) << expectation.name;
    for (const report::FormCell& cell : form.cells()) {
      EXPECT_TRUE(cells.fields().contains(cell.path)) << expectation.name << " " << cell.path;
    }
  }
}

TEST_F(SampleData, GivesANumberExactlyToTheCellsWhoseStateHasOne) {
  const std::set<std::string> with_number = {"INFERRED", "REINTERPRETED", "UNCONFIRMED"};
  for (const Expectation& expectation : reports_) {
    const auto& states = expectation.Field("states").struct_value().fields();
    for (const report::FormCell& cell : FormOf(expectation).cells()) {
      const auto state = states.find(cell.path);
      const bool has_number = state == states.end() || with_number.count(state->second.string_value()) == 1;
      EXPECT_EQ(expectation.Number(cell.path).has_value(), has_number) << expectation.name << " " << cell.path;
    }
  }
}

// The paths of an equation's cells, in the order of the form.
std::string CellsOf(const Form& form, const Equation& equation) {
  std::set<int> cells(equation.left.begin(), equation.left.end());
  cells.insert(equation.right.begin(), equation.right.end());
  std::string joined;
  for (const int cell : cells) {
    joined += form.cells()[cell].path + " ";
  }
  return joined;
}

std::string CellsOf(const ListValue& cells) {
  std::string joined;
  for (const Value& cell : cells.values()) {
    joined += cell.string_value() + " ";
  }
  return joined;
}

// Whether no numbers in the places of those that are not printed can satisfy an equation.
bool Fails(const Form& form, const Equation& equation, const Expectation& expectation) {
  int64_t difference = 0;
  bool open_left = false;
  bool open_right = false;
  for (const int cell : equation.left) {
    const auto number = expectation.Number(form.cells()[cell].path);
    difference += number.value_or(0);
    open_left = open_left || !number.has_value();
  }
  for (const int cell : equation.right) {
    const auto number = expectation.Number(form.cells()[cell].path);
    difference -= number.value_or(0);
    open_right = open_right || !number.has_value();
  }
  return (difference > 0 && !open_right) || (difference < 0 && !open_left);
}

TEST_F(SampleData, ExpectsAFindingExactlyForTheEquationsThatFail) {
  const std::set<std::string> rules = {"T3.ROW_SUM", "T3.COLUMN_SUM", "T3.BALANCE", "T4.SUM"};
  for (const Expectation& expectation : reports_) {
    const Form& form = FormOf(expectation);
    std::multiset<std::string> failing;
    for (const Equation& equation : form.equations()) {
      if (Fails(form, equation, expectation)) {
        failing.insert(CellsOf(form, equation));
      }
    }
    std::multiset<std::string> expected;
    for (const Value& finding : expectation.Field("findings").list_value().values()) {
      const auto& fields = finding.struct_value().fields();
      if (rules.count(fields.at("rule_id").string_value()) == 1) {
        expected.insert(CellsOf(fields.at("cells").list_value()));
      }
    }
    EXPECT_EQ(expected, failing) << expectation.name;
  }
}

TEST_F(SampleData, CarriesOverWhatWasCarriedForwardTheYearBefore) {
  std::map<std::pair<std::string, int>, const Expectation*> by_unit;
  for (const Expectation& expectation : reports_) {
    const int year = static_cast<int>(expectation.Field("year").number_value());
    by_unit[{report::ResolveUnit(expectation.Text("agency")).id, year}] = &expectation;
  }
  int pair_count = 0;
  for (const auto& [key, later] : by_unit) {
    const auto earlier = by_unit.find({key.first, key.second - 1});
    if (earlier == by_unit.end()) {
      continue;
    }
    ++pair_count;
    for (const char* column : {"natural_person", "business", "legal_service", "total"}) {
      EXPECT_EQ(later->Number(fmt::format("applications.carried_over.{}", column)),
                earlier->second->Number(fmt::format("applications.carried_forward.{}", column)))
          << later->name << " " << column;
    }
  }
  EXPECT_EQ(pair_count, 4);
}

}  // namespace
}  // namespace gouji

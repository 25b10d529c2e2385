#include "services/validate/checks/jump_check.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "fmt/format.h"
#include "gouji/validate/v1/rule.pb.h"
#include "services/validate/definition_error.h"
#include "services/validate/wording.h"

namespace gouji::validate {
namespace {

// A figure that may jump.
struct Figure {
  int cell;
  int64_t floor;
};

// Whether the larger figure reaches the floor and is more than `factor` times the smaller one. Figures below 0
// (changes) have no such ratio.
bool Jumps(int64_t a, int64_t b, int factor, int64_t floor) {
  const auto [smaller, larger] = std::minmax(a, b);
  return smaller >= 0 && larger >= floor && larger / factor >= smaller && larger > smaller * factor;
}

class JumpCheck : public Check {
 public:
  JumpCheck(std::vector<Figure> figures, int factor) : figures_(std::move(figures)), factor_(factor) {}

  bool is_across() const override { return true; }

  void Run(const Rule& rule, const CheckInput& input, FindingBuilder& builder, Validation& validation) const override {
    if (!input.context.previous.has_value() || input.previous->form == nullptr) {
      return;
    }
    FindingBuilder previous_builder(*input.previous);
    for (const Figure& figure : figures_) {
      const std::optional<int> previous_cell =
          input.previous->form->FindCell(input.report.form->cells()[figure.cell].path);
      if (!previous_cell.has_value()) {
        continue;
      }
      const report::Cell& now = input.report.cells[figure.cell];
      const report::Cell& before = input.previous->cells[*previous_cell];
      if (!now.has_value() || !before.has_value()) {
        ++validation.assessment.not_assessable;
        continue;
      }
      const bool jumps = Jumps(now.value, before.value, factor_, figure.floor);
      CountCheck(jumps, validation.assessment);
      if (!jumps) {
        continue;
      }
      Finding finding = Report(rule, input, figure.cell, before.value, builder);
      if (finding.responsibility == report::Responsibility::kDocument) {
        finding.responsibility = previous_builder.ResponsibilityFor({*previous_cell});
      }
      validation.findings.push_back(std::move(finding));
    }
  }

 private:
  Finding Report(const Rule& rule, const CheckInput& input, int cell, int64_t before, FindingBuilder& builder) const {
    const ComparedReport& previous = *input.context.previous;
    const report::FormCell& form_cell = input.report.form->cells()[cell];
    const int64_t now = input.report.cells[cell].value;
    Finding finding = builder.BuildAbout(rule, fmt::format("{}={}", previous.name(), before), {}, {cell});
    finding.left = now;
    finding.right = before;
    finding.difference = now - before;
    finding.compared_with = {previous.name()};
    const Wording place = PlaceOf(*input.report.form, form_cell.table, -1);
    MessageValues values = {{"cell", fmt::format("{}“{}”", place.zh, form_cell.name_zh)},
                            {"year", fmt::format("{}", input.report.year)},
                            {"current", FormatValue(now, form_cell.type)},
                            {"previous_year", fmt::format("{}", previous.year)},
                            {"previous", FormatValue(before, form_cell.type)},
                            {"factor", fmt::format("{}", factor_)}};
    finding.message_zh = rule.message_zh.Render(values);
    values.front().second = fmt::format("{}, {}", place.en, form_cell.name_en);
    finding.message_en = rule.message_en.Render(values);
    return finding;
  }

  const std::vector<Figure> figures_;
  const int factor_;
};

}  // namespace

BoundCheck BindJumpCheck(const v1::Rule& definition, const report::Form& form) {
  constexpr int kMinFactor = 2;
  const v1::JumpCheck& jump = definition.jump();
  if (jump.figures().empty()) {
    return MissingField("jump.figures");
  }
  if (jump.factor() < kMinFactor) {
    return DefinitionError("jump.factor", "less than 2", "小于 2");
  }
  std::vector<Figure> figures;
  for (int i = 0; i < jump.figures_size(); ++i) {
    const v1::JumpFigure& figure = jump.figures(i);
    if (figure.floor() < 1) {
      return DefinitionError(fmt::format("jump.figures[{}].floor", i), "less than 1", "小于 1");
    }
    if (const std::optional<int> cell = form.FindCell(figure.cell()); cell.has_value()) {
      figures.push_back({*cell, figure.floor()});
    }
  }
  if (figures.empty()) {
    return NotOnForm("jump.figures", fmt::format("form {} has none of the cells", form.id()),
                     fmt::format("格式 {} 没有其中任何单元格", form.id()));
  }
  return std::make_unique<const JumpCheck>(std::move(figures), jump.factor());
}

absl::Status CheckJumpCells(const v1::Rule& definition, const report::FormCatalog& catalog) {
  const v1::JumpCheck& jump = definition.jump();
  for (int i = 0; i < jump.figures_size(); ++i) {
    const std::string& cell = jump.figures(i).cell();
    const bool is_known = std::any_of(catalog.forms().begin(), catalog.forms().end(),
                                      [&](const report::Form& form) { return form.FindCell(cell).has_value(); });
    if (!is_known) {
      return DefinitionError(fmt::format("jump.figures[{}].cell", i), fmt::format("no form has a cell \"{}\"", cell),
                             fmt::format("各格式都没有单元格“{}”", cell));
    }
  }
  return absl::OkStatus();
}

}  // namespace gouji::validate

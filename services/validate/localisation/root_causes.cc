#include "services/validate/localisation/root_causes.h"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "services/validate/localisation/localise.h"
#include "services/validate/responsibility.h"

namespace gouji::validate {
namespace {

using report::Equation;
using report::Responsibility;

// A finding about failing equations: one, or the two of opposite residuals.
struct EquationFinding {
  Finding* finding;
  std::vector<int> equations;  // ascending
  bool is_opposite;
};

bool IsColumnMove(Operation operation) {
  return operation == Operation::kSwapped || operation == Operation::kWrongColumn ||
         operation == Operation::kBookedNextColumn || operation == Operation::kBookedOtherColumn;
}

class RootCauses {
 public:
  RootCauses(const report::Report& report, const Localisation& localisation, Validation& validation)
      : report_(report), form_(*report.form), localisation_(localisation), validation_(validation) {
    for (Finding& finding : validation.findings) {
      if (!finding.equations.empty()) {
        findings_.push_back({&finding, finding.equations, finding.equations.size() > 1});
      }
    }
  }

  void Run() {
    for (const Cause& cause : localisation_.causes) {
      Explain(cause);
    }
    LinkUnexplained();
    RemoveContradicted();
  }

 private:
  // Gives the suggestions to the most telling finding of a cause, and its fingerprint to the others.
  void Explain(const Cause& cause) {
    const Explanation& best = cause.explanations.front();
    std::vector<EquationFinding*> members;
    EquationFinding* root = nullptr;
    for (EquationFinding& about : findings_) {
      const bool is_member = !about.equations.empty() && std::includes(cause.equations.begin(), cause.equations.end(),
                                                                       about.equations.begin(), about.equations.end());
      if (!is_member || (about.is_opposite && !IsColumnMove(best.classification.operation))) {
        continue;
      }
      members.push_back(&about);
      about_a_cause_.push_back(about.finding);
      if (root == nullptr || Telling(about, best) < Telling(*root, best)) {
        root = &about;
      }
    }
    if (root == nullptr) {
      return;  // no rule of this year names these relations
    }
    for (const Explanation& explanation : cause.explanations) {
      root->finding->suggestions.push_back(ToSuggestion(explanation));
    }
    root->finding->omitted_suggestion_count = cause.omitted_count;
    const Responsibility responsibility = ResponsibilityOf(cause);
    for (EquationFinding* member : members) {
      member->finding->caused_by = member == root ? "" : root->finding->fingerprint;
      if (member->finding->responsibility == Responsibility::kDocument) {
        member->finding->responsibility = responsibility;
      }
    }
  }

  // Lower is more telling.
  std::tuple<int, size_t, int> Telling(const EquationFinding& about, const Explanation& best) const {
    const Equation& equation = form_.equations()[about.equations.front()];
    const auto stands_alone = [&](const std::vector<int>& side, const std::vector<int>& other) {
      return side.size() == 1 && other.size() > 1 &&
             std::any_of(best.changes.begin(), best.changes.end(),
                         [&](const CellChange& change) { return change.cell == side.front(); });
    };
    const bool is_total = stands_alone(equation.left, equation.right) || stands_alone(equation.right, equation.left);
    const int kind = about.is_opposite ? 0 : (is_total ? 1 : 2);
    return {kind, equation.left.size() + equation.right.size(), about.equations.front()};
  }

  // Who is responsible for the cells that the likeliest explanations change.
  Responsibility ResponsibilityOf(const Cause& cause) {
    if (of_cell_.empty()) {
      of_cell_ = CellResponsibilities(report_);
    }
    std::vector<int> cells;
    bool is_reading_fault = false;
    for (const Explanation& explanation : cause.explanations) {
      if (explanation.rank > 1) {
        break;
      }
      is_reading_fault = is_reading_fault || IsReadingFault(explanation.classification.operation);
      for (const CellChange& change : explanation.changes) {
        cells.push_back(change.cell);
      }
    }
    const bool was_read = !report_.source.sha256.empty() || report_.source.byte_count > 0;
    const Responsibility of_cells = Combine(of_cell_, cells);
    return of_cells == Responsibility::kDocument && is_reading_fault && was_read ? Responsibility::kUncertain
                                                                                 : of_cells;
  }

  bool IsAboutACause(const Finding& finding) const {
    return std::find(about_a_cause_.begin(), about_a_cause_.end(), &finding) != about_a_cause_.end();
  }

  bool IsUnexplained(int equation) const {
    return std::binary_search(localisation_.unexplained.begin(), localisation_.unexplained.end(), equation);
  }

  // Without an explanation, opposite residuals are all that is known.
  void LinkUnexplained() {
    for (const EquationFinding& opposite : findings_) {
      if (!opposite.is_opposite || !std::all_of(opposite.equations.begin(), opposite.equations.end(),
                                                [this](int equation) { return IsUnexplained(equation); })) {
        continue;
      }
      about_a_cause_.push_back(opposite.finding);
      for (const EquationFinding& about : findings_) {
        if (!about.is_opposite && std::includes(opposite.equations.begin(), opposite.equations.end(),
                                                about.equations.begin(), about.equations.end())) {
          about.finding->caused_by = opposite.finding->fingerprint;
        }
      }
    }
  }

  void RemoveContradicted() {
    std::vector<std::string> contradicted;
    for (const EquationFinding& about : findings_) {
      if (about.is_opposite && !IsAboutACause(*about.finding)) {
        contradicted.push_back(about.finding->fingerprint);
      }
    }
    validation_.findings.erase(std::remove_if(validation_.findings.begin(), validation_.findings.end(),
                                              [&](const Finding& finding) {
                                                return std::find(contradicted.begin(), contradicted.end(),
                                                                 finding.fingerprint) != contradicted.end();
                                              }),
                               validation_.findings.end());
  }

  const report::Report& report_;
  const report::Form& form_;
  const Localisation& localisation_;
  Validation& validation_;
  std::vector<EquationFinding> findings_;
  std::vector<const Finding*> about_a_cause_;
  std::vector<Responsibility> of_cell_;
};

}  // namespace

void FindRootCauses(const report::Report& report, const FormRules& rules, const std::vector<EquationResult>& results,
                    const std::vector<Claim>& claims, Validation& validation) {
  const Localisation localisation = Localise(report, rules.equations, results, claims);
  if (!localisation.causes.empty() || !localisation.unexplained.empty()) {
    RootCauses(report, localisation, validation).Run();
  }
}

}  // namespace gouji::validate

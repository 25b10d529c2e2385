#include "services/report/form.h"

#include <algorithm>
#include <utility>

#include "services/report/form_compiler.h"
#include "services/report/sha256.h"

namespace gouji::report::forms {

// Generated from the files of services/report/forms.
const std::vector<std::pair<std::string_view, std::string_view>>& EmbeddedFiles();

}  // namespace gouji::report::forms

namespace gouji::report {

std::optional<int> Form::FindCell(std::string_view path) const {
  const auto it = cell_index_.find(std::string(path));
  if (it == cell_index_.end()) {
    return std::nullopt;
  }
  return it->second;
}

std::optional<int> Form::FindRelation(std::string_view relation_id) const {
  for (size_t i = 0; i < relations_.size(); ++i) {
    if (relations_[i].id == relation_id) {
      return static_cast<int>(i);
    }
  }
  return std::nullopt;
}

absl::StatusOr<FormCatalog> FormCatalog::BuiltIn() {
  FormCatalog catalog;
  std::string all_text;
  for (const auto& [name, text] : forms::EmbeddedFiles()) {
    auto definition = ReadFormFile(name, text);
    if (!definition.ok()) {
      return definition.status();
    }
    auto form = Form::Create(*definition);
    if (!form.ok()) {
      return form.status();
    }
    catalog.forms_.push_back(*std::move(form));
    all_text.append(name).append(1, '\0').append(text).append(1, '\0');
  }
  std::stable_sort(catalog.forms_.begin(), catalog.forms_.end(),
                   [](const Form& a, const Form& b) { return a.since_year() > b.since_year(); });
  catalog.version_ = Sha256Hex(all_text).substr(0, 16);
  return catalog;
}

const Form* FormCatalog::Find(std::string_view form_id) const {
  for (const Form& form : forms_) {
    if (form.id() == form_id) {
      return &form;
    }
  }
  return nullptr;
}

}  // namespace gouji::report

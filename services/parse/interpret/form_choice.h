#ifndef GOUJI_SERVICES_PARSE_INTERPRET_FORM_CHOICE_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_FORM_CHOICE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "services/parse/interpret/form_index.h"
#include "services/parse/interpret/printed_rows.h"

namespace gouji::parse {

// Which forms the printed labels speak for.
struct LabelVotes {
  std::vector<int> votes;     // by form: distinct labels that tell the form from others
  int table_label_count = 0;  // printed labels of rows, of whatever form
};

// Tells forms apart by the labels that not all of them have, or that are a row in one and a group of rows in another
// (其他处理). Labels that all forms share say nothing; neither does the year: an agency may print an old form.
//
// Immutable after construction; thread-safe.
class FormChoice {
 public:
  explicit FormChoice(const std::vector<FormIndex>& indices);

  LabelVotes Count(const std::vector<PrintedRow>& printed) const;

 private:
  using FormMask = uint32_t;

  struct KeyUse {
    FormMask any = 0;   // forms that have the label
    FormMask row = 0;   // forms that have it as the label of a row
    size_t number = 0;  // counts the labels
  };
  size_t form_count_;
  FormMask forms_with_tables_ = 0;
  LabelMap<KeyUse> uses_;
};

// The place of the only form that has most votes; -1 when there are no votes, or several forms have as many.
int MostVotes(const std::vector<int>& votes);

// The place of the form of a year: the one that covers it, or the nearest; of several the first. 0 for year 0. The list
// is not empty.
int FormOfYear(const std::vector<FormIndex>& indices, int year, const std::function<bool(size_t)>& is_candidate);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_FORM_CHOICE_H_

#ifndef GOUJI_SERVICES_PARSE_INTERPRET_INTERPRETER_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_INTERPRETER_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "services/parse/document/document.h"
#include "services/parse/interpret/form_choice.h"
#include "services/parse/interpret/form_index.h"
#include "services/parse/interpret/printed_rows.h"
#include "services/report/form.h"
#include "services/report/report.h"

namespace gouji::parse {

// What is known of a document beforehand.
struct InterpretHints {
  const report::Form* form = nullptr;  // null: to be chosen by the printed labels, else by the year
  int year = 0;                        // 0: to be read
  std::string_view file_name;
};

// Makes a Report of a Document. It knows the forms and nothing of file formats.
//
// Immutable after construction; thread-safe. The catalogue must outlive it and its reports.
class Interpreter {
 public:
  explicit Interpreter(const report::FormCatalog& catalog);

  // Reads everything that the document says. A document that is no such report gives a report without a form and one
  // diagnostic report::kNotAReport that says what it seems to be. `source` is left empty.
  report::Report Interpret(const Document& document, const InterpretHints& hints) const;

 private:
  // Whether tables stand as they are printed, or have been put in the order of the form (see PutInFormOrder).
  enum class Arrangement : uint8_t { kPrinted, kOfForm };

  // Interprets a document whose grids are tables.
  report::Report InterpretTables(const Document& document, const InterpretHints& hints, Arrangement arrangement) const;

  // The form to read as: the known one or, without one, the one that the printed labels speak for; else that of the
  // report's year.
  const FormIndex& ChooseForm(const Document& document, const std::vector<PrintedRow>& printed,
                              const InterpretHints& hints) const;

  std::vector<FormIndex> indices_;
  FormChoice choice_;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_INTERPRETER_H_

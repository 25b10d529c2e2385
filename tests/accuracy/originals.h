#ifndef GOUJI_TESTS_ACCURACY_ORIGINALS_H_
#define GOUJI_TESTS_ACCURACY_ORIGINALS_H_

#include "services/report/form.h"
#include "services/report/report.h"
#include "tests/accuracy/expectation.h"
#include "tests/generator/printed_document.h"

namespace gouji {

// A published report, of which a text copy is at hand, as its agency must have written it: the prose of the copy in its
// sections, and the tables of the form with the true figures as real tables. `copy` is what the copy reads as,
// `expected` what is true; `expected` must name every cell of the form.
generator::PrintedDocument RebuildOriginal(const report::Form& form, const report::Report& copy,
                                           const Expectation& expected);

}  // namespace gouji

#endif  // GOUJI_TESTS_ACCURACY_ORIGINALS_H_

#ifndef GOUJI_TESTS_BENCHMARKS_FAULTS_DOCUMENT_FAULTS_H_
#define GOUJI_TESTS_BENCHMARKS_FAULTS_DOCUMENT_FAULTS_H_

#include <cstdint>
#include <filesystem>

#include "services/parse/parser.h"
#include "services/report/form.h"
#include "services/validate/engine.h"

namespace gouji::faults {

// Generates `reports` reports with prose, damages each in every way in which prose and tables come apart, reads and
// checks them, and prints how many are found, as a Markdown table. Returns whether the undamaged ones raise no alarm
// and enough of the others are found (95 % of those in which the prose is wrong). With a folder, what is not found is
// written there.
bool MeasureDocumentFaults(const parse::Parser& parser, const validate::Engine& engine,
                           const report::FormCatalog& catalog, uint64_t seed, int reports,
                           const std::filesystem::path& missed);

}  // namespace gouji::faults

#endif  // GOUJI_TESTS_BENCHMARKS_FAULTS_DOCUMENT_FAULTS_H_

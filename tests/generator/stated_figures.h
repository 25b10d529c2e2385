#ifndef GOUJI_TESTS_GENERATOR_STATED_FIGURES_H_
#define GOUJI_TESTS_GENERATOR_STATED_FIGURES_H_

#include <string>

#include "tests/generator/generate.h"
#include "tests/generator/random_source.h"

// Sentences that state figures in the many wordings of real reports. What they claim for the year and the organ agrees
// with the report's figures; lists that claim to be complete add up, and rates hold. Among them stand sentences whose
// numbers look like such claims and are none: examples, approximate numbers, other years, other organs, publications.
namespace gouji::generator {

// On information published by the organ's own accord: how much, of which kinds, how it grew.
std::string DisclosureFigures(const GeneratedReport& report, RandomSource& random);

// On documents issued, decisions made and fees charged (table 2); empty for a form without these cells.
std::string TableFigures(const GeneratedReport& report, RandomSource& random);

// On the applications of the year: by applicant, by outcome, completed.
std::string ApplicationFigures(const GeneratedReport& report, RandomSource& random);

// On reconsiderations and law suits.
std::string DisputeFigures(const GeneratedReport& report, RandomSource& random);

// On 信息处理费, which no table has.
std::string InformationFees(RandomSource& random);

// Numbers of other things, of other years and of others.
std::string OtherFigures(const GeneratedReport& report, RandomSource& random);

}  // namespace gouji::generator

#endif  // GOUJI_TESTS_GENERATOR_STATED_FIGURES_H_

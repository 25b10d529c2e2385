#ifndef GOUJI_TESTS_BENCHMARKS_FAULTS_PRINTED_NUMBERS_H_
#define GOUJI_TESTS_BENCHMARKS_FAULTS_PRINTED_NUMBERS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tests/generator/random_source.h"

namespace gouji::faults {

inline constexpr int64_t kFenPerYuan = 100;

// A number of digits in a text.
struct PrintedNumber {
  size_t begin = 0;  // bytes
  size_t end = 0;
  int64_t value = 0;      // without its point: 12.5 is 125
  int decimals = 0;       // digits behind the point
  std::string_view unit;  // the character behind it, within the text
};

// Another number that a person may type instead: a little more or less, or with a digit transposed, dropped or doubled.
// Never negative.
int64_t WrongNumber(int64_t number, generator::RandomSource& random);

// "125" with one decimal: "12.5".
std::string WithDecimals(const std::string& digits, int decimals);

// Whether a list says that nothing else belongs to it (分别为, 其他 as its last part, natural persons and all others,
// the two ways to charge).
enum class ListWording : uint8_t { kSaysComplete, kMayBeExamples };

// The numbers of a text that are a whole or one of the parts behind it that make it up: a number, 其中, 分别, 包括, a
// colon or a bracket, then two or more numbers of the same unit that add up to it, to the end of the sentence. Found by
// arithmetic alone. None of lists with 余, 约 or 等, which claim nothing, or of the other wording.
std::vector<PrintedNumber> NumbersThatAddUpIn(std::string_view text, ListWording wording);

// The rates of growth of a text that follow from the only two numbers of the same unit in their sentence.
std::vector<PrintedNumber> RatesIn(std::string_view text);

}  // namespace gouji::faults

#endif  // GOUJI_TESTS_BENCHMARKS_FAULTS_PRINTED_NUMBERS_H_

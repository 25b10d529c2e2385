#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_DECIMAL_NUMBER_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_DECIMAL_NUMBER_H_

#include <string>

namespace gouji::parse {

// A number in the fifteen significant decimal digits that spreadsheets work with, so that 2.675 rounds to 2.68 although
// no binary number is 2.675.
class DecimalNumber {
 public:
  // A number that is not finite counts as 0.
  explicit DecimalNumber(double number);

  bool negative() const { return negative_; }
  bool IsZero() const { return digits_.empty(); }

  // Multiplies by a power of ten.
  void Scale(int exponent) { point_ += digits_.empty() ? 0 : exponent; }

  // Rounds half away from zero to so many decimals, at most kMaxDecimals.
  static constexpr int kMaxDecimals = 30;
  void Round(int decimals);

  // The digits in front of the point, without leading zeros: empty below 1.
  std::string Whole() const;
  // The digits behind the point, without trailing zeros.
  std::string Fraction() const;

  // Plain notation: "-0.5", "1200".
  std::string Text() const;

 private:
  bool negative_ = false;
  std::string digits_;  // without zeros at either end; empty for 0
  int point_ = 0;       // how many digits stand in front of the point; negative: zeros behind it
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_OFFICE_DECIMAL_NUMBER_H_

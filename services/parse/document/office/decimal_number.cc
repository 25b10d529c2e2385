#include "services/parse/document/office/decimal_number.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>

#include "fmt/format.h"

namespace gouji::parse {

DecimalNumber::DecimalNumber(double number) {
  if (!std::isfinite(number) || number == 0) {
    return;
  }
  negative_ = number < 0;
  // d.dddddddddddddde±xx
  const std::string text = fmt::format("{:.14e}", std::abs(number));
  const size_t e = text.find('e');
  digits_ = text.substr(0, 1) + text.substr(2, e - 2);
  point_ = std::atoi(text.c_str() + e + 1) + 1;
  digits_.resize(digits_.find_last_not_of('0') + 1);
}

void DecimalNumber::Round(int decimals) {
  const int keep = point_ + std::clamp(decimals, 0, kMaxDecimals);
  if (digits_.empty() || keep >= static_cast<int>(digits_.size())) {
    return;
  }
  const bool up = keep >= 0 && digits_[keep] >= '5';
  digits_.resize(std::max(keep, 0));
  if (up) {
    size_t i = digits_.size();
    while (i > 0 && digits_[i - 1] == '9') {
      digits_[--i] = '0';
    }
    if (i > 0) {
      ++digits_[i - 1];
    } else {
      digits_.insert(0, "1");
      ++point_;
    }
  }
  digits_.resize(digits_.find_last_not_of('0') + 1);
  negative_ = negative_ && !digits_.empty();
}

std::string DecimalNumber::Whole() const {
  if (point_ <= 0) {
    return "";
  }
  std::string whole = digits_.substr(0, point_);
  whole.resize(digits_.empty() ? 0 : point_, '0');
  return whole;
}

std::string DecimalNumber::Fraction() const {
  if (digits_.empty() || point_ >= static_cast<int>(digits_.size())) {
    return "";
  }
  return point_ >= 0 ? digits_.substr(point_) : std::string(-point_, '0') + digits_;
}

std::string DecimalNumber::Text() const {
  const std::string whole = Whole();
  const std::string fraction = Fraction();
  return fmt::format("{}{}{}{}", negative_ ? "-" : "", whole.empty() ? "0" : whole, fraction.empty() ? "" : ".",
                     fraction);
}

}  // namespace gouji::parse

#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_AFFINE_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_AFFINE_H_

#include <cmath>

namespace gouji::parse {

struct Point {
  double x = 0;
  double y = 0;
};

// The map (x, y) -> (a x + c y + e, b x + d y + f): the matrix "a b c d e f" of PDF and OFD.
struct Affine {
  double a = 1;
  double b = 0;
  double c = 0;
  double d = 1;
  double e = 0;
  double f = 0;

  Point Map(double x, double y) const { return {.x = a * x + c * y + e, .y = b * x + d * y + f}; }

  // This map first, then another one.
  Affine Then(const Affine& next) const {
    return {.a = a * next.a + b * next.c,
            .b = a * next.b + b * next.d,
            .c = c * next.a + d * next.c,
            .d = c * next.b + d * next.d,
            .e = e * next.a + f * next.c + next.e,
            .f = e * next.b + f * next.d + next.f};
  }

  // How much it magnifies lengths, on average.
  double Scale() const { return std::sqrt(std::abs(a * d - b * c)); }
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_AFFINE_H_

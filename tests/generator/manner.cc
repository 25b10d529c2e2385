#include "tests/generator/manner.h"

namespace gouji::generator {

Manner PlainManner(RandomSource& random) {
  Manner manner;
  manner.spaced_year = random.Chance(1, 2);
  return manner;
}

Manner DrawManner(RandomSource& random) {
  Manner manner;
  // Half of all titles are the official one.
  manner.title = random.Chance(1, 2) ? TitleStyle::kOfficial : static_cast<TitleStyle>(random.Below(kTitleStyleCount));
  manner.headings = random.Chance(3, 4) ? HeadingNumbering::kOfficial
                                        : static_cast<HeadingNumbering>(random.Below(kHeadingNumberingCount));
  manner.heading_variants = random.Chance(1, 4);
  manner.date = static_cast<DateStyle>(random.Below(kDateStyleCount));
  manner.labels.numbering = static_cast<Numbering>(random.Below(3));
  manner.labels.variants_of_100 = random.Chance(1, 4) ? 25 : 0;
  manner.spaced_year = random.Chance(1, 2);
  manner.introduction = random.Chance(2, 3);
  manner.period = random.Chance(1, 2) || manner.title == TitleStyle::kYearless || manner.title == TitleStyle::kAbsent;
  manner.contact = random.Chance(1, 4);
  manner.signature = random.Chance(2, 3) || manner.title == TitleStyle::kAbsent;
  manner.metadata = random.Chance(1, 5);
  manner.rich_prose = random.Chance(3, 4);
  manner.broken_headers = random.Chance(1, 4);
  return manner;
}

}  // namespace gouji::generator

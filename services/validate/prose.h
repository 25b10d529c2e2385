#ifndef GOUJI_SERVICES_VALIDATE_PROSE_H_
#define GOUJI_SERVICES_VALIDATE_PROSE_H_

#include <cstddef>
#include <string_view>

#include "services/report/report.h"

namespace gouji::validate {

// The place of a byte of a section's text: where its paragraph begins, as far as the reader gave it, with `quote` as
// the raw text.
report::Evidence PlaceInSection(const report::Section& section, size_t byte, std::string_view quote);

// The sentence that a byte of a text stands in, without the sign that ends it; of a very long one the part around it.
std::string_view SentenceAt(std::string_view text, size_t byte);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_PROSE_H_

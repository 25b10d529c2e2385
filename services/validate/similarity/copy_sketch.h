#ifndef GOUJI_SERVICES_VALIDATE_SIMILARITY_COPY_SKETCH_H_
#define GOUJI_SERVICES_VALIDATE_SIMILARITY_COPY_SKETCH_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "services/report/report.h"
#include "services/validate/similarity/boilerplate.h"

namespace gouji::validate {

// The sketch of a text: kSketchBands hashes. Two texts whose sets of shingles have the Jaccard similarity s share at
// least one of them with the probability 1 - (1 - s^kSketchRows)^kSketchBands: 1.00 for s = 0.8, 0.996 for 0.6, 0.92
// for 0.5, 0.004 for 0.1. So all pairs of copies among many texts are found by looking up bands, in a time that grows
// with the number of texts, and not with that of pairs. What shares a band is a candidate, to be compared exactly.
inline constexpr size_t kSketchBands = 40;
inline constexpr size_t kSketchRows = 4;

// Texts with fewer different shingles have no sketch: a few sentences that are alike are no copy.
inline constexpr size_t kMinSketchShingles = 120;

// The sketch of a text's shingles, whose order and repetitions do not matter; empty for too few. Minhashes by one
// permutation (Li, Owen, Zhang 2012) with optimal densification (Shrivastava 2017). Sketches with different `seed`s
// share no bands, but by chance.
std::vector<uint64_t> SketchOf(const std::vector<uint64_t>& shingles, uint64_t seed);

// The sketch of a report's prose.
std::vector<uint64_t> CopySketch(const report::Report& report, const Boilerplate& boilerplate);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_SIMILARITY_COPY_SKETCH_H_

#include "services/validate/similarity/copy_sketch.h"

#include <algorithm>
#include <array>
#include <limits>

#include "services/validate/similarity/hashing.h"
#include "services/validate/similarity/prose.h"
#include "services/validate/similarity/shingles.h"

namespace gouji::validate {
namespace {

// Raised when the words or shingles of a text are made otherwise: older sketches then match nothing.
constexpr uint64_t kSketchVersion = 2;

constexpr size_t kBins = kSketchBands * kSketchRows;
constexpr uint64_t kEmpty = std::numeric_limits<uint64_t>::max();

bool HasEnough(std::vector<uint64_t> shingles) {
  std::sort(shingles.begin(), shingles.end());
  const auto end = std::unique(shingles.begin(), shingles.end());
  return static_cast<size_t>(end - shingles.begin()) >= kMinSketchShingles;
}

}  // namespace

std::vector<uint64_t> SketchOf(const std::vector<uint64_t>& shingles, uint64_t seed) {
  // Each shingle falls into one bin, which keeps the least.
  std::array<uint64_t, kBins> least;
  least.fill(kEmpty);
  for (const uint64_t shingle : shingles) {
    const uint64_t hash = MixHash(shingle);
    uint64_t& bin = least[(hash >> 32) * kBins >> 32];
    bin = std::min(bin, MixHash(hash));
  }
  // No two bins have the same shingle, so those of a text of some length need not be told apart.
  const auto filled = static_cast<size_t>(kBins - std::count(least.begin(), least.end(), kEmpty));
  if (filled < kMinSketchShingles && !HasEnough(shingles)) {
    return {};
  }
  // A bin that stayed empty takes the value of another, which only its number decides: equal texts stay equal. With
  // kMinSketchShingles most bins are filled, so few attempts are needed.
  std::array<uint64_t, kBins> dense = least;
  for (size_t i = 0; i < kBins; ++i) {
    for (uint64_t attempt = 1; dense[i] == kEmpty; ++attempt) {
      dense[i] = least[MixHash(i * 0x10001 + (attempt << 40)) % kBins];
    }
  }
  std::vector<uint64_t> bands(kSketchBands);
  for (size_t band = 0; band < kSketchBands; ++band) {
    uint64_t hash = MixHash(seed + band);
    for (size_t row = 0; row < kSketchRows; ++row) {
      hash = MixHash(hash ^ dense[band * kSketchRows + row]);
    }
    bands[band] = hash;
  }
  return bands;
}

std::vector<uint64_t> CopySketch(const report::Report& report, const Boilerplate& boilerplate) {
  return SketchOf(AllShinglesOf(SentencesOf(report, boilerplate)), MixHash(boilerplate.version() ^ kSketchVersion));
}

}  // namespace gouji::validate

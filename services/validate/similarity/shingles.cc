#include "services/validate/similarity/shingles.h"

#include <algorithm>

#include "services/validate/similarity/hashing.h"

namespace gouji::validate {
namespace {

// The base of the rolling hash; odd, so that it has an inverse.
constexpr uint64_t kBase = 0x9E3779B97F4A7C15U;

constexpr uint64_t Power(uint64_t base, size_t exponent) {
  uint64_t power = 1;
  for (size_t i = 0; i < exponent; ++i) power *= base;
  return power;
}

constexpr uint64_t kFirstWeight = Power(kBase, kShingleWords);

// A run of sentences that stand in the other text.
struct Passage {
  size_t first;
  size_t last;
  size_t shared_count;
};

void AppendShingles(const Sentence& sentence, std::vector<uint64_t>& shingles) {
  const std::u32string& words = sentence.words;
  uint64_t rolling = 0;
  size_t run = 0;  // words since the last break
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i] == kBreak) {
      rolling = 0;
      run = 0;
      continue;
    }
    rolling = rolling * kBase + words[i];
    if (++run > kShingleWords) {
      rolling -= kFirstWeight * words[i - kShingleWords];
    }
    if (run >= kShingleWords) {
      shingles.push_back(MixHash(rolling));
    }
  }
}

}  // namespace

std::vector<uint64_t> ShinglesOf(const Sentence& sentence) {
  std::vector<uint64_t> shingles;
  AppendShingles(sentence, shingles);
  return shingles;
}

std::vector<uint64_t> AllShinglesOf(const std::vector<Sentence>& sentences) {
  std::vector<uint64_t> shingles;
  for (const Sentence& sentence : sentences) AppendShingles(sentence, shingles);
  return shingles;
}

std::vector<uint64_t> ShingleSet(const std::vector<Sentence>& sentences) {
  std::vector<uint64_t> set = AllShinglesOf(sentences);
  std::sort(set.begin(), set.end());
  set.erase(std::unique(set.begin(), set.end()), set.end());
  return set;
}

Overlap CompareProse(const std::vector<Sentence>& sentences, const std::vector<uint64_t>& other) {
  constexpr size_t kSharedNumerator = 4;  // a sentence is shared from four fifths of its shingles on
  constexpr size_t kSharedDenominator = 5;
  std::vector<Passage> passages;
  std::vector<uint64_t> own;
  for (size_t i = 0; i < sentences.size(); ++i) {
    const std::vector<uint64_t> shingles = ShinglesOf(sentences[i]);
    const auto shared = static_cast<size_t>(std::count_if(shingles.begin(), shingles.end(), [&](uint64_t shingle) {
      return std::binary_search(other.begin(), other.end(), shingle);
    }));
    own.insert(own.end(), shingles.begin(), shingles.end());
    if (shared == 0 || shared * kSharedDenominator < shingles.size() * kSharedNumerator) continue;
    // Sentences of one section follow one another without a gap.
    const bool continues = !passages.empty() && passages.back().last + 1 == i &&
                           sentences[i - 1].raw.data() + sentences[i - 1].raw.size() == sentences[i].raw.data();
    if (continues) {
      passages.back().last = i;
      passages.back().shared_count += shared;
    } else {
      passages.push_back({.first = i, .last = i, .shared_count = shared});
    }
  }
  Overlap overlap;
  std::sort(own.begin(), own.end());
  own.erase(std::unique(own.begin(), own.end()), own.end());
  overlap.own_count = own.size();
  overlap.shared_count = static_cast<size_t>(std::count_if(own.begin(), own.end(), [&](uint64_t shingle) {
    return std::binary_search(other.begin(), other.end(), shingle);
  }));
  std::stable_sort(passages.begin(), passages.end(),
                   [](const Passage& a, const Passage& b) { return a.shared_count > b.shared_count; });
  for (size_t i = 0; i < std::min(passages.size(), kMaxPassages); ++i) {
    const std::string_view first = sentences[passages[i].first].raw;
    const std::string_view last = sentences[passages[i].last].raw;
    overlap.passages.emplace_back(first.data(), static_cast<size_t>(last.data() + last.size() - first.data()));
  }
  return overlap;
}

}  // namespace gouji::validate

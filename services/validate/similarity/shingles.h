#ifndef GOUJI_SERVICES_VALIDATE_SIMILARITY_SHINGLES_H_
#define GOUJI_SERVICES_VALIDATE_SIMILARITY_SHINGLES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "services/validate/similarity/prose.h"

namespace gouji::validate {

// Every run of this many words within a sentence is a shingle. Long enough that independent texts share few, short
// enough that a changed word spoils only a part of a sentence.
inline constexpr size_t kShingleWords = 8;

// The hashes of a sentence's shingles in their order, with repetitions.
std::vector<uint64_t> ShinglesOf(const Sentence& sentence);
// The same of all sentences of a text.
std::vector<uint64_t> AllShinglesOf(const std::vector<Sentence>& sentences);

// The different shingles of a text, ascending.
std::vector<uint64_t> ShingleSet(const std::vector<Sentence>& sentences);

// How much of one text stands in another.
struct Overlap {
  size_t own_count = 0;     // different shingles of the text
  size_t shared_count = 0;  // of these, how many the other has, too
  // The longest passages of the text whose sentences stand, but for a few words, in the other; as printed, the longest
  // first.
  std::vector<std::string_view> passages;

  // Of the text's own shingles, the share that the other has, in percent, rounded down; 0 without any.
  int percent() const { return own_count == 0 ? 0 : static_cast<int>(100 * shared_count / own_count); }
};

// At most this many passages are given.
inline constexpr size_t kMaxPassages = 3;

// Compares exactly. `other` is the other text's ShingleSet. The passages are parts of what the sentences view.
Overlap CompareProse(const std::vector<Sentence>& sentences, const std::vector<uint64_t>& other);

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_SIMILARITY_SHINGLES_H_

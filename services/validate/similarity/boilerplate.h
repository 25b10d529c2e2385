#ifndef GOUJI_SERVICES_VALIDATE_SIMILARITY_BOILERPLATE_H_
#define GOUJI_SERVICES_VALIDATE_SIMILARITY_BOILERPLATE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gouji::validate {

// Phrases that the form, the law or custom prescribe, which are no copies wherever they stand. They come from the rule
// packs.
//
// Immutable after construction; thread-safe.
class Boilerplate {
 public:
  // Phrases of fewer words (prose.h) than this count for nothing: they would tear every text apart.
  static constexpr size_t kMinWords = 4;

  Boilerplate() : Boilerplate(std::vector<std::string>()) {}
  explicit Boilerplate(const std::vector<std::string>& phrases);

  // The length of the longest phrase that `words` has at `position`; 0 for none.
  size_t LengthAt(std::u32string_view words, size_t position) const;

  // A hash over all phrases.
  uint64_t version() const { return version_; }

 private:
  struct WordsHash {
    using is_transparent = void;
    size_t operator()(std::u32string_view words) const { return std::hash<std::u32string_view>()(words); }
  };

  // By the first kMinWords words; the longest first.
  std::unordered_map<std::u32string, std::vector<std::u32string>, WordsHash, std::equal_to<>> phrases_;
  std::vector<bool> begins_;  // by the lowest bits of a first character: whether a phrase may begin with it
  uint64_t version_ = 0;
};

}  // namespace gouji::validate

#endif  // GOUJI_SERVICES_VALIDATE_SIMILARITY_BOILERPLATE_H_

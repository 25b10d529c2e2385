#ifndef GOUJI_SERVICES_STATISTICS_CUBE_POPULATION_H_
#define GOUJI_SERVICES_STATISTICS_CUBE_POPULATION_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"
#include "services/statistics/cube/append_only.h"

namespace gouji::statistics {

// Gives the id of the unit that stood above a unit in a year; empty for none. It need not report. Must give the same
// answer whenever it is asked; answers that change need a new population.
using ParentFunction = std::function<std::string(std::string_view unit, int year)>;
// Whether its answers depend on the year; when not, it is asked once for each unit.
enum class Parents : uint8_t { kOfTheYear, kOfAllYears };

// The units that reports are of, and their tree in each year. Texts (units, names, ids of rules) are numbered, and so
// are nodes: a node is a unit in a year. Nothing is ever taken away, so that numbers keep their meaning.
//
// A parent's number is less than its children's, so that one pass over the nodes in their order hands anything down the
// tree. Units that stand above themselves have no parent: none of a cycle's arrows counts, so that it does not matter
// which of its units came first.
//
// One thread at a time adds; others may read what they were given the number of, and call FindText.
class Population {
 public:
  static constexpr uint32_t kNone = UINT32_MAX;

  struct Node {
    uint32_t unit = 0;  // a text
    int32_t year = 0;
    uint32_t parent = kNone;  // a node; kNone for a root
  };

  explicit Population(ParentFunction parent_of, Parents parents = Parents::kOfTheYear);

  uint32_t AddText(std::string_view text) EXCLUDES(mutex_);
  // Also adds the nodes above it.
  uint32_t AddNode(uint32_t unit, int year) EXCLUDES(mutex_);

  // The number of a text; kNone when there is none.
  uint32_t FindText(std::string_view text) const EXCLUDES(mutex_);
  std::string_view text(uint32_t index) const { return texts_[index]; }
  const Node& node(uint32_t index) const { return nodes_[index]; }

  // Of the adding thread only: the node of a unit in a year, kNone when there is none; how many there are.
  uint32_t FindNode(uint32_t unit, int year) const;
  uint32_t text_count() const { return texts_.size(); }
  uint32_t node_count() const { return nodes_.size(); }
  std::size_t byte_count() const EXCLUDES(mutex_);

 private:
  // Sets of numbers that are looked up by what they stand for.
  struct TextHash {
    using is_transparent = void;
    const AppendOnly<std::string_view>* texts;
    std::size_t operator()(uint32_t index) const { return (*this)((*texts)[index]); }
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  struct TextEqual {
    using is_transparent = void;
    const AppendOnly<std::string_view>* texts;
    bool operator()(uint32_t a, uint32_t b) const { return a == b; }
    bool operator()(uint32_t a, std::string_view b) const { return (*texts)[a] == b; }
    bool operator()(std::string_view a, uint32_t b) const { return a == (*texts)[b]; }
  };
  struct NodeHash {
    using is_transparent = void;
    const AppendOnly<Node>* nodes;
    std::size_t operator()(uint32_t index) const { return (*this)((*nodes)[index]); }
    std::size_t operator()(const Node& node) const;
  };
  struct NodeEqual {
    using is_transparent = void;
    const AppendOnly<Node>* nodes;
    bool operator()(uint32_t a, uint32_t b) const { return a == b; }
    bool operator()(uint32_t a, const Node& b) const { return (*this)((*nodes)[a], b); }
    bool operator()(const Node& a, uint32_t b) const { return (*this)(a, (*nodes)[b]); }
    bool operator()(const Node& a, const Node& b) const { return a.unit == b.unit && a.year == b.year; }
  };

  // The unit above; kNone for none.
  uint32_t ParentOf(uint32_t unit, int year) EXCLUDES(mutex_);
  // Copies the bytes of a text to where they stay.
  std::string_view Keep(std::string_view text);

  static constexpr uint32_t kNotAsked = kNone - 1;

  const ParentFunction parent_of_;
  const Parents parents_;
  std::vector<uint32_t> known_parents_;  // by unit, for kOfAllYears; kNotAsked, kNone
  std::vector<std::unique_ptr<char[]>> letters_;
  std::size_t letters_left_ = 0;  // in the last piece
  std::size_t letter_count_ = 0;  // in all pieces
  AppendOnly<std::string_view> texts_;
  AppendOnly<Node> nodes_;
  mutable runtime::Mutex mutex_;
  absl::flat_hash_set<uint32_t, TextHash, TextEqual> text_index_ GUARDED_BY(mutex_);
  absl::flat_hash_set<uint32_t, NodeHash, NodeEqual> node_index_;
};

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_CUBE_POPULATION_H_

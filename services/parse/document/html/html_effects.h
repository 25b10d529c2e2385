#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_EFFECTS_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_EFFECTS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "services/parse/document/html/html_tag.h"

namespace gouji::parse {

// What an element does to the text in it, until its end.
enum class HtmlEffect : uint8_t {
  kLine,  // begins and ends a line
  kFlex,  // each of its children does
  kTable,
  kRow,
  kCell,
  kRaised,
  kLowered,
  kStruck,
};

// The open elements that have an effect, the innermost last. Only these are followed, with how many elements of their
// names stand in them, so that a page without styles costs nothing. Not thread-safe.
class HtmlEffects {
 public:
  // More at a time are not followed.
  static constexpr size_t kMaxEffects = 256;

  bool empty() const { return open_.empty(); }

  // Notes an element that is not void. True if it is the child of a kFlex.
  bool NoteStart(HtmlNameKey name) {
    starting_ = true;
    return !open_.empty() && NoteInner(name);
  }

  struct Ended {
    size_t count = 0;         // of effects that end: so many Pop() are due
    bool flex_child = false;  // the element was the child of a kFlex
  };
  Ended NoteEnd(HtmlNameKey name);

  // The element whose start was noted last has an effect, or one more.
  void Push(HtmlEffect effect, HtmlNameKey name);
  HtmlEffect Pop();

  // Whether the innermost effect is one on text, which cannot go on beyond a cell.
  bool InnermostIsOfText() const;

 private:
  struct Open {
    HtmlEffect effect;
    HtmlNameKey name;
    bool same_element = false;   // as the one before
    size_t same_name_depth = 0;  // of open elements of the same name in it
    size_t depth = 0;            // of all open elements in it; counted for kFlex
  };

  bool NoteInner(HtmlNameKey name);
  // The innermost one with this name; open_.size() if none.
  size_t Find(HtmlNameKey name) const;

  std::vector<Open> open_;
  bool starting_ = false;  // the last element has no effect yet
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_HTML_HTML_EFFECTS_H_

#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_WORD_MARKED_LINES_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_WORD_MARKED_LINES_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/parse/document/office/marked_text.h"

namespace gouji::parse {

// The lines of the paragraph that a reader is in: a line feed in a run ends a line, a tab stays one.
class MarkedLines {
 public:
  // Appends characters of the same properties, in UTF-8.
  void Append(std::string_view run, const TextMarks& marks) {
    for (size_t end = run.find_first_of("\t\n"); end != std::string_view::npos; end = run.find_first_of("\t\n")) {
      AppendMarked(run.substr(0, end), marks, line_);
      if (run[end] == '\n') {
        ended_.push_back(std::exchange(line_, {}));
      } else {
        line_ += '\t';
      }
      run.remove_prefix(end + 1);
    }
    AppendMarked(run, marks, line_);
  }

  bool empty() const { return line_.empty() && ended_.empty(); }

  // All lines, also an empty one, and begins anew.
  std::vector<std::string> Take() {
    ended_.push_back(std::exchange(line_, {}));
    return std::exchange(ended_, {});
  }

 private:
  std::string line_;
  std::vector<std::string> ended_;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_WORD_MARKED_LINES_H_

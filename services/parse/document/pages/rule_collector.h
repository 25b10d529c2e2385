#ifndef GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_RULE_COLLECTOR_H_
#define GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_RULE_COLLECTOR_H_

#include <cstddef>
#include <vector>

#include "services/parse/document/pages/affine.h"
#include "services/parse/document/pages/page_words.h"

namespace gouji::parse {

// Watches paths being painted and keeps the ruling lines among them: strokes along an axis, and filled rectangles that
// are thin. All coordinates are those of the page, in points. Not thread-safe.
class RuleCollector {
 public:
  // Keeps one line more than `limit`, so that too many can be told from many.
  explicit RuleCollector(size_t limit) : limit_(limit) {}

  void MoveTo(Point to);
  void LineTo(Point to);
  void CurveTo(Point to);
  void Close();
  // Paint the path so far.
  void Fill();
  void Stroke(double line_width);
  // Begins a new path.
  void Clear();

  // The lines found so far.
  std::vector<PageBox> Take() { return std::move(rules_); }

 private:
  // What is drawn without lifting the pen.
  struct SubPath {
    std::vector<Point> points;
    bool is_curved = false;
  };

  void Add(Point from, Point to);

  size_t limit_;
  std::vector<SubPath> path_;
  size_t point_count_ = 0;
  std::vector<PageBox> rules_;
};

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_DOCUMENT_PAGES_RULE_COLLECTOR_H_

#include "services/parse/document/pages/rule_collector.h"

#include <algorithm>
#include <cmath>

namespace gouji::parse {
namespace {

// In points. A heavier stroke is a bar or a background, a shorter one a part of a character.
constexpr double kThickest = 4;
constexpr double kShortest = 4;
// Lines this little askew are straight.
constexpr double kAskew = 1;
// A coordinate beyond is damage.
constexpr double kFarthest = 100'000;
constexpr size_t kMaxPoints = 200'000;

bool IsSane(Point p) {
  return std::isfinite(p.x) && std::isfinite(p.y) && std::abs(p.x) < kFarthest && std::abs(p.y) < kFarthest;
}

}  // namespace

void RuleCollector::MoveTo(Point to) {
  if (point_count_ < kMaxPoints && IsSane(to)) {
    path_.push_back({.points = {to}});
    ++point_count_;
  }
}

void RuleCollector::LineTo(Point to) {
  if (!path_.empty() && point_count_ < kMaxPoints && IsSane(to)) {
    path_.back().points.push_back(to);
    ++point_count_;
  }
}

void RuleCollector::CurveTo(Point to) {
  if (!path_.empty()) {
    path_.back().is_curved = true;
    LineTo(to);
  }
}

void RuleCollector::Close() {
  if (!path_.empty() && !path_.back().points.empty()) {
    const Point first = path_.back().points.front();
    const Point last = path_.back().points.back();
    if (path_.back().points.size() == 1 || first.x != last.x || first.y != last.y) {
      LineTo(first);
    }
  }
}

void RuleCollector::Fill() {
  for (const SubPath& sub_path : path_) {
    if (sub_path.is_curved || sub_path.points.size() < 4 || sub_path.points.size() > 5) {
      continue;
    }
    Point least = sub_path.points[0];
    Point most = sub_path.points[0];
    for (const Point& p : sub_path.points) {
      least = {.x = std::min(least.x, p.x), .y = std::min(least.y, p.y)};
      most = {.x = std::max(most.x, p.x), .y = std::max(most.y, p.y)};
    }
    const double width = most.x - least.x;
    const double height = most.y - least.y;
    if (width >= height && height <= kThickest) {
      Add({.x = least.x, .y = (least.y + most.y) / 2}, {.x = most.x, .y = (least.y + most.y) / 2});
    } else if (height > width && width <= kThickest) {
      Add({.x = (least.x + most.x) / 2, .y = least.y}, {.x = (least.x + most.x) / 2, .y = most.y});
    }
  }
}

void RuleCollector::Stroke(double line_width) {
  if (line_width > kThickest) {
    return;
  }
  for (const SubPath& sub_path : path_) {
    for (size_t i = 1; !sub_path.is_curved && i < sub_path.points.size(); ++i) {
      Add(sub_path.points[i - 1], sub_path.points[i]);
    }
  }
}

void RuleCollector::Clear() {
  path_.clear();
  point_count_ = 0;
}

void RuleCollector::Add(Point from, Point to) {
  const double width = std::abs(to.x - from.x);
  const double height = std::abs(to.y - from.y);
  if (std::max(width, height) < kShortest || std::min(width, height) > kAskew || rules_.size() > limit_) {
    return;
  }
  rules_.push_back({.x0 = static_cast<float>(std::min(from.x, to.x)),
                    .y0 = static_cast<float>(std::min(from.y, to.y)),
                    .x1 = static_cast<float>(std::max(from.x, to.x)),
                    .y1 = static_cast<float>(std::max(from.y, to.y))});
}

}  // namespace gouji::parse

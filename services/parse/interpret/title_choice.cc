#include "services/parse/interpret/title_choice.h"

#include <cstddef>

#include "services/parse/interpret/label_key.h"

namespace gouji::parse {
namespace {

int TitleScore(const Title& title) { return (title.year != 0 ? 2 : 0) + (title.agency.empty() ? 0 : 1); }

// The title of a line; （AGENCY） may stand on the next line.
std::optional<Title> SingleLineTitle(const std::vector<TitleLine>& lines, size_t i) {
  std::optional<Title> title = lines[i].may_be_title ? ReadTitle(lines[i].compact) : std::nullopt;
  if (title.has_value() && title->agency.empty() && i + 1 < lines.size()) {
    const std::u32string_view next = lines[i + 1].compact;
    if (next.size() > 2 && next.starts_with(U"(") && next.ends_with(U")") &&
        LooksLikeAgency(next.substr(1, next.size() - 2))) {
      title->agency = next.substr(1, next.size() - 2);
    }
  }
  return title;
}

// The title of some lines joined.
std::optional<Title> JoinedTitle(const std::vector<TitleLine>& lines, size_t i, size_t count) {
  std::u32string joined;
  bool may_be_title = false;
  for (size_t next = i; next < i + count; ++next) {
    may_be_title |= lines[next].may_be_title;
  }
  for (size_t next = i; next < i + count && may_be_title; ++next) {
    joined += lines[next].compact;
  }
  std::optional<Title> title = ReadTitle(joined);
  // Whatever stands above a title must not become part of it.
  const bool belongs = title.has_value() && (title->agency.empty() || LooksLikeAgency(title->agency));
  return belongs ? title : std::nullopt;
}

bool IsOfAnotherReport(const Title& a, const Title& b) { return a.year != b.year || IsOfAnotherAgency(a, b); }

// How much speaks for a title among those of other reports, which lists of links print beside it.
int EvidenceFor(const Title& title, const TitleLine& line, const TitleEvidence& evidence) {
  const bool is_of_page = evidence.page_title.has_value() && IsWhole(*evidence.page_title) &&
                          !IsOfAnotherReport(title, *evidence.page_title);
  const bool is_of_period = evidence.period.has_value() && evidence.period->start.year == title.year;
  return (is_of_page ? 4 : 0) + (is_of_period ? 2 : 0) + (line.is_heading ? 1 : 0);
}

}  // namespace

bool IsOfAnotherAgency(const Title& a, const Title& b) {
  return !a.agency.ends_with(b.agency) && !b.agency.ends_with(a.agency);
}

bool IsWhole(const Title& title) { return title.year != 0 && !title.agency.empty(); }

TitleLine MakeTitleLine(std::string_view text, const Place& place, bool is_heading) {
  TitleLine line{.compact = Compact(text), .place = place, .may_be_title = false, .is_heading = is_heading};
  line.may_be_title = MayBeTitle(line.compact);
  return line;
}

void Improve(const std::optional<Title>& title, std::optional<Title>& best) {
  if (title.has_value() && (!best.has_value() || TitleScore(*title) > TitleScore(*best))) {
    best = title;
  }
}

std::optional<Title> FindTitle(const std::vector<TitleLine>& lines) {
  static constexpr size_t kMostLines = 3;
  std::optional<Title> best;
  for (size_t i = 0; i < lines.size(); ++i) {
    Improve(SingleLineTitle(lines, i), best);
  }
  for (size_t count = 2; count <= kMostLines; ++count) {
    for (size_t i = 0; i + count <= lines.size(); ++i) {
      Improve(JoinedTitle(lines, i, count), best);
    }
  }
  // A cover has the agency below the title.
  for (size_t i = 0; i + 1 < lines.size() && best.has_value() && best->agency.empty(); ++i) {
    if (std::optional<Title> title = ReadTitle(lines[i].compact); title.has_value() && title->agency.empty() &&
                                                                  title->year == best->year &&
                                                                  LooksLikeAgency(lines[i + 1].compact)) {
      best->agency = lines[i + 1].compact;
    }
  }
  return best;
}

std::optional<Title> ChooseTitle(const std::vector<TitleLine>& lines, const TitleEvidence& evidence) {
  std::optional<Title> chosen = FindTitle(lines);
  if (!chosen.has_value() || !IsWhole(*chosen)) {
    return chosen;
  }
  int most = -1;
  for (size_t i = 0; i < lines.size(); ++i) {
    const std::optional<Title> title = SingleLineTitle(lines, i);
    if (!title.has_value() || !IsWhole(*title)) {
      continue;
    }
    const int points = EvidenceFor(*title, lines[i], evidence);
    const bool is_other = IsOfAnotherReport(*title, *chosen);
    if (points > most || (points == most && is_other && evidence.has_sections)) {
      most = points;
      chosen = is_other ? title : chosen;
    }
  }
  return chosen;
}

}  // namespace gouji::parse

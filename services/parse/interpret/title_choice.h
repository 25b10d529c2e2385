#ifndef GOUJI_SERVICES_PARSE_INTERPRET_TITLE_CHOICE_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_TITLE_CHOICE_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/parse/document/document.h"
#include "services/parse/interpret/dates.h"
#include "services/parse/interpret/title.h"

namespace gouji::parse {

// A short line of the document, or a cell of a grid, with its compact text.
struct TitleLine {
  std::u32string compact;
  Place place;
  bool may_be_title;  // or a part of one: it has a character that every title has
  bool is_heading;
};

TitleLine MakeTitleLine(std::string_view text, const Place& place, bool is_heading);

// What else of a document tells which of several titles is its own.
struct TitleEvidence {
  std::optional<Title> page_title;
  std::optional<Period> period;
  bool has_sections = false;  // the lines in front end where the report begins
};

// Whether two titles name different agencies; a name with and without its region is the same.
bool IsOfAnotherAgency(const Title& a, const Title& b);

// Whether a title names a year and an agency.
bool IsWhole(const Title& title);

// Takes a title for the best so far when it says more.
void Improve(const std::optional<Title>& title, std::optional<Title>& best);

// The best title among the lines, alone or joined with the next lines; ties go to single lines, then to the first.
std::optional<Title> FindTitle(const std::vector<TitleLine>& lines);

// The best title among the lines; where several are whole and of different reports (sites print links to those of
// other years and organs beside the article), the one for which most speaks: the title of the page, the period, that it
// is a heading. Of equals it is the one that is nearest to the report, where it is known where this begins.
std::optional<Title> ChooseTitle(const std::vector<TitleLine>& lines, const TitleEvidence& evidence);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_TITLE_CHOICE_H_

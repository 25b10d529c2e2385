#ifndef GOUJI_SERVICES_PARSE_INTERPRET_OTHER_ORGANS_H_
#define GOUJI_SERVICES_PARSE_INTERPRET_OTHER_ORGANS_H_

#include <string>
#include <string_view>

namespace gouji::parse {

// The name of an organ as IsAnotherOrgan compares it: without 人民 (临县人民政府 -> 临县政府).
std::u32string OrganKey(std::u32string_view name);

// Whether the words in front of a verb name another organ than the one that reports: 各镇, 下属单位, 市教育局 in the
// report of 市水务局, and 县政府办公室 in that of 县政府, which holds the figures of all. `subject` runs from the
// beginning of the clause to the verb (2023年市教育局共|收到); `agency` is an OrganKey, or empty when nobody knows who
// reports, and then any single organ may be it. 我局, 全县 and no name at all are the one that reports; so is an
// abbreviation whose characters occur in its name in order (发改委).
bool IsAnotherOrgan(std::u32string_view subject, std::u32string_view agency);

// Whether a text names several organs none of which is the one that reports: 各镇, 下属.
bool NamesOtherOrgans(std::u32string_view text);

}  // namespace gouji::parse

#endif  // GOUJI_SERVICES_PARSE_INTERPRET_OTHER_ORGANS_H_

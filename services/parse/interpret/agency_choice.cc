#include "services/parse/interpret/agency_choice.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "services/parse/interpret/diagnostics.h"
#include "services/parse/interpret/label_key.h"
#include "services/report/agency.h"
#include "services/report/near_agency_names.h"
#include "services/report/utf8.h"

namespace gouji::parse {
namespace {

using Text = std::u32string_view;

// Whether two names may be of one organ: one with and one without its region, or a government and its 办公室.
bool MayBeOne(std::u32string_view a, std::u32string_view b) {
  static constexpr std::u32string_view kEndings[] = {U"办公厅", U"办公室",     U"街道办事处", U"办事处", U"人民政府",
                                                     U"政府",   U"管理委员会", U"管委会",     U"街道"};
  const auto core = [](std::u32string_view name) {
    for (bool cut = true; cut;) {
      cut = false;
      for (const std::u32string_view ending : kEndings) {
        if (name.size() > ending.size() + 1 && name.ends_with(ending)) {
          name.remove_suffix(ending.size());
          cut = true;
        }
      }
    }
    return name;
  };
  const std::u32string_view one = core(a);
  const std::u32string_view other = core(b);
  return one.ends_with(other) || other.ends_with(one) ||
         report::ResolveUnit(report::EncodeUtf8(a)).id == report::ResolveUnit(report::EncodeUtf8(b)).id;
}

// Whether two readings differ in one place of at most two characters: of one name, one is probably misread.
bool DifferInOnePlace(Text a, Text b) {
  static constexpr size_t kMost = 2;
  const auto front = static_cast<size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
  a.remove_prefix(front);
  b.remove_prefix(front);
  const auto back = static_cast<size_t>(std::mismatch(a.rbegin(), a.rend(), b.rbegin(), b.rend()).first - a.rbegin());
  return std::max(a.size(), b.size()) - back <= kMost;
}

bool NamesKnownDivisions(Text name) { return report::KnownDivisionsEnd(report::EncodeUtf8(name)) > 0; }

// Whether a recognised name and another source name one organ but for a character that was misread.
bool IsMisreading(Text unknown, Text known) {
  return DifferInOnePlace(unknown, known) && !report::HasKnownDivisions(report::EncodeUtf8(unknown)) &&
         NamesKnownDivisions(known);
}

// How many of the divisions above that of an agency a text names.
size_t CountNamedPlaces(const report::Agency& agency, std::string_view text) {
  const std::vector<std::string>& path = agency.region_path;
  return path.empty() ? 0
                      : static_cast<size_t>(std::count_if(path.begin(), path.end() - 1, [&](const std::string& above) {
                          return text.find(above) != text.npos;
                        }));
}

// The one of some names that a text says most of: their divisions, else what these are in. Nothing when it tells
// nothing, or as much of two.
std::optional<std::string> ChooseByText(const std::vector<std::string>& names, std::string_view text) {
  static constexpr size_t kNamed = 100;  // more than there are levels of divisions
  std::optional<std::string> best;
  size_t most = 0;
  for (const std::string& name : names) {
    const bool is_named = text.find(name.substr(0, report::KnownDivisionsEnd(name))) != text.npos;
    const size_t said = (is_named ? kNamed : 0) + CountNamedPlaces(report::ResolveAgency(name, text), text);
    if (said > most) {
      best = name;
    } else if (said == most) {
      best.reset();
    }
    most = std::max(most, said);
  }
  return best;
}

// The names that are near to a recognised one and, if the signature is another misreading of it, to the signature.
std::vector<std::string> NearToBoth(const std::u32string& name, const std::u32string& signature) {
  std::vector<std::string> near = report::FindNearAgencyNames(report::EncodeUtf8(name));
  if (name == signature || !DifferInOnePlace(name, signature)) {
    return near;
  }
  std::vector<std::string> near_signature = report::FindNearAgencyNames(report::EncodeUtf8(signature));
  if (near.empty()) {
    return near_signature;
  }
  std::vector<std::string> both = near;
  std::erase_if(both, [&](const std::string& one) {
    return std::find(near_signature.begin(), near_signature.end(), one) == near_signature.end();
  });
  return both.empty() ? near : both;
}

// What a recognised name should have been read as; nothing when it stays.
std::optional<std::u32string> Corrected(const std::u32string& name, const AgencySources& sources) {
  if (!sources.is_recognised || name.empty()) {
    return std::nullopt;
  }
  for (const std::u32string* other : {&sources.signature, &sources.file_name}) {
    if (IsMisreading(name, *other)) {
      return *other;
    }
  }
  const std::vector<std::string> near = NearToBoth(name, sources.signature);
  const std::optional<std::string> chosen =
      near.size() == 1 ? std::optional(near.front()) : ChooseByText(near, sources.text);
  return chosen.has_value() ? std::optional(report::DecodeUtf8(*chosen)) : std::nullopt;
}

void NoteConflict(const std::u32string& title, const std::u32string& signature, report::Report& report) {
  const std::string title_name = report::EncodeUtf8(title);
  const std::string signature_name = report::EncodeUtf8(signature);
  report.diagnostics.push_back(DocumentDiagnostic(
      kAgencyConflict, fmt::format("标题为“{}”，落款为“{}”，以标题为准", title_name, signature_name),
      fmt::format("the title names {}, the signature {}; the title counts", title_name, signature_name)));
}

void NoteCorrection(const std::u32string& read, const std::u32string& name, report::Report& report) {
  const std::string raw = report::EncodeUtf8(read);
  const std::string corrected = report::EncodeUtf8(name);
  report.diagnostics.push_back(ReaderDiagnostic(
      kAgencyCorrected, fmt::format("单位名称识别为“{}”，行政区划中无此名，按“{}”认定，请与原件核对", raw, corrected),
      fmt::format("the agency was recognised as {}, whose division does not exist; taken for {}; compare it with the "
                  "original",
                  raw, corrected),
      EvidenceAt({}, raw)));
}

void NoteSecondReading(Text first, Text name, report::Report& report) {
  const std::string raw = report::EncodeUtf8(first);
  const std::string read = report::EncodeUtf8(name);
  report.diagnostics.push_back(ReaderDiagnostic(
      kAgencyCorrected, fmt::format("单位名称最初识别为“{}”，按字形或重新识别改为“{}”，请与原件核对", raw, read),
      fmt::format(
          "the agency was recognised as {} at first, then by the shapes of its characters or in another size as "
          "{}; compare it with the original",
          raw, read),
      EvidenceAt({}, raw)));
}

// What a name was recognised as at first; nothing where it was not read again, or another part of its line was.
std::optional<std::u32string> FirstReadingOf(Text name, const AgencySources& sources) {
  if (name.empty() || sources.second_readings == nullptr) {
    return std::nullopt;
  }
  for (const SecondReading& reading : *sources.second_readings) {
    const std::u32string text = Compact(reading.text);
    const std::u32string first = Compact(reading.first);
    const size_t at = text.find(name);
    const size_t behind = at == std::u32string::npos ? 0 : text.size() - at - name.size();
    const bool said_so_at_first = first.find(name) != std::u32string::npos;
    if (at == std::u32string::npos || said_so_at_first || first.size() <= at + behind) {
      continue;
    }
    return first.substr(at, first.size() - at - behind);
  }
  return std::nullopt;
}

}  // namespace

void SettleAgency(const AgencySources& sources, report::Report& report) {
  const std::u32string& read = sources.title.empty() ? sources.signature : sources.title;
  std::u32string name = read;
  if (const std::optional<std::u32string> first = FirstReadingOf(read, sources)) {
    NoteSecondReading(*first, read, report);
  }
  if (std::optional<std::u32string> corrected = Corrected(read, sources)) {
    NoteCorrection(read, *corrected, report);
    name = *std::move(corrected);
  }
  const bool may_conflict = !sources.title.empty() && !sources.signature.empty() &&
                            !(sources.is_recognised && IsMisreading(sources.signature, name));
  if (may_conflict && !MayBeOne(read, sources.signature) && !MayBeOne(name, sources.signature)) {
    NoteConflict(name, sources.signature, report);
  }
  if (name.empty() && !sources.file_name.empty()) {
    name = sources.file_name;
    report.diagnostics.push_back(
        DocumentDiagnostic(kAgencyFromFileName, "标题和落款均未写明单位名称，按文件名认定",
                           "neither title nor signature names the agency; the file name does"));
  }
  if (name.empty()) {
    report.diagnostics.push_back(DocumentDiagnostic(kAgencyUnknown, "标题和落款均未写明单位名称",
                                                    "neither the title nor a signature names the agency"));
  }
  report.agency = report::ResolveAgency(report::EncodeUtf8(name));
}

}  // namespace gouji::parse

#ifndef GOUJI_SERVICES_CLI_FILE_INDEX_H_
#define GOUJI_SERVICES_CLI_FILE_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gouji/gateway/v1/gateway_service.pb.h"
#include "services/report/roster.h"

namespace gouji::cli {

// Which of the checked files belong together: reports of one unit in years that follow one another, reports that may be
// copies of each other, and, by a roster, the reports below an aggregate one. Small for each file, so that hundreds of
// thousands fit.
//
// First Add, then Finish, then the questions, which are const and may be asked by several threads.
class FileIndex {
 public:
  // A unit below another, and its files of the same year; more than one when it reports twice.
  struct Subordinate {
    std::string unit;  // as the roster names it
    std::vector<std::size_t> files;
  };

  // `roster` may be null and must outlive the index.
  explicit FileIndex(const report::Roster* roster) : roster_(roster) {}

  // The report that was read from a file; what is no report is passed over. Each file once, in any order.
  void Add(std::size_t file, const gateway::v1::CheckDocumentResponse& checked);
  void Finish();

  // The file with the report of the year before of the same unit. None when the unit cannot be placed (a bare 财政局
  // may be any), or when several files claim to be it.
  std::optional<std::size_t> PreviousOf(std::size_t file) const;

  // At most kMaxPeers files whose prose may be copied from each other, of the same year or an earlier one and surely of
  // other organs, those that share most first.
  static constexpr std::size_t kMaxPeers = 8;
  std::vector<std::size_t> PeersOf(std::size_t file) const;

  // The units of the roster below that of an aggregate report; empty for other reports, and without a roster.
  std::vector<Subordinate> SubordinatesOf(std::size_t file) const;

  // The unit of a file's report, as in the register.
  const std::string& UnitOf(std::size_t file) const;

 private:
  struct Entry {
    std::string agency;
    std::string unit;  // the roster's id, or that of the agency's name and region
    int roster_unit = -1;
    bool is_placed = false;
    bool is_aggregate = false;
    int year = 0;
    std::vector<std::uint64_t> bands;
  };

  const report::Roster* const roster_;
  std::map<std::size_t, Entry> entries_;
  std::map<std::pair<std::string, int>, std::vector<std::size_t>> by_unit_and_year_;
  std::vector<std::pair<std::uint64_t, std::size_t>> bands_;  // ascending: the files that have a band
};

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_FILE_INDEX_H_

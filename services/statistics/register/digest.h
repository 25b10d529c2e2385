#ifndef GOUJI_SERVICES_STATISTICS_REGISTER_DIGEST_H_
#define GOUJI_SERVICES_STATISTICS_REGISTER_DIGEST_H_

#include <string>
#include <string_view>
#include <vector>

#include "google/protobuf/repeated_ptr_field.h"
#include "gouji/validate/v1/finding.pb.h"
#include "services/report/form.h"
#include "services/statistics/register/current_report.h"

namespace gouji::statistics {

// What statistics need of the findings of a report: how many each rule has, and what the unresolved errors leave open.
// Kept beside each assessment in a few bytes, so that loading all reports decodes no findings.
struct Digest {
  std::vector<RuleCount> rules;     // ascending by id; views into what was decoded
  std::vector<CellSpread> spreads;  // ascending by cell; none that is 0 to 0
};

// Digests findings.
//
// Spreads: an error that is no consequence of another and has suggestions is explained by those of them that change the
// fewest cells. Of each cell, the least and the greatest change over these explanations is what the error leaves open;
// a cell that one of them leaves as it is may stay, too. What several errors leave open adds up. An error without
// suggestions gives no spread: nothing is known of its cells. Paths that are not of `form` are passed over.
// `layout` is that of the form's cells (cell_blob.h).
std::string EncodeDigest(uint64_t layout, const report::Form& form,
                         const google::protobuf::RepeatedPtrField<gouji::validate::v1::Finding>& findings);

// Reads a digest; the rules' ids are views into `blob`. Returns false, and leaves `digest` unspecified, when it is of
// another layout of cells or damaged: then the findings have to be digested again.
bool DecodeDigest(uint64_t layout, std::string_view blob, Digest& digest);

}  // namespace gouji::statistics

#endif  // GOUJI_SERVICES_STATISTICS_REGISTER_DIGEST_H_

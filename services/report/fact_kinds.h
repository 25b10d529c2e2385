#ifndef GOUJI_SERVICES_REPORT_FACT_KINDS_H_
#define GOUJI_SERVICES_REPORT_FACT_KINDS_H_

#include <algorithm>
#include <array>
#include <string_view>

// The kinds of facts (see Fact): what a number in the prose counts. Stable: the reader makes them, rules name them.
namespace gouji::report::fact {

using Kind = const char[];

// Applications (政府信息公开申请): of the whole year and of this organ.
inline constexpr Kind kReceived = "received";                // 收到: received in the year
inline constexpr Kind kCarriedOver = "carried_over";         // 上年结转: left from the year before
inline constexpr Kind kProcessed = "processed";              // 办结, 答复: completed in the year
inline constexpr Kind kCarriedForward = "carried_forward";   // 结转下年度: left for the next year
inline constexpr Kind kAllProcessed = "all_processed";       // 全部办结: the value is 1, and there is no unit
inline constexpr Kind kDisclosed = "proactively_disclosed";  // 主动公开: pieces of information published

// Of those received, by applicant. Named like the columns of table 3; `organisation` is all of 法人或其他组织.
inline constexpr Kind kReceivedNaturalPerson = "received.natural_person";
inline constexpr Kind kReceivedOrganisation = "received.organisation";
inline constexpr Kind kReceivedBusiness = "received.business";
inline constexpr Kind kReceivedResearchInstitution = "received.research_institution";
inline constexpr Kind kReceivedSocialOrganization = "received.social_organization";
inline constexpr Kind kReceivedLegalService = "received.legal_service";

// Of those completed, by outcome. Named like the rows of table 3.
inline constexpr Kind kGranted = "outcome.granted";                     // 予以公开
inline constexpr Kind kPartiallyGranted = "outcome.partially_granted";  // 部分公开
inline constexpr Kind kRefused = "outcome.refused";                     // 不予公开, for whatever reason
inline constexpr Kind kUnavailable = "outcome.unavailable";             // 无法提供, for whatever reason
inline constexpr Kind kNotHeld = "outcome.not_held";                    // 本机关不掌握
inline constexpr Kind kNeedsCreation = "outcome.needs_creation";        // 没有现成信息需要另行制作
inline constexpr Kind kNotProcessed = "outcome.not_processed";          // 不予处理, for whatever reason
inline constexpr Kind kPetition = "outcome.petition_or_complaint";      // 信访举报投诉类申请
inline constexpr Kind kRepeated = "outcome.repeated";                   // 重复申请
inline constexpr Kind kEnforcementFile = "outcome.enforcement_file";    // 属于行政执法案卷
inline constexpr Kind kAdministrativeInquiry = "outcome.administrative_inquiry";  // 属于行政查询事项
inline constexpr Kind kOtherOutcome = "outcome.other";                            // 其他处理, for whatever reason

// Disputes about open government information.
inline constexpr Kind kReconsideration = "reconsideration";     // 行政复议
inline constexpr Kind kLitigation = "litigation";               // 行政诉讼, of whatever group
inline constexpr Kind kLitigationDirect = "litigation.direct";  // 未经复议直接起诉
inline constexpr Kind kLitigationAfterReconsideration = "litigation.after_reconsideration";  // 复议后起诉

// Table 2: documents issued and decisions made by this organ in the year, and money in 分.
inline constexpr Kind kNormativeDocumentsIssued = "normative_documents.issued";  // 制发行政规范性文件
inline constexpr Kind kRegulationsIssued = "regulations.issued";                 // 制发规章
inline constexpr Kind kLicensingDecisions = "licensing_decisions";               // 行政许可
inline constexpr Kind kPenaltyDecisions = "penalty_decisions";                   // 行政处罚
inline constexpr Kind kCoercionDecisions = "coercion_decisions";                 // 行政强制
inline constexpr Kind kFees = "fees";                                            // 行政事业性收费
inline constexpr Kind kInformationFee = "information_fee";                       // 信息处理费 (Art. 42)
inline constexpr Kind kInformationFeePart = "information_fee.part";  // in one group with the sum that it is a part of

// Statements of several numbers, in one group each.
inline constexpr Kind kBreakdownWhole = "breakdown.whole";  // 共465条，其中 …
inline constexpr Kind kBreakdownPart = "breakdown.part";    // two or more, which claim to be the whole
// Signed, in hundredths of a percent: 同比下降29% is -2900. The unit is "%"; the printed decimals stand in the
// position's raw text.
inline constexpr Kind kGrowthRate = "growth.rate";
inline constexpr Kind kGrowthCurrent = "growth.current";
inline constexpr Kind kGrowthPrevious = "growth.previous";

inline constexpr Kind kPartsAnnounced = "parts_announced";  // 本报告由六部分组成

inline constexpr std::array<std::string_view, 42> kKinds = {
    kReceived,
    kCarriedOver,
    kProcessed,
    kCarriedForward,
    kAllProcessed,
    kDisclosed,
    kReceivedNaturalPerson,
    kReceivedOrganisation,
    kReceivedBusiness,
    kReceivedResearchInstitution,
    kReceivedSocialOrganization,
    kReceivedLegalService,
    kGranted,
    kPartiallyGranted,
    kRefused,
    kUnavailable,
    kNotHeld,
    kNeedsCreation,
    kNotProcessed,
    kPetition,
    kRepeated,
    kEnforcementFile,
    kAdministrativeInquiry,
    kOtherOutcome,
    kReconsideration,
    kLitigation,
    kLitigationDirect,
    kLitigationAfterReconsideration,
    kNormativeDocumentsIssued,
    kRegulationsIssued,
    kLicensingDecisions,
    kPenaltyDecisions,
    kCoercionDecisions,
    kFees,
    kInformationFee,
    kInformationFeePart,
    kBreakdownWhole,
    kBreakdownPart,
    kGrowthRate,
    kGrowthCurrent,
    kGrowthPrevious,
    kPartsAnnounced,
};

}  // namespace gouji::report::fact

namespace gouji::report {

// Whether facts of this kind can be: a rule that asks for another would never find one.
constexpr bool IsFactKind(std::string_view kind) {
  return std::find(fact::kKinds.begin(), fact::kKinds.end(), kind) != fact::kKinds.end();
}

}  // namespace gouji::report

#endif  // GOUJI_SERVICES_REPORT_FACT_KINDS_H_

#include "services/runtime/tls.h"

#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/runtime/log.h"
#include "services/runtime/metrics.h"
#include "services/runtime/testing/certificates.h"

namespace gouji::runtime::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

bool Eventually(const std::function<bool()>& condition) {
  const absl::Time limit = absl::Now() + absl::Seconds(30);
  while (!condition()) {
    if (absl::Now() >= limit) return false;
    absl::SleepFor(absl::Milliseconds(2));
  }
  return true;
}

class Tls : public ::testing::Test {
 protected:
  Tls() { folder_.Put(authority_.Issue(), authority_.certificate()); }

  std::vector<std::string> Problems(const TlsFiles& files, TlsSide side = TlsSide::kListening) const {
    return TlsProblems(files, side, "tls_", absl::Now());
  }

  void Load(TlsSide side = TlsSide::kListening) {
    auto loaded = TlsCertificates::Load(
        {.files = folder_.Files(), .side = side, .reload_interval = absl::Milliseconds(2)}, log_, metrics_);
    ASSERT_TRUE(loaded.ok()) << loaded.status();
    certificates_ = *std::move(loaded);
  }

  double Count(const char* result) {
    return metrics_.GetCounter("gouji_tls_reloads_total", "", {{"side", "listen"}, {"result", result}}).value();
  }
  double Expiry() {
    return metrics_.GetGauge("gouji_tls_certificate_expiry_timestamp_seconds", "", {{"side", "listen"}}).value();
  }

  // Puts what cannot be used in the place of what can, and expects that nothing changes but log and metrics.
  void ExpectOldOnesStayInUse(const Issued& issued, const std::string& reason) {
    Load();
    const auto before = certificates_->Current();
    const double expiry = Expiry();
    folder_.Put(issued, authority_.certificate());
    ASSERT_TRUE(Eventually([&] { return Count("failed") >= 3; }));
    EXPECT_EQ(certificates_->Current(), before);
    EXPECT_EQ(Expiry(), expiry);
    EXPECT_EQ(Count("ok"), 0);

    const Issued good = authority_.Issue();
    folder_.Put(good, authority_.certificate());
    ASSERT_TRUE(Eventually([&] { return Count("ok") == 1; }));
    ASSERT_TRUE(Eventually([&] { return certificates_->Current()->certificate == good.certificate; }));
    certificates_ = nullptr;  // so that nobody writes to the log
    EXPECT_THAT(log_text_.str(), HasSubstr("the old ones stay in use"));
    EXPECT_THAT(log_text_.str(), HasSubstr(reason));
    EXPECT_THAT(log_text_.str(), Not(HasSubstr("PRIVATE")));
    EXPECT_EQ(log_text_.str().find("stay in use"), log_text_.str().rfind("stay in use")) << log_text_.str();
  }

  TestAuthority authority_{"Authority"};
  SecretFolder folder_;
  std::ostringstream log_text_;
  Logger log_{"test", LogLevel::kInfo, log_text_};
  Metrics metrics_;
  std::shared_ptr<const TlsCertificates> certificates_;
};

TEST_F(Tls, FilesThatFitHaveNoProblem) {
  EXPECT_THAT(Problems(folder_.Files()), IsEmpty());
  EXPECT_THAT(Problems(folder_.Files(), TlsSide::kCalling), IsEmpty());
  EXPECT_THAT(Problems({}), IsEmpty());
  TlsFiles only_authorities;
  only_authorities.authorities = folder_.Files().authorities;
  EXPECT_THAT(Problems(only_authorities, TlsSide::kCalling), IsEmpty());
}

TEST_F(Tls, FilesThatNeedEachOtherMustAllBeNamed) {
  const TlsFiles all = folder_.Files();
  EXPECT_THAT(Problems({.certificate = all.certificate}),
              ElementsAre("tls_private_key: is missing; tls_certificate needs it"));
  EXPECT_THAT(Problems({.private_key = all.private_key}),
              ElementsAre("tls_certificate: is missing; tls_private_key needs it"));
  EXPECT_THAT(Problems({.authorities = all.authorities}),
              ElementsAre("tls_certificate: is missing; tls_client_authorities needs it"));
  EXPECT_THAT(Problems({.certificate = all.certificate, .private_key = all.private_key}, TlsSide::kCalling),
              ElementsAre("tls_authorities: is missing; tls_certificate needs it"));
}

TEST_F(Tls, FilesThatCannotBeReadAreNamedWithTheReason) {
  TlsFiles files = folder_.Files();
  files.certificate = "/nonexistent/tls.crt";
  files.private_key = folder_.path();
  EXPECT_THAT(Problems(files), ElementsAre("tls_certificate: cannot read /nonexistent/tls.crt (No such file or "
                                           "directory)",
                                           "tls_private_key: cannot read " + folder_.path() + " (Is a directory)"));
}

TEST_F(Tls, AKeyOfAnotherCertificateIsAProblem) {
  folder_.Put({authority_.Issue().certificate, authority_.Issue().private_key}, authority_.certificate());
  EXPECT_THAT(Problems(folder_.Files()), ElementsAre(HasSubstr("does not belong to the certificate")));
}

TEST_F(Tls, TextsThatAreNoPemAreProblems) {
  folder_.Put({"no certificate", "no key"}, "no authorities");
  EXPECT_THAT(Problems(folder_.Files()),
              ElementsAre(HasSubstr("holds no certificate"), HasSubstr("holds no private key"),
                          HasSubstr("tls_client_authorities")));
}

TEST_F(Tls, ADamagedSecondCertificateIsAProblem) {
  Issued issued = authority_.Issue();
  issued.certificate += "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
  folder_.Put(issued, authority_.certificate());
  EXPECT_THAT(Problems(folder_.Files()), ElementsAre(HasSubstr("damaged")));
}

TEST_F(Tls, ACertificateOutOfItsTimeIsAProblem) {
  folder_.Put(authority_.Issue({.end = absl::Now() - absl::Minutes(1)}), authority_.certificate());
  EXPECT_THAT(Problems(folder_.Files()), ElementsAre(HasSubstr("ended on")));
  folder_.Put(authority_.Issue({.start = absl::Now() + absl::Minutes(10)}), authority_.certificate());
  EXPECT_THAT(Problems(folder_.Files()), ElementsAre(HasSubstr("is not valid before")));
}

TEST_F(Tls, TheFirstCertificateOfTheChainThatEndsCounts) {
  const absl::Time end = absl::FromUnixSeconds(absl::ToUnixSeconds(absl::Now())) + absl::Hours(2);
  Issued issued = authority_.Issue();
  issued.certificate += authority_.Issue({.end = end}).certificate;
  folder_.Put(issued, authority_.certificate());
  const auto material = ReadTls(folder_.Files(), TlsSide::kListening, "", absl::Now());
  ASSERT_TRUE(material.ok()) << material.status();
  EXPECT_EQ(material->expiry, end);
}

TEST_F(Tls, NewFilesAreTakenIntoUse) {
  Load();
  const auto before = certificates_->Current();
  EXPECT_EQ(Expiry(), absl::ToUnixSeconds(before->expiry));
  const absl::Time end = absl::Now() + absl::Hours(48);
  const Issued renewed = authority_.Issue({.end = end});
  folder_.Put(renewed, authority_.certificate());
  ASSERT_TRUE(Eventually([&] { return certificates_->Current() != before; }));
  EXPECT_EQ(certificates_->Current()->certificate, renewed.certificate);
  EXPECT_EQ(certificates_->Current()->private_key, renewed.private_key);
  EXPECT_EQ(Count("ok"), 1);
  EXPECT_TRUE(Eventually([&] { return Expiry() == absl::ToUnixSeconds(end); }));
}

TEST_F(Tls, NewAuthoritiesAloneAreTakenIntoUse) {
  Load();
  const TestAuthority other("Other");
  folder_.Overwrite("ca.crt", authority_.certificate() + other.certificate());
  ASSERT_TRUE(Eventually([&] { return Count("ok") == 1; }));
  EXPECT_TRUE(Eventually([&] { return certificates_->Current()->authorities.ends_with(other.certificate()); }));
}

TEST_F(Tls, ExpiredFilesLeaveTheOldOnesInUse) {
  ExpectOldOnesStayInUse(authority_.Issue({.end = absl::Now() - absl::Minutes(1)}), "ended on");
}

TEST_F(Tls, FilesThatDoNotFitLeaveTheOldOnesInUse) {
  ExpectOldOnesStayInUse({authority_.Issue().certificate, authority_.Issue().private_key}, "does not belong");
}

TEST_F(Tls, EmptyFilesLeaveTheOldOnesInUse) { ExpectOldOnesStayInUse({"", ""}, "holds no certificate"); }

TEST_F(Tls, WithoutUsableFilesNothingIsLoaded) {
  TlsFiles files = folder_.Files();
  files.private_key.clear();
  const auto loaded = TlsCertificates::Load({.files = files}, log_, metrics_);
  EXPECT_EQ(loaded.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(loaded.status().message(), "private_key: is missing; certificate needs it");
}

}  // namespace
}  // namespace gouji::runtime::testing

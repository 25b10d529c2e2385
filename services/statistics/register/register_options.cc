#include "services/statistics/register/register_options.h"

#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/statistics/register/postgres_register.h"
#include "services/statistics/register/sqlite_register.h"

namespace gouji::statistics {
namespace {

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

// What is wrong with a URL; empty when nothing is.
std::string ProblemOfUrl(const std::string& url) {
  char* raw_error = nullptr;
  const std::unique_ptr<PQconninfoOption, FreeOptions> parsed(PQconninfoParse(url.c_str(), &raw_error));
  const std::unique_ptr<char, decltype(&PQfreemem)> error(raw_error, PQfreemem);
  if (parsed == nullptr) {
    return absl::StrCat("register_url: ",
                        error == nullptr ? "cannot be read" : absl::StripAsciiWhitespace(error.get()));
  }
  for (const PQconninfoOption* option = parsed.get(); option->keyword != nullptr; ++option) {
    if (option->val != nullptr && std::string_view(option->keyword) == "password") {
      return "register_url: has a password, which everybody sees on a command line and in logs; give it as "
             "GOUJI_REGISTER_PASSWORD or in a file named by --register_password_file";
    }
  }
  return "";
}

}  // namespace

std::vector<std::string> RegisterOptions::Validate() const {
  std::vector<std::string> problems;
  if (url.empty()) {
    if (path.empty()) problems.emplace_back("register_path: must name a file");
    if (!password.empty()) problems.emplace_back("register_password: is of no use without register_url");
    return problems;
  }
  if (path != kDefaultPath) problems.emplace_back("register_path: cannot be given together with register_url");
  std::string problem = ProblemOfUrl(url);
  if (!problem.empty()) problems.push_back(std::move(problem));
  return problems;
}

absl::StatusOr<std::unique_ptr<Register>> OpenRegister(const RegisterOptions& options,
                                                       const report::FormCatalog& catalog,
                                                       const report::ReportConverter& converter) {
  if (options.url.empty()) {
    return SqliteRegister::Open({.path = options.path, .observer = options.observer}, catalog, converter);
  }
  PostgresRegister::Options postgres;
  postgres.address = {.url = options.url, .password = options.password};
  postgres.shared.observer = options.observer;
  return PostgresRegister::Open(std::move(postgres), catalog, converter);
}

absl::StatusOr<std::unique_ptr<SqlConnection>> ConnectRegister(const RegisterOptions& options) {
  if (options.url.empty()) return ConnectSqliteRegister(options.path);
  return ConnectPostgresRegister({.url = options.url, .password = options.password});
}

}  // namespace gouji::statistics

#include "services/cli/audit_command.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "services/cli/command_error.h"
#include "services/cli/display_width.h"
#include "services/cli/history_text.h"
#include "services/cli/message_json.h"
#include "services/cli/text_table.h"

namespace gouji::cli {
namespace {

constexpr int kEntriesOfPage = 1000;

// "SubmitDocument" of "gouji.gateway.v1.GatewayService/SubmitDocument".
std::string ShortMethod(const std::string& method) { return method.substr(method.rfind('/') + 1); }

std::vector<std::string> AuditRow(const statistics::v1::AuditEntry& entry, Language language) {
  const statistics::v1::HistoryEntry& change = entry.change();
  const statistics::v1::ChangeOrigin& origin = change.origin();
  // No year and no unit: the import of a roster.
  std::vector<std::string> row = {
      change.recorded_at(),
      origin.caller().empty() ? std::string(Choose(language, "本机", "local")) : origin.caller(),
      std::string(HistoryEventName(change.event(), language)),
      entry.key().unit(),
      entry.has_key() ? std::to_string(entry.key().year()) : std::string(),
      std::to_string(change.revision()),
      change.author(),
      ShortMethod(origin.method()),
      origin.peer(),
      origin.request_id()};
  for (std::string& cell : row) cell = Printable(cell);
  return row;
}

}  // namespace

int RunAudit(const AuditOptions& options, GatewayClient& gateway, const Terminal& terminal) {
  gateway::v1::ListAuditEntriesRequest request;
  request.set_unit(options.unit);
  request.set_page_size(std::min(options.limit, kEntriesOfPage));
  std::vector<std::vector<std::string>> rows;
  int count = 0;
  do {
    const absl::StatusOr<gateway::v1::ListAuditEntriesResponse> page = gateway.ListAuditEntries(request);
    if (!page.ok()) return ReportError(page.status(), options.language, terminal);
    for (const statistics::v1::AuditEntry& entry : page->entries()) {
      if (++count > options.limit) break;
      if (options.format == AuditFormat::kJson) {
        terminal.out << MessageJson(entry) << "\n";
      } else {
        rows.push_back(AuditRow(entry, options.language));
      }
    }
    request.set_page_token(page->next_page_token());
  } while (count < options.limit && !request.page_token().empty());
  if (options.format == AuditFormat::kTable) {
    const auto name = [&options](std::string_view chinese, std::string_view english) {
      return std::string(Choose(options.language, chinese, english));
    };
    terminal.out << RenderTable(
        {.headers = {{name("时间", "time"), name("令牌", "token"), name("变更", "change"), name("单位", "unit"),
                      name("年度", "year"), name("版本", "revision"), name("署名", "author"), name("调用", "method"),
                      name("来自", "from"), name("请求", "request")}},
         .rows = std::move(rows)});
  }
  return FlushOutput(terminal);
}

}  // namespace gouji::cli

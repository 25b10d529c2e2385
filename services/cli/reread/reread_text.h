#ifndef GOUJI_SERVICES_CLI_REREAD_REREAD_TEXT_H_
#define GOUJI_SERVICES_CLI_REREAD_REREAD_TEXT_H_

#include <string>
#include <string_view>

#include "services/cli/language.h"
#include "services/cli/reread/reread.h"

namespace gouji::cli {

// "重新识读", "another reading".
std::string_view OutcomeName(RereadOutcome outcome, Language language);

// What a new reading changes, in lines for people: the report and what became of it, then a line for each difference.
std::string RereadText(const Reread& reread, Language language);

// The same as JSON on one line, without line feed:
// {"unit": …, "year": 2023, "revision": 1, "file_name": …, "outcome": "CHANGED", "corrected": false,
//  "cells": [{"cell": …, "from": "1", "to": "2", "state_before": "READ", "state_after": "BLANK"}],
//  "fields": [{"field": "agency.name", "from": …, "to": …}], "other_parts": false,
//  "verdict": {"from": …, "to": …}, "error_count": {…}, "warning_count": {…}, "findings": {"appeared": 1,
//  "disappeared": 0}, "receipt": {…}, "overtaken": false, "error": {"code": …, "reason": …, "message": …}}
// Values of cells without a number, a receipt and an error that are not there are left out.
std::string RereadJson(const Reread& reread);

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_REREAD_REREAD_TEXT_H_

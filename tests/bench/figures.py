#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The figures of a benchmark.

  figures.py write LIST OUT KEY=VALUE...  makes OUT of lines "name, figure, aim, beside, better", parted by tabs
  figures.py compare BEFORE NOW           says what became worse by more than 10 %

A figure is a ratio to a peer measured in the same run, or a number that has a
limit; "better" says whether a lower or a higher one is. Machines differ, so
that nothing said here is a failure.
"""
import json
import os
import sys

WORSE = 0.10


def number(text):
    return float(text) if text else None


def write(lines, out, *form):
    figures = []
    for line in open(lines, encoding="utf-8"):
        name, value, aim, beside, better = line.rstrip("\n").split("\t")
        figures.append({"name": name, "figure": float(value), "aim": number(aim), "beside": beside, "better": better})
    with open(out, "w", encoding="utf-8") as f:
        json.dump({"form": dict(x.split("=", 1) for x in form), "figures": figures}, f, indent=1)
        f.write("\n")


def compare(before, now):
    if not os.path.exists(before):
        print(f"not compared: there is no {before}")
        return
    old, new = (json.load(open(x, encoding="utf-8")) for x in (before, now))
    if old["form"] != new["form"]:
        print(f"not compared: {before} is of {old['form']}, this run of {new['form']}")
        return
    had = {f["name"]: f for f in old["figures"]}
    for f in new["figures"]:
        was = had.pop(f["name"], None)
        if was is None:
            print(f"new: {f['name']} is {f['figure']:g}")
            continue
        a, b = was["figure"], f["figure"]
        change = (a - b if f["better"] == "higher" else b - a) / a if a else float(b > 0)
        if change > WORSE:
            print(f"worse: {f['name']} was {a:g}, is {b:g} ({change * 100:+.0f} %)")
    for name in had:
        print(f"gone: {name}")
    print(f"{len(new['figures'])} figures compared with {before}")


{"write": write, "compare": compare}[sys.argv[1]](*sys.argv[2:])

#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""compare.py COMMAND CORPUS KIND...: every sheet of real workbooks against what two other readers gave.

COMMAND writes one sheet as CSV of bare values; {sheet} (from 1) and {file} stand for what it is asked for:
    compare.py 'dump_book --raw --sheet {sheet} {file}' ../shared/corpus xlsx xlsm
Only files on which both readers agreed count; all of them with ALL=1. Says so and passes where the folder is absent.
"""
import csv
import os
import re
import shlex
import subprocess
import sys

# Sheets where our answer is another one, and why that is right: (file, sheet) -> reason; sheet 0 is every sheet.
KNOWN = {}
csv.field_size_limit(1 << 30)


def rows_of(text):
    """Fields by row, without what is empty at the end of a row and of the sheet."""
    rows = []
    for row in csv.reader(text.replace("\r\n", "\n").splitlines(keepends=True)):
        while row and row[-1] == "":
            row.pop()
        rows.append(row)
    while rows and not rows[-1]:
        rows.pop()
    return rows


def spelt(text):
    """One reader leaves _xHHHH_ as it is stored, and writes PT12H0M5S for what formats that count hours show."""
    text = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m.group(1), 16)) if int(m.group(1), 16) else m.group(0), text)
    text = re.sub(r"^PT(\d+)H(\d+)M(\d+)S$", lambda m: "%02d:%02d:%02d" % tuple(map(int, m.groups())), text)
    return text.replace("\r\n", "\n")


def first_difference(got, want):
    for r in range(max(len(got), len(want))):
        g, w = (x[r] if r < len(x) else [] for x in (got, want))
        for c in range(max(len(g), len(w))):
            a, b = (x[c] if c < len(x) else "" for x in (g, w))
            if a not in (b, spelt(b)):
                return "row %d, column %d: %r, expected %r" % (r + 1, c + 1, a[:60], b[:60])
    return None


def compare(command, path, sheet, expected):
    args = [a.format(sheet=sheet, file=path) for a in shlex.split(command)]
    run = subprocess.run(args, capture_output=True, check=False, timeout=120)
    if run.returncode:
        return run.stderr.decode("utf-8", "replace").strip()[:300] or "status %d" % run.returncode
    with open(expected, encoding="utf-8", newline="") as f:
        return first_difference(rows_of(run.stdout.decode("utf-8")), rows_of(f.read()))


def main():
    command, corpus, kinds = sys.argv[1], sys.argv[2], tuple("." + k for k in sys.argv[3:])
    manifest = os.path.join(corpus, "MANIFEST.tsv")
    if not os.path.exists(manifest):
        print("skipped: there is no corpus in " + corpus)
        return 0
    passed, failed, excused = 0, [], []
    with open(manifest, encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f, delimiter="\t"))
    for row in rows:
        name, folder = row["file"], os.path.join(corpus, row["expected"] or "none")
        if not name.lower().endswith(kinds) or not os.path.isdir(folder) or \
                ("identical" not in row["verdict_of_two_readers"] and not os.environ.get("ALL")):
            continue
        for part in sorted(os.listdir(folder)):
            sheet = int(re.match(r"A-(\d+)-", part).group(1))
            fault = compare(command, os.path.join(corpus, "files", name), sheet, os.path.join(folder, part))
            why = KNOWN.get((name, sheet)) or KNOWN.get((name, 0))
            if fault is None:
                passed += 1
            elif why is not None:
                excused.append("%s, sheet %d: %s (%s)" % (name, sheet, why, fault))
            else:
                failed.append("%s, sheet %d: %s" % (name, sheet, fault))
    print("%d passed, %d failed, %d with another answer for a reason" % (passed, len(failed), len(excused)))
    for line in failed:
        print("failed: " + line)
    for line in excused:
        print("another answer: " + line)
    return 1 if failed or not passed else 0


sys.exit(main())

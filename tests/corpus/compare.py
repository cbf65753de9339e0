#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""compare.py COMMAND CORPUS KIND...: every table of files that others published against what two other readers gave.

COMMAND writes one sheet as CSV of bare values; {sheet} (number from 1) and {file} stand for what it is asked for:
    compare.py 'peek {sheet} {file}' ../shared/corpus csv tsv xlsx xlsm ods
CORPUS has MANIFEST.tsv, files/ and expected/: a file for a text, for a workbook a folder with a file a sheet. Only files
on which both readers agreed count; all of them with ALL=1. Ends with 1 when a cell differs that is not listed below.
"""
import csv
import io
import os
import re
import shlex
import subprocess
import sys

JOINED = "the reader joined the paragraphs of a cell"
ERROR = "the cell shows an error, and stores a number or nothing under it"
ONE = "the reader took a number for a boolean: the file says 1"
UTF32 = "UTF-32 is refused, with what to do: no program exports registers in it"
NUL = "a NUL byte is refused with its place: no text has one"

# Files and cells that differ from what is expected, and are right.
KNOWN = {
    "PHPOffice+PhpSpreadsheet/tests/data/Reader/CSV/encoding.utf32be.csv": {"sheet 01": UTF32},
    "PHPOffice+PhpSpreadsheet/tests/data/Reader/CSV/encoding.utf32le.csv": {"sheet 01": UTF32},
    "PHPOffice+PhpSpreadsheet/tests/data/Reader/CSV/line_break_escaped_32le.csv": {"sheet 01": UTF32},
    "PHPOffice+PhpSpreadsheet/tests/data/Reader/CSV/premiere.utf32lebom.csv": {"sheet 01": UTF32},
    "PHPOffice+PhpSpreadsheet/tests/data/Reader/Ods/data.ods": {
        "sheet 01, row 11, column 1": JOINED,
    },
    "SheetJS+test_files/formula_stress_test.ods": {
        "sheet 02, row 4, column 2": "the reader dropped the seconds of PT6H9M23S",
        "sheet 03, row 2, column 5": ERROR,
        "sheet 05, row 2, column 3": ERROR,
        "sheet 05, row 9, column 3": ERROR,
        "sheet 05, row 15, column 2": ONE,
        "sheet 05, row 16, column 2": ERROR,
        "sheet 06, row 12, column 3": ERROR,
        "sheet 09, row 43, column 4": "the reader took a boolean for a number: the file says true",
        "sheet 09, row 58, column 5": ONE,
        "sheet 09, row 59, column 5": ONE,
        "sheet 09, row 97, column 9": ONE,
        "sheet 10, row 47, column 2": ERROR,
        "sheet 10, row 48, column 2": ERROR,
        "sheet 10, row 49, column 2": ERROR,
    },
    "openspout+openspout/tests/resources/ods/sheet_with_whitespaces_as_xml.ods": {
        "sheet 01, row 1, column 1": "the reader dropped a tab",
    },
    "roo-rb+roo/test/files/paragraph.ods": {
        "sheet 01, row 1, column 1": JOINED,
        "sheet 01, row 1, column 2": JOINED,
        "sheet 01, row 2, column 1": JOINED,
    },
    "ropensci+readODS/tests/testdata/eating_spaces.ods": {
        "sheet 05, row 1, column 1": JOINED,
    },
    "wireservice+csvkit/examples/null_byte.csv": {"sheet 01": NUL},
}


csv.field_size_limit(1 << 30)


def table(text):
    """Fields by row, without what is empty at the end of a row and of the sheet. A CR is as good as a LF: what is
    expected of texts was written down with LF for both."""
    rows = list(csv.reader(io.StringIO(text.replace("\r\n", "\n"), newline="")))
    rows = [[f.replace("\r", "\n") for f in row] for row in rows]
    for row in rows:
        while row and row[-1] == "":
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def spelt(text):
    """One reader leaves _xHHHH_ as it is stored, and writes PT12H0M5S for what formats that count hours show."""
    text = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m.group(1), 16)) if int(m.group(1), 16) else m.group(0), text)
    text = re.sub(r"^PT(\d+)H(\d+)M(\d+)S$", lambda m: "%02d:%02d:%02d" % tuple(map(int, m.groups())), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def alike(a, b):
    """The same text, or the same number: 0.000001 and 1e-06."""
    try:
        return a in (b, spelt(b)) or float(a) == float(b) != 0
    except ValueError:
        return False


def differences(sheet, got, want):
    for r in range(max(len(got), len(want))):
        g, w = (x[r] if r < len(x) else [] for x in (got, want))
        for c in range(max(len(g), len(w))):
            a, b = (x[c] if c < len(x) else "" for x in (g, w))
            if not alike(a, b):
                yield "sheet %s, row %d, column %d" % (sheet, r + 1, c + 1), "%r, expected %r" % (a[:60], b[:60])


def read(command, path, sheet):
    args = [a.format(sheet=sheet, file=path) for a in shlex.split(command)]
    return subprocess.run(args, capture_output=True, check=False, timeout=1800)


def compare(command, path, expected):
    """A list of (place, difference) for each sheet, and one for there being no other."""
    names = sorted(os.listdir(expected)) if os.path.isdir(expected) else [""]
    for name in names:
        sheet = name.split("-")[1] if name else "01"
        run = read(command, path, int(sheet))
        if run.returncode:
            yield [("sheet " + sheet, "is refused: " + run.stderr.decode("utf-8", "replace").strip()[:300])]
            continue
        with open(os.path.join(expected, name) if name else expected, encoding="utf-8", newline="") as f:
            yield list(differences(sheet, table(run.stdout.decode("utf-8")), table(f.read())))
    if names[0] and read(command, path, len(names) + 1).returncode == 0:
        yield [("it", "has more than %d sheets" % len(names))]


def main():
    command, corpus, kinds = sys.argv[1], sys.argv[2], tuple("." + k for k in sys.argv[3:])
    manifest = os.path.join(corpus, "MANIFEST.tsv")
    passed, failed, excused = 0, [], []
    with open(manifest, encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f, delimiter="\t"))
    for row in rows:
        name, expected = row["file"], os.path.join(corpus, row["expected"] or "nothing")
        if not name.lower().endswith(kinds) or not os.path.exists(expected) or \
                ("identical" not in row["verdict_of_two_readers"] and not os.environ.get("ALL")):
            continue
        for found in compare(command, os.path.join(corpus, "files", name), expected):
            why = KNOWN.get(name, {})
            excused += ["%s, %s: %s (%s)" % (name, at, how, why[at]) for at, how in found if at in why]
            wrong = ["%s, %s: %s" % (name, at, how) for at, how in found if at not in why]
            failed += wrong
            passed += not wrong
    print("%d sheets are read as they should be, %d cells are not; %d differ for a reason" % (
        passed, len(failed), len(excused)))
    for line in failed:
        print("failed: " + line)
    for line in excused:
        print("another answer: " + line)
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())

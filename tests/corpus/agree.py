#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""agree.py [--as FOLDER] FILE.xlsx...: every cell as openpyxl reads it and as peek --raw gives it.

With --as, openpyxl reads the files of the same names in FOLDER, where another program has saved them: the values must
still be the same. Prints the first cells that differ, and ends with 1 when there is one.
"""
import csv
import datetime
import io
import os
import re
import subprocess
import sys

import openpyxl

csv.field_size_limit(1 << 30)


def text(v):
    if v is None:
        return ""
    if isinstance(v, bool):
        return str(v).upper()
    if isinstance(v, datetime.datetime):
        return v.strftime("%Y-%m-%dT%H:%M:%S").replace("T00:00:00", "")
    if isinstance(v, (datetime.date, datetime.time)):
        return v.isoformat()
    if isinstance(v, float):
        v = "%.15g" % v
        return format(float(v), "f").rstrip("0").rstrip(".") if "e" in v else v
    if isinstance(v, int):
        return str(v)
    return v.replace("\r\n", "\n")


def spelt(v):
    """The file format's own way to write a character, which openpyxl leaves as it is in some places."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m.group(1), 16)), v)


def peek(path, sheet):
    run = subprocess.run(["preaudit-import", "peek", "--raw", "--sheet", sheet, path], capture_output=True, check=True)
    return list(csv.reader(io.StringIO(run.stdout.decode(), newline="")))


def differences(path, other):
    for sheet in openpyxl.load_workbook(other, data_only=True).worksheets:
        ours = peek(path, sheet.title)
        for r in range(max(len(ours), sheet.max_row)):
            row = ours[r] if r < len(ours) else []
            for c in range(max(len(row), sheet.max_column)):
                a, b = row[c] if c < len(row) else "", text(sheet.cell(r + 1, c + 1).value)
                yield None if a in (b, spelt(b)) else "%s, sheet %s, row %d, column %d: %r, other readers %r" % (
                    path, sheet.title, r + 1, c + 1, a[:60], b[:60])


def main():
    args = sys.argv[1:]
    folder = args[1] if args[0] == "--as" else None
    found = []
    cells = 0
    for path in args[2:] if folder else args:
        for d in differences(path, os.path.join(folder, os.path.basename(path)) if folder else path):
            cells += 1
            if d:
                found.append(d)
    print("%d cells, %d differ" % (cells, len(found)))
    print("\n".join(found[:10]))
    return 1 if found or not cells else 0


if __name__ == "__main__":
    sys.exit(main())

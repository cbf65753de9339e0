#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A copy with notes of an OpenDocument spreadsheet against its original, as preaudit-import reads both.

markup_ods.py check IMPORTER ORIGINAL COPY NOTES [SHEET=HEADER_ROW]...
markup_ods.py unused COPY
markup_ods.py corpus DRIVER IMPORTER FOLDER
"""
import csv, io, os, subprocess, sys, tempfile, zipfile
import xml.etree.ElementTree as ET

HEADER = "Preaudit: problems"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
COLOUR = {"E": "#ffc7cf", "W": "#ffeb9d"}
csv.field_size_limit(1 << 27)


def read_notes(path):
    notes = []
    for line in open(path, encoding="utf-8", newline="").read().split("\n"):
        if line:
            sheet, row, column, level, text = line.split("\t", 4)
            notes.append((int(sheet), int(row), int(column), level, text.replace("\\n", "\n")))
    return notes


def run(*args):
    return subprocess.run(args, capture_output=True, timeout=1800)


def names(importer, path):
    """Of its sheets, or None when it cannot be read."""
    r = run(importer, "peek", "--list", path)
    return [line.split("\t")[1] for line in r.stdout.decode().splitlines()] if r.returncode == 0 else None


def sheets(importer, path):
    found = names(importer, path)
    return None if found is None else len(found)


def cells(importer, path, sheet):
    """Values by place, from 1."""
    r = run(importer, "peek", "--raw", "--sheet", names(importer, path)[sheet], path)
    found = {}
    for i, row in enumerate(csv.reader(io.StringIO(r.stdout.decode("utf-8"), newline=""))):
        for k, v in enumerate(row):
            if v != "":
                found[i + 1, k + 1] = v
    return found


def content(path):
    data = open(path, "rb").read()
    return zipfile.ZipFile(path).read("content.xml") if data[:2] == b"PK" else data


def rows_of(part):
    """Not those of a chart's own table."""
    for x in part:
        if x.tag == TABLE + "table-row":
            yield x
        elif x.tag in [TABLE + t for t in ("table-row-group", "table-header-rows", "table-rows")]:
            yield from rows_of(x)


def unused_styles(path):
    """Styles of ours that nothing has."""
    root = ET.fromstring(content(path))
    used = {v for x in root.iter() for k, v in x.attrib.items() if k != STYLE + "name"}
    return [s.get(STYLE + "name") for s in root.iter(STYLE + "style") if s.get(STYLE + "name").startswith("preaudit-") and s.get(STYLE + "name") not in used]


def looks(path, number):
    """Colour and comment of the cells of a sheet that have one; rows and cells that stand for many once."""
    root = ET.fromstring(content(path))
    colour = {}
    for s in root.iter(STYLE + "style"):
        p = s.find(STYLE + "table-cell-properties")
        if s.get(STYLE + "family") == "table-cell" and p is not None:
            colour[s.get(STYLE + "name")] = p.get(FO + "background-color")
    tables = [t for t in root.find(OFFICE + "body").find(OFFICE + "spreadsheet") if t.tag == TABLE + "table" and "'#$" not in (t.get(TABLE + "name") or "")]
    found, row = {}, 1
    for r in rows_of(tables[number]):
        column = 1
        for c in r:
            if c.tag in (TABLE + "table-cell", TABLE + "covered-table-cell"):
                note = c.find(OFFICE + "annotation")
                text = None if note is None else "\n".join("".join(p.itertext()) for p in note.findall(TEXT + "p"))
                found[row, column] = (colour.get(c.get(TABLE + "style-name")), text)
                column += int(c.get(TABLE + "number-columns-repeated", "1"))
        row += int(r.get(TABLE + "number-rows-repeated", "1"))
    return found


def check(importer, original, copy, notes, headers):
    """Faults as a list of sentences."""
    bad = []
    n = sheets(importer, original)
    if n != sheets(importer, copy):
        return ["other sheets"]
    for i in range(n):
        mine = [x for x in notes if x[0] == i]
        header = headers.get(i, 1)
        a, b = cells(importer, original, i), cells(importer, copy, i)
        at = [k for (r, k), v in b.items() if r == header and v.startswith(HEADER)]
        if not mine and not at:
            if a != b:
                bad.append("sheet %d without notes is another" % i)
            continue
        if len(at) != 1:
            bad.append("sheet %d: %d headers of the problem column" % (i, len(at)))
            continue
        column = at[0]
        texts = {}
        for x in mine:
            texts.setdefault(x[1] or header, []).append(x[4])
        for place in set(a) | set(b) | {(r, column) for r in texts}:
            if place[1] == column:
                want = "\n".join(texts.get(place[0], []))
                if place[0] == header:
                    want = HEADER + ("\n" + want if want else "")
                if b.get(place, "") != want:
                    bad.append("sheet %d %s: says %r, not %r" % (i, place, b.get(place), want))
            elif a.get(place) != b.get(place):
                bad.append("sheet %d %s: value %r became %r" % (i, place, a.get(place), b.get(place)))
        before, after = looks(original, i), looks(copy, i)
        foreign = {p: t for p, (c, t) in before.items() if t is not None and not t.startswith("Preaudit: ")}
        noted = {}
        for x in mine:
            if x[1] and x[2] and x[2] != column:
                noted.setdefault((x[1], x[2]), []).append(x)
        for place, xs in noted.items():
            level = "E" if any(x[3] == "E" for x in xs) else "W"
            colour, text = after.get(place, (None, None))
            if colour != COLOUR[level]:
                bad.append("sheet %d %s: colour %r" % (i, place, colour))
            if len(noted) < 1999 and text is None:
                bad.append("sheet %d %s: no comment" % (i, place))
        for place, (colour, text) in after.items():
            if place not in noted and place[1] != column and (colour in COLOUR.values() or (text or "").startswith("Preaudit: ")):
                bad.append("sheet %d %s: an old mark" % (i, place))
        for place, text in foreign.items():
            if after.get(place, (None, None))[1] != text:
                bad.append("sheet %d %s: the comment was lost" % (i, place))
    return bad


def other_parts(original, copy):
    """Names of parts that are not as they were, but for the one with the cells."""
    if open(original, "rb").read(2) != b"PK":
        return []
    a, b = zipfile.ZipFile(original), zipfile.ZipFile(copy)
    if a.namelist() != b.namelist():
        return ["the list"]
    return [n for n in a.namelist() if n != "content.xml" and (a.read(n) != b.read(n) or a.getinfo(n).compress_type != b.getinfo(n).compress_type)]


def some_notes(importer, path, turn):
    notes = []
    for i in range(sheets(importer, path)):
        found = cells(importer, path, i)
        rows = max((r for r, k in found), default=1)
        columns = max((k for r, k in found), default=1)
        notes.append((i, 0, 0, "E", "whole sheet"))
        for r in sorted({1, 2, rows // 2 + turn, min(rows + 3 * turn, 1048576)} - {0}):
            notes.append((i, r, 0, "W", "row %d" % r))
            for c in sorted({1 + turn, min(columns, 200)}):
                notes.append((i, r, c, "EW"[(r + c + turn) % 2], "%d,%d: \"x\" & <y>  _x0041_ \u00fc" % (c, r)))
    return notes


def drive(driver, original, copy, notes):
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8", newline="", delete=False) as f:
        for n in notes:
            f.write("%d\t%d\t%d\t%s\t%s\n" % (n[:4] + (n[4].replace("\n", "\\n"),)))
    r = run(driver, "ods", original, copy, f.name)
    os.unlink(f.name)
    return r


def corpus(driver, importer, folder):
    done = refused = 0
    bad = []
    with tempfile.TemporaryDirectory() as t:
        for base, _, files in sorted(os.walk(folder)):
            for name in sorted(files):
                path = os.path.join(base, name)
                if not os.path.isfile(path) or not name.lower().endswith((".ods", ".fods")):
                    continue
                if sheets(importer, path) is None:
                    r = drive(driver, path, t + "/x", [(0, 1, 1, "E", "x")])
                    refused += 1
                    if r.returncode not in (0, 1, 3):
                        bad.append("%s: status %d %s" % (path, r.returncode, r.stderr.decode()))
                    continue
                a, b, c = t + "/a", t + "/b", t + "/c"
                faults = []
                try:
                    first, second = some_notes(importer, path, 0), some_notes(importer, path, 1)
                    r = drive(driver, path, a, first)
                    if r.returncode == 3:
                        refused += 1
                        print("    refused %s: %s" % (os.path.relpath(path, folder), r.stderr.decode().strip()))
                        continue
                    faults += check(importer, path, a, first, {}) + other_parts(path, a)
                    drive(driver, a, c, first)
                    faults += [] if content(a) == content(c) else ["the same marks again change it"]
                    drive(driver, a, b, second)
                    faults += check(importer, path, b, second, {}) + other_parts(path, b)
                except Exception as e:
                    faults.append("%r" % e)
                done += 1
                if faults:
                    bad.append("%s: %s" % (path, "; ".join(faults[:3])))
    for b in bad:
        print("    " + b)
    print("copied %d, refused %d, bad %d" % (done, refused, len(bad)))
    return bad or done == 0


if __name__ == "__main__":
    if sys.argv[1] == "check":
        faults = check(*sys.argv[2:5], read_notes(sys.argv[5]), dict(map(int, a.split("=")) for a in sys.argv[6:])) + other_parts(*sys.argv[3:5])
        for f in faults[:20]:
            print(f)
        print("faults", len(faults))
        sys.exit(1 if faults else 0)
    if sys.argv[1] == "unused":
        print("unused", *unused_styles(sys.argv[2]))
        sys.exit(0)
    sys.exit(1 if corpus(*sys.argv[2:5]) else 0)

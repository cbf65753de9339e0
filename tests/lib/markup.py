#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A copy with notes against its original, as openpyxl and zipfile read them.

markup.py check ORIGINAL COPY NOTES [SHEET=HEADER_ROW]...
markup.py parts ORIGINAL COPY
markup.py corpus DRIVER FOLDER STEP   (every STEP-th workbook)
"""
import os, re, subprocess, sys, tempfile, warnings, zipfile
import xml.etree.ElementTree as ET
import openpyxl
from openpyxl.utils import get_column_letter

warnings.simplefilter("ignore")
HEADER = "Preaudit: problems"
COLOUR = {"E": "FFFFC7CF", "W": "FFFFEB9D"}


def read_notes(path):
    notes = []
    for line in open(path, encoding="utf-8", newline="").read().split("\n"):
        if line:
            sheet, row, column, level, text = line.split("\t", 4)
            notes.append((int(sheet), int(row), int(column), level, text.replace("\\n", "\n")))
    return notes


def look(cell):
    """What a cell looks like but for its fill."""
    return (cell.number_format,) + tuple(target(x) for x in (cell.font, cell.border, cell.alignment, cell.protection))


def target(proxy):
    """What compares: the proxy of a style does not."""
    return proxy._StyleProxy__target


def decoded(text):
    """openpyxl leaves _xHHHH_ as it is."""
    return re.sub(r"_x([0-9A-F]{4})_", lambda m: chr(int(m.group(1), 16)), text)


def shown(cell):
    """A solid fill shows its first colour only."""
    return (cell.fill.patternType, cell.fill.fgColor) if cell.fill.patternType == "solid" else target(cell.fill)


def rgb(cell):
    return cell.fill.fgColor.rgb if cell.fill.patternType == "solid" else None


def changed_parts(original, copy):
    """Names of parts whose bytes differ, that are new, and that are gone."""
    a, b = zipfile.ZipFile(original), zipfile.ZipFile(copy)
    na, nb = set(a.namelist()), set(b.namelist())
    return ({n for n in na & nb if a.read(n) != b.read(n)}, nb - na, na - nb)


def check(original, copy, notes, headers):
    """Faults as a list of sentences."""
    bad = []
    # Without styles in the original, each reader has a font of its own.
    styles = [n for n in zipfile.ZipFile(original).namelist() if n.lower().endswith("styles.xml")]
    styled = any(re.search(rb"[<:]cellXfs", zipfile.ZipFile(original).read(n)) for n in styles)
    wa, wb = openpyxl.load_workbook(original), openpyxl.load_workbook(copy)
    sa = [s for s in wa._sheets if isinstance(s, openpyxl.worksheet.worksheet.Worksheet)]
    sb = [s for s in wb._sheets if isinstance(s, openpyxl.worksheet.worksheet.Worksheet)]
    if [s.title for s in sa] != [s.title for s in sb]:
        return ["other sheets"]
    for i, (x, y) in enumerate(zip(sa, sb)):
        mine = [n for n in notes if n[0] == i]
        header = headers.get(i, 1)
        # Not through iter_rows, which fills the gaps of a sheet with cells.
        ca, cb = dict(x._cells), dict(y._cells)
        column = None
        found = lambda cells: any(r == header and isinstance(c.value, str) and c.value.startswith(HEADER) for (r, k), c in cells.items())
        if mine or found(cb) and not found(ca):
            row = [c for (r, k), c in sorted(cb.items()) if r == header and isinstance(c.value, str) and c.value.startswith(HEADER)]
            if len(row) != 1:
                bad.append("sheet %d: %d headers of the problem column in row %d" % (i, len(row), header))
                continue
            column = row[0].column
        noted = {}
        for n in mine:
            if n[1] and n[2] and n[2] != column:
                noted.setdefault((n[1], n[2]), []).append(n)
        texts = {}
        for n in mine:
            texts.setdefault(n[1] or header, []).append(n[4])
        for at in set(ca) | set(cb):
            a, b = ca.get(at), cb.get(at)
            if at[1] == column:
                want = "\n".join(texts.get(at[0], []))
                if at[0] == header:
                    want = HEADER + ("\n" + want if want else "")
                if b is not None and decoded(b.value or "") != want and len(want) < 30000:
                    bad.append("sheet %d %s: says %r, not %r" % (i, at, b.value, want))
                continue
            va, vb = (c.value if c is not None else None for c in (a, b))
            if hasattr(va, "text"): va = (va.ref, va.text)
            if hasattr(vb, "text"): vb = (vb.ref, vb.text)
            if va != vb and not (va != va and vb != vb):
                bad.append("sheet %d %s: value %r became %r" % (i, at, va, vb))
            if a is not None and b is not None and (look(a) != look(b) if styled else a.number_format != b.number_format):
                bad.append("sheet %d %s: looks different" % (i, at))
            if at in noted:
                level = "E" if any(n[3] == "E" for n in noted[at]) else "W"
                merged = isinstance(b, openpyxl.cell.cell.MergedCell) # openpyxl forgets their colour
                if not merged and b is None or not merged and rgb(b) != COLOUR[level]:
                    bad.append("sheet %d %s: is not coloured" % (i, at))
            elif a is not None and b is not None and shown(a) != shown(b) and rgb(a) not in COLOUR.values() and styled \
                    and a.fill.patternType in (None, "solid"):
                bad.append("sheet %d %s: another fill" % (i, at))
        if str(x.merged_cells) != str(y.merged_cells) or x.dimensions != y.dimensions and column is None:
            bad.append("sheet %d: other merged cells or dimensions" % i)
        if mine:
            foreign = {(c.row, c.column): c.comment.text for c in ca.values()
                       if not isinstance(c, openpyxl.cell.cell.MergedCell) and c.comment and c.comment.author != "Preaudit"}
            found = {(c.row, c.column): c.comment for c in cb.values() if not isinstance(c, openpyxl.cell.cell.MergedCell) and c.comment}
            for at, text in foreign.items():
                if at not in found or found[at].text != text:
                    bad.append("sheet %d %s: the comment was lost" % (i, at))
            ours = {at for at, c in found.items() if c.author == "Preaudit"}
            want = {at for at in noted if at not in foreign and not isinstance(cb.get(at), openpyxl.cell.cell.MergedCell)}
            if ours and not (want <= ours or len(ours) >= 1999) or ours - want - {(header, column)}:
                bad.append("sheet %d: comments at %s, wanted at %s" % (i, sorted(ours - want)[:5], sorted(want - ours)[:5]))
    return bad


def drive(driver, original, copy, notes, headers):
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8", newline="", delete=False) as f:
        for n in notes:
            f.write("%d\t%d\t%d\t%s\t%s\n" % (n[:4] + (n[4].replace("\n", "\\n"),)))
    r = subprocess.run([driver, "xlsx", original, copy, f.name] + ["%d=%d" % h for h in headers.items()],
                       capture_output=True, text=True, timeout=1800)
    os.unlink(f.name)
    return r


def some_notes(path, turn):
    """Notes on cells here and there, in every sheet; None when openpyxl cannot read it."""
    try:
        wb = openpyxl.load_workbook(path)
    except Exception:
        return None
    # Dialogs and sheets of macros, which openpyxl counts too, are no worksheets.
    if any(re.search(r"(dialog|macro)sheets/", n) for n in zipfile.ZipFile(path).namelist()):
        return None
    notes = []
    for i, ws in enumerate(wb.worksheets):
        rows = sorted({1, 2, ws.max_row // 2 + turn, min(ws.max_row + turn, 1048576)} - {0})
        notes.append((i, 0, 0, "E", "whole sheet"))
        for r in rows:
            notes.append((i, r, 0, "W", "row %d" % r))
            for c in sorted({1 + turn, min(ws.max_column, 200)}):
                notes.append((i, r, c, "EW"[(r + c + turn) % 2], "%s%d: \"x\" & <y> _x0041_ \u00fc" % (get_column_letter(c), r)))
    return notes


def corpus(driver, folder, step):
    at = done = refused = off = 0
    bad = []
    with tempfile.TemporaryDirectory() as t:
        for base, _, files in sorted(os.walk(folder)):
            for name in sorted(files):
                path = os.path.join(base, name)
                if not name.lower().endswith((".xlsx", ".xlsm")) or os.path.getsize(path) > 3000000:
                    continue
                at += 1
                if at % step:
                    continue
                first, second = some_notes(path, 0), some_notes(path, 1)
                if first is None:
                    # Others cannot read it: it must not bring the program down.
                    r = drive(driver, path, t + "/x", [(0, 1, 1, "E", "x")], {0: 1})
                    if r.returncode not in (0, 1, 3):
                        bad.append("%s: status %d %s" % (path, r.returncode, r.stderr))
                    continue
                r = drive(driver, path, t + "/a.xlsx", first, {})
                if r.returncode != 0:
                    refused += 1
                    print("    refused %s: %s" % (os.path.relpath(path, folder), r.stderr.strip()))
                    continue
                off += "without-comments 0" not in r.stdout
                try:
                    faults = check(path, t + "/a.xlsx", first, {})
                    r = drive(driver, t + "/a.xlsx", t + "/b.xlsx", second, {})
                    faults += [r.stderr] if r.returncode else check(path, t + "/b.xlsx", second, {})
                    for n in zipfile.ZipFile(t + "/b.xlsx").namelist():
                        if n.lower().endswith((".xml", ".rels")):
                            ET.fromstring(zipfile.ZipFile(t + "/b.xlsx").read(n))
                except Exception as e:
                    faults = ["openpyxl: %r" % e]
                done += 1
                if faults:
                    bad.append("%s: %s" % (path, "; ".join(faults[:3])))
    for b in bad:
        print("    " + b)
    print("copied %d, refused %d, without comments %d, bad %d" % (done, refused, off, len(bad)))
    return bad or done == 0


if __name__ == "__main__":
    if sys.argv[1] == "check":
        faults = check(sys.argv[2], sys.argv[3], read_notes(sys.argv[4]), dict(map(int, a.split("=")) for a in sys.argv[5:]))
        for f in faults[:20]:
            print(f)
        print("faults", len(faults))
        sys.exit(1 if faults else 0)
    if sys.argv[1] == "parts":
        for what, names in zip(("changed", "new", "gone"), changed_parts(sys.argv[2], sys.argv[3])):
            print(" ".join([what] + sorted(names)))
        sys.exit(0)
    sys.exit(1 if corpus(sys.argv[2], sys.argv[3], int(sys.argv[4])) else 0)

#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writers of the example's files: CSV, XLSX, flat ODS. The same bytes each time.

A sheet is (name, rows); a cell is text, a number, a date or empty.
"""
import csv
import datetime as dt
import os
import zipfile
from xml.sax.saxutils import escape

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def write_csv(folder, name, header, rows, delimiter=",", encoding="utf-8", bom=False):
    path = os.path.join(folder, name)
    with open(path, "w", newline="", encoding="utf-8-sig" if bom else encoding) as f:
        w = csv.writer(f, delimiter=delimiter, lineterminator="\r\n")
        w.writerow(header)
        w.writerows(rows)


def letters(column):
    out = ""
    while column >= 0:
        out, column = chr(65 + column % 26) + out, column // 26 - 1
    return out


def xlsx_cell(place, value):
    if isinstance(value, dt.date):
        return '<c r="%s" s="1"><v>%d</v></c>' % (place, (value - dt.date(1899, 12, 30)).days)
    if isinstance(value, (int, float)):
        return '<c r="%s"><v>%s</v></c>' % (place, value)
    return '<c r="%s" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>' % (place, escape(value))


def xlsx_sheet(rows):
    out = [HEAD, '<worksheet xmlns="%s"><sheetData>' % MAIN]
    for r, row in enumerate(rows, 1):
        cells = "".join(xlsx_cell("%s%d" % (letters(c), r), v) for c, v in enumerate(row) if v not in ("", None))
        out.append('<row r="%d">%s</row>' % (r, cells))
    return "".join(out) + "</sheetData></worksheet>"


def relations(pairs):
    return HEAD + '<Relationships xmlns="%s/relationships">' % PACKAGE + "".join(
        '<Relationship Id="rId%d" Type="%s/%s" Target="%s"/>' % (i, OFFICE, kind, target)
        for i, (kind, target) in enumerate(pairs, 1)) + "</Relationships>"


def write_xlsx(folder, name, sheets):
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    parts = [("xl/workbook.xml", "sheet.main"), ("xl/styles.xml", "styles")] + [
        ("xl/worksheets/sheet%d.xml" % i, "worksheet") for i in range(1, len(sheets) + 1)]
    files = {
        "[Content_Types].xml": HEAD + '<Types xmlns="%s/content-types">' % PACKAGE +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        '<Default Extension="xml" ContentType="application/xml"/>' +
        "".join('<Override PartName="/%s" ContentType="%s%s+xml"/>' % (p, kinds, k) for p, k in parts) + "</Types>",
        "_rels/.rels": relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": HEAD + '<workbook xmlns="%s" xmlns:r="%s"><sheets>' % (MAIN, OFFICE) + "".join(
            '<sheet name="%s" sheetId="%d" r:id="rId%d"/>' % (escape(s[0]), i, i) for i, s in enumerate(sheets, 1)) +
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            [("worksheet", "worksheets/sheet%d.xml" % i) for i in range(1, len(sheets) + 1)] + [("styles", "styles.xml")]),
        "xl/styles.xml": HEAD + '<styleSheet xmlns="%s">' % MAIN +
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>' +
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
        '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
        '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>' +
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    }
    for i, s in enumerate(sheets, 1):
        files["xl/worksheets/sheet%d.xml" % i] = xlsx_sheet(s[1])
    with zipfile.ZipFile(os.path.join(folder, name), "w") as z:
        for path, text in files.items():
            info = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            z.writestr(info, text)


def fods_cell(value):
    if value in ("", None):
        return "<table:table-cell/>"
    if isinstance(value, dt.date):
        return ('<table:table-cell office:value-type="date" office:date-value="%s"><text:p>%s</text:p></table:table-cell>'
                % (value.isoformat(), value.strftime("%d.%m.%Y")))
    if isinstance(value, (int, float)):
        return '<table:table-cell office:value-type="float" office:value="%s"><text:p>%s</text:p></table:table-cell>' % (value, value)
    return '<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>' % escape(value)


def write_fods(folder, name, sheets):
    oasis = "urn:oasis:names:tc:opendocument:xmlns:"
    out = ['<?xml version="1.0" encoding="UTF-8"?>',
           '<office:document xmlns:office="%soffice:1.0" xmlns:table="%stable:1.0" xmlns:text="%stext:1.0"' % ((oasis,) * 3),
           ' office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">',
           "<office:body><office:spreadsheet>"]
    for title, rows in sheets:
        out.append('<table:table table:name="%s">' % escape(title))
        for row in rows:
            out.append("<table:table-row>%s</table:table-row>" % "".join(map(fods_cell, row)))
        out.append("</table:table>")
    out.append("</office:spreadsheet></office:body></office:document>\n")
    with open(os.path.join(folder, name), "w", encoding="utf-8", newline="\n") as f:
        f.write("\n".join(out))

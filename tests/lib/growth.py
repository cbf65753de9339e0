#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Makes files of which one thing is there N times: growth.py KIND:THING:N...

KIND is xlsx, ods, csv or utf16. The file KIND-THING-N (.xlsx, .ods or .csv) holds a
table of training records; of the thing at hand, the last belongs to the last record,
whose key is LAST. Parts are stored unpacked: packed ones of a kind would be refused
for their density. THING may have "+bad" behind it: then the last record's status is
wrong.
"""
import sys
import zipfile
from xml.sax.saxutils import escape

HEAD = ["Training ID", "Employee number", "Course Code", "Completion Date", "Status"]
DAY, SERIAL = "2026-01-31", 46053
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"


class Made:
    """The thing that is there many times, and how often; all else is small."""

    def __init__(self, thing, n):
        self.bad = thing.endswith("+bad")
        self.thing, self.n = thing.removesuffix("+bad"), n

    def count(self, thing, otherwise):
        return self.n if self.thing == thing else otherwise

    def records(self):
        """Key and status of each, the last is LAST."""
        n = self.count("rows", self.count("findings", 2))
        for i in range(1, n):
            yield f"T-{i}", "Wrong" if self.thing == "findings" else "Completed"
        key = "LAST" if self.thing != "length" else "x" * (self.n - 4) + "LAST"
        yield key, "Wrong" if self.bad or self.thing == "findings" else "Completed"

    def more(self):
        """Columns behind those of the register, the last with a value."""
        return self.count("columns", len(HEAD)) - len(HEAD)


# ---- XLSX ----

def letters(column):
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def text_cell(place, text):
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def xlsx_sheet(m):
    out = [f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATION}"><sheetData><row r="1">']
    more = m.more()
    head = HEAD + [f"More {i + 1}" for i in range(more)]
    out += [text_cell(letters(i) + "1", h) for i, h in enumerate(head, 1)]
    style = m.count("styles", 2) - 1
    row = 1
    for key, status in m.records():
        row += 1
        key_cell = text_cell(f"A{row}", key)
        if m.thing == "texts" and key == "LAST":
            key_cell = f'<c r="A{row}" t="s"><v>{m.n - 1}</v></c>'
        out.append(f'</row><row r="{row}">{key_cell}{text_cell(f"B{row}", "P1")}{text_cell(f"C{row}", "C1")}'
                   f'<c r="D{row}" s="{style}"><v>{SERIAL}</v></c>{text_cell(f"E{row}", status)}')
    if more > 0:
        out.append(text_cell(f"{letters(len(HEAD) + more)}{row}", "END"))
    out.append("</row></sheetData>")
    if m.thing == "merges":
        out.append("<mergeCells>")
        out += [f'<mergeCell ref="H{i}:I{i}"/>' for i in range(1, m.n + 1)]
        out.append("</mergeCells>")
    if m.thing == "links":
        out.append("<hyperlinks>")
        out += [f'<hyperlink ref="G{i}" r:id="l{i}"/>' for i in range(1, m.n + 1)]
        out.append("</hyperlinks>")
    if m.thing == "comments":
        out.append('<legacyDrawing r:id="v"/>')
    out.append("</worksheet>")
    return "".join(out)


def relations(items):
    return f'<Relationships xmlns="{PACKAGE}relationships">' + "".join(
        f'<Relationship Id="{i}" Type="{RELATION}/{kind}" Target="{target}"{mode}/>'
        for i, kind, target, mode in items) + "</Relationships>"


def xlsx_styles(m):
    """The date is the last number format by id and first by place; of styles, the last."""
    n, date = m.count("formats", 1), 164 + m.count("formats", 1) - 1
    formats = "".join(f'<numFmt numFmtId="{i}" formatCode="{"yyyy-mm-dd" if i == date else "0.0"}"/>'
                      for i in range(date, date - n, -1))
    fills = "".join(f'<fill><patternFill patternType="solid"><fgColor rgb="FF{i:06X}"/></patternFill></fill>'
                    for i in range(m.count("fills", 2)))
    # The marked copy packs them: they must not all be alike.
    styles = "".join(f'<xf numFmtId="{i * 7919 % 9973 + 100000}"/>' for i in range(m.count("styles", 2) - 1)) + \
        f'<xf numFmtId="{date}"/>'
    return (f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><fonts><font/></fonts><fills>{fills}</fills>'
            f'<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs>{styles}</cellXfs></styleSheet>')


def xlsx_comments(m):
    shapes = "".join(f'<v:shape id="s{i}" type="#t"><x:ClientData ObjectType="Note"><x:Row>{i}</x:Row>'
                     '<x:Column>7</x:Column></x:ClientData></v:shape>' for i in range(m.n))
    comments = "".join(f'<comment ref="H{i + 1}" authorId="0"><text><t>c{i + 1}</t></text></comment>' for i in range(m.n))
    yield "xl/comments.xml", (f'<comments xmlns="{MAIN}"><authors><author>A</author></authors>'
                              f'<commentList>{comments}</commentList></comments>')
    yield "xl/drawing.vml", ('<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">'
                             f'<v:shapetype id="t"/>{shapes}</xml>')


def xlsx_parts(m):
    types = "".join(f'<Override PartName="/xl/{part}.xml" ContentType="{TYPE}{kind}+xml"/>' for part, kind in
                    [("workbook", "sheet.main"), ("zz/sheet", "worksheet"), ("styles", "styles"), ("texts", "sharedStrings")])
    yield "[Content_Types].xml", (f'<Types xmlns="{PACKAGE}content-types"><Default Extension="rels" '
                                  f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                                  f'<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>{types}</Types>')
    yield "_rels/.rels", relations([("r", "officeDocument", "xl/workbook.xml", "")])
    sheets = m.count("sheets", 1)
    yield "xl/workbook.xml", (f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets>' + "".join(
        f'<sheet name="S{i}" sheetId="{i}" r:id="{"last" if i == sheets else "other"}"/>'
        for i in range(1, sheets + 1)) + "</sheets></workbook>")
    fixed = [("other", "worksheet", "other.xml", ""), ("s", "styles", "styles.xml", ""), ("t", "sharedStrings", "texts.xml", "")]
    last = [("last", "worksheet", "zz/sheet.xml", "")]
    yield "xl/_rels/workbook.xml.rels", relations(
        fixed + [(f"n{i}", "theme", "none.xml", "") for i in range(m.count("relations", 4) - 4)] + last)
    yield "xl/other.xml", f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'
    yield "xl/styles.xml", xlsx_styles(m)
    yield "xl/texts.xml", f'<sst xmlns="{MAIN}">' + "".join(
        f"<si><t>text {i}</t></si>" for i in range(m.count("texts", 1) - 1)) + "<si><t>LAST</t></si></sst>"
    if m.thing == "comments":
        yield from xlsx_comments(m)
    if m.thing in ("comments", "links"):
        beside = [(f"l{i}", "hyperlink", f"https://example.org/{i}", ' TargetMode="External"') for i in range(1, m.n + 1)] \
            if m.thing == "links" else [("c", "comments", "../comments.xml", ""), ("v", "vmlDrawing", "../drawing.vml", "")]
        yield "xl/zz/_rels/sheet.xml.rels", relations(beside)
    yield "xl/zz/sheet.xml", xlsx_sheet(m)


# ---- ODS ----

def ods_cell(text, attributes=""):
    return f'<table:table-cell office:value-type="string"{attributes}><text:p>{escape(text)}</text:p></table:table-cell>'


def ods_table(m):
    more = m.more()
    head = HEAD + [f"More {i + 1}" for i in range(more)]
    out = ["<table:table-row>"] + [ods_cell(h) for h in head] + ["</table:table-row>"]
    last = None
    for key, status in m.records():
        last = (f'<table:table-row>{ods_cell(key)}{ods_cell("P1")}{ods_cell("C1")}<table:table-cell '
                f'office:value-type="date" office:date-value="{DAY}"><text:p>{DAY}</text:p></table:table-cell>{ods_cell(status)}')
        out += [last, "</table:table-row>"]
    if more > 0:
        out.insert(-1, (f'<table:table-cell table:number-columns-repeated="{more - 1}"/>' if more > 1 else "") + ods_cell("END"))
    if m.thing == "merges":
        out.insert(-1, '<table:table-cell table:number-columns-spanned="2"/><table:covered-table-cell/>' * m.n)
    return "".join(out)


def ods_parts(m):
    yield "mimetype", "application/vnd.oasis.opendocument.spreadsheet"
    yield "META-INF/manifest.xml", f'<m:manifest xmlns:m="{OFFICE}manifest:1.0"/>'
    hidden = "".join(f'<style:style style:name="t{i}" style:family="table"><style:table-properties table:display="false"/></style:style>'
                     for i in range(m.count("hidden", 0)))
    styles = "".join(f'<style:style style:name="c{i}" style:family="table-cell"/>' for i in range(m.count("styles", 0)))
    sheets = m.count("sheets", 1)
    yield "content.xml", (
        f'<office:document-content xmlns:office="{OFFICE}office:1.0" xmlns:table="{OFFICE}table:1.0" xmlns:text="{OFFICE}text:1.0" '
        f'xmlns:style="{OFFICE}style:1.0" office:version="1.3"><office:automatic-styles>{hidden}{styles}</office:automatic-styles>'
        '<office:body><office:spreadsheet>' +
        "".join(f'<table:table table:name="S{i}"/>' for i in range(1, sheets)) +
        f'<table:table table:name="S{sheets}">{ods_table(m)}</table:table>'
        '</office:spreadsheet></office:body></office:document-content>')


# ---- files ----

def book(parts, m, out):
    parts = list(parts)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as z:
        for name, text in parts[:-1]:
            z.writestr(name, text)
        for i in range(m.count("parts", 0) - len(parts)):
            z.writestr(f"more/{i}.bin", b"")
        z.writestr(*parts[-1])


def table(encoding, m, out):
    more = m.more()
    with open(out, "w", encoding=encoding, newline="") as f:
        f.write(",".join(HEAD + [f"More {i + 1}" for i in range(more)]) + "\r\n")
        for key, status in m.records():
            f.write(f"{key},P1,C1,{DAY},{status}" + ("," * more + "END" * (key == "LAST") if more > 0 else "") + "\r\n")


def make(kind, thing, n):
    m = Made(thing, n)
    name = f"{kind}-{m.thing}-{n}"
    if kind == "xlsx":
        book(xlsx_parts(m), m, name + ".xlsx")
    elif kind == "ods":
        book(ods_parts(m), m, name + ".ods")
    else:
        table("utf-8" if kind == "csv" else "utf-16", m, name + ".csv")


for spec in sys.argv[1:]:
    kind_, thing_, n_ = spec.split(":")
    make(kind_, thing_, int(n_))

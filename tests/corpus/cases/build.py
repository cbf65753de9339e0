# SPDX-License-Identifier: Apache-2.0
"""Containers and workbooks, byte by byte, so that each may be wrong in its own way."""
import struct
import zlib

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACK = "http://schemas.openxmlformats.org/package/2006/"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
HEADER = ["training_id", "person", "course_code", "completed_on", "status", "score", "hours", "evidence"]
GOOD = {"A": "T-9", "B": "P1", "C": "C1", "D": "2026-01-01", "E": "completed"}


def octets(x):
    return x.encode() if isinstance(x, str) else x


# ---- zip ----

class Entry:
    """One member; what is not given is as it should be. `local_` is of its own header."""

    def __init__(self, name, data=b"", method=8, **lies):
        self.name, self.data, self.method = octets(name), octets(data), method
        self.lies = lies

    def packed(self):
        if "packed" in self.lies:
            return self.lies["packed"]
        if self.method != 8:
            return self.data
        c = zlib.compressobj(6, zlib.DEFLATED, -15)
        return c.compress(self.data) + c.flush()

    def get(self, key, default, local=False):
        if local and "local_" + key in self.lies:
            return self.lies["local_" + key]
        return self.lies.get(key, default)


def fields(entry, packed, local):
    return struct.pack("<HHHHHLLL", 20, entry.get("flags", 0, local), entry.get("method_id", entry.method, local),
                       0, 33, entry.get("crc", zlib.crc32(entry.data), local),
                       entry.get("csize", len(packed), local) & 0xffffffff,
                       entry.get("usize", len(entry.data), local) & 0xffffffff)


def local_part(entry, packed):
    name, extra = entry.get("name", entry.name, True), entry.get("extra", b"", True)
    return (b"PK\3\4" + fields(entry, packed, True) + struct.pack("<HH", len(name), len(extra)) + name + extra +
            packed + entry.lies.get("behind", b""))


def central_part(entry, packed, offset):
    name, extra, comment = entry.name, entry.get("extra", b""), entry.get("comment", b"")
    return (b"PK\1\2" + struct.pack("<H", 20) + fields(entry, packed, False) +
            struct.pack("<HHHHHLL", len(name), len(extra), len(comment), 0, 0, entry.get("attributes", 0),
                        entry.get("offset", offset)) + name + extra + comment)


def pack(entries, prefix=b"", suffix=b"", comment=b"", **end):
    """A zip of the entries; `end` overrides count, size, start of the directory."""
    body, places = prefix, []
    for e in entries:
        packed = e.packed()
        places.append((e, packed, len(body) - (0 if end.get("counted_prefix") else len(prefix))))
        body += local_part(e, packed)
    directory = b"".join(central_part(e, p, at) for e, p, at in places)
    start = len(body) - (0 if end.get("counted_prefix") else len(prefix))
    count = end.get("count", len(entries)) & 0xffff
    return (body + directory + end.get("before_end", b"") +
            b"PK\5\6" + struct.pack("<HHHHLLH", end.get("disk", 0), 0, count, count, end.get("size", len(directory)),
                                    end.get("start", start), end.get("comment_size", len(comment))) +
            comment + suffix)


def zeros(mib):
    """(deflated, crc) of so many MiB of zeros, quickly: one piece over and over."""
    c = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = c.compress(b"\0" * (1 << 20)) + c.flush(zlib.Z_FULL_FLUSH)
    crc, block = 0, b"\0" * (1 << 20)
    for _ in range(mib):
        crc = zlib.crc32(block, crc)
    return piece * mib + c.flush(), crc


# ---- xlsx ----

def text(s):
    for a, b in ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"):
        s = s.replace(a, b)
    return s


def cell(place, value):
    if value.startswith("<"):
        return value
    return '<c r="%s" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>' % (place, text(value))


def row(n, values):
    """values: by column letter; text, or XML of the cell."""
    return '<row r="%d">%s</row>' % (n, "".join(cell(k + str(n), v) for k, v in sorted(values.items())))


def head(names=HEADER, n=1):
    return row(n, {chr(65 + i): name for i, name in enumerate(names) if name})


def put(n=2, **other):
    return row(n, {k: v for k, v in {**GOOD, **other}.items() if v})


def sheet(data, before="", after="", root="worksheet", names='xmlns="%s" xmlns:r="%s"' % (MAIN, DOC)):
    return "%s<%s %s>%s<sheetData>%s</sheetData>%s</%s>" % (XML, root, names, before, data, after, root)


STYLES = XML + '<styleSheet xmlns="%s"><numFmts count="1"><numFmt numFmtId="170" formatCode="0000"/></numFmts>' \
    '<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="20"/>' \
    '<xf numFmtId="170"/></cellXfs></styleSheet>' % MAIN


def relations(*rels):
    return XML + '<Relationships xmlns="%srelationships">%s</Relationships>' % (PACK, "".join(
        '<Relationship Id="%s" Type="%s" Target="%s"/>' % (i, t if ":" in t else DOC + "/" + t, target)
        for i, t, target in rels))


def types(workbook="sheet.main+xml", part="/xl/workbook.xml", more=""):
    return XML + '<Types xmlns="%scontent-types"><Default Extension="rels" ContentType="application/vnd.openxml' \
        'formats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' \
        '<Override PartName="%s" ContentType="%s"/>%s</Types>' % (
            PACK, part, workbook if "/" in workbook else TYPE + workbook, more)


def workbook(*sheets, extra="", names='xmlns="%s" xmlns:r="%s"' % (MAIN, DOC)):
    """sheets: (name, relation, more attributes)."""
    return XML + "<workbook %s>%s<sheets>%s</sheets></workbook>" % (names, extra, "".join(
        '<sheet name="%s" sheetId="%d" r:id="%s"%s/>' % (s[0], i, s[1], " " + s[2] if len(s) > 2 else "")
        for i, s in enumerate(sheets, 1)))


BOOK_RELS = [("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "styles", "styles.xml"),
             ("rId3", "sharedStrings", "sharedStrings.xml")]


def shared(*items, count=None):
    n = len(items) if count is None else count
    return XML + '<sst xmlns="%s" count="%s" uniqueCount="%s">%s</sst>' % (MAIN, n, n, "".join(
        s if s.startswith("<") else "<si><t>%s</t></si>" % text(s) for s in items))


def parts(data=None):
    """The parts of a workbook by name."""
    return {"[Content_Types].xml": types(), "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": workbook(("Training", "rId1")), "xl/_rels/workbook.xml.rels": relations(*BOOK_RELS),
            "xl/styles.xml": STYLES, "xl/worksheets/sheet1.xml": data or sheet(head() + put())}


def book(data=None, change=None, method=8):
    """A workbook whose sheet is `data`; `change`: other parts, None to leave one out.

    method 0 stores them: what is large and dense would be taken for a bomb."""
    p = parts(data)
    p.update(change or {})
    return pack([Entry(k, v, method) for k, v in p.items() if v is not None])


def rows(*data, **around):
    """A workbook of a header and these rows."""
    return book(sheet(head() + "".join(data), **around))


# ---- OpenDocument ----

ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS_NAMES = " ".join('xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % (n, n)
                     for n in ("office", "table", "text", "style", "manifest")) + \
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def ods_cell(value):
    if value.startswith("<"):
        return value
    return '<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>' % text(value)


def ods_row(values, attr=""):
    return "<table:table-row%s>%s</table:table-row>" % (" " + attr if attr else "", "".join(map(ods_cell, values)))


def ods_put(**other):
    v = {**GOOD, **other}
    return ods_row([v.get(c) or "<table:table-cell/>" for c in "ABCDEFGH"])


def ods_sheet(data, name="Training", attr=""):
    return '<table:table table:name="%s"%s>%s</table:table>' % (name, " " + attr if attr else "", data)


def content(tables, styles="", root="office:document-content", body="office:spreadsheet", names=ODS_NAMES):
    return '<?xml version="1.0" encoding="UTF-8"?>\n<%s %s office:version="1.2">%s<office:body><%s>%s</%s>' \
        "</office:body></%s>" % (root, names, styles, body, tables, body, root)


def manifest(inside=""):
    return '<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest %s><manifest:file-entry manifest:full-path="/" ' \
        'manifest:media-type="%s"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"' \
        ">%s</manifest:file-entry></manifest:manifest>" % (ODS_NAMES, ODS_TYPE, inside)


def ods(text_of_content, change=None, method=8):
    p = {"mimetype": ODS_TYPE, "content.xml": text_of_content, "META-INF/manifest.xml": manifest()}
    p.update(change or {})
    return pack([Entry(k, v, 0 if k == "mimetype" else method) for k, v in p.items() if v is not None])


def ods_rows(*data, **around):
    return ods(content(ods_sheet(ods_row(HEADER) + "".join(data)), **around))

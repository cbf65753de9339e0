# SPDX-License-Identifier: Apache-2.0
"""Workbooks that are wrong, or odd and right."""
import struct

from .build import (DOC, MAIN, PACK, STYLES, TYPE, XML, Entry, book, head, pack, parts, put, relations, row, rows, shared,
                    sheet, types, workbook, BOOK_RELS)

SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
RELS = "xl/_rels/workbook.xml.rels"
SST = "xl/sharedStrings.xml"


def n(place, value, more=""):
    return '<c r="%s"%s><v>%s</v></c>' % (place, " " + more if more else "", value)


def cfb(*names):
    """An old container: its first sector, and its streams' names in a directory."""
    first = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHH", 0x3e, 3, 0xfffe) + bytes(482)
    return first + b"".join(s.encode("utf-16le").ljust(128, b"\0") for s in ("Root Entry",) + names) + bytes(1024)


def missing_parts():
    for part, name in (("[Content_Types].xml", "types"), ("_rels/.rels", "rels"), (BOOK, "workbook"), (RELS, "workbook-rels"),
                       ("xl/styles.xml", "styles"), (SHEET, "sheet")):
        yield "xlsx-no-%s.xlsx" % name, "without its part " + part, book(change={part: None})
    yield "xlsx-no-types-no-rels.xlsx", "nothing says where the workbook is", \
        book(change={"[Content_Types].xml": None, "_rels/.rels": None})
    for part, name in (("[Content_Types].xml", "types"), ("_rels/.rels", "rels"), (BOOK, "workbook"), (RELS, "workbook-rels"),
                       ("xl/styles.xml", "styles"), (SHEET, "sheet")):
        whole = parts()[part]
        yield "xlsx-cut-%s.xlsx" % name, "%s ends in its middle" % part, book(change={part: whole[:len(whole) // 2]})
        yield "xlsx-empty-%s.xlsx" % name, "%s is empty" % part, book(change={part: ""})
    yield "xlsx-no-strings.xlsx", "shared texts are named and not there", rows(put(H=n("H2", 0, 't="s"')))
    yield "xlsx-types-wrong.xlsx", "the workbook has another type", book(change={"[Content_Types].xml": types("application/xml")})
    yield "xlsx-types-wrong-no-rels.xlsx", "the workbook has another type, and no relation", book(
        change={"[Content_Types].xml": types("application/xml"), "_rels/.rels": None})
    yield "xlsx-is-xlsb.xlsx", "a binary workbook inside", book(change={
        "[Content_Types].xml": types("application/vnd.ms-excel.sheet.binary.macroEnabled.main", "/xl/workbook.bin"),
        BOOK: None, "xl/workbook.bin": b"\x83\1\0"})
    word = "application/vnd.openxmlformats-officedocument.%s.main+xml"
    yield "xlsx-is-docx.xlsx", "a text document inside", book(change={
        "[Content_Types].xml": types(word % "wordprocessingml.document", "/word/document.xml"), BOOK: None})
    yield "xlsx-is-pptx.xlsx", "a presentation inside", book(change={
        "[Content_Types].xml": types(word % "presentationml.presentation", "/ppt/presentation.xml"), BOOK: None})
    yield "xlsx-is-numbers.xlsx", "a document of another program inside", pack([Entry("Index/Document.iwa", b"\0"),
        Entry("Data/a.jpg", b"")])
    yield "xlsx-is-macro.xlsm", "a workbook with macros", book(change={
        "[Content_Types].xml": types("application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    yield "xlsx-is-template.xltx", "a template", book(change={"[Content_Types].xml": types("template.main+xml")})


def other_files():
    yield "xlsx-is-xls.xlsx", "an old workbook that is named .xlsx", cfb("Workbook", "SummaryInformation")
    yield "xlsx-is-doc.xlsx", "an old text document", cfb("WordDocument")
    yield "xlsx-is-encrypted.xlsx", "a workbook with a password", cfb("EncryptionInfo", "EncryptedPackage")
    yield "xlsx-is-msg.xlsx", "another file of that container", cfb("__properties_version1.0")
    yield "xlsx-is-cfb-cut.xlsx", "only the mark of that container", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    yield "xlsx-is-html.xlsx", "a web page", "<html><body><table><tr><td>training_id</td></tr></table></body></html>"
    yield "xlsx-is-html.xls", "a web page that is named .xls", "\n\n<!DOCTYPE HTML>\n<HTML><body>x</body></HTML>"
    yield "xlsx-is-xml.xlsx", "XML of some kind", XML + "<list><item/></list>"
    yield "xlsx-is-2003.xml", "a spreadsheet of 2003", '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>' \
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
    yield "xlsx-is-csv.xlsx", "CSV that is named .xlsx", "training_id,person,course_code,completed_on,status\nT-9,P1,C1,2026-01-01,completed\n"
    yield "xlsx-is-json.xlsx", "JSON", '[{"training_id": "T-9"}]'
    yield "xlsx-is-pdf.xlsx", "a PDF", "%PDF-1.7\n%\xe2\xe3\n1 0 obj\n".encode("latin-1")
    yield "xlsx-is-png.xlsx", "a picture", b"\x89PNG\r\n\x1a\n" + bytes(40)
    yield "xlsx-is-mail.xlsx", "a mail", "From: a@example.org\nTo: b@example.org\nSubject: training\n\nsee attachment\n"
    yield "xlsx-is-slk.xlsx", "a symbolic link file", "ID;PWXL;N;E\nC;Y1;X1;K\"training_id\"\nE\n"


def sheets():
    yield "xlsx-sheets-none.xlsx", "a workbook that names no sheet", book(change={BOOK: workbook()})
    yield "xlsx-sheets-unrelated.xlsx", "a sheet whose relation is not there", book(change={BOOK: workbook(("A", "rId9"))})
    yield "xlsx-sheets-no-id.xlsx", "a sheet without a relation", book(change={BOOK: workbook(("A", "")).replace(' r:id=""',
        "")})
    yield "xlsx-sheets-part-gone.xlsx", "a relation to a part that is not there", book(
        change={RELS: relations(("rId1", "worksheet", "worksheets/gone.xml"))})
    yield "xlsx-sheets-outside.xlsx", "a relation that climbs out", book(
        change={RELS: relations(("rId1", "worksheet", "../../../../etc/passwd"))})
    yield "xlsx-sheets-external.xlsx", "a relation to another file", book(change={RELS: relations(
        ("rId1", "worksheet", "file:///etc/passwd")).replace("/>", ' TargetMode="External"/>')})
    yield "xlsx-sheets-self.xlsx", "a sheet that is the workbook", book(change={RELS: relations(("rId1", "worksheet",
        "workbook.xml"))})
    yield "xlsx-sheets-chart.xlsx", "only a chart", book(change={RELS: relations(("rId1", "chartsheet",
        "chartsheets/sheet1.xml"))})
    for state in "hidden", "veryHidden":
        yield "xlsx-sheets-%s.xlsx" % state, "its only sheet is " + state, book(change={BOOK: workbook(("T", "rId1",
            'state="%s"' % state))})
    yield "xlsx-sheets-hidden-named.xlsx", "a hidden sheet that is asked for", book(
        change={BOOK: workbook(("T", "rId1", 'state="hidden"'))}), "--sheet T"
    yield "xlsx-sheets-state-odd.xlsx", "a state that nobody knows", book(change={BOOK: workbook(("T", "rId1",
        'state="lost"'))})
    yield "xlsx-sheets-hidden-two.xlsx", "hidden sheets only, one of them empty", book(change={BOOK: workbook(
        ("A", "rId1", 'state="hidden"'), ("B", "rId4", 'state="hidden"')), RELS: relations(*BOOK_RELS, (
            "rId4", "worksheet", "worksheets/sheet2.xml")), "xl/worksheets/sheet2.xml": sheet("")})
    yield "xlsx-sheets-empty.xlsx", "an empty sheet", book(sheet(""))
    yield "xlsx-sheets-only-styles.xlsx", "cells without values", book(sheet('<row r="1"><c r="A1" s="1"/></row><row r="900"><c r="XFD900"/></row>'))
    yield "xlsx-sheets-same-name.xlsx", "two sheets of one name", book(change={BOOK: workbook(("T", "rId1"), ("T", "rId4")),
        RELS: relations(
        *BOOK_RELS, ("rId4", "worksheet", "worksheets/sheet2.xml")), "xl/worksheets/sheet2.xml": sheet(head() + put(A="T-10"))})
    yield "xlsx-sheets-one-part.xlsx", "two names for one sheet", book(change={BOOK: workbook(("A", "rId1"), ("B", "rId1"))})
    yield "xlsx-sheets-1025.xlsx", "1,025 sheets", book(change={BOOK: workbook(*[("S%d" % i, "rId1") for i in range(1025)])})
    for name, title in (("quotes", "Q3 &quot;new&quot; 'a'"), ("newline", "Two&#10;lines"), ("long", "L" * 300), ("empty", ""),
                        ("signs", "a:b/c\\d?e*[f]"), ("letters", "Üñí ✓ 漢"), ("spaces", "  T  "), ("control", "a&#9;b")):
        yield "xlsx-sheet-name-%s.xlsx" % name, "the name of a sheet: " + name, book(
            sheet(head() + put(D="31.02.2026")), {BOOK: workbook((title, "rId1"))})
    yield "xlsx-sheet-name-none.xlsx", "a sheet without a name", book(change={BOOK: workbook(("T", "rId1")).replace(' name="T"',
        "")})


def xml_levels():
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">%s]>' % "".join(
        '<!ENTITY %s "%s">' % (b, ("&%s;" % a) * 10) for a, b in zip("abcdefgh", "bcdefghi"))
    yield "xlsx-doctype.xlsx", "a document type", book(sheet(head() + put()).replace(
        "<worksheet", "<!DOCTYPE worksheet>\n<worksheet"))
    yield "xlsx-entities.xlsx", "a billion laughs in the texts", book(sheet(head() + put(H=n("H2", 0, 't="s"'))), {
        SST: shared("x").replace("<sst", bomb + "<sst").replace("<t>x", "<t>&i;")})
    yield "xlsx-entity-external.xlsx", "an entity that is a file", book(sheet(head() + put(H="X")).replace(
        "<worksheet", '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet').replace(">X<", ">&x;<"))
    yield "xlsx-entity-unknown.xlsx", "an entity that nobody defines", book(sheet(head() + put(H="X")).replace(">X<",
        ">&nbsp;<"))
    yield "xlsx-doctype-workbook.xlsx", "a document type in the workbook", book(change={BOOK: workbook(("T", "rId1")).replace(
        "<workbook", "<!DOCTYPE w><workbook")})
    yield "xlsx-doctype-types.xlsx", "a document type in the types", book(change={"[Content_Types].xml": types().replace(
        "<Types", "<!DOCTYPE w><Types")})
    yield "xlsx-not-closed.xlsx", "an element that is not closed", book(sheet(head() + put()).replace("</sheetData>", ""))
    yield "xlsx-closed-wrong.xlsx", "an element that another one closes", book(sheet(head() + put()).replace("</row>", "</rov>",
        1))
    yield "xlsx-two-roots.xlsx", "two documents in one part", book(sheet(head() + put()) + "<worksheet/>")
    yield "xlsx-text-behind.xlsx", "text behind the document", book(sheet(head() + put()) + "\nthe end")
    yield "xlsx-attribute-twice.xlsx", "an attribute twice", book(sheet(head() + put(H='<c r="H2" r="I2"><v>1</v></c>')))
    yield "xlsx-attribute-bare.xlsx", "an attribute without quotes", book(sheet(head() + put(H="<c r=H2><v>1</v></c>")))
    yield "xlsx-deep.xlsx", "elements 100 deep", book(sheet(head() + put(), before="<a>" * 100 + "</a>" * 100))
    yield "xlsx-deep-million.xlsx", "elements a million deep", book(sheet(head() + put(), before="<a>" * 1000000), method=0)
    yield "xlsx-tag-long.xlsx", "a tag of 6 MB", book(sheet(head() + put(), before='<a b="%s"/>' % ("x" * 6000000)), method=0)
    yield "xlsx-attributes-many.xlsx", "an element with 5,000 attributes", book(sheet(head() + put(),
        before="<a %s/>" % " ".join(
        'b%d=""' % i for i in range(5000))))
    yield "xlsx-comment.xlsx", "comments, instructions, CDATA", book(sheet(head() + "<!-- <row/> --><?x y?>" + put(
        H='<c r="H2" t="inlineStr"><is><t><![CDATA[a < b & c]]></t></is></c>')))
    yield "xlsx-comment-long.xlsx", "a comment of 6 MB", book(sheet(head() + put(), before="<!--%s-->" % ("x" * 6000000)),
        method=0)
    yield "xlsx-utf16.xlsx", "parts in UTF-16", book(change={SHEET: sheet(head() + put(H="Ünï")).replace("UTF-8",
        "UTF-16").encode("utf-16")})
    yield "xlsx-utf16-be.xlsx", "parts in UTF-16, the other way round", book(change={SHEET: b"\xfe\xff" + sheet(
        head() + put()).replace("UTF-8", "UTF-16").encode("utf-16be")})
    yield "xlsx-utf16-lie.xlsx", "UTF-8 that says it is UTF-16", book(sheet(head() + put()).replace("UTF-8", "UTF-16"))
    yield "xlsx-latin1.xlsx", "a part in Latin-1", book(change={SHEET: sheet(head() + put(H="Müller")).replace(
        "UTF-8", "ISO-8859-1").encode("latin-1")})
    yield "xlsx-encoding-unknown.xlsx", "an encoding that nobody knows", book(sheet(head() + put()).replace("UTF-8", "klingon"))
    yield "xlsx-bom.xlsx", "parts with a byte order mark", pack([Entry(k, b"\xef\xbb\xbf" + v.encode()) for k,
        v in parts().items()])
    yield "xlsx-blank-before.xlsx", "a blank before the declaration", book(" " + sheet(head() + put()))
    yield "xlsx-xml-1-1.xlsx", "XML 1.1", book(sheet(head() + put()).replace('version="1.0"', 'version="1.1"'))
    yield "xlsx-no-declaration.xlsx", "XML without a declaration", book(sheet(head() + put()).replace(XML, ""))
    yield "xlsx-bad-utf8.xlsx", "bytes that are no UTF-8", book(sheet(head() + put(H="XX")).encode().replace(b">XX<",
        b">\xff\xfe<"))
    yield "xlsx-bad-utf8-long.xlsx", "a letter in more bytes than it needs", book(sheet(head() + put(H="XX")).encode().replace(b">XX<", b">\xc0\xaf<"))
    yield "xlsx-surrogate.xlsx", "half of a pair in UTF-8", book(sheet(head() + put(H="XX")).encode().replace(b">XX<",
        b">\xed\xa0\x80<"))
    yield "xlsx-nul.xlsx", "a NUL byte in a cell", book(sheet(head() + put(H="XX")).encode().replace(b">XX<", b">a\0b<"))
    yield "xlsx-control.xlsx", "a control character in a cell", book(sheet(head() + put(H="XX")).encode().replace(b">XX<",
        b">a\1b<"))
    yield "xlsx-control-reference.xlsx", "a reference to a control character", book(sheet(head() + put(H="XX")).replace(">XX<",
        ">a&#1;b<"))
    yield "xlsx-reference-huge.xlsx", "a reference beyond all characters", book(sheet(head() + put(H="XX")).replace(">XX<",
        ">&#x110000;<"))
    yield "xlsx-reference-ffff.xlsx", "a reference to no character", book(sheet(head() + put(H="XX")).replace(">XX<",
        ">&#xFFFF;<"))
    yield "xlsx-cdata-end.xlsx", "]]> in a text", book(sheet(head() + put(H="XX")).replace(">XX<", ">a]]>b<"))
    yield "xlsx-prefixed.xlsx", "every element with a prefix", book(sheet(head() + put()).replace("</", "</x:").replace("<x:/",
        "</").replace(
        "<row", "<x:row").replace("<c ", "<x:c ").replace("<is>", "<x:is>").replace("<t ", "<x:t ").replace(
        "<sheetData", "<x:sheetData").replace("<worksheet xmlns", "<x:worksheet xmlns:x"))
    yield "xlsx-strict.xlsx", "the strict namespaces", pack([Entry(k, v.replace(MAIN,
        "http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
        DOC, "http://purl.oclc.org/ooxml/officeDocument/relationships")) for k, v in parts().items()])
    yield "xlsx-root-other.xlsx", "the sheet is another document", book(XML + '<chartsheet xmlns="%s"/>' % MAIN)
    yield "xlsx-sheet-is-html.xlsx", "the sheet is a web page", book("<html><body>gone</body></html>")
    yield "xlsx-sheet-is-binary.xlsx", "the sheet is binary", book(change={SHEET: bytes(range(256))})
    yield "xlsx-row-in-row.xlsx", "a row in a row", book(sheet(head() + '<row r="2"><row r="3"/></row>'))
    yield "xlsx-cell-in-cell.xlsx", "a cell in a cell", book(sheet(head() + '<row r="2"><c r="A2"><c r="B2"/></c></row>'))
    yield "xlsx-cell-outside.xlsx", "a cell outside of a row", book(sheet(head() + '<c r="A2"><v>1</v></c>'))
    yield "xlsx-value-in-value.xlsx", "a value in a value", rows(put(G='<c r="G2"><v>1<v>2</v></v></c>'))


def places():
    yield "xlsx-no-places.xlsx", "rows and cells without their places", book(sheet("".join(
        "<row>%s</row>" % "".join('<c t="inlineStr"><is><t>%s</t></is></c>' % v for v in line.split(","))
        for line in ("training_id,person,course_code,completed_on,status", "T-9,P1,C1,2026-01-01,completed"))))
    yield "xlsx-rows-jump.xlsx", "rows that jump", book(sheet(head() + put(5) + put(900, A="T-10")))
    yield "xlsx-rows-back.xlsx", "a row that goes back", book(sheet(head() + put(5) + put(3, A="T-10")))
    yield "xlsx-rows-twice.xlsx", "a row's number twice", book(sheet(head() + put(2) + put(2, A="T-10")))
    for name, r in (("zero", "0"), ("minus", "-1"), ("letters", "x"), ("empty", ""), ("huge", "4294967298"), ("beyond",
        "1048577"),
                    ("decimal", "2.0"), ("zeros", "02"), ("blank", " 2")):
        yield "xlsx-row-%s.xlsx" % name, 'a row numbered "%s"' % r, book(sheet(head() + '<row r="%s"><c><v>1</v></c></row>' % r))
    yield "xlsx-row-last.xlsx", "a value in the last row there is", book(sheet(head() + put(1048576)))
    yield "xlsx-row-last-tail.xlsx", "a styled cell in the last row", book(sheet(head() + put() + '<row r="1048576"><c r="A1048576" s="1"/></row>'))
    yield "xlsx-rows-many.xlsx", "more rows than a sheet has", book(sheet(head() + "<row/>" * 1048576), method=0)
    for name, r in (("column-beyond", "XFE2"), ("row-other", "A3"), ("lower", "a2"), ("letters", "AA"), ("digits", "22"),
        ("empty", ""),
                    ("absolute", "$A$2"), ("range", "A2:B2"), ("huge", "AAAAAAAAAAAAA2"), ("row-huge", "A99999999999")):
        yield "xlsx-cell-%s.xlsx" % name, 'a cell placed at "%s"' % r, book(sheet(head() + '<row r="2"><c r="%s"><v>1</v></c></row>' % r))
    yield "xlsx-cells-back.xlsx", "cells from right to left", book(sheet(head() + '<row r="2">%s</row>' % "".join(
        '<c r="%s2" t="inlineStr"><is><t>%s</t></is></c>' % (c, v) for c, v in (
            ("E", "completed"), ("D", "2026-01-01"), ("C", "C1"), ("B", "P1"), ("A", "T-9")))))
    yield "xlsx-cells-twice.xlsx", "a cell's place twice", book(sheet(head() + '<row r="2">%s%s</row>' % (n("A2", 1), n("A2",
        2))))
    yield "xlsx-cells-twice-same.xlsx", "a cell's place twice, once without a value", book(sheet(
        head() + put().replace("</row>", '<c r="A2"/></row>')))
    yield "xlsx-column-16384.xlsx", "a value in the last column there is", rows(put(H=n("XFD2", 1)))
    yield "xlsx-columns-many.xlsx", "more columns than a sheet has", book(sheet("<row r='1'>" + "<c><v>1</v></c>" * 16385 + "</row>"))
    yield "xlsx-far-apart.xlsx", "a value in the last column of many rows", book(sheet(head() + "".join(
        '<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (i, i) for i in range(2, 6000))))
    yield "xlsx-dimension-none.xlsx", "no dimension (as the others here)", rows(put())
    yield "xlsx-dimension-wrong.xlsx", "a dimension that is wrong", rows(put(), before='<dimension ref="A1:A1"/>')
    yield "xlsx-dimension-huge.xlsx", "a dimension of all cells", rows(put(), before='<dimension ref="A1:XFD1048576"/>')
    yield "xlsx-data-twice.xlsx", "two sheetData in a sheet", book(sheet(head() + put(),
        after="<sheetData>%s</sheetData>" % put(3, A="T-10")))
    yield "xlsx-no-data.xlsx", "no sheetData in a sheet", book(XML + '<worksheet xmlns="%s"></worksheet>' % MAIN)
    yield "xlsx-merges.xlsx", "20,000 merged cells", rows(put(), after="<mergeCells>%s</mergeCells>" % "".join(
        '<mergeCell ref="J%d:K%d"/>' % (i, i) for i in range(1, 20001)))
    yield "xlsx-merge-all.xlsx", "one merge over all cells", rows(put(),
        after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    yield "xlsx-merge-odd.xlsx", "merges that are none", rows(put(),
        after='<mergeCells><mergeCell ref="B9:A1"/><mergeCell ref="x"/><mergeCell/>'
                                                            '<mergeCell ref="A1:%s"/></mergeCells>' % ("Z" * 5000))
    yield "xlsx-columns-hidden.xlsx", "columns hidden without an end", rows(put(),
        before='<cols><col min="1" max="4294967295" hidden="1"/></cols>')


def values():
    for name, v in (("nan", "NaN"), ("inf", "INF"), ("minus-inf", "-Infinity"), ("1e999", "1e999"), ("hex", "0x10"), ("comma",
        "1,5"),
                    ("two-points", "1.2.3"), ("word", "abc"), ("blank-inside", "1 2"), ("minus", "-"), ("exponent", "1e"),
                    ("long", "1" * 600)):
        yield "xlsx-number-%s.xlsx" % name, 'a number "%s"' % v[:20], rows(put(G=n("G2", v)))
    for name, v in (("spaces", " 1.5 "), ("plus", "+1.5"), ("exponent-good", "1.5E+3"), ("17-digits", "0.10000000000000001"),
                    ("negative-zero", "-0"), ("tiny", "5e-324"), ("huge", "1.7e308"), ("point", "1."), ("bare-point", ".5")):
        yield "xlsx-number-%s.xlsx" % name, 'a number "%s"' % v, rows(put(G=n("G2", v)))
    yield "xlsx-id-number.xlsx", "ids that are numbers, with leading zeros by their format", rows(put(A=n("A2", 42, 's="4"')))
    yield "xlsx-id-decimal.xlsx", "an id that is a decimal number", rows(put(A=n("A2", "1.5")))
    yield "xlsx-id-rounded.xlsx", "an id of 18 digits that was rounded", rows(put(A=n("A2", "1.23456789012345E+17")))
    yield "xlsx-id-16-digits.xlsx", "an id of 16 digits that has all of them", rows(put(A=n("A2", "1234567890123456")))
    yield "xlsx-id-16-digits-rounded.xlsx", "an id of 16 digits whose last one was lost", rows(put(A=n("A2",
        "1234567890123450")))
    yield "xlsx-reference-rounded.xlsx", "a person's number of 18 digits that was rounded", rows(put(B=n("B2",
        "1.23456789012345E+17")))
    yield "xlsx-id-date.xlsx", "an id that became a date", rows(put(A=n("A2", 46023, 's="1"')))
    for name, v, more in (("plain", 46023, 's="1"'), ("time", "46023.75", 's="1"'), ("serial-59", 59, 's="1"'), ("serial-60",
        60, 's="1"'),
                          ("serial-61", 61, 's="1"'), ("serial-0", 0, 's="1"'), ("serial-1", 1, 's="1"'), ("negative", -1,
                          's="1"'),
                          ("last", 2958465, 's="1"'), ("beyond", 2958466, 's="1"'), ("half-day", 0.5, 's="1"'), ("no-style",
                          46023, ""),
                          ("style-beyond", 46023, 's="99"'), ("style-huge", 46023, 's="4294967296"'), ("style-word", 46023,
                          's="x"'),
                          ("time-style", 46023, 's="3"'), ("percent-style", 46023, 's="2"'), ("before-midnight",
                          "46022.9999999", 's="1"'),
                          ("nan", "NaN", 's="1"'), ("huge", "1e300", 's="1"')):
        yield "xlsx-date-%s.xlsx" % name, "a date stored as %s%s" % (v, " " + more if more else ""), rows(put(D=n("D2", v,
            more)))
    for name, v in (("day", "2026-01-31"), ("time", "2026-01-31T23:59:59.9Z"), ("impossible", "2026-02-30"), ("word", "soon"),
                    ("year-0", "0000-01-01"), ("time-only", "12:00:00"), ("offset", "2026-01-31T10:00:00+02:00")):
        yield "xlsx-iso-%s.xlsx" % name, "a date stored as the text " + v, rows(put(D=n("D2", v, 't="d"')))
    yield "xlsx-1904.xlsx", "dates counted from 1904", book(sheet(head() + put(D=n("D2", 44561, 's="1"'))), {
        BOOK: workbook(("T", "rId1"), extra='<workbookPr date1904="1"/>')})
    yield "xlsx-1904-zero.xlsx", "the first day of 1904", book(sheet(head() + put(D=n("D2", 0, 's="1"'))), {
        BOOK: workbook(("T", "rId1"), extra='<workbookPr date1904="true"/>')})
    for name, code in (("quoted", '"day"0'), ("custom", "dd/mm/yyyy"), ("elapsed", "[h]:mm"), ("colour", "[Red]0"), ("unclosed",
        '"dd'),
                       ("bracket", "[h"), ("backslash", "0\\"), ("section", "0;dd/mm"), ("empty", "")):
        yield "xlsx-format-%s.xlsx" % name, "a date in the format " + code, book(sheet(head() + put(D=n("D2", 46023, 's="4"'))),
            {
            "xl/styles.xml": STYLES.replace('formatCode="0000"', 'formatCode="%s"' % code.replace('"', "&quot;"))})
    yield "xlsx-percent.xlsx", "a percentage", rows(put(F=n("F2", 0.95, 's="2"')))
    yield "xlsx-percent-plain.xlsx", "a share without a format", rows(put(F=n("F2", 0.95)))
    yield "xlsx-percent-above.xlsx", "950 per cent", rows(put(F=n("F2", 9.5, 's="2"')))
    for name, v in (("one", "1"), ("true", "true"), ("two", "2"), ("word", "yes"), ("empty", "")):
        yield "xlsx-bool-%s.xlsx" % name, 'a truth value stored as "%s"' % v, rows(put(H=n("H2", v, 't="b"')))
    yield "xlsx-bool-status.xlsx", "a truth value for a word", rows(put(E=n("E2", 1, 't="b"')))
    yield "xlsx-bool-date.xlsx", "a truth value for a date", rows(put(D=n("D2", 1, 't="b"')))
    for name, v in (("na", "#N/A"), ("ref", "#REF!"), ("odd", "#WHATEVER"), ("empty", "")):
        yield "xlsx-error-%s.xlsx" % name, 'an error stored as "%s"' % v, rows(put(D=n("D2", v, 't="e"')))
    yield "xlsx-error-id.xlsx", "an error for a key", rows(put(A=n("A2", "#VALUE!", 't="e"')))
    yield "xlsx-error-text-odd.xlsx", "an error that nobody knows in a column of text", rows(put(H=n("H2", "#WHATEVER!",
        't="e"')))
    yield "xlsx-error-header.xlsx", "an error for a header", book(sheet(head()[:-6] + n("I1", "#REF!",
        't="e"') + "</row>" + put()))
    yield "xlsx-error-text.xlsx", "an error in a column of text", rows(put(H=n("H2", "#DIV/0!", 't="e"')))
    yield "xlsx-formula.xlsx", "a formula with its value", rows(put(G='<c r="G2"><f>1+1</f><v>2</v></c>'))
    yield "xlsx-formula-text.xlsx", "a formula whose value is a text", rows(put(H='<c r="H2" t="str"><f>A1</f><v>done</v></c>'))
    yield "xlsx-formula-none.xlsx", "a formula without a value", rows(put(G='<c r="G2"><f>1+1</f></c>'))
    yield "xlsx-formula-none-key.xlsx", "a key that is a formula without a value", rows(put(A='<c r="A2"><f>1+1</f></c>'))
    yield "xlsx-formula-none-ignored.xlsx", "a formula without a value in a column that is left out", \
        rows(put(G='<c r="G2"><f>1+1</f></c>')), "--ignore-column hours"
    yield "xlsx-formula-none-header.xlsx", "a header that is a formula without a value", book(sheet(
        head()[:-6] + '<c r="I1"><f>1+1</f></c></row>' + put()))
    yield "xlsx-formula-empty.xlsx", "a formula whose value is the empty text", rows(put(H='<c r="H2" t="str"><f>A1</f><v></v></c>'))
    yield "xlsx-type-unknown.xlsx", "a cell of a type that nobody knows", rows(put(G=n("G2", 1, 't="z"')))
    yield "xlsx-formula-like.xlsx", "a text that looks like a formula", rows(put(H="=cmd|' /C calc'!A0"))


def texts():
    s = put(H=n("H2", "%s", 't="s"'))

    def of(index, *items, method=8, **more):
        return book(sheet(head() + s % index), {SST: shared(*items, **more)}, method)
    yield "xlsx-string.xlsx", "a shared text", of(1, "a", "b")
    for name, i in (("beyond", "2"), ("minus", "-1"), ("huge", "99999999999999999999"), ("word", "x"), ("decimal", "1.0"),
        ("empty", "")):
        yield "xlsx-string-%s.xlsx" % name, 'shared text "%s" of two' % i, of(i, "a", "b")
    yield "xlsx-strings-count-less.xlsx", "shared texts that are more than they say", of(1, "a", "b", count=0)
    yield "xlsx-strings-count-more.xlsx", "shared texts that are fewer than they say", of(1, "a", "b", count=4000000000)
    yield "xlsx-strings-count-word.xlsx", "a count of shared texts that is a word", of(1, "a", "b", count="many")
    yield "xlsx-strings-none.xlsx", "no shared texts", of(0)
    yield "xlsx-strings-cut.xlsx", "shared texts that end in their middle", book(sheet(head() + s % 1), {SST: shared("a",
        "b")[:-20]})
    yield "xlsx-string-rich.xlsx", "a text of several runs, with readings", of(
        0, "<si><r><t>two </t></r><r><rPr><b/></rPr><t xml:space='preserve'>runs</t></r><rPh sb='0' eb='1'><t>not this</t></rPh></si>")
    yield "xlsx-string-no-t.xlsx", "a text without text", of(0, "<si/>")
    yield "xlsx-string-escapes.xlsx", "escaped characters", of(0,
        "a_x000A_b _x0041_ _x005F_x0042_ _xD83D__xDE00_ _xZZZZ_ _x0000_")
    yield "xlsx-string-escaped-control.xlsx", "escaped control characters", of(0, "a_x0001_b_x001B_[2J")
    yield "xlsx-string-half-pair.xlsx", "half of an escaped pair", of(0, "a_xD83D_b")
    yield "xlsx-string-32767.xlsx", "as long a text as a cell may have", of(0, "x" * 32767)
    yield "xlsx-string-40000.xlsx", "a text that no spreadsheet program writes", of(0, "x" * 40000)
    yield "xlsx-string-2-mib.xlsx", "a text of 2 MiB", of(0, "x" * (2 << 20), method=0)
    yield "xlsx-inline-2-mib.xlsx", "a text of 2 MiB in a cell", book(sheet(head() + put(H="x" * (2 << 20))), method=0)
    yield "xlsx-string-1-mb-4000.xlsx", "a text of 1 MB in 4,000 cells", book(sheet(head() + "".join(
        put(i, A="T-%d" % i, H=n("H%d" % i, 0, 't="s"')) for i in range(2, 4002))), {SST: shared("x" * 1000000)})
    yield "xlsx-string-1-mb-row.xlsx", "a text of 1 MB in every cell of a row", book(sheet(
        head() + '<row r="2">%s</row>' % ('<c t="s"><v>0</v></c>' * 16384)), {SST: shared("x" * 1000000)}, method=0)
    yield "xlsx-string-lines.xlsx", "line ends in a text", of(0, "<si><t>a&#13;&#10;b&#10;c&#13;d&#9;e</t></si>")
    yield "xlsx-string-key-lines.xlsx", "a key with a line end in it", rows(put(A="T\n9"))
    yield "xlsx-inline-value.xlsx", "a text in the cell and a value beside it", rows(put(H='<c r="H2" t="inlineStr"><v>7</v><is><t>text</t></is></c>'))
    yield "xlsx-inline-empty.xlsx", "an empty text in the cell", rows(put(H='<c r="H2" t="inlineStr"><is><t/></is></c>'))
    yield "xlsx-value-empty.xlsx", "an empty value", rows(put(G='<c r="G2"><v></v></c>'))
    yield "xlsx-value-gone.xlsx", "no value", rows(put(G='<c r="G2" t="s"/>'))


def odd_books():
    yield "xlsx-elsewhere.xlsx", "the workbook in another folder", book(change={
        "_rels/.rels": relations(("a", "officeDocument", "wtf/book.xml")), BOOK: None, RELS: None,
        "[Content_Types].xml": types(part="/wtf/book.xml"), "wtf/book.xml": workbook(("T", "x")),
        "wtf/_rels/book.xml.rels": relations(("x", "worksheet", "/xl/worksheets/sheet1.xml"))})
    yield "xlsx-at-root.xlsx", "the workbook at the root", book(change={
        "_rels/.rels": relations(("a", "officeDocument", "workbook.xml")), BOOK: None, RELS: None,
        "[Content_Types].xml": types(part="/workbook.xml"), "workbook.xml": workbook(("T", "x")),
        "_rels/workbook.xml.rels": relations(("x", "worksheet", "xl/worksheets/sheet1.xml"))})
    yield "xlsx-target-backslash.xlsx", "backslashes in a target", book(change={"_rels/.rels": relations(("a", "officeDocument",
        "xl\\workbook.xml"))})
    yield "xlsx-target-absolute.xlsx", "absolute targets", book(change={
        "_rels/.rels": relations(("a", "officeDocument", "/xl/workbook.xml")), RELS: relations(("rId1", "worksheet",
        "/xl/worksheets/sheet1.xml"))})
    yield "xlsx-target-dots.xlsx", "dots in a target", book(change={RELS: relations(("rId1", "worksheet",
        "./../xl/./worksheets/sheet1.xml"))})
    yield "xlsx-target-case.xlsx", "a target in another case", book(change={RELS: relations(("rId1", "worksheet",
        "WorkSheets/SHEET1.xml"))})
    yield "xlsx-two-workbooks.xlsx", "two relations to a workbook", book(change={
        "_rels/.rels": relations(("a", "officeDocument", "xl/workbook.xml"), ("b", "officeDocument", "xl/other.xml"))})
    yield "xlsx-rels-20000.xlsx", "20,000 relations", book(change={RELS: relations(*BOOK_RELS, *[
        ("x%d" % i, "image", "media/%d.png" % i) for i in range(20000)])})
    yield "xlsx-styles-70000.xlsx", "70,000 styles, and a date in the last", book(sheet(head() + put(D=n("D2", 46023,
        's="69999"'))), {
        "xl/styles.xml": STYLES.replace("</cellXfs>", '<xf numFmtId="0"/>' * 69994 + '<xf numFmtId="14"/></cellXfs>')},
        method=0)
    yield "xlsx-protected.xlsx", "a sheet that is protected against changes", rows(put(),
        after='<sheetProtection sheet="1" password="CC1A"/>')
    yield "xlsx-header-only.xlsx", "a header without rows", book(sheet(head()))
    yield "xlsx-header-numbers.xlsx", "headers that are numbers", book(sheet(row(1, {"A": n("A1", 1), "B": n("B1",
        2)}) + put()))
    yield "xlsx-header-gap.xlsx", "a column without a header, with values", book(sheet(head(["training_id", "person",
        "course_code", "", "completed_on"]) +
                                                                                     put(D="x", E="2026-01-01")))
    yield "xlsx-value-right.xlsx", "a value right of the header", rows(put(K="stray"))
    yield "xlsx-calc-chain.xlsx", "parts that nobody needs and that are broken", book(change={"xl/calcChain.xml": "<broken",
        "docProps/core.xml": "<x"})


def cases():
    for group in missing_parts, other_files, sheets, xml_levels, places, values, texts, odd_books:
        yield from group()

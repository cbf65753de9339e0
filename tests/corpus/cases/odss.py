# SPDX-License-Identifier: Apache-2.0
"""OpenDocument spreadsheets that are wrong, or odd and right."""
from .build import (HEADER, ODS_NAMES, ODS_TYPE, Entry, content, manifest, ods, ods_put, ods_row, ods_rows, ods_sheet, pack)


def typed(kind, attr, shown=None):
    inside = "" if shown is None else "<text:p>%s</text:p>" % shown
    return '<table:table-cell office:value-type="%s"%s>%s</table:table-cell>' % (kind, " " + attr if attr else "", inside)


def table(*more, attr=""):
    return ods_sheet(ods_row(HEADER) + ods_put() + "".join(more), attr=attr)


def packages():
    yield "ods-good.ods", "the workbook that the others are made from", ods(content(table()))
    yield "ods-no-content.ods", "no content", ods(None, {"content.xml": None})
    yield "ods-no-mimetype.ods", "no type", ods(content(table()), {"mimetype": None})
    yield "ods-no-manifest.ods", "no manifest", ods(content(table()), {"META-INF/manifest.xml": None})
    yield "ods-manifest-broken.ods", "a broken manifest", ods(content(table()), {"META-INF/manifest.xml": "<manifest"})
    yield "ods-mimetype-text.ods", "the type of a text document", ods(content(table()),
        {"mimetype": "application/vnd.oasis.opendocument.text"})
    yield "ods-encrypted.ods", "a password", ods(b"\x8f\x01" * 200, {"META-INF/manifest.xml": manifest(
        '<manifest:encryption-data manifest:checksum-type="SHA1/1K"/>')})
    yield "ods-encrypted-whole.ods", "a password, in the newer way", pack([Entry("mimetype", ODS_TYPE, 0), Entry(
        "encrypted-package", b"\x8f" * 100, 0), Entry("META-INF/manifest.xml", manifest("<manifest:encryption-data/>"))])
    for kind in "text", "presentation", "drawing", "chart", "database", "image", "poem":
        yield "ods-is-%s.ods" % kind, "the body is %s" % kind, ods(content("", body="office:" + kind))
    yield "ods-no-body.ods", "no body", ods('<?xml version="1.0"?><office:document-content %s/>' % ODS_NAMES)
    yield "ods-no-tables.ods", "no table", ods(content(""))
    yield "ods-root-other.ods", "content of another kind", ods("<list><item/></list>")
    yield "ods-names-other.ods", "the right names in foreign namespaces", ods(content(table(), names=ODS_NAMES.replace("oasis",
        "elsewhere")))
    yield "ods-prefixes.ods", "other prefixes", ods(content(table()).replace("table:", "t:").replace(":table=", ":t=").replace(
        "xmlns:t:", "xmlns:"))
    yield "ods-cut.ods", "content that ends in its middle", ods(content(table())[:-300])
    yield "ods-doctype.ods", "a document type", ods(content(table()).replace("<office:document", "<!DOCTYPE x><office:document",
        1))
    yield "ods-entities.ods", "entities that grow", ods(content(table()).replace(
        "<office:document", '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><office:document', 1).replace(">T-9<",
        ">&b;<"))
    yield "ods-utf16.ods", "content in UTF-16", ods(content(table()).replace("UTF-8", "UTF-16").encode("utf-16"))
    yield "ods-bad-utf8.ods", "bytes that are no UTF-8", ods(content(table()).encode().replace(b"T-9", b"T-\xff"))
    yield "ods-control.ods", "a control character", ods(content(table()).encode().replace(b"T-9", b"T\x019"))
    yield "ods-deep.ods", "elements 200 deep", ods(content(table("<table:a>" * 200 + "</table:a>" * 200)))
    yield "ods-flat.fods", "one file of XML", content(table(), root="office:document")
    yield "ods-flat-cut.fods", "one file of XML that ends in its middle", content(table(), root="office:document")[:-200]
    yield "ods-flat-text.fods", "one file of XML that is a text", content("", root="office:document",
        body="office:text").replace(
        "office:version", 'office:mimetype="application/vnd.oasis.opendocument.text" office:version')
    yield "ods-flat-as.xlsx", "one file of XML that is named .xlsx", content(table(), root="office:document")
    yield "ods-good-as.xlsx", "an OpenDocument file that is named .xlsx", ods(content(table()))
    yield "ods-and-xlsx.ods", "both kinds in one container", ods(content(table()), {"[Content_Types].xml": "<Types/>"})


def shapes():
    hidden = '<office:automatic-styles><style:style style:name="h" style:family="table"><style:table-properties ' \
        'table:display="false"/></style:style></office:automatic-styles>'
    yield "ods-hidden.ods", "its only sheet is hidden", ods(content(table(attr='table:style-name="h"'), hidden))
    yield "ods-sheet-no-name.ods", "a sheet without a name", ods(content(table()).replace(' table:name="Training"', ""))
    yield "ods-sheet-name-long.ods", "the name of a sheet has 5,000 letters", ods(content(table().replace("Training",
        "n" * 5000, 1)))
    yield "ods-sheets-1025.ods", "1,025 sheets", ods(content(ods_sheet("") * 1025))
    yield "ods-sheet-empty.ods", "an empty sheet", ods(content(ods_sheet("")))
    yield "ods-rows-repeated.ods", "a row that is repeated", ods_rows(ods_row(["T-9", "P1", "C1", "2026-01-01", "completed"],
                                                                             'table:number-rows-repeated="3"'))
    empty = "<table:table-cell%s/>"
    yield "ods-tail.ods", "a tail of empty rows to the last", ods_rows(ods_put(), ods_row(
        [empty % ' table:number-columns-repeated="16384"'], 'table:number-rows-repeated="1048500"'))
    yield "ods-tail-beyond.ods", "empty rows and columns without an end", ods_rows(ods_put(), ods_row(
        [empty % ' table:number-columns-repeated="999999999"'], 'table:number-rows-repeated="999999999"'))
    yield "ods-bomb.ods", "a value 999,999,999 times each way", ods_rows(ods_put(), ods_row(
        [typed("string", 'table:number-columns-repeated="999999999"', "x")], 'table:number-rows-repeated="999999999"'))
    yield "ods-bomb-rows.ods", "a row a million times", ods_rows(ods_row(["T-9", "P1", "C1", "2026-01-01", "completed"],
                                                                        'table:number-rows-repeated="1048570"'))
    yield "ods-bomb-columns.ods", "a value in every column of 10,000 rows", ods_rows(ods_put(), ods_row(
        [typed("string", 'table:number-columns-repeated="16384"', "x")], 'table:number-rows-repeated="10000"'))
    yield "ods-bomb-text.ods", "a text of 500 KB in 16,000 cells", ods_rows(ods_put(), ods_row(
        [typed("string", 'table:number-columns-repeated="16000"', "x" * 500000)]))
    yield "ods-bomb-blanks.ods", "a thousand million blanks", ods_rows(ods_put(H=typed("string", "",
        'a<text:s text:c="1000000000"/>b')))
    for name, n in (("zero", "0"), ("minus", "-5"), ("word", "x"), ("huge", "9" * 30), ("empty", ""), ("decimal", "1.5")):
        yield "ods-repeated-%s.ods" % name, 'a cell repeated "%s" times' % n[:12], ods_rows(ods_row(
            ["T-9", "P1", "C1", "2026-01-01", "completed", "<table:table-cell/>", "<table:table-cell/>",
             typed("string", 'table:number-columns-repeated="%s"' % n, "e")]))
    yield "ods-covered.ods", "cells that others cover", ods_rows(ods_row([
        "T-9", "P1", "C1", "2026-01-01", "completed",
        "<table:covered-table-cell><text:p>95</text:p></table:covered-table-cell>"]))
    yield "ods-merged-header.ods", "merged headers in two rows", ods(content(ods_sheet(
        ods_row(["training_id", "person",
        '<table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>Course</text:p>'
                 "</table:table-cell>", "<table:covered-table-cell/>", "status"]) +
        ods_row(["<table:table-cell/>", "<table:table-cell/>", "Code", "Completion date", "<table:table-cell/>"]) +
        ods_row(["T-9", "P1", "C1", "2026-01-01", "completed"]))))
    yield "ods-span-huge.ods", "a cell that spans everything", ods_rows(ods_put(H=typed(
        "string", 'table:number-columns-spanned="999999999" table:number-rows-spanned="999999999"', "x")))
    yield "ods-row-in-row.ods", "a row in a row", ods_rows("<table:table-row>%s</table:table-row>" % ods_put())
    yield "ods-table-in-cell.ods", "a table in a cell", ods_rows(ods_put(H="<table:table-cell><text:p>a</text:p>%s</table:table-cell>" % table()))
    yield "ods-groups.ods", "rows in groups", ods(content(ods_sheet("<table:table-header-rows>%s</table:table-header-rows><table:table-row-group>"
                                                                    "%s</table:table-row-group>" % (ods_row(HEADER),
                                                                    ods_put()))))
    yield "ods-cell-beyond.ods", "a value right of the last column", ods_rows(ods_row(
        [empty % ' table:number-columns-repeated="16384"', "x"]))
    yield "ods-row-beyond.ods", "a value below the last row", ods_rows(
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row>', ods_put())


def values():
    for name, kind, attr in (
            ("number-word", "float", 'office:value="abc"'), ("number-nan", "float", 'office:value="NaN"'), ("number-inf",
            "float", 'office:value="INF"'),
            ("number-none", "float", ""), ("number-comma", "float", 'office:value="1,5"'), ("number-good", "float",
            'office:value="1.5"'),
            ("number-hex", "float", 'office:value="0x1p3"'), ("currency", "currency",
            'office:currency="EUR" office:value="1.5"')):
        yield "ods-%s.ods" % name, "hours are %s %s" % (kind, attr.replace("office:", "")), ods_rows(ods_put(G=typed(kind, attr,
            "1.5")))
    for name, kind, attr in (
            ("good", "date", 'office:date-value="2026-01-31"'), ("time", "date", 'office:date-value="2026-01-31T23:59:59.9"'),
            ("impossible", "date", 'office:date-value="2026-02-30"'), ("none", "date", ""), ("word", "date",
            'office:date-value="soon"'),
            ("serial", "date", 'office:date-value="46023"'), ("year-10000", "date", 'office:date-value="10000-01-01"'),
            ("negative", "date", 'office:date-value="-0044-03-15"'), ("as-number", "float", 'office:value="46023"')):
        yield "ods-date-%s.ods" % name, "a date stored as %s %s" % (kind, attr.replace("office:", "")), ods_rows(
            ods_put(D=typed(kind, attr, "31.01.26")))
    for name, attr in (("good", "PT36H30M"), ("word", "long"), ("months", "P1M"), ("huge", "PT999999999H")):
        yield "ods-time-%s.ods" % name, "a time stored as " + attr, ods_rows(ods_put(H=typed("time",
            'office:time-value="%s"' % attr, "t")))
    yield "ods-percent.ods", "a percentage", ods_rows(ods_put(F=typed("percentage", 'office:value="0.95"', "95%")))
    yield "ods-bool.ods", "a truth value for a word", ods_rows(ods_put(E=typed("boolean", 'office:boolean-value="true"',
        "TRUE")))
    yield "ods-bool-odd.ods", "a truth value that is none", ods_rows(ods_put(E=typed("boolean",
        'office:boolean-value="perhaps"', "perhaps")))
    yield "ods-type-unknown.ods", "a type that nobody knows", ods_rows(ods_put(H=typed("colour", 'office:value="7"', "red")))
    yield "ods-error.ods", "an error", ods_rows(ods_put(D='<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value=""'
                                                    ' calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'))
    yield "ods-error-number.ods", "an error with a number", ods_rows(ods_put(G='<table:table-cell table:formula="of:=a" office:value-type="float"'
                                                             ' office:value="0" calcext:value-type="error"><text:p>Err:508</text:p></table:table-cell>'))
    yield "ods-error-text.ods", "an error in a column of text", ods_rows(ods_put(H='<table:table-cell table:formula="of:=a" office:value-type="float"'
                                                           ' office:value="0" calcext:value-type="error"><text:p>Err:508</text:p></table:table-cell>'))
    yield "ods-formula-none.ods", "a formula without a value", ods_rows(ods_put(G='<table:table-cell table:formula="of:=1+1"/>'))
    yield "ods-annotation.ods", "a remark on a cell", ods_rows(ods_put(H=typed("string", "", "said").replace(
        "<text:p>", "<office:annotation><text:p>not this</text:p></office:annotation><text:p>", 1)))
    yield "ods-paragraphs.ods", "a cell of paragraphs, blanks and tabs", ods_rows(ods_put(H=typed("string", "",
        'a<text:s text:c="3"/>b<text:tab/>c').replace(
        "</table", "<text:p>d<text:line-break/>e</text:p></table")))
    yield "ods-text-differs.ods", "a text that shows another", ods_rows(ods_put(H=typed("string",
        'office:string-value="stored"', "shown")))
    yield "ods-zeros.ods", "a number that shows zeros before it", ods_rows(ods_put(A=typed("float", 'office:value="42"',
        "0042")))
    yield "ods-text-long.ods", "a text of 2 MiB", ods(content(ods_sheet(ods_row(HEADER) + ods_put(H="x" * (2 << 20)))),
        method=0)
    null = '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
    yield "ods-null-date.ods", "another first day", ods(content(null + table()))
    yield "ods-null-date-odd.ods", "a first day that is none", ods(content(null.replace("1904", "soon") + table()))


def cases():
    for group in packages, shapes, values:
        yield from group()

# SPDX-License-Identifier: Apache-2.0
"""tamper_xlsx.py KIND IN OUT: a copy of the sample workbook, altered or re-packed in one way."""
import re
import sys
import zipfile

kind, source, target = sys.argv[1:4]
parts = {i.filename: zipfile.ZipFile(source).read(i) for i in zipfile.ZipFile(source).infolist()}


def edit(name, old, new, count=1):
    text = parts[name].decode()
    assert re.search(old, text, re.S), (kind, old)
    parts[name] = re.sub(old, lambda m: m.expand(new), text, count=count, flags=re.S).encode()


def fill(row):
    """A row of this kind in every place a sheet has."""
    before, after = re.split(rb"<sheetData>.*</sheetData>", parts[S3], flags=re.S)
    rows = "".join(row % (i, i) for i in range(1, 1048577))
    parts[S3] = before + b"<sheetData>" + rows.encode() + b"</sheetData>" + after


S1, S3, STYLES = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet3.xml", "xl/styles.xml"
if kind == "none":
    pass
elif kind == "cell":
    edit(S3, "not ready", "ready")
elif kind == "time":
    edit(S3, r'(<c r="E\d+" s="\d+"><v>\d+)(</v>)', r"\g<1>.5\2")
elif kind == "time-alone":
    edit(S3, r'(<c r="E\d+" s="\d+"><v>)\d+(</v>)', r"\g<1>0.5\2")
elif kind == "formula":
    edit(S3, r'<c r="B3"( s="\d+")? t="inlineStr"><is><t>not ready</t></is></c>',
         r'<c r="B3"\1 t="str"><f>IF(TODAY()&gt;0,"ready","")</f><v>not ready</v></c>')
elif kind == "formula-number":
    edit(S3, r'<c r="C3"( s="\d+")?><v>2.5</v></c>', r'<c r="C3"\1><f>9+0</f><v>2.5</v></c>')
elif kind in ("drawing", "empty-drawing"):
    inside = "" if kind == "empty-drawing" else '<xdr:absoluteAnchor><xdr:sp><xdr:txBody>ready</xdr:txBody></xdr:sp></xdr:absoluteAnchor>'
    parts["xl/drawings/drawing9.xml"] = ('<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">%s</xdr:wsDr>' % inside).encode()
    parts["xl/worksheets/_rels/sheet3.xml.rels"] = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing" Target="../drawings/drawing9.xml"/></Relationships>'
    edit(S3, r"</worksheet>", '<drawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId9"/></worksheet>')
elif kind == "comment":
    edit(S1, r"</worksheet>", '<legacyDrawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId9"/></worksheet>')
elif kind == "verify-drawing":
    last = max((n for n in parts if n.startswith("xl/worksheets/sheet")), key=lambda n: int(re.sub(r"\D", "", n)))
    edit(last, r"</worksheet>", '<drawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId9"/></worksheet>')
elif kind == "format":
    edit(STYLES, r'formatCode="[^"]*%[^"]*"', 'formatCode="&quot;100%&quot;"')
elif kind == "text-format":
    edit(STYLES, r'formatCode="@"', 'formatCode="General;General;General;&quot;ready&quot;"')
elif kind == "percent-format":
    edit(STYLES, r'formatCode="[^"]*%[^"]*"', 'formatCode="0%"')
elif kind == "extra-row":
    edit(S3, r"</sheetData>", '<row r="9"><c r="A9" t="inlineStr"><is><t>Stage 3</t></is></c></row></sheetData>')
elif kind == "far-row":
    edit(S3, r"</sheetData>", '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>')
elif kind == "beside":
    edit(S3, r"</row></sheetData>", '<c r="Z4" t="inlineStr"><is><t>but ready</t></is></c></row></sheetData>')
elif kind == "extra-sheet":
    edit("xl/workbook.xml", r'<sheet name="Verify"[^>]*r:id="(rId\d+)"/>', r'\g<0><sheet name="More" sheetId="99" r:id="\1"/>')
elif kind == "doctype":
    edit(S3, r"<worksheet", "<!DOCTYPE x><worksheet")
elif kind == "sparse-empty":
    fill('<row r="%d"><c r="XFD%d"/></row>')
elif kind == "sparse-full":
    fill('<row r="%d"><c r="IV%d"><v>1</v></c></row>')
    edit("xl/worksheets/sheet2.xml", r"<v>3</v>", "<v>1048575</v>")
elif kind == "hyperlink":
    edit(S3, r"</worksheet>", '<hyperlinks><hyperlink ref="A1" location="x"/></hyperlinks></worksheet>')
elif kind == "validation":
    edit(S3, r"</worksheet>", '<dataValidations><dataValidation prompt="ready" sqref="A1"/></dataValidations></worksheet>')
elif kind == "twin":
    parts["XL/Worksheets/Sheet3.xml"] = parts[S3]
elif kind == "many-parts":
    for i in range(5000):
        parts["x/%d" % i] = b""
elif kind == "bomb":
    parts[S3] = parts[S3].replace(b"</sheetData>", b"</sheetData>" + b" " * (100 << 20))
elif kind == "no-style":
    for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        edit(name, r'<(Override|Relationship) [^>]*styles[^>]*/>', "")
    del parts[STYLES]
elif kind in ("crc", "method", "encrypted"):
    pass
else:
    sys.exit("unknown kind " + kind)
with zipfile.ZipFile(target, "w", zipfile.ZIP_BZIP2 if kind == "method" else zipfile.ZIP_DEFLATED) as z:
    for name, data in parts.items():
        z.writestr(name, data)
if kind == "crc":
    # The checksum stands in the entry's own header and in the directory.
    raw = bytearray(open(target, "rb").read())
    for mark, at, name in ((b"PK\x03\x04", 14, 30), (b"PK\x01\x02", 16, 46)):
        for m in re.finditer(re.escape(mark), bytes(raw)):
            if raw[m.start() + name:].startswith(S3.encode()):
                raw[m.start() + at] ^= 1
    open(target, "wb").write(raw)
elif kind == "encrypted":
    raw = bytearray(open(target, "rb").read())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for m in re.finditer(re.escape(mark), bytes(raw)):
            raw[m.start() + at] |= 1
    open(target, "wb").write(raw)

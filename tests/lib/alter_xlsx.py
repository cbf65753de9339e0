# SPDX-License-Identifier: Apache-2.0
"""alter_xlsx.py IN FOLDER: copies of a report's workbook that hold its content and show something else, one a file.
Prints a line for each: its name, a tab, what must be said of it. Works on workbooks of several programs."""
import re
import sys
import zipfile

source, folder = sys.argv[1:3]
PARTS = {i.filename: zipfile.ZipFile(source).read(i) for i in zipfile.ZipFile(source).infolist()}
SUMMARY, GATES, STYLES, BOOK = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet4.xml", "xl/styles.xml", "xl/workbook.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
R = 'xmlns:r="%s"' % OFFICE


def tag(parts, part, start, **attributes):
    """Sets attributes in the first tag that begins so."""
    text = parts[part].decode()
    m = re.search(start + r"[^>]*?(?=/?>)", text)
    assert m, (part, start)
    new = m.group(0)
    for name, value in attributes.items():
        name = name.replace("__", ":")
        new = re.sub(r'\s%s="[^"]*"' % name, "", new) + ' %s="%s"' % (name, value)
    parts[part] = (text[:m.start()] + new + text[m.end():]).encode()


def put(parts, part, mark, new, after=False):
    """Text before (or behind) the first place of a mark."""
    text = parts[part].decode()
    m = re.search(mark, text)
    assert m, (part, mark)
    at = m.end() if after else m.start()
    parts[part] = (text[:at] + new + text[at:]).encode()


def swap(parts, part, old, new):
    text = parts[part].decode()
    assert re.search(old, text, re.S), (part, old)
    parts[part] = re.sub(old, lambda m: m.expand(new), text, count=1, flags=re.S).encode()


def style(cell, sheet=SUMMARY):
    return int(re.search(r'<c r="%s"[^>]*? s="(\d+)"' % cell, PARTS[sheet].decode()).group(1))


def xf(parts, cell, sheet=SUMMARY, **attributes):
    """A cell gets a style of its own: the one it has, with these attributes."""
    text = parts[STYLES].decode()
    cells = re.search(r"<cellXfs[^>]*>(.*?)</cellXfs>", text, re.S).group(1)
    entries = re.findall(r"<xf [^>]*?/>|<xf .*?</xf>", cells, re.S)
    entry = entries[style(cell, sheet)]
    for name, value in attributes.items():
        entry = re.sub(r'\s%s="[^"]*"' % name, "", entry)
        entry = entry.replace("<xf ", '<xf %s="%s" ' % (name, value), 1)
    parts[STYLES] = text.replace("</cellXfs>", entry + "</cellXfs>").encode()
    tag(parts, sheet, '<c r="%s"' % cell, s=len(entries))


def own(parts, cell, kind, new, sheet=SUMMARY):
    """A cell gets a font, fill or border of its own."""
    n = len(re.findall(r"<%s[ >/]" % kind, re.search(r"<%ss.*?</%ss>" % (kind, kind), parts[STYLES].decode(), re.S).group(0)))
    put(parts, STYLES, "</%ss>" % kind, new)
    key = {"font": "Font", "fill": "Fill", "border": "Border"}[kind]
    xf(parts, cell, sheet, **{kind + "Id": n, "apply" + key: 1})


def font(size=11, colour="000000", more="", name="Calibri"):
    return '<font>%s<sz val="%s"/><color rgb="FF%s"/><name val="%s"/><family val="2"/></font>' % (more, size, colour, name)


def filled(colour):
    return '<fill><patternFill patternType="solid"><fgColor rgb="FF%s"/></patternFill></fill>' % colour


def add_part(parts, name, text, kind, of):
    """A part with its type and the relation to it."""
    parts[name] = text.encode()
    put(parts, "[Content_Types].xml", "</Types>", '<Override PartName="/%s" ContentType="application/%s+xml"/>' % (name, kind))
    folder, base = of.rsplit("/", 1)
    rels = "%s/_rels/%s.rels" % (folder, base)
    parts.setdefault(rels, b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>')
    put(parts, rels, "</Relationships>", '<Relationship Id="rId99" Type="%s/%s" Target="/%s"/>' % (OFFICE, kind.rsplit(".", 1)[1], name))


def comment(parts):
    text = '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>A</author></authors><commentList>' \
        '<comment ref="B4" authorId="0"><text><t>Verdict changed to READY by the auditor</t></text></comment></commentList></comments>'
    add_part(parts, "xl/comments1.xml", text, "vnd.openxmlformats-officedocument.spreadsheetml.comments", SUMMARY)


def margin(parts, element, text):
    if "<%s>" % element in parts[SUMMARY].decode():
        swap(parts, SUMMARY, "<%s>.*?</%s>" % (element, element), "<%s>%s</%s>" % (element, text, element))
    elif "<headerFooter" in parts[SUMMARY].decode():
        put(parts, SUMMARY, "</headerFooter>", "<%s>%s</%s>" % (element, text, element))
    else:
        put(parts, SUMMARY, "(?=</worksheet>|<drawing)", "<headerFooter><%s>%s</%s></headerFooter>" % (element, text, element))


def prop(parts, part, name, text):
    old = parts[part].decode()
    if "<%s>" % name in old or "<%s/>" % name in old:
        swap(parts, part, "<%s>.*?</%s>|<%s/>" % (name, name, name), "<%s>%s</%s>" % (name, text, name))
    else:
        put(parts, part, "</[A-Za-z:]*(coreProperties|Properties)>", "<%s>%s</%s>" % (name, text, name))


def in_table(parts, new):
    put(parts, GATES, "</sheetData>", new, True)


def rich(parts, run):
    """The verdict of the summary as a text with formats."""
    if 'r="B4"' in parts[SUMMARY].decode() and "inlineStr" in parts[SUMMARY].decode():
        swap(parts, SUMMARY, r'(<c r="B4"[^>]*><is>).*?(</is>)', r"\1%s\2" % run)
    else:
        n = int(re.search(r'<c r="B4"[^>]*><v>(\d+)</v>', parts[SUMMARY].decode()).group(1))
        text = parts["xl/sharedStrings.xml"].decode()
        items = list(re.finditer(r"<si>.*?</si>", text, re.S))
        parts["xl/sharedStrings.xml"] = (text[:items[n].start()] + "<si>%s</si>" % run + text[items[n].end():]).encode()


def name(parts, new):
    put(parts, BOOK, "</definedNames>", new)


RUN = '<r><rPr><sz val="11"/><color rgb="FFFFFFFF"/><rFont val="Calibri"/></rPr><t>not ready</t></r>'
DRAWING = '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/' \
    'drawingml/2006/main"><xdr:absoluteAnchor><xdr:sp><xdr:nvSpPr><xdr:cNvPr id="1" name="x" descr="READY"/></xdr:nvSpPr></xdr:sp></xdr:absoluteAnchor></xdr:wsDr>'
KINDS = {
    # What hides rows, columns and sheets.
    "row-hidden": (lambda p: tag(p, GATES, '<row r="2"', hidden=1), "row 2 of Gates is hidden"),
    "row-tiny": (lambda p: tag(p, GATES, '<row r="3"', ht="0.1", customHeight=1), "row 3 of Gates is too low to be read"),
    "row-flat": (lambda p: tag(p, SUMMARY, '<row r="4"', ht="0", customHeight=1), "row 4 of Summary is too low"),
    "row-huge": (lambda p: tag(p, GATES, '<row r="1"', ht="409", customHeight=1), "row 1 of Gates is too high"),
    "row-folded": (lambda p: tag(p, GATES, '<row r="3"', outlineLevel=1), "row 3 of Gates is part of an outline"),
    "rows-zero": (lambda p: tag(p, GATES, "<sheetFormatPr", zeroHeight=1), "sheet Gates hides its rows"),
    "column-hidden": (lambda p: tag(p, SUMMARY, '<col (?=[^>]*max="2")', hidden=1), "column B of Summary is hidden"),
    "column-narrow": (lambda p: tag(p, SUMMARY, '<col (?=[^>]*max="2")', width="0.1"), "column B of Summary has another width (0.1"),
    "column-wide": (lambda p: tag(p, SUMMARY, '<col (?=[^>]*max="1")', width="200"), "column A of Summary has another width"),
    "columns-lost": (lambda p: swap(p, SUMMARY, "<cols>.*?</cols>", ""), "column A of Summary has another width"),
    "sheet-hidden": (lambda p: tag(p, BOOK, '<sheet name="Gates"', state="hidden"), "sheet Gates is hidden"),
    "sheet-very-hidden": (lambda p: tag(p, BOOK, '<sheet name="Gates"', state="veryHidden"), "sheet Gates is hidden"),
    "sheets-swapped": (lambda p: swap(p, BOOK, r'(<sheet name="Summary".*?/>)(<sheet name="Contents".*?/>)', r"\2\1"), "stands where the report has its sheet Summary"),
    "merged": (lambda p: in_table(p, '<mergeCells count="1"><mergeCell ref="A4:B4"/></mergeCells>'), "sheet Gates has merged cells"),
    "filter-hides": (lambda p: swap(p, GATES, r'<autoFilter ([^>/]*)(?:/>|></autoFilter>)', r'<autoFilter \1><filterColumn colId="0"><filters><filter val="x"/></filters></filterColumn></autoFilter>'),
                     "sheet Gates has a filter that hides rows"),
    "filter-mode": (lambda p: tag(p, GATES, "<sheetPr", filterMode=1), "sheet Gates has a filter that hides rows"),
    "filter-smaller": (lambda p: tag(p, GATES, "<autoFilter", ref="A1:B2"), "sheet Gates has a filter that the report has not"),
    "print-area": (lambda p: name(p, '<definedName name="_xlnm.Print_Area" localSheetId="0">Summary!$A$1:$B$2</definedName>'), "prints only a part of sheet Summary"),
    "name": (lambda p: name(p, '<definedName name="CERTIFIED_READY">Summary!$B$4</definedName>'), 'a name that the report has not: "CERTIFIED_READY"'),
    "freeze": (lambda p: swap(p, SUMMARY, r"<sheetView ([^>]*?)/?>(<selection[^>]*/></sheetView>)?", r'<sheetView \1><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView>'), "sheet Summary has frozen rows"),
    "scrolled": (lambda p: swap(p, GATES, r"<sheetView [^>]*>.*?</sheetView>",
                                '<sheetView topLeftCell="A9" workbookViewId="0"><pane ySplit="1" topLeftCell="A10" state="frozen"/></sheetView>'), "sheet Gates opens below its titles"),
    "zoom": (lambda p: tag(p, SUMMARY, "<sheetView ", zoomScale=10), "sheet Summary is zoomed"),
    "right-to-left": (lambda p: tag(p, SUMMARY, "<sheetView ", rightToLeft=1), "sheet Summary runs from right to left"),
    "formulas-shown": (lambda p: tag(p, SUMMARY, "<sheetView ", showFormulas=1), "sheet Summary shows formulas"),
    "tabs-hidden": (lambda p: tag(p, BOOK, "<workbookView ", showSheetTabs=0), "does not show its sheets' tabs"),
    "window-hidden": (lambda p: tag(p, BOOK, "<workbookView ", visibility="hidden"), "has a hidden window"),
    "portrait": (lambda p: tag(p, SUMMARY, "<pageSetup ", orientation="portrait"), "sheet Summary prints in portrait"),
    "black-and-white": (lambda p: tag(p, SUMMARY, "<pageSetup ", blackAndWhite=1), "sheet Summary prints without colours"),
    # Texts that are no cells.
    "comment": (comment, "it has comments (part xl/comments1.xml)"),
    "comment-drawn": (lambda p: (comment(p), put(p, SUMMARY, "</worksheet>", '<legacyDrawing %s r:id="rId98"/>' % R)), "sheet Summary has comments"),
    "header": (lambda p: margin(p, "oddHeader", "&amp;CCERTIFIED READY"), "a text that the report has not (oddHeader"),
    "footer": (lambda p: margin(p, "oddFooter", "&amp;CCERTIFIED READY"), 'sheet Summary has another text below its pages ("&CCERTIFIED READY'),
    "footer-of-table": (lambda p: swap(p, GATES, "<oddFooter>.*?</oddFooter>", "<oddFooter>READY</oddFooter>"), "sheet Gates has another text below"),
    "first-header": (lambda p: (margin(p, "firstHeader", "READY"), tag(p, SUMMARY, "<headerFooter", differentFirst=1)), "sheet Summary has differentFirst"),
    "hint": (lambda p: in_table(p, '<dataValidations count="1"><dataValidation prompt="READY" sqref="B2"/></dataValidations>'), "sheet Gates has a hint"),
    "link": (lambda p: in_table(p, '<hyperlinks><hyperlink ref="A2" location="x" tooltip="READY"/></hyperlinks>'), "sheet Gates has a link"),
    "drawing": (lambda p: (add_part(p, "xl/drawings/drawing99.xml", DRAWING, "vnd.openxmlformats-officedocument.drawing", SUMMARY),
                           put(p, SUMMARY, "</worksheet>", '<drawing %s r:id="rId99"/>' % R if "<drawing" not in p[SUMMARY].decode() else "")), "xdr:absoluteAnchor"),
    "title": (lambda p: prop(p, "docProps/core.xml", "dc:title", "CERTIFIED READY"), 'its properties say "CERTIFIED READY"'),
    "subject": (lambda p: prop(p, "docProps/core.xml", "dc:subject", "READY"), "its properties has a text that the report has not (dc:subject"),
    "author": (lambda p: prop(p, "docProps/core.xml", "dc:creator", "The auditor"), "(dc:creator"),
    "keywords": (lambda p: prop(p, "docProps/core.xml", "cp:keywords", "READY"), "(cp:keywords"),
    "comments-property": (lambda p: prop(p, "docProps/core.xml", "dc:description", "READY"), "(dc:description"),
    "company": (lambda p: prop(p, "docProps/app.xml", "Company", "Auditors Ltd"), 'its properties say "Auditors Ltd"'),
    "manager": (lambda p: prop(p, "docProps/app.xml", "Manager", "READY"), "Manager"),
    "program": (lambda p: prop(p, "docProps/app.xml", "Application", "CERTIFIED READY"), 'say "CERTIFIED READY"'),
    "phonetic": (lambda p: rich(p, '<t>not ready</t><rPh sb="0" eb="3"><t>READY</t></rPh>'), "cell B4 of Summary has a phonetic text"),
    # What makes a text unreadable, or another one stand out.
    "white-font": (lambda p: own(p, "B4", "font", font(colour="FFFFFF")), "cell B4 of Summary has its text in the colour FFFFFF (issued: 000000)"),
    "tiny-font": (lambda p: own(p, "B4", "font", font(size=1)), "cell B4 of Summary has its text in size 1 (issued: 11)"),
    "strike": (lambda p: own(p, "B4", "font", font(more="<strike/>")), "cell B4 of Summary has its text in italics, struck through"),
    "underlined": (lambda p: own(p, "B4", "font", font(more="<u/>")), "cell B4 of Summary has its text underlined"),
    "symbols": (lambda p: own(p, "B4", "font", font(name="Wingdings")), 'cell B4 of Summary has its text in the font "Wingdings"'),
    "bold": (lambda p: own(p, "B4", "font", font(more="<b/>")), "cell B4 of Summary has its text in bold"),
    "filled": (lambda p: own(p, "B4", "fill", filled("00FF00")), "cell B4 of Summary is filled with 00FF00"),
    "filled-black": (lambda p: (own(p, "B4", "fill", filled("000000"))), "cell B4 of Summary is filled with 000000"),
    "pattern": (lambda p: own(p, "B4", "fill", '<fill><patternFill patternType="darkGray"/></fill>'), "cell B4 of Summary is filled with a pattern"),
    "head-fill": (lambda p: own(p, "A1", "fill", filled("1B6E3C"), GATES), "cell A1 of Gates is filled with 1B6E3C"),
    "border": (lambda p: own(p, "B4", "border", '<border><left style="thick"/><right/><top/><bottom/><diagonal/></border>'), "cell B4 of Summary has lines that the report has not"),
    "red-to-green": (lambda p: swap(p, STYLES, "FFA61B1B", "FF1B6E3C"), "in the colour 1B6E3C (issued: A61B1B)"),
    "turned": (lambda p: p.__setitem__(STYLES, re.sub(rb'<alignment (.*?)(textRotation="0" )?', rb'<alignment textRotation="90" \1', p[STYLES].replace(b'textRotation="0" ', b""))),
               "has its text turned"),
    "rich-white": (lambda p: rich(p, RUN), "cell B4 of Summary has"),
    "conditional": (lambda p: in_table(p, '<conditionalFormatting sqref="A1:C5"><cfRule type="expression" dxfId="0" priority="1"><formula>TRUE</formula></cfRule></conditionalFormatting>'),
                    "sheet Gates has a conditional format"),
    "column-style": (lambda p: (own(p, "B4", "fill", filled("FF0000")), tag(p, SUMMARY, '<c r="B4"', s=style("B4")),
                                tag(p, GATES, '<col (?=[^>]*min="1")', style=len(re.findall("<xf ", re.search("<cellXfs.*?</cellXfs>", p[STYLES].decode(), re.S).group(0))) - 1)),
                     "column A of Gates is filled with FF0000"),
    "not-applied": (lambda p: (own(p, "B4", "font", font()), swap(p, STYLES, r'applyFont="1" fontId="(\d+)"(?=((?!applyFont="1" fontId).)*$)', r'applyFont="0" fontId="\1"')),
                    "programs show in different ways"),
    "protected": (lambda p: in_table(p, '<sheetProtection sheet="1"/>'), "sheet Gates has a protection"),
    "tab": (lambda p: swap(p, GATES, "<sheetPr([^>]*)>", r'<sheetPr\1><tabColor rgb="FF00FF00"/>'), "sheet Gates has a coloured tab"),
    "theme": (lambda p: add_part(p, "xl/theme/theme2.xml", "<x/>", "vnd.openxmlformats-officedocument.theme", BOOK), "has a relation"),
    # Elements that one program reads and another passes over.
    "foreign-rows": (lambda p: swap(p, GATES, '<row r="2"(.*?)</row>', r'<z:row xmlns:z="urn:z" r="2"\1</z:row>'), "sheet Gates"),
    "part-unknown": (lambda p: p.__setitem__("xl/READY.xml", b"<ready/>"), "it has a part xl/READY.xml"),
    "part-beside": (lambda p: p.__setitem__("READY.txt", b"ready"), "it has a part READY.txt"),
    "relation-outside": (lambda p: put(p, "xl/_rels/workbook.xml.rels", "</Relationships>",
                                       '<Relationship Id="rId98" Type="%s/externalLink" Target="http://x/" TargetMode="External"/>' % OFFICE), "xl/_rels/workbook.xml.rels"),
}


def write(target, parts, comment=b""):
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as z:
        for part, data in parts.items():
            z.writestr(part, data)
        z.comment = comment


for kind, (change, says) in KINDS.items():
    parts = dict(PARTS)
    change(parts)
    write("%s/%s.xlsx" % (folder, kind), parts)
    print(kind, says, sep="\t")
write(folder + "/zip-comment.xlsx", PARTS, b"CERTIFIED READY")
print("zip-comment", "the file has", sep="\t")
raw = open(source, "rb").read()
for kind, data, says in (("appended", raw + b"READY", "the file has something behind its end"),
                         ("prepended", b"READY" + raw, ""),
                         ("between", None, "something before its directory")):
    if data is None:
        at = int.from_bytes(raw[-6:-2], "little")
        data = raw[:at] + b"READY" + raw[at:-6] + (at + 5).to_bytes(4, "little") + raw[-2:]
    open("%s/%s.xlsx" % (folder, kind), "wb").write(data)
    print(kind, says, sep="\t")

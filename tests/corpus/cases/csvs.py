# SPDX-License-Identifier: Apache-2.0
"""CSV: the table of what its readers do, and what people's programs write."""
H = "training_id,person,course_code,completed_on,status"
R = "T-9,P1,C1,2026-01-01,completed"
HE = H + ",evidence"


def ev(field, end="\n"):
    """A row whose evidence is the field as it stands."""
    return "%s%s%s,%s%s" % (HE, end, R, field, end)


def quoting():
    for name, what, field in (
            ("quote-inside", "a quote inside an unquoted field", 'a "b" c'),
            ("quote-first", "a quote in the middle of an unquoted field", 'x"'),
            ("quote-text-behind", "text behind a closing quote", '"a"b'),
            ("quote-blank-behind", "a blank behind a closing quote", '"a" '),
            ("quote-blank-before", "a blank before an opening quote", ' "a"'),
            ("quote-backslash", "a quote behind a backslash", '"say \\"hi\\""'),
            ("quote-doubled", "doubled quotes", '"say ""hi"" "'),
            ("quote-only", "a field of two quotes", '""'),
            ("quote-four", "a field of four quotes", '""""'),
            ("quote-three", "a field of three quotes", '"""'),
            ("quote-single", "single quotes", "'a,b'"),
            ("quote-curly", "curly quotes", "\u201ca,b\u201d"),
            ("quote-curly-plain", "curly quotes without a delimiter", "\u201ca\u201d"),
            ("quoted-delimiter", "a delimiter in quotes", '"a,b;c\td|e"'),
            ("quoted-newline", "line ends in quotes", '"a\nb\r\nc\rd"'),
            ("blanks-kept", "blanks and tabs around a value", "  \t a \t "),
            ("ctrl-z", "a Ctrl-Z", "a\x1ab"), ("vertical-tab", "a vertical tab", "a\x0bb"), ("form-feed", "a form feed",
            "a\x0cb"),
            ("escape", "an escape sequence", "\x1b[31mred\x1b[0m"), ("delete", "a delete character", "a\x7fb"),
            ("c1", "a control character of the upper kind", "a\u0085b"),
            ("line-separator", "a line separator U+2028", "a\u2028b"), ("nbsp", "no-break spaces", "\u00a0a\u00a0b\u00a0"),
            ("zero-width", "a mark of no width", "a\u200bb"), ("bidi", "marks that turn the direction", "a\u202egnp.exe"),
            ("bom-inside", "a byte order mark inside", "a\ufeffb"), ("ffff", "a noncharacter", "a\uffffb"), ("emoji",
            "letters beyond the first plane", "\U0001f600"),
            ("combining", "a letter and its accent apart", "Mu\u0308ller"),
            ("formula-equals", "a text that looks like a formula", "=HYPERLINK(\"\"x\"\")".replace('""', "'")),
            ("formula-plus", "a text that begins with a plus", "+49 30 123"), ("formula-at", "a text that begins with an at",
            "@sum"),
            ("formula-minus", "a text that begins with a minus", "-1+1"), ("tab-first", "a text that begins with a tab",
            "\tx")):
        yield "csv-%s.csv" % name, what, ev(field)
    yield "csv-quote-open.csv", "a quote that is never closed", ev('"a')
    yield "csv-quote-open-early.csv", "a quote that is never closed, many rows before the end", \
        H + '\nT-8,"P1,C1,2026-01-01,completed\n' + "".join("T-%d,P1,C1,2026-01-01,completed\n" % i for i in range(10, 60))
    yield "csv-quote-open-paired.csv", "an open quote that a later one closes", \
        H + '\nT-8,"P1,C1,2026-01-01,completed\nT-9,P1",C1,2026-01-01,completed\n'
    yield "csv-quote-header.csv", "a stray quote in the header", 'training_id,per"son,course_code,completed_on,status\n' + R + "\n"
    yield "csv-quote-header-open.csv", "an open quote in the header", 'training_id,"person,course_code,completed_on,status\n' + R + "\n"
    yield "csv-quoted-all.csv", "every field in quotes", "\n".join(",".join('"%s"' % f for f in l.split(",")) for l in (H,
        R)) + "\n"
    yield "csv-quoted-header-newline.csv", "a header with a line end in it", H.replace("completed_on",
        '"Completion\nDate"') + "\n" + R + "\n"
    yield "csv-no-last-newline.csv", "no line end at the end", H + "\n" + R
    yield "csv-open-no-last.csv", "a file that ends in a quoted field", ev('"a"', "\n").rstrip("\n")


def line_ends():
    rows = [H, R, R.replace("T-9", "T-10")]
    yield "csv-cr.csv", "lines that end in CR", "\r".join(rows)
    yield "csv-mixed-ends.csv", "lines that end each in its own way", H + "\r\n" + R + "\r" + rows[2] + "\n" + R.replace("T-9",
        "T-11")
    yield "csv-lfcr.csv", "lines that end in LF CR", "\n\r".join(rows)
    yield "csv-crcrlf.csv", "lines that end in CR CR LF", "\r\r\n".join(rows)
    yield "csv-blank-lines.csv", "blank lines everywhere", "\n\n" + "\n\n\n".join(rows) + "\n\n\n"
    yield "csv-lines-of-blanks.csv", "lines of blanks", H + "\n   \n\t\n" + R + "\n  \n"
    yield "csv-lines-of-commas.csv", "lines of commas", H + "\n,,,,\n" + R + "\n,,,,\n"
    yield "csv-lines-of-quotes.csv", "lines of empty quoted fields", H + '\n"","","","",""\n' + R + "\n"
    yield "csv-line-of-one-quote.csv", "a line of one empty quoted field", H + '\n""\n' + R + "\n"


def shapes():
    yield "csv-header-only.csv", "a header without rows", H + "\n"
    yield "csv-newlines-only.csv", "nothing but line ends", "\n\r\n\n"
    yield "csv-blanks-only.csv", "nothing but blanks", "   \t  "
    yield "csv-commas-only.csv", "nothing but commas", ",,,,\n,,,,\n"
    yield "csv-one-letter.csv", "one letter", "x"
    yield "csv-one-quote.csv", "one quote", '"'
    yield "csv-rows-only.csv", "rows without a header", R + "\n" + R.replace("T-9", "T-10") + "\n"
    yield "csv-short.csv", "a row of fewer cells", H + "\n" + R + "\nT-10,P1\n"
    yield "csv-long.csv", "a row of more cells", H + "\n" + R + ",x,y\n"
    yield "csv-long-empty.csv", "a row of more cells that are empty", H + "\n" + R + ",,,\n"
    yield "csv-one-column.csv", "a file of one column", "training_id\nT-9\n"
    yield "csv-columns-4096.csv", "as many columns as may be", H + "," * 4091 + "\n" + R + "," * 4091 + "\n"
    yield "csv-columns-4097.csv", "one more", H + "," * 4092 + "\n" + R + "," * 4092 + "\n"
    yield "csv-columns-10000.csv", "10,000 columns in a row below", H + "\n" + R + "\n" + "x," * 10000 + "\n"
    yield "csv-field-1-mib.csv", "a field of 1 MiB", ev("x" * (1 << 20))
    yield "csv-field-longer.csv", "a field of one byte more", ev("x" * ((1 << 20) + 1))
    yield "csv-field-long-quoted.csv", "a quoted field of 3 MiB", ev('"%s"' % ("x\n" * (3 << 19)))
    yield "csv-header-long.csv", "a header of 100 KB", H + "," + "h" * 100000 + "\n" + R + ",x\n"
    yield "csv-line-long.csv", "a line of 4,000 long fields", H + "," + ",".join("c%d" % i for i in range(4000)) + "\n" + R + ("," + "v" * 500) * 4000 + "\n"
    yield "csv-title.csv", "a title above the header", "Training 2026\n\n" + H + "\n" + R + "\n"
    yield "csv-title-broken.csv", "a title with a stray quote above the header", 'Training "2026\n' + H + "\n" + R + "\n"
    yield "csv-total.csv", "a line of totals", H + "\n" + R + "\nTotal,1,,,\n"
    yield "csv-total-wide.csv", "a line of totals that is a full row", H + "\n" + R + "\nTotal,P1,C1,2026-01-01,completed\n"
    yield "csv-footer.csv", "a line below the table", H + "\n" + R + "\nPrinted on 2026-01-02 by HR\n"
    yield "csv-header-again.csv", "the header once more further down", H + "\n" + R + "\n" + H + "\n" + R.replace("T-9",
        "T-10") + "\n"
    yield "csv-header-two-rows.csv", "a header of two rows", "Training ID,Person,Course,,Status\n,,Code,Completion date,\n" + R + "\n"
    yield "csv-header-row-wrong.csv", "the header row is said to be another", H + "\n" + R + "\n", "--header-row 2"
    yield "csv-header-row-beyond.csv", "the header row is said to be below the end", H + "\n" + R + "\n", "--header-row 9"
    yield "csv-keys-doubled.csv", "a key twice, with other values", H + "\n" + R + "\n" + R.replace("C1", "C2") + "\n"
    yield "csv-rows-doubled.csv", "a row twice", H + "\n" + R + "\n" + R + "\n"
    yield "csv-keys-case.csv", "keys that differ in case", H + "\n" + R + "\n" + R.replace("T-9", "t-9").replace("C1",
        "C2") + "\n"


def headers():
    def of(header, row, *options):
        return (header + "\n" + row + "\n",) + options
    for name, what, header, row, *options in (
            ("unknown", "a column that nobody knows", H + ",Colour", R + ",red"),
            ("near", "a column that is misspelt", H.replace("completed_on", "completed_no"), R),
            ("doubled", "a column twice", H + ",status", R + ",completed"),
            ("doubled-alias", "two names of one column", H + ",Learner", R + ",P2"),
            ("unnamed", "a column without a name that has values", H + ",", R + ",x"),
            ("unnamed-first", "a first column without a name", "," + H, "1," + R),
            ("unnamed-empty", "a column without name and values", H + ",", R + ","),
            ("case", "names in capitals", H.upper(), R), ("spaces", "names with blanks around", " , ".join(H.split(",")), R),
            ("accents", "names in another language", "Schulungs-ID,Personalnummer,Kurs-ID,Abschlussdatum,Status", R),
            ("quotes", "a name with quotes in it", H + ',"the ""big"" one"', R + ",x"),
            ("control", "a name with a control character", H + ",ev\x1b[1midence", R + ",x"),
            ("newline", "an unknown name of two lines", H + ',"two\nlines"', R + ",x"),
            ("sign", "a name that is only a sign", H + ",#", R + ",1"),
            ("formula", "a name that is a formula", H + ",=1+1", R + ",1"),
            ("number", "a name that is a number", H + ",2026", R + ",1"),
            ("nokey", "no key and no way to make one", "course_code,completed_on,status", "C1,2026-01-01,completed",
            "--register training"),
            ("other-register", "the columns of another register", H, R, "--register suppliers"),
            ("no-register", "a register that does not exist", H, R, "--register trainings"),
            ("fruit", "columns of no register", "Apples,Pears", "1,2"),
            ("several", "columns of several registers", "ID,Name", "1,2"),
            ("personal", "names of persons for columns", "Ann,Bob,Carol", "1,2,3")):
        yield ("csv-header-%s.csv" % name, what) + of(header, row, *options)
    yield "csv-ignore-unknown.csv", "a column to leave out that is not there", H + "\n" + R + "\n", "--ignore-column Colour"
    yield "csv-set-unknown.csv", "a value for a field that is not there", H + "\n" + R + "\n", "--set colour=red"
    yield "csv-set-twice.csv", "a value for a field that has a column", H + "\n" + R + "\n", "--set status=completed"
    yield "csv-set-bad.csv", "a value that the field cannot have", H.replace(",status", "") + "\n" + R.replace(",completed",
        "") + "\n", "--set status=perhaps"
    yield "csv-sheet.csv", "a sheet of a file that has none", H + "\n" + R + "\n", "--sheet Training"


def delimiters():
    for d, name in ((";", "semicolon"), ("\t", "tab"), ("|", "bar"), (":", "colon"), (" ", "blank"), ("^", "caret"), ("\x1f",
        "unit-separator")):
        yield "csv-%s.csv" % name, "parted by " + name, (H + "\n" + R + "\n").replace(",", d)
    yield "csv-mixed-delimiters.csv", "a header with semicolons, rows with commas", H.replace(",", ";") + "\n" + R + "\n"
    yield "csv-delimiter-wrong.csv", "the delimiter is said to be another", H + "\n" + R + "\n", "--delimiter tab"
    yield "csv-sep.csv", "a first line sep=;", "sep=;\n" + (H + "\n" + R + "\n").replace(",", ";")
    yield "csv-sep-quoted.csv", "a first line in quotes", '"sep=;"\n' + (H + "\n" + R + "\n").replace(",", ";")
    yield "csv-sep-wrong.csv", "a first line sep=; and commas", "sep=;\n" + H + "\n" + R + "\n"
    yield "csv-sep-odd.csv", "a first line sep=#", "sep=#\n" + (H + "\n" + R + "\n").replace(",", "#")
    yield "csv-sep-only.csv", "only a first line sep=;", "sep=;\n"
    yield "csv-decimal-commas.csv", "numbers with commas, fields with commas", H + ",hours\n" + R + ",1,5\n"


def encodings():
    text = ev("Müller €")
    for name, what, data, *options in (
            ("utf8-bom", "UTF-8 with its mark", b"\xef\xbb\xbf" + text.encode()),
            ("utf8-bom-twice", "the mark twice", b"\xef\xbb\xbf\xef\xbb\xbf" + text.encode()),
            ("utf8-bom-quoted", "the mark before a quote", b"\xef\xbb\xbf" + b'"training_id"' + text.encode()[11:]),
            ("bom-only", "only the mark", b"\xef\xbb\xbf"), ("bom-cut", "half of the mark", b"\xef\xbb"),
            ("utf16-bom-only", "only the mark of UTF-16", b"\xff\xfe"),
            ("utf16le", "UTF-16", b"\xff\xfe" + text.encode("utf-16le")), ("utf16be", "UTF-16, the other way round",
            b"\xfe\xff" + text.encode("utf-16be")),
            ("utf16-bare", "UTF-16 without its mark", text.encode("utf-16le")), ("utf16-odd",
            "UTF-16 with half a letter at the end", b"\xff\xfe" + text.encode("utf-16le") + b"x"),
            ("utf16-surrogate", "UTF-16 with half a pair", b"\xff\xfe" + text.encode("utf-16le") + b"\x3d\xd8\x0a\0"),
            ("utf16-nul", "a NUL character in UTF-16", b"\xff\xfe" + ev("a\0b").encode("utf-16le")),
            ("utf32", "UTF-32", text.encode("utf-32")), ("utf32-bare", "UTF-32 without its mark", text.encode("utf-32le")),
            ("utf7", "UTF-7", text.encode("utf-7")), ("ebcdic", "EBCDIC", text.replace("€", "E").encode("cp500")),
            ("cp1252", "Windows-1252", text.encode("cp1252")), ("latin1", "Latin-1", text.replace("€", "E").encode("latin-1")),
            ("cp1251", "Windows-1251", ev("Иванов Иван").encode("cp1251")), ("cp850", "an encoding of DOS", text.replace("€",
            "E").encode("cp850")),
            ("sjis", "an encoding of Japan", ev("東京都").encode("shift_jis")), ("gbk", "an encoding of China",
            ev("北京市").encode("gbk")),
            ("utf8-then-latin1", "UTF-8 and Latin-1 in one file",
            text.encode() + "T-10,P1,C1,2026-01-01,completed,Köln\n".encode("latin-1")),
            ("latin1-then-utf8", "Latin-1 and UTF-8 in one file", text.replace("€",
            "E").encode("latin-1") + "T-10,P1,C1,2026-01-01,completed,Köln\n".encode()),
            ("utf8-cut", "UTF-8 that ends within a letter", ev("Mü").encode()[:-2]),
            ("utf8-long", "a letter in more bytes than it needs", HE.encode() + b"\n" + R.encode() + b",\xc0\xaf\n"),
            ("utf8-surrogate", "half of a pair in UTF-8", HE.encode() + b"\n" + R.encode() + b",\xed\xa0\x80\n"),
            ("utf8-twice", "UTF-8 that was taken for Latin-1 and encoded again", text.encode().decode("latin-1").encode()),
            ("nul", "a NUL byte", ev("a\0b")), ("nul-header", "a NUL byte in the header", H.replace("person",
            "per\0son") + "\n" + R + "\n"),
            ("nul-end", "NUL bytes at the end", H + "\n" + R + "\n" + "\0" * 512), ("nul-only", "nothing but NUL bytes",
            "\0" * 600),
            ("encoding-named", "UTF-8 that is said to be Windows-1252", text, "--encoding windows-1252"),
            ("encoding-wrong", "Latin-1 that is said to be UTF-8", text.replace("€", "E").encode("latin-1"),
            "--encoding utf-8"),
            ("encoding-unknown", "an encoding that nobody knows", text, "--encoding klingon"),
            ("encoding-ascii", "letters beyond ASCII that are said to be ASCII", text, "--encoding us-ascii")):
        yield ("csv-%s.csv" % name, what, data) + tuple(options)


def foreign():
    yield "csv-is-html.csv", "a web page", "<!DOCTYPE html><html><body>Sign in</body></html>"
    yield "csv-is-html-late.csv", "a web page behind a mark and blanks", "\ufeff\n\n  <HTML><head></head></HTML>"
    yield "csv-is-xml.csv", "XML", '<?xml version="1.0"?><rows><row/></rows>'
    yield "csv-is-pdf.csv", "a PDF", "%PDF-1.4\n"
    yield "csv-is-json.csv", "JSON", '[{"training_id": "T-9", "person": "P1"}]'
    yield "csv-is-gzip.csv", "a gzip file", b"\x1f\x8b\x08\0" + bytes(40)
    yield "csv-is-sqlite.csv", "a database", b"SQLite format 3\0" + bytes(80)
    yield "csv-is-rtf.csv", "a rich text", "{\\rtf1\\ansi training}"
    yield "csv-is-error.csv", "the error message of a server", "Error: session expired\n"
    yield "csv-is-sql.csv", "a script for a database", "INSERT INTO training VALUES ('T-9', 'P1');\n"
    yield "csv-is-markdown.csv", "a table for people", "| training_id | person |\n|---|---|\n| T-9 | P1 |\n"
    yield "csv-is-fixed.csv", "columns of fixed width", "training_id  person  course_code\nT-9          P1      C1\n"
    yield "csv-is-conflict.csv", "the marks of a merge", "<<<<<<< HEAD\n" + H + "\n" + R + "\n=======\n" + H + "\n>>>>>>> other\n"


def cases():
    for group in quoting, line_ends, shapes, headers, delimiters, encodings, foreign:
        yield from group()

#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The file back with its problems marked: mended as the marks say, it goes in.
. "$(dirname "$0")/../lib/scenario.sh"
new_store
py=/usr/bin/python3

# 1,000 bad rows of 10,000, in a workbook with a title, a formula column's notes
# and a sheet of its own beside it.
$py - <<'X'
import datetime
import openpyxl
b = openpyxl.Workbook()
s = b.active
s.title = "Training"
s.append(["Training of all staff"])
s.append([])
s.append(["Training ID", "Employee number", "Course Code", "Completion Date", "Status", "Hours"])
day = datetime.date(2026, 1, 1)
for i in range(10000):
    when, status, hours = day + datetime.timedelta(days=i % 200), "Completed", i % 9
    if i % 10 == 3:
        bad = i // 10 % 3
        if bad == 0:
            when = "31.02.2026"
        elif bad == 1:
            status = "Done it"
        else:
            hours = "many"
    s.append(["T-%05d" % i, "P%03d" % (i % 300), "C1", when, status, hours])
notes = b.create_sheet("Notes")
notes.append(["kept as it is"])
b.save("big.xlsx")
with open("big.csv", "w", encoding="cp1252", newline="") as f:
    f.write("Training ID;Employee number;Course Code;Completion Date;Status;Hours\r\n")
    for row in s.iter_rows(min_row=4, values_only=True):
        f.write(";".join(str(v.date() if hasattr(v, "date") else v) for v in row).replace("P001", "Müller") + "\r\n")
X
before=$(tree_hash store)
run preaudit-import --store store --marked mended.xlsx big.xlsx
is_status 3 "1,000 bad rows of 10,000"
out_has "1,000 refused" "are counted"
err_has "shown 20 of 1001 findings" "the first are told"
err_has "big.xlsx with its problems marked: mended.xlsx" "and the copy is named"
check "nothing was imported" [ "$before" = "$(tree_hash store)" ]
run preaudit-import --store store big.xlsx
err_has "To get the files back with their problems marked, add --marked FILE" "without it, the way is named"
cat >mend.py <<'X'
import sys
import openpyxl
b = openpyxl.load_workbook(sys.argv[1])
s = b["Training"]
head = [c.value for c in s[3]]
assert [c.value for c in b["Notes"][1]] == ["kept as it is"]
problem = next(i for i, h in enumerate(head) if h and h.startswith("Preaudit: problems"))
mended = comments = coloured = 0
for row in s.iter_rows(min_row=4):
    text = row[problem].value
    if not text:
        continue
    for i, name in enumerate(head[:problem]):
        if name + ": " in text:
            cell = row[i]
            comments += cell.comment is not None
            coloured += cell.fill.patternType == "solid"
            cell.value = {"Completion Date": "2026-02-28", "Status": "Completed", "Hours": 1}[name]
            mended += 1
assert mended == 1000 and coloured == 1000 and comments == 1000, (mended, coloured, comments)
assert "Known: planned" in next(r[problem].value for r in s.iter_rows(min_row=4) if r[problem].value and "Status: " in r[problem].value) \
    or "use one of: planned" in next(r[problem].value for r in s.iter_rows(min_row=4) if r[problem].value and "Status: " in r[problem].value)
b.save(sys.argv[1])
X
check "a script mends the marked cells" $py mend.py mended.xlsx
run preaudit-import --store store mended.xlsx
is_status 0 "the mended copy goes in"
out_has "10,000 rows read: 10,000 new" "all of it"
check "the column of problems is no data" [ "$(grep -c 'Preaudit' store/data/*-training.csv)" = 0 ]

# The same as .ods and flat .fods, mended by a script that edits their XML.
for x in ods fods; do
	new_store "store-$x"
	office --convert-to "$x" big.xlsx
	run preaudit-import --store "store-$x" --marked "mended.$x" "big.$x"
	is_status 3 "$x: 1,000 bad rows of 10,000"
	err_has "big.$x with its problems marked: mended.$x" "$x: and the copy is named"
	check "$x: a script mends the marked cells" $py - "mended.$x" <<'X'
import re, sys, zipfile
name = sys.argv[1]
book = zipfile.ZipFile(name) if name.endswith(".ods") else None
text = (book.read("content.xml") if book else open(name, "rb").read()).decode()
mended = 0
def mend(m):
    global mended
    if "Preaudit: this column" in m.group(0):
        return m.group(0)
    mended += 1
    said = re.search("<text:p>Preaudit: (.*?)</text:p>", m.group(0)).group(1)
    value = 'string"><text:p>Completed'
    if said.startswith("Completion Date"):
        value = 'date" office:date-value="2026-02-28"><text:p>2026-02-28'
    elif said.startswith("Hours"):
        value = 'float" office:value="1"><text:p>1'
    return '<table:table-cell office:value-type="' + value + "</text:p></table:table-cell>"
text = re.sub(r"<table:table-cell [^>]*>\s*<office:annotation><dc:creator>Preaudit<.*?</table:table-cell>", mend, text, flags=re.S)
assert mended == 1000, mended
if book:
    with zipfile.ZipFile("new.ods", "w", zipfile.ZIP_DEFLATED) as out:
        for n in book.namelist():
            out.writestr(n, text if n == "content.xml" else book.read(n), zipfile.ZIP_STORED if n == "mimetype" else zipfile.ZIP_DEFLATED)
else:
    open("new.fods", "w").write(text)
X
	run preaudit-import --store "store-$x" "new.$x"
	is_status 0 "$x: the mended copy goes in"
	out_has "10,000 rows read: 10,000 new" "$x: all of it"
	check "$x: the column of problems is no data" [ "$(grep -c 'Preaudit' "store-$x"/data/*-training.csv)" = 0 ]
done

# The same as CSV in the encoding it came in.
run preaudit-import --store store --marked mended.csv big.csv
is_status 3 "a CSV file with 1,000 bad rows"
check "its copy is in its own encoding" grep -aq $'M\xfcller' mended.csv
check "the others are as they were" $py - <<'X'
import csv
a = list(csv.reader(open("big.csv", encoding="cp1252", newline=""), delimiter=";"))
b = list(csv.reader(open("mended.csv", encoding="cp1252", newline=""), delimiter=";"))
assert [r[:6] for r in b] == a and b[0][6].startswith("Preaudit: problems")
assert sum(1 for r in b[1:] if r[6]) == 1000
X
sed -i 's/;31\.02\.2026;/;2026-02-28;/; s/;Done it;/;Completed;/; s/;many;/;1;/' mended.csv
run preaudit-import --store store mended.csv
is_status 0 "mended it goes in, the marks still in it"

# Several files, a folder for the copies.
mkdir in
printf 'training_id,person,course_code,completed_on,status\nA-1,P1,C1,31.02.2026,completed\n' >in/a.csv
printf 'training_id,person,course_code,completed_on,status\nB-1,P1,C1,2026-01-01,what\n' >in/b.csv
printf 'training_id,person,course_code,completed_on,status\nC-1,P1,C1,2026-01-01,completed\n' >in/c.csv
run preaudit-import --store store --marked out in
is_status 3 "two bad files of three"
check "a copy of each that has findings" [ "$(ls out | tr '\n' ' ')" = "a.csv b.csv c.csv " ]
check "errors are named in them" grep -q 'Completed on: there is no such day\|completed_on: there is no such day' out/a.csv
run preaudit-import --store store --marked in/a.csv in/a.csv
is_status 2 "the file itself is not written over"
check "and is as it was" grep -q '^A-1,P1,C1,31.02.2026,completed$' in/a.csv

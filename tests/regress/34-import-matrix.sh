#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A matrix whose cells are days and words: what a word says of the record, what
# gives a field twice, and which rows of it are taken.
. "$(dirname "$0")/../lib/scenario.sh"
export PREAUDIT_STORE=store
book() { /usr/bin/python3 "$root/tests/lib/book.py" "$1"; }
again() {
	[ ! -e store ] || { chmod -R u+w store; rm -rf store store.key*; }
	new_store
}
# records: course, kind, completed_on, status and provider of what was imported last, a line each
records() {
	/usr/bin/python3 - "$(ls store/data/*-training.csv | tail -1)" <<'E'
import csv, sys
for r in csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")):
    print("%s %s: %s" % (r["row"], r["person"], " ".join(r[f] or "-" for f in ("course_title", "kind", "completed_on", "status", "provider"))))
E
}
matrix() { # matrix MEMBERS-OF-UNPIVOT [OTHER-MEMBERS] >FILE
	printf '{"preaudit": "mapping/1", "register": "training", "columns": [{"column": "Employee number", "field": "person"}, {"column": "Name", "ignore": true}], %s "unpivot": {"header": "course_title", "value": "completed_on", %s}}' "${2:-}" "$1"
}

# ---- the example ----
new_store
run preaudit-import --map "$root/tests/mappings/training-matrix.json" "$root/tests/data/exports/training-matrix.csv"
is_status 0 "a matrix of days and crosses is imported"
records >got
cat >want <<'E'
2 10231: Incident handling - 2025-06-22 completed -
2 10231: Policy briefing - - completed -
3 10244: Policy briefing - - completed -
E
same got want "a day is a day, a cross is completed without one"

# ---- words ----
again
cat >m.csv <<'E'
Employee number,Name,First aid,Fire drill
P1,Ann,2026-01-31, x
P2,Bob,Planned for May,n/a
P3,Cai,EXEMPT,2026-02-28
P4,Dia,-,x
E
words='"skip": ["n/a"], "words": {"X": {"status": "completed", "kind": "awareness"}, "planned*": {"status": "planned", "provider": "to be chosen"}, "exempt": {"status": ""}, "-": {"status": "planned"}}, "otherwise": {"status": "completed", "kind": "training"}'
matrix "$words" >m.json
run preaudit-import --map m.json m.csv
is_status 0 "words that set fields"
records >got
cat >want <<'E'
2 P1: First aid training 2026-01-31 completed -
2 P1: Fire drill awareness - completed -
3 P2: First aid - - planned to be chosen
4 P3: First aid - - - -
4 P3: Fire drill training 2026-02-28 completed -
5 P4: First aid - - planned -
5 P4: Fire drill awareness - completed -
E
same got want "case and blanks do not matter, * is any text, a field may be empty; skipped cells are none"
check "the log has the fields, in order" [ "$(tail -1 store/log.jsonl | jq -c '[.read_as.columns[].field]')" = '["person","course_title","completed_on","status","kind","provider"]' ]
matrix '"columns": ["First aid"], "words": {"planned*": {"status": "planned"}, "exempt": {"status": "planned"}, "-": {"status": "planned"}}' '"set": {"kind": "training"},' >one.json
sed 's/,Fire drill/,Remark/' m.csv >remark.csv
run preaudit-import --dry-run --map one.json --ignore-column Remark remark.csv
is_status 0 "without otherwise other cells set nothing"
err_has 'remark.csv, cell C2, status: Status is empty' "and a field that records should have is missed, at the cell"

# What is neither day nor word is said where it stands.
sed 's/EXEMPT/exmpt/' m.csv >bad.csv
run preaudit-import --map m.json bad.csv
is_status 3 "a cell that is neither"
err_has 'bad.csv, cell C4, completed_on: "exmpt": expected a date' "is named"
sed 's/"status": "planned", "provider"/"status": "plannd", "provider"/' m.json >bad.json
run preaudit-import --map bad.json m.csv
is_status 3 "a word that sets what the field cannot have"
err_has 'm.csv, cell C3, status: "plannd": is no known word; did you mean "planned"?' "is said where it stands"

# Workbooks: numbers are words as they are shown, errors are none.
book m.xlsx <<'E'
{"sheets": [{"name": "M", "rows": [["Employee number", "Name", "First aid", "Fire drill"], ["P1", "Ann", {"date": "2026-01-31"}, 1.5],
 ["P2", "Bob", 0, 1], ["P3", "Cai", 0.5, 0]]}]}
E
matrix '"skip": ["0", "0.5"], "words": {"1": {"status": "completed"}, "1.5": {"status": "planned"}}, "otherwise": {"status": "completed"}' >n.json
again
run preaudit-import --map n.json m.xlsx
is_status 0 "a workbook of days and numbers"
records >got
cat >want <<'E'
2 P1: First aid - 2026-01-31 completed -
2 P1: Fire drill - - planned -
3 P2: Fire drill - - completed -
E
same got want "numbers that are words, and some that are skipped"
sed -i 's/"skip": \["0", "0.5"\], //; s/"1": {/"0": {"status": "planned"}, &/' n.json
book e.xlsx <<'E'
{"sheets": [{"name": "M", "rows": [["Employee number", "Name", "First aid", "Fire drill"], ["P1", "Ann", {"date": "2026-01-31"}, {"error": "#N/A"}]]}]}
E
run preaudit-import --dry-run --map n.json e.xlsx
is_status 3 "the error of a formula"
err_has 'cell D2, completed_on: "#N/A": is the error of a formula' "is no word unless it is named"
sed -i 's/"0": {/"#N\/A": {/' n.json
run preaudit-import --dry-run --map n.json e.xlsx
is_status 0 "named, it is"

# ---- a field that is given twice ----
again
wrong() { # wrong UNPIVOT OTHER TEXT WHAT
	matrix "$1" "$2" >w.json
	run preaudit-import --dry-run --map w.json m.csv
	is_status 2 "$4"
	err_has "w.json: $3" "$4: said"
}
x='"words": {"x": {"status": "completed"}}'
wrong "$x" '"set": {"status": "planned"},' 'unpivot, words, "x": it sets status, and "set" gives that too; leave one of them out ("otherwise" sets it for all other cells)' "by words and set"
wrong '"words": {"x": {"provider": "us"}}' '"from_file": {"provider": "*.csv"},' 'unpivot, words, "x": it sets provider, and "from_file" gives that too' "by words and the file's name"
wrong '"words": {"x": {"kind": "training"}}, "otherwise": {"person": "P9"}' '' 'unpivot, otherwise: it sets person, and the column "Employee number" gives that too; leave one of them out' "by otherwise and a column"
wrong '"words": {"x": {"Status": "planned", "status": "completed"}}' '' 'unpivot, words, "x": it sets status twice' "by two names of it"
wrong '"words": {"x": {"completed_on": "2026-01-01"}}' '' 'unpivot, words, "x": completed_on is the field of "value" already; what a cell means there is said in "values"' "by a word and the cell"
wrong '"skip": ["-"]' '"set": {"course_title": "First aid"},' 'unpivot: "header" gives course_title, and so does "set"; leave one of them out' "by the header and set"
wrong '"words": {"x": {"stauts": "completed"}}' '' 'unpivot, words, "x": training has no field "stauts"; did you mean "status"?' "a field that is none"
run preaudit-import --dry-run --map m.json --set status=planned m.csv
is_status 3 "by words and --set"
err_has "the mapping file's \"unpivot\" gives Status, and --set status=planned gives a value too; leave one of them out" "by words and --set: said"
sed 's/^Employee number,Name/Employee number,Provider/' m.csv >provider.csv
matrix "\"columns\": [\"First aid\", \"Fire drill\"], $words" | sed 's/, {"column": "Name", "ignore": true}//' >provider.json
run preaudit-import --dry-run --map provider.json provider.csv
is_status 3 "by words and a column that is recognised"
err_has 'column B, "Provider", is Provider, and the mapping file'"'"'s "unpivot" gives that too; leave one out: with --ignore-column "Provider", or in the mapping file' "by words and a column that is recognised: said"
run preaudit-import --dry-run --map provider.json --ignore-column Provider provider.csv
is_status 0 "without that column the words stand"
# A column of the file may be called like a field that the unpivot makes.
sed 's/^Employee number,Name/Employee number,completed_on/' m.csv >named.csv
sed 's/"column": "Name"/"column": "completed_on"/; s/"skip"/"values": {"EXEMPT": ""}, "skip"/; s/"exempt": {"status": ""}, //' m.json >named.json
run preaudit-import --json --map named.json named.csv
is_status 0 "a column of the file that has the name of the field"
check "is left out as the mapping says" jq -e '.batches[0].rows.new == 7' "$out"
check "and the cells are still read, with their words" [ "$(records | grep -c '2 P1: First aid training 2026-01-31 completed\|4 P3: First aid training - completed')" = 2 ]
# The unpivot comes before a column that only may be the field.
sed 's/^Employee number,Name/Employee number,Course Name/' m.csv >course.csv
matrix "\"columns\": [\"First aid\", \"Fire drill\"], $words" | sed 's/, {"column": "Name", "ignore": true}//' >course.json
run preaudit-import --dry-run --json --map course.json course.csv
is_status 0 "a column that may be the course, too"
check "gives way" jq -e 'any(.findings[]; .code == "column-left-out" and (.message | contains("column B, \"Course Name\", is left out: the mapping file'"'"'s \"unpivot\" gives Course title")))' "$out"

sed -i 's/Course Name/Course title/' course.csv
run preaudit-import --dry-run --json --map course.json course.csv
check "even if it has the field's very name" jq -e 'any(.findings[]; .code == "column-left-out" and (.message | contains("\"Course title\", is left out: the mapping file'"'"'s \"unpivot\" gives Course title")))' "$out"

# ---- which rows of a matrix ----
again
cat >rows.csv <<'E'
Employee number,First aid,Fire drill,Team
P1,2026-01-31,x,IT
P2,2026-01-30,x,Sales
P3,2026-01-29,,it
P4,x,x,
E
printf '{"preaudit": "mapping/1", "register": "training", "columns": [{"column": "Employee number", "field": "person"}], "only": {"Team": ["IT"]}, "unpivot": {"header": "course_title", "value": "completed_on", %s}}' "$x" >rows.json
run preaudit-import --json --map rows.json rows.csv
is_status 0 "a matrix of which some rows are taken"
check "three cells say something, two rows are left out" jq -e '.batches[0] | .rows.new == 3 and .rows.read == 3 and .left_out == 2' "$out"
check "the column that decides is none of the courses" [ "$(records | cut -d: -f1 | tr '\n' ,)" = "2 P1,2 P1,4 P3," ]
check "the log says so" [ "$(tail -1 store/log.jsonl | jq -r .note)" = 'rows left out by the mapping file: 2 by "only"' ]
run preaudit-import --json --map rows.json rows.csv
check "the same bytes again are not read" jq -e '.batches[0] | .outcome == "same" and .rows.read == 0 and .left_out == 0' "$out"
sed 's/"only": {"Team": \["IT"\]}/"except": {"First aid": ["x"], "Team": ["sales"]}/; s/"header"/"columns": ["First aid", "Fire drill"], &/' rows.json >course.json
run preaudit-import --json --map course.json rows.csv
check "a course may decide as well" jq -e '.batches[0] | .rows.unchanged == 3 and .left_out == 2' "$out"
sed 's/"IT"/"HR"/' rows.json >none.json
run preaudit-import --map none.json rows.csv
is_status 3 "a matrix of which no row is taken"
err_has 'rows.csv: all of its 4 rows are left out, and it is not imported; the first, row 2, because "Team" is "IT" there, and none.json takes only "HR"' "says why"
sed 's/"Team"/"Taem"/' rows.json >gone.json
run preaudit-import --map gone.json rows.csv
is_status 3 "a column that the matrix lacks"
err_has 'rows.csv, row 1: "only" of gone.json asks what the column "Taem" says, which the header does not have (did you mean "Team"?)' "is named, with the nearest"
book e.xlsx <<'E'
{"sheets": [{"name": "M", "rows": [["Employee number", "First aid", "Team"], ["P1", {"date": "2026-01-31"}, {"formula": "=1"}]]}]}
E
run preaudit-import --map rows.json e.xlsx
is_status 3 "a cell that decides and has no value"
err_has "e.xlsx, sheet M, cell C2, Team: decides by rows.json whether the row is taken, and is a formula without a value, or with an error; mend it and export again" "is named"

# ---- a header of two rows; a copy that was marked ----
again
printf 'Employee number,Skills,\n,First aid,Fire drill\nP1,2026-01-31,x\n' >two.csv
sed 's/"only": {"Team": \["IT"\]}, //' rows.json >plain.json
sed 's/"header"/"columns": ["First aid", "Fire drill"], &/' plain.json >two.json
run preaudit-import --map two.json --json two.csv
is_status 0 "a matrix below a header of two rows"
check "is taken apart once" jq -e '.batches[0].rows.new == 2' "$out"
printf 'Employee number,First aid\nP1,2026-02-31\n' >marked.csv
run preaudit-import --map plain.json --marked back.csv marked.csv
is_status 3 "a matrix with a day that is none"
sed 's/2026-02-31/2026-02-28/' back.csv >mended.csv
run preaudit-import --map plain.json --json mended.csv
is_status 0 "the copy that was handed back, mended"
check "its marks are no course" jq -e '.batches[0].rows.new == 1' "$out"

# ---- rows of another width ----
# Excel leaves out the delimiters of empty last cells in all of 16 rows that
# have none there; nothing tells such a row from one that was cut off.
printf 'Employee number,First aid,Fire drill,Team\nP1,2026-01-31\nP2,2026-01-30,x,IT,\nP3,x,x,IT,more\nP4,x,x\n,,,\n' >width.csv
run preaudit-import --map plain.json --marked back.csv --force width.csv
is_status 3 "a matrix with rows of another width is refused"
err_has 'width.csv, row 2: the row has 2 cells, the header 4: "Fire drill" (column C) and "Team" (column D) are missing. If they are empty (Excel leaves out empty last cells when it saves CSV), import the workbook itself, or end the row with 2 more commas; if not, the row is cut off or no row of the table, or a quote is not closed' "a row that ends early"
err_has 'width.csv, row 5: the row has 3 cells, the header 4: "Team" (column D) is missing. If it is empty' "each of them"
err_has 'width.csv, cell E4: "more": the row has 5 cells, the header 4; a value that holds the delimiter (comma) must stand in quotes' "and what stands behind the last header"
check "they are marked in the copy" [ "$(grep -c 'the row has' back.csv)" = 3 ]
sed -i '2s/$/,,/; 4s/,more//; 5s/$/,/' width.csv
run preaudit-import --json --dry-run --map rows.json width.csv
is_status 0 "with their delimiters they are imported"
check "a row without anything is no row" jq -e '.batches[0] | .rows.new == 4 and .left_out == 2' "$out"

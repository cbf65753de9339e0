#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Rows that a mapping file takes or leaves out ("only", "except"): which they
# are, that they are counted and recorded, and that nothing else counts them.
. "$(dirname "$0")/../lib/scenario.sh"
export PREAUDIT_STORE=store
book() { /usr/bin/python3 "$root/tests/lib/book.py" "$1"; }
again() {
	[ ! -e store ] || { chmod -R u+w store; rm -rf store store.key*; }
	new_store
}
dry() { run preaudit-import --dry-run --json --map "$@"; }
# rows WANT WHAT: the counts of the first batch, and that they add up
rows() {
	check "$2: $1" [ "$(json '.batches[0] | "\(.rows.read) read, \(.rows.new) new, \(.rows.unchanged) unchanged, \(.rows.refused) refused, \(.left_out) left out"' "$out")" = "$1" ]
	check "$2: what is read is imported or refused" jq -e '.batches[0].rows | .read == .new + .changed + .unchanged + .refused' "$out"
}
leaf() { sed -n "$(($1 + 1))p" store/log.jsonl | jq -r "$2"; }
map() { printf '{"preaudit": "mapping/1", "register": "training", %s}' "$1" >"${2:-m.json}"; }
new_store

# ---- a transcript with levels: the highest one is the record ----
levels=$root/tests/data/exports/adobe-transcript-levels.csv
run preaudit-import --dry-run "$levels"
is_status 3 "without a mapping its levels contradict each other"
run preaudit-import --map "$root/tests/mappings/adobe-transcript-levels.json" "$levels"
is_status 0 "a transcript with levels is imported by its mapping file"
out_has "1 row read: 1 new, 0 changed, 0 unchanged, 0 refused" "the one row with Enrollment Count 1"
out_has '3 rows left out by "only" of adobe-transcript-levels.json' "and how many others there are"
err_lacks "Enrollment Count" "a column that only decides needs no field"
check "the record is the programme" grep -q ',kofi.mensah@ostara.example,,Service management path,training,,,,2026-03-20,,completed,,,,1.58' store/data/*-training.csv
n=$(($(wc -l <store/log.jsonl) - 1))
check "the log counts the row that was taken" [ "$(leaf "$n" '.counts.read')" = 1 ]
check "and says what was left out, and by what" [ "$(leaf "$n" .note)" = 'rows left out by the mapping file: 3 by "only"' ]
check "the column is one that no field has" [ "$(leaf "$n" '.read_as.ignored | index("Enrollment Count") != null')" = true ]
same "$root/tests/mappings/adobe-transcript-levels.json" "store/standard/$(leaf "$n" .mapping_sha256)" "the words are in the copy that the store keeps"
run preaudit-store check
is_status 0 "the store is sound"
run preaudit-import --json --map "$root/tests/mappings/adobe-transcript-levels.json" "$levels"
check "the same bytes and mapping change nothing" [ "$(json '.batches[0].outcome' "$out")" = same ]
run preaudit-import history training 'kofi.mensah@ostara.example|Service management path|2026-03-20'
is_status 0 "the record has its history"
out_has "adobe-transcript-levels.csv, row 2" "with the row it stood in"
run preaudit-import undo "$n"
is_status 0 "such a batch can be undone"
run preaudit-store check
is_status 0 "and the store is sound after it"
run preaudit-import --map "$root/tests/mappings/adobe-transcript-levels.json" "$levels"
is_status 0 "and it is imported again"

# ---- which rows they are ----
again
cat >t.csv <<'E'
Nr,Email,Course,Completion Date,Status,Level,Copy
1,a@x.example,C1,2026-01-31,Completed,L1,
2,a@x.example,C2,2026-02-28,Completed, l2 ,no
3,b@x.example,C1,2026-03-31,Completed,L3 (advanced),yes
4,b@x.example,C2,2026-04-30,Completed,,
5,c@x.example,C1,2026-05-31,Completed,Árbol  grande,
E
taken() { # taken MEMBERS ROWS WHAT: the rows of t.csv that are taken
	again
	map "$1"
	run preaudit-import --quiet --ignore-column Nr --map m.json t.csv
	[ "$status" = 0 ] || fail "$3" "status $status" "$(cat "$err")"
	check "$3" [ "$(tail -n +2 store/data/*-training.csv | cut -d, -f3 | tr '\n' ' ')" = "$2 " ]
}
taken '"only": {"Level": ["L1"]}, "except": {"Copy": ["?"]}' "2" "a word"
taken '"only": {"Level": ["L1", "L2"]}, "except": {"Copy": ["?"]}' "2 3" "two words; case and blanks do not matter"
taken '"only": {"LEVEL": ["l3*"]}, "except": {"Copy": ["?"]}' "4" "* is any text, in any case"
taken '"only": {"Level": ["*grande"]}, "except": {"Copy": ["?"]}' "6" "at either end"
taken '"only": {"Level": ["arbol grande"]}, "except": {"Copy": ["?"]}' "6" "accents and runs of blanks do not matter"
taken '"only": {"Level": [""]}, "except": {"Copy": ["?"]}' "5" "an empty cell"
taken '"only": {"Level": ["*"], "Copy": [""]}' "2 5 6" "a row fits every column"
taken '"except": {"Level": ["L1", "L3*"], "Copy": ["no"]}' "5 6" "left out is what fits any column"
taken '"only": {"Level": ["L*"]}, "except": {"Level": ["L3*"], "Copy": ["no"]}' "2" "only and except together"
taken '"only": {"Status": ["completed"]}, "except": {"Level": ["L3*"], "Copy": ["?"]}' "2 3 5 6" "a column that is a field decides too"
taken '"columns": [{"column": "Level", "field": "provider"}], "except": {"Level": ["L3*"], "Copy": ["yes"]}' "2 3 5 6" "and one that is mapped"
check "and is imported" grep -q ',L1,' store/data/*-training.csv
taken '"columns": [{"column": "Level", "ignore": true}], "only": {"Level": ["L*"]}, "except": {"Copy": ["?"]}' "2 3 4" "or left out as a column"

# ---- the counts add up ----
again
cat >sum.csv <<'E'
Email,Course,Completion Date,Status,Level
a@x.example,C1,2026-01-31,Completed,1
a@x.example,C1,2026-01-31,Completed,1
a@x.example,C1,2026-01-31,Completed,0
b@x.example,C1,31.02.2026,Completed,0
c@x.example,C1,31.02.2026,Completed,1
d@x.example,C1,2026-03-01,Completed,9
E
map '"only": {"Level": ["0", "1"]}, "except": {"Level": ["0"]}'
dry m.json --partial sum.csv
is_status 0 "rows left out beside rows refused"
rows "3 read, 1 new, 1 unchanged, 1 refused, 3 left out" "each row is in one count"
check "what is left out is not looked at" jq -e '[.findings[] | select(.level == "error") | .row] == [6]' "$out"
check "each member has its own" jq -e '.batches[0].notes | index("1 row left out by \"only\" of m.json") != null and index("2 rows left out by \"except\" of m.json") != null' "$out"
# Rows that contradict each other are read twice, and counted once.
printf 'e@x.example,C1,2026-03-01,Completed,1\ne@x.example,C1,2026-03-01,Planned,1\n' >>sum.csv
sed -i 's/^e@x.example,C1,2026-03-01,\(.*\),1$/e@x.example,C1,,\1,1/' sum.csv
dry m.json --partial sum.csv
rows "5 read, 1 new, 1 unchanged, 3 refused, 3 left out" "a second reading counts no row twice"
run preaudit-import --partial --quiet --map m.json sum.csv
check "the log has both members" [ "$(tail -1 store/log.jsonl | jq -r .note)" = 'rows left out by the mapping file: 1 by "only", 2 by "except"' ]
check "and no count of its own" [ "$(tail -1 store/log.jsonl | jq -c '.counts | [.read, .new, .changed, .unchanged, .refused, .retired]')" = "[5,1,0,1,3,0]" ]
head -4 sum.csv >good.csv
run preaudit-import --check --map m.json good.csv
out_has "; 1 left out" "a line for those who watch a folder has it"

# A row with a cell too few is refused before anybody asks what its cells say.
printf 'Email,Course,Completion Date,Status,Level\na@x.example,C1,2026-01-31,Completed,1\nb@x.example,C1,2026-01-31,Completed\n' >short.csv
dry m.json short.csv
is_status 3 "a short row is not left out"
rows "2 read, 0 new, 1 unchanged, 1 refused, 0 left out" "it is refused"

printf 'Email,Course,Completion Date,Status,Level\na@x.example,C1,2026-01-31,Completed,0\nb@x.example,C1,2026-01-31,Completed\n' >short.csv
dry m.json short.csv
check "also where all others are left out" jq -e 'any(.findings[]; .code == "row-short") and .batches[0].outcome == "refused"' "$out"
printf 'Email,Course,Completion Date,Status,Level\na@x.example,C1,2026-01-31,Completed,0\nb@x.example,C1,2026-01-31,Completed,1,\n' >padded.csv
dry m.json padded.csv
is_status 0 "a row with an empty cell more than the first, which is left out"
check "may have its values shifted, and that is said" jq -e '[.findings[] | select(.code == "row-padded") | .row] == [3]' "$out"
# What a column that only decides would mean elsewhere is of no interest.
printf 'Email,Course,Title,Completion Date,Status\na@x.example,C1,Dr.,2026-01-31,Completed\nb@x.example,C1,,2026-01-31,Completed\n' >title.csv
run preaudit-import --dry-run title.csv
err_has 'column C, "Title", is left out: beside column B' "a column that does not mean what it may mean is said"
map '"except": {"Title": ["Dr."]}' title.json
run preaudit-import --dry-run --map title.json title.csv
is_status 0 "a column of two meanings decides"
err_lacks '"Title"' "and nothing is said of it"

# ---- attested counts are of records ----
again
printf 'Source ID,Register,Statement,Attested count\nSRC-1,training,supplied,1\n' >sources.csv
preaudit-import --quiet sources.csv 2>/dev/null
printf 'Email,Course,Completion Date,Status,Level\na@x.example,C1,2026-01-31,Completed,1\na@x.example,C1,2026-01-30,Completed,0\n' >two.csv
map '"only": {"Level": ["1"]}'
run preaudit-import --dry-run --map m.json two.csv
out_has "all 1 records that Sources attests" "rows left out are no records"
sed -i 's/supplied,1/supplied,2/' sources.csv
preaudit-import --quiet sources.csv 2>/dev/null
run preaudit-import --dry-run --map m.json two.csv
err_has "1 of 2 records that Sources attests (Sources SRC-1); 1 row left out by the mapping file counts as none; export it whole, or correct the count" "a count of rows is another number, and said to be"

# ---- no row is left: refused, as a file without rows is ----
# A word that the export writes otherwise would look like a quarter without
# training, and in a full register retire all of it. Who means that there was
# nothing says so with a nil return.
again
printf 'person_id,name,active,Kind\nP1,Ann,yes,staff\nP2,Bob,yes,staff\n' >people.csv
printf '{"preaudit":"mapping/1","register":"people","only":{"Kind":["staff"]}}' >p.json
preaudit-import --quiet --map p.json people.csv 2>/dev/null || fail "people are there" "import failed"
before=$(tree_hash store)
sed 's/staff/Personal/; s/Bob/Rob/' people.csv >people2.csv
run preaudit-import --map p.json --retire 2 people2.csv
is_status 3 "a file of which no row is taken is refused"
err_has 'people2.csv: all of its 2 rows are left out, and it is not imported; the first, row 2, because "Kind" is "Personal" there, and p.json takes only "staff". If others are meant, mend the mapping file. If there was nothing to record, say so: preaudit-import nil' "in words that name row, column, cell and word"
check "nobody is retired" [ "$before" = "$(tree_hash store)" ]
printf '{"preaudit":"mapping/1","register":"people","except":{"Kind":["P*"]}}' >p2.json
run preaudit-import --json --map p2.json people2.csv
is_status 3 "the same by except"
check "as JSON" jq -e '.batches[0].outcome == "no rows" and .batches[0].left_out == 2 and any(.findings[]; .code == "no-rows" and (.message | contains("leaves out \"P*\"")))' "$out"
head -2 people2.csv >one.csv
run preaudit-import --map p2.json one.csv
err_has "its only row is left out" "a file of one row"
printf '{"preaudit":"mapping/1","register":"people","only":{"Kind":["1","2","3","4","5","6","7"]}}' >p7.json
run preaudit-import --map p7.json one.csv
err_has 'takes only "1", "2", "3", "4", "5" or one of 2 other words' "many words are not all listed"
# In full, what is left out is what the file does not have.
printf 'P3,Cai,yes,guest\n' >>people.csv
sed -i 's/^P2,Bob,yes,staff/P2,Bob,yes,guest/' people.csv
run preaudit-import --map p.json --json people.csv
check "records whose rows are left out now are retired" jq -e '.batches[0] | .rows.retired == 1 and .left_out == 2 and .rows.unchanged == 1' "$out"
# Of two sheets one may have none.
book two.xlsx <<'E'
{"sheets": [{"name": "Q1", "rows": [["Person ID", "Name", "Active", "Kind"], ["P1", "Ann", "yes", "staff"]]},
 {"name": "Q2", "rows": [["Person ID", "Name", "Active", "Kind"], ["P4", "Dia", "yes", "guest"]]}]}
E
run preaudit-import --dry-run --map p.json two.xlsx
is_status 0 "a sheet without a row to take, beside another"
out_has 'two.xlsx, sheet Q2: not imported: all of its rows are left out, the first, row 2, because "Kind" is "guest"' "is left out and said"

# ---- what is left out says nothing about what is taken ----
again
printf 'Email,Course,Completion Date,Status,Hours,Level\na@x.example,C1,03/04/2026,Completed,1.500,1\nb@x.example,C1,04/13/2026,Completed,"2,75",0\nc@x.example,C1,13/04/2026,Completed,"3.25",1\n' >order.csv
map '"only": {"Level": ["1"]}'
run preaudit-import --map m.json order.csv
is_status 0 "the order of dates and the decimal mark are those of the rows taken"
check "the first row" grep -q ',2026-04-03,,completed,,,,1.5,' store/data/*-training.csv
# Nor is it somebody that others can refer to.
again
printf 'person_id,name,active,Kind\nP1,Ann,yes,staff\nP2,Bob,yes,guest\n' >people.csv
printf 'training_id,person,course_code,completed_on,status\nT1,P1,C,2026-01-01,completed\nT2,P2,C,2026-01-01,completed\n' >training.csv
sed 's/"only"/"file": "people*", "only"/' p.json >pf.json
run preaudit-import --dry-run --map pf.json people.csv training.csv
is_status 0 "a reference to a row that is left out"
err_has 'training.csv, cell B3, person: "P2": is no record of People' "leads nowhere"
err_lacks '"P1"' "one to a row that is taken does not"

# ---- workbooks: numbers, errors ----
book w.xlsx <<'E'
{"sheets": [{"name": "T", "rows": [["Email", "Course", "Completion Date", "Status", "Count"],
 ["a@x.example", "C1", {"date": "2026-01-31"}, "Completed", 1], ["b@x.example", "C1", {"date": "2026-01-31"}, "Completed", 0],
 ["c@x.example", "C1", {"date": "2026-01-31"}, "Completed", 1.5], ["d@x.example", "C1", {"date": "2026-01-31"}, "Completed"]]}]}
E
map '"only": {"Count": ["1", "1.5"]}'
dry m.json w.xlsx
is_status 0 "numbers of a workbook are words too"
rows "2 read, 2 new, 0 unchanged, 0 refused, 2 left out" "as they are shown"
book e.xlsx <<'E'
{"sheets": [{"name": "T", "rows": [["Email", "Course", "Completion Date", "Status", "Count", "Copy"],
 ["a@x.example", "C1", {"date": "2026-01-31"}, "Completed", 1], ["b@x.example", "C1", {"date": "2026-01-31"}, "Completed", {"error": "#N/A"}],
 ["c@x.example", "C1", {"date": "2026-01-31"}, "Completed", {"formula": "=1"}], ["d@x.example", "C1", {"date": "2026-01-31"}, "Completed", {"error": "#N/A"}, "x"]]}]}
E
map '"only": {"Count": ["1"]}, "except": {"Copy": ["x"]}'
dry m.json e.xlsx
is_status 3 "a cell that decides and has no value"
rows "3 read, 1 new, 0 unchanged, 2 refused, 1 left out" "is neither taken nor left out, unless another leaves it out"
check "it is said at the cell" jq -e '[.findings[] | select(.code == "filter-unknown") | .cell] == ["E3", "E4"]' "$out"
check "in words" jq -e '[.findings[] | select(.code == "filter-unknown") | .message][0] | startswith("decides by m.json whether the row is taken, and is a formula without a value, or with an error")' "$out"
map '"only": {"Count": ["1", "#N/A"]}, "except": {"Copy": ["x"]}'
dry m.json e.xlsx
rows "3 read, 2 new, 0 unchanged, 1 refused, 1 left out" "an error that is named is a word"

# ---- columns that are not there ----
map '"only": {"Levle": ["1"]}, "columns": [{"column": "Coures", "field": "course_title"}]'
run preaudit-import --dry-run --map m.json two.csv
is_status 3 "a column that the file lacks"
err_has 'two.csv, row 1: "only" of m.json asks what the column "Levle" says, which the header does not have (did you mean "Level"?); mend the mapping file, or export the file with that column' "is named, with the nearest"
err_has 'm.json maps the column "Coures", which the header does not have (did you mean "Course"?)' "beside the other columns that are missing"
printf 'Email,Course,Completion Date,Status,Level,LEVEL\na@x.example,C1,2026-01-31,Completed,1,0\n' >double.csv
map '"except": {"Level": ["1"]}'
run preaudit-import --dry-run --map m.json double.csv
is_status 3 "a column that is there twice"
err_has '"except" of m.json asks what the column "Level" says, and columns E and F are both headed so; rename or remove one' "says which"

# ---- peek, diff ----
map '"only": {"Level": ["1"]}'
run preaudit-import peek --map m.json two.csv
is_status 0 "peek"
out_has "1 row of data" "counts the rows that are taken"
out_has '1 row left out by "only" of m.json' "and the others"
out_has "Level: decides which rows are taken" "and says what the column is for"
run preaudit-import peek --json --map m.json two.csv
check "as JSON" jq -e '.tables[0] | .rows == 1 and (.columns[] | select(.header == "Level") | .filters and .ignored and .field == null) and (.columns[0].filters | not)' "$out"
map '"only": {"Levle": ["1"]}' gone.json
run preaudit-import peek --json --map gone.json two.csv
check "where the column is missing no row is left out" jq -e '.tables[0] | .rows == 2 and .notes == []' "$out"
run preaudit-import diff --map m.json two.csv
is_status 0 "diff"
out_lacks "2026-01-30" "shows nothing of what is left out"

# ---- mistakes in the mapping file ----
wrong() { # wrong MEMBERS TEXT
	map "$1"
	run preaudit-import --dry-run --map m.json two.csv
	is_status 2 "refused: $1"
	err_has "m.json: $2" "said: $1"
}
wrong '"only": ["Level"]' 'only: expected an object: columns, and a list of what their cells say'
wrong '"only": {}' 'only: expected an object: columns'
wrong '"except": {"Level": "1"}' 'except: "Level" must be a list of what its cells say, such as ["1", "Level 2*"]'
wrong '"only": {"Level": []}' 'only: "Level" must be a list of what its cells say'
wrong '"only": {"Level": [1]}' 'only: "Level" must be a list of texts ("1", not 1; "" is an empty cell)'
wrong '"only": {"Level": ["a*b*"]}' "only: \"Level\": a word has at most one '*', which stands for any text"
wrong '"only": {"": ["1"]}' 'only: it names a column, and its name is empty'
wrong '"only": {"Level": ["1"], "LEVEL": ["2"]}' 'only: it names "LEVEL" twice'
wrong '"onyl": {"Level": ["1"]}' 'there is no member "onyl"; did you mean "only"?'

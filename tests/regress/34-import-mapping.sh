#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Mapping files: every member, every mistake in one; suggested ones; what the
# log keeps of them.
. "$(dirname "$0")/../lib/scenario.sh"
new_store
data() { tail -n +2 "$(ls store/data/*-"$1".csv | tail -1)" | tr -d '\r'; }

cat >kurse.csv <<'X'
Nr;Vorname;Nachname;Kurs;Datum;Stand;Themen;Stunden;Bemerkung
1;Ann;Lee;Erste Hilfe;03/04/2026;Bestätigt;policy/objectives;1.500;gut
2;Bob;Ray;Brandschutz;13/04/2026;Zugesagt (mündlich);;-;
X
cat >kurse.json <<'X'
{"preaudit": "mapping/1", "register": "training", "note": "from the school",
 "dates": "dmy", "decimal": ",",
 "columns": [
  {"column": "Nr", "field": "training_id"},
  {"columns": ["Vorname", "Nachname"], "field": "person"},
  {"column": "KURS", "field": "Course title"},
  {"column": "Datum", "field": "completed_on"},
  {"column": "Stand", "field": "status", "values": {"bestätigt": "completed", "Zugesagt*": "planned"}},
  {"column": "Themen", "field": "topics", "split": "/"},
  {"column": "Stunden", "field": "hours", "values": {"-": ""}},
  {"column": "Bemerkung", "ignore": true}],
 "set": {"kind": "classroom"}}
X
run preaudit-import --store store --map kurse.json kurse.csv
is_status 0 "a mapping file reads a foreign export"
cp "$(ls store/data/*-training.csv | tail -1)" got.csv
col() { head -1 got.csv | tr -d '\r' | tr , '\n' | grep -nx "$1" | cut -d: -f1; }
cell() { sed -n "$1p" got.csv | tr -d '\r' | cut -d, -f"$(col "$2")"; }
check "joined columns" [ "$(cell 2 person)" = "Ann Lee" ]
check "a title names a field too" [ "$(cell 2 course_title)" = "Erste Hilfe" ]
check "dates by its order" [ "$(cell 2 completed_on)" = 2026-04-03 ]
check "translated words" [ "$(cell 2 status)/$(cell 3 status)" = completed/planned ]
check "a split list" [ "$(cell 2 topics)" = "policy;objectives" ]
check "its decimal mark" [ "$(cell 2 hours)" = 1500 ]
check "a value that means nothing" [ "$(cell 3 hours)" = "" ]
check "a constant" [ "$(cell 3 kind)" = training ]
sha=$(sha256sum kurse.json | cut -d' ' -f1)
check "the log has its hash" grep -q "\"mapping_sha256\":\"$sha\"" <(tail -1 store/log.jsonl)
same kurse.json "store/standard/$sha" "the store keeps it"
run preaudit-store check --store store
is_status 0 "and checks it"
run preaudit-import --store store --json --map kurse.json kurse.csv
check "the same bytes and mapping change nothing" [ "$(json '.batches[0].outcome' "$out")" = same ]
sed -i 's/from the school/from school/' kurse.json
run preaudit-import --store store --json --map kurse.json kurse.csv
check "another mapping is read again" [ "$(json '.batches[0].outcome' "$out")" = batch ]
chmod u+w "store/standard/$sha" && echo >>"store/standard/$sha"
run preaudit-store check --store store
is_status 4 "a changed copy is found"
rm -rf store store.key*
new_store

# From the file's name; one mapping for many files.
mkdir moodle
for c in "First aid" "Fire safety"; do
	printf 'User ID,Full name,Course complete\nP-1,Ann Lee,22/06/2026 12:00\nP-2,Bob Ray,\n' |
	    iconv -t UTF-16 >"moodle/completion-$c.csv"
done
cat >moodle.json <<'X'
{"preaudit": "mapping/1", "register": "training", "file": "completion-*.csv", "dates": "dmy",
 "columns": [{"column": "User ID", "field": "person"}, {"column": "Full name", "ignore": true},
  {"column": "Course complete", "field": "completed_on"}],
 "from_file": {"course_title": "completion-*.csv"}, "set": {"status": "completed"}}
X
run preaudit-import --store store --map moodle.json moodle
is_status 0 "one file per course, the course in the file's name"
check "both courses are there" [ "$(cat store/data/*-training.csv | grep -c 'First aid\|Fire safety')" -ge 2 ]
cp "moodle/completion-First aid.csv" other.csv
sed 's/"file": "completion-\*.csv", //' moodle.json >any.json
run preaudit-import --store store --map any.json other.csv
is_status 3 "a name that is not like the pattern"
err_has 'takes Course title from the file'"'"'s name, which must be like "completion-*.csv"' "says so"

# As Moodle writes it, in both of its forms.
for f in moodle-progress-INF101.csv moodle-progress-INF101-excel.csv; do
	run preaudit-import --store store --dry-run --map "$root/tests/mappings/moodle-progress.json" --json "$root/tests/data/exports/$f"
	is_status 0 "$f is imported with its mapping file"
	check "$f: all rows" [ "$(json '.batches[0].rows.new' "$out")" = 3 ]
done

# A matrix of people and courses.
cat >matrix.csv <<'X'
Skills 2026,,,
Employee number,ISO 20000 basics,First aid,Notes
P-1,2026-01-31,-,good
P-2,,31.02.2026,
P-3,2026-02-01,2026-02-02,
X
cat >matrix.json <<'X'
{"preaudit": "mapping/1", "register": "training",
 "columns": [{"column": "Notes", "ignore": true}],
 "set": {"status": "completed"},
 "unpivot": {"columns": ["ISO 20000 basics", "First aid"], "header": "course_title", "value": "completed_on", "skip": ["-"]}}
X
run preaudit-import --store store --map matrix.json matrix.csv
is_status 3 "a matrix with a bad cell"
err_has 'matrix.csv, cell C4' "the cell is where the file has it"
sed -i 's/31.02.2026/2026-02-28/' matrix.csv
run preaudit-import --store store --map matrix.json --json matrix.csv
is_status 0 "a matrix becomes records"
check "one per cell that says something" [ "$(json '.batches[0].rows.new' "$out")" = 4 ]
check "with the row it stood in" grep -q '^put,[0-9]*,5,.*P-3.*First aid' <(data training)
sed 's/"columns": \["ISO 20000 basics", "First aid"\], //' matrix.json | sed 's/\[{"column": "Notes"/[{"column": "Employee number", "field": "person"}, {"column": "Notes"/' >rest.json
run preaudit-import --store store --map rest.json --json matrix.csv
check "without a list all columns that nothing names" [ "$(json '.batches[0].rows.unchanged' "$out")" = 4 ]
sed 's/"First aid"\]/"Second aid"]/' matrix.json >lacks.json
run preaudit-import --store store --map lacks.json matrix.csv
is_status 3 "a matrix column that is not there"

# The examples of the documentation are mapping files.
awk '/^```json/ { n++; out = "example-" n ".json"; next } /^```/ { out = "" } out != "" { print >out }' "$root/docs/mapping-file.md"
check "the documentation has two examples" [ -s example-1.json -a -s example-2.json -a ! -e example-3.json ]
for n in 1 2; do
	run preaudit-import --store store --dry-run --map example-$n.json matrix.csv
	err_has "--map example-$n.json: no file is read by it" "example $n is read, and is for another file"
done

# Mistakes.
wrong() { # wrong JSON TEXT WHAT
	printf '%s' "$1" >wrong.json
	run preaudit-import --store store --map wrong.json matrix.csv
	is_status 2 "$3"
	err_has "$2" "$3: said"
}
wrong '{' 'wrong.json' "no JSON"
wrong '[]' 'expected an object' "no object"
wrong '{"preaudit":"mapping/2"}' 'must be "mapping/1"' "another version"
wrong '{"preaudit":"mapping/1"}' '"register" is missing' "no register"
wrong '{"preaudit":"mapping/1","register":"trainig"}' 'there is no register "trainig"; did you mean "training"?' "an unknown register"
wrong '{"preaudit":"mapping/1","register":"training","colums":[]}' 'there is no member "colums"; did you mean "columns"?' "an unknown member"
wrong '{"preaudit":"mapping/1","register":"training","columns":[{"column":"A","field":"persn"}]}' 'A: training has no field "persn"; did you mean "person"?' "an unknown field"
wrong '{"preaudit":"mapping/1","register":"training","columns":[{"column":"A"}]}' 'A: say which "field" it is, or "ignore": true' "no field"
wrong '{"preaudit":"mapping/1","register":"training","columns":[{"field":"person"}]}' 'columns, entry 1: it names "column"' "no column"
wrong '{"preaudit":"mapping/1","register":"training","columns":[{"column":"A","field":"person","split":"/"}]}' 'person is not a list' "a split that is none"
wrong '{"preaudit":"mapping/1","register":"training","columns":[{"column":"A","field":"person","values":{"a":1}}]}' 'the value of "a" must be a text' "a number for a word"
wrong '{"preaudit":"mapping/1","register":"training","dates":"ydm"}' '"dates" is dmy, mdy or ymd' "an order of dates"
wrong '{"preaudit":"mapping/1","register":"training","delimiter":"colon"}' '"delimiter" is comma' "a delimiter"
wrong '{"preaudit":"mapping/1","register":"training","header_row":0}' 'from 1' "a row zero"
wrong '{"preaudit":"mapping/1","register":"training","from_file":{"person":"x"}}' "has one '*'" "a pattern without a star"
wrong '{"preaudit":"mapping/1","register":"training","unpivot":{"header":"person"}}' '"header" names the field' "half an unpivot"
printf '{"preaudit":"mapping/1","register":"training","columns":[{"column":"Nothing","field":"person"}]}' >gone.json
run preaudit-import --store store --map gone.json kurse.csv
is_status 3 "a column that the file lacks"
err_has 'gone.json maps the column "Nothing", which the header does not have' "says so"
run preaudit-import --store store --register people --map gone.json kurse.csv
is_status 2 "a mapping for another register"

# A suggested one is edited and used.
run preaudit-import map --suggest --store store --register training kurse.csv
is_status 0 "a mapping is suggested"
check "it is JSON" jq -e '.preaudit == "mapping/1" and .register == "training"' "$out"
check "unknown columns ask for a field" jq -e '[.columns[]|select(.field=="")]|length > 0' "$out"
cp "$out" suggested.json
sed 's/Stand/Status/' kurse.csv >words.csv
run preaudit-import map --suggest --store store --register training words.csv
check "unknown words ask for theirs" jq -e '[.columns[]|select(.values["Bestätigt"]=="?")]|length == 1' "$out"
run preaudit-import --store store --map suggested.json kurse.csv
is_status 2 "as it stands it is not used"
printf 'Apples,Pears\n1,2\n' >fruit.csv
run preaudit-import map --suggest --store store fruit.csv
is_status 2 "of a file that may be anything"
err_has "--register NAME" "the register must be named"

# What the importer sees.
run preaudit-import peek --store store kurse.csv --register training
out_has "text, utf-8, parted by semicolon; header in row 1" "peek says how it reads"
out_has "Nr: not known" "and which columns it does not know"
out_has "Nachname: Person" "and which stand for one value together"
is_status 3 "with the status of an import"
run preaudit-import peek --store store --json --map kurse.json kurse.csv
check "as JSON too" jq -e '.preaudit=="peek/1" and .tables[0].register=="training" and (.tables[0].columns[0].field=="training_id")' "$out"
printf 'a,b\n\n"x, y",\n' >raw.csv
run preaudit-import peek --raw raw.csv
printf 'a,b\n,\n"x, y",\n' >want
same "$out" want "peek --raw prints cells from A1"
printf '1\traw.csv\tvisible\t3\t2\n' >want
run preaudit-import peek --list raw.csv
same "$out" want "peek --list says what there is"

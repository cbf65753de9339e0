#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Undoing batches: what comes back, what is kept, what is refused.
. "$(dirname "$0")/../lib/scenario.sh"
export PREAUDIT_STORE=store
fold() { python3 "$root/tests/lib/fold.py" store "$@"; }
# The status without what names the log's head.
readiness() { preaudit-report status --json --as-of 2026-09-30 | jq -S 'del(.head)'; }
without_batches() { jq -S 'del(.criteria[].violations[]?.batch)' "$1"; }
new_store
readiness >status-empty
head=Service\ ID,Service\ name,Service\ type,Status,In\ scope
printf '%s\n' "$head" 'S-1,"Mail, hosted",customer facing,live,yes' 'S-2,Backup,customer facing,live,no' 'S-3,Print,customer facing,live,no' 'S-4,Web,customer facing,live,yes' >a.csv
printf '%s\n' "$head" 'S-1,"Mail, hosted",customer facing,retired,yes' 'S-2,Backup,customer facing,live,no' 'S-4,Web,customer facing,live,yes' 'S-5,Chat,customer facing,live,yes' >b.csv
printf '%s\n' "$head" 'S-5,Chat rooms,customer facing,live,yes' >c.csv

preaudit-import --quiet a.csv 2>/dev/null
fold services --whole >after-a
readiness >status-a
preaudit-import --quiet b.csv 2>/dev/null
fold services --whole >after-b
readiness >status-b
check "the second import made a difference" sh -c '! cmp -s after-a after-b && ! cmp -s status-a status-b'

before=$(tree_hash store)
run preaudit-import undo 3 --dry-run
is_status 0 "an undo can be tried"
out_has "1 record retired" "the records it takes away are counted"
out_has "1 record back to another line" "those it changes back"
out_has "1 retired record returned" "those it brings back"
out_has "To apply: preaudit-import undo 3" "and how to apply it"
check "a dry run changes nothing" [ "$before" = "$(tree_hash store)" ]

run preaudit-import undo 3 --by "SMS office" --reason "wrong export"
is_status 0 "a batch is undone"
out_has "Services: batch 4 undoes batch 3 (b.csv" "and said"
fold services --whole >after-undo
same after-a after-undo "the records are those of before, with batch and row"
readiness >status-undo
same status-a status-undo "and so is the readiness"
check "the record says what, who and why" sh -c "tail -1 store/log.jsonl | jq -e '.undoes == 3 and .by == \"SMS office\" and .note == \"wrong export\" and .counts == {read: 2, new: 1, changed: 1, unchanged: 0, refused: 0, retired: 1}'"
check "the store is whole" preaudit-store check
run preaudit-store log
out_has "services by undo of record 3" "the log says that it is an undo"
preaudit-report --out r --as-of 2026-09-30 >/dev/null 2>&1
check "the report leads from the record to the first file" sh -c "grep -q 'S-1' r/content-DRAFT.csv && ! grep -q ',b.csv,' r/content-DRAFT.csv && grep -q 'a.csv' r/content-DRAFT.csv"

before=$(tree_hash store)
run preaudit-import undo 3
is_status 3 "a second undo is refused"
err_has "batch 3 was undone already by batch 4" "and says by what"
for x in 0 1; do
	run preaudit-import undo $x
	is_status 2 "record $x is no batch"
	err_has "preaudit store log" "record $x: where to look"
done
run preaudit-import undo 99
is_status 2 "there is no such record"
err_has "there is no record 99, the log has 5 (preaudit store log" "and where to look"
for x in three -1 03 "" 99999999999999999999; do
	run preaudit-import undo "$x"
	is_status 2 "'$x' is no number of a batch"
done
run preaudit-import undo
is_status 2 "undo wants a batch"
check "nothing was written" [ "$before" = "$(tree_hash store)" ]

# The same file after its undo is an import again.
run preaudit-import b.csv
out_has "1 new, 1 changed, 2 unchanged" "the undone file can be imported again"
run preaudit-import undo 5 --json
check "JSON: shape" sh -c "jq -e '.preaudit == \"undo/1\" and .dry_run == false and .register == \"services\" and .undoes == 5 and .index == 6 and .records == {retired: 1, changed: 1, returned: 1, kept: 0, unchanged: 0}' .out"
# The undo of an undo.
run preaudit-import undo 4
is_status 0 "an undo can be undone"
out_has "so that batch 3 counts again" "and it is said what counts"
fold services --whole >after-redo
same after-b after-redo "the records are those behind the undone batch"
check "the store is whole" preaudit-store check

# What a later batch changed stays.
preaudit-import --quiet --changes c.csv 2>/dev/null
run preaudit-import undo 3
out_has "1 kept: changed later by batch 8" "a record that was changed later is kept, and by which batch"
check "it has its later value" sh -c "python3 '$root/tests/lib/fold.py' store services | grep -q '^S-5,Chat rooms,'"
run preaudit-import undo 8
is_status 0 "then the later one is undone too"
fold services --whole >after-both
same after-a after-both "and nothing of either is left, in whatever order they were undone"
check "the store is whole" preaudit-store check

# Rows that repeat an undone batch leave no line: whoever undoes is told.
new_store two
run preaudit-import --store two a.csv
run preaudit-import --store two --changes b.csv
sed 's/$/ /' b.csv >b2.csv
run preaudit-import --store two --changes b2.csv
run preaudit-import --store two undo 3
out_has "batch 4 found 4 rows unchanged; if they repeat what is undone here, import b2.csv again" "files that repeated it are named"

# The only import of a register: as if there had been none.
new_store three
PREAUDIT_STORE=three
run preaudit-import a.csv
run preaudit-import undo 2
is_status 0 "a register's only batch can be undone"
readiness >status-gone
same status-empty status-gone "it is as if the register had never been supplied"
check "the store is whole" preaudit-store check
run preaudit-import a.csv
is_status 0 "and is supplied again by the same file"
readiness >status-back
without_batches status-a >want
without_batches status-back >have
same want have "with the same readiness"

# Persons: lines keep their salts, retirements have their own.
new_store four
PREAUDIT_STORE=four
printf 'person_id,name,sms_relevant,active\nP1,Ann,yes,yes\nP2,Bob,no,yes\n' >p1.csv
printf 'person_id,name,sms_relevant,active\nP1,Anna,yes,yes\nP3,Cai,no,yes\n' >p2.csv
run preaudit-import p1.csv
python3 "$root/tests/lib/fold.py" four people --whole >p-a
run preaudit-import p2.csv
run preaudit-import undo 3
python3 "$root/tests/lib/fold.py" four people --whole >p-undo
same p-a p-undo "persons come back with the salt of their line"
check "a retirement has a salt" sh -c "grep -h '^retire,4,,P3' four/data/000004-people.csv | grep -Eq ',[A-Za-z0-9_-]{22}.\$'"
check "salts of retirements differ" [ "$(cat four/data/*-people.csv | grep '^retire' | sed 's/.*,//' | sort | uniq -d | wc -l)" = 0 ]
check "the store is whole" preaudit-store check
run preaudit-import undo 2 --key nowhere.key
check "without the key nothing is undone" [ "$status" -ne 0 ]
check "the store is whole" preaudit-store check

# Under rules that have another field by now, lines are laid out anew with the origin that they had.
new_store five
PREAUDIT_STORE=five
run preaudit-import p1.csv
cp -r "$root/shared/iso20000-1" std
chmod -R u+w std
python3 - std/registers/people.json <<'X'
import json, sys
s = json.load(open(sys.argv[1]))
s["fields"].insert(1, {"name": "badge", "title": "Badge", "type": "string", "preaudit": {"type": "text", "need": "optional", "aliases": {"en": ["Badge number"]}}})
json.dump(s, open(sys.argv[1], "w"))
X
run preaudit-store adopt std
is_status 0 "rules with another field are adopted"
printf 'person_id,name,sms_relevant,active,badge\nP1,Ann,yes,yes,77\nP3,Cai,no,yes,\n' >p3.csv
run preaudit-import p3.csv
is_status 0 "and used"
run preaudit-import undo 4
is_status 0 "the batch is undone across the change"
python3 "$root/tests/lib/fold.py" five people --origin | sed 's/,,*/,/g' >p-origin
check "values and origin are those of before" sh -c "grep -q '^2,2,P1,Ann,' p-origin && grep -q '^2,3,P2,Bob,' p-origin && [ \$(wc -l <p-origin) = 2 ]"
check "the layout is today's" sh -c "head -1 five/data/000005-people.csv | grep -q '^op,batch,row,person_id,badge,'"
check "other bytes have another salt" [ "$(cat five/data/000002-people.csv five/data/000005-people.csv | grep '^put,2,2,P1' | sed 's/.*,//' | sort -u | wc -l)" = 2 ]
run preaudit-import history people P1 --json
check "the history goes through both layouts" sh -c "jq -e '[.events[] | .event] == [\"new\", \"changed\", \"undone\"] and .events[2].changes == [{field: \"badge\", old: \"77\", new: \"\"}]' .out"
run preaudit-import undo 5
run preaudit-import undo 6
run preaudit-import undo 4 --json
is_status 3 "what is undone stays so"
check "the store is whole" preaudit-store check
run preaudit-report status --json --as-of 2026-09-30
check "reports read it" sh -c "jq -e '.preaudit == \"status/1\"' .out"

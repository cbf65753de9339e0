#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The plan: whole registers, retirements and their guard, --partial, systems,
# state files, several files at once.
. "$(dirname "$0")/../lib/scenario.sh"
new_store
h='document_id,title,doc_type,version,status,owner'
docs() { echo "$h"; for i in "$@"; do echo "D-$i,Document $i,other,1,draft,P1"; done; }

docs $(seq 10) >ten.csv
run preaudit-import --store store ten.csv
is_status 0 "ten documents"
out_has "Documents (full)" "a list is imported as a whole"
check "the first file is the whole register" sh -c "tail -1 store/log.jsonl | jq -e '.kind == \"state\" and .mode == \"full\"'"

docs $(seq 8) >eight.csv
run preaudit-import --store store eight.csv
is_status 0 "two missing ones of ten are retired"
out_has "2 records retired" "and counted"
check "retirements have only key and batch" grep -qx 'retire,3,,D-9,.*' store/data/000003-documents.csv
check "nothing else stands in them" sh -c "grep '^retire' store/data/000003-documents.csv | tr -d '\r' | grep -Eqx 'retire,3,,D-9,+'"
run preaudit-import --store store ten.csv
out_has "10 rows read: 2 new, 0 changed, 8 unchanged" "they come back as new"

before=$(tree_hash store)
docs 1 2 3 4 5 >five.csv
run preaudit-import --store store five.csv
is_status 3 "half of the register missing is refused"
err_has "5 of 10 records of Documents are not in the file and would be retired" "it says how many"
err_has "--retire 5" "and how to confirm"
check "the guard changes nothing" [ "$before" = "$(tree_hash store)" ]
run preaudit-import --store store --retire 4 five.csv
is_status 3 "another number does not confirm"
run preaudit-import --store store --dry-run five.csv
is_status 3 "a dry run meets the guard too"
run preaudit-import --store store --changes five.csv
is_status 0 "--changes retires nothing"
out_has "5 records in the store are not in this file: kept" "and says what is kept"
run preaudit-import --store store --retire 5 five.csv
is_status 0 "the number confirms"
out_has "5 records retired" "five are retired"
check "the store is whole" preaudit-store check --store store

# Three of three may go without a word: the guard asks from four on.
docs 1 2 >two.csv
run preaudit-import --store store two.csv
is_status 0 "three missing ones are below the guard"

# Only records of the same system are retired.
docs 20 21 >other.csv
run preaudit-import --store store --system wiki other.csv
is_status 0 "another system adds"
out_has "0 records retired" "and retires nothing of the first"
run preaudit-import --store store two.csv
out_has "0 records retired" "nor the other way round"
docs 20 >other.csv
run preaudit-import --store store --system wiki other.csv
out_has "1 record retired" "its own missing record is retired"
check "the system is logged" sh -c "tail -1 store/log.jsonl | jq -e '.source.system == \"wiki\"'"

# Files of one call are judged together.
docs 1 >one.csv
docs 2 3 >rest.csv
run preaudit-import --store store one.csv rest.csv
is_status 0 "two files of one register"
out_has "one.csv: Documents (full), record" "each is a record of its own"
check "nothing is retired by the first" sh -c "! grep -q '^retire' \$(ls store/data/*-documents.csv | tail -2)"
before=$(tree_hash store)
run preaudit-import --store store one.csv rest.csv
out_has "rest.csv: Documents (full), the same bytes as last time" "the same two again change nothing"
check "nothing changed" [ "$before" = "$(tree_hash store)" ]
run preaudit-import --store store rest.csv
out_has "1 record retired" "alone, the second retires what the first had"
check "the store is whole" preaudit-store check --store store

# Data files: changes until they outgrow the register, then the whole again.
new_store big
docs $(seq 40) >forty.csv
preaudit-import --store big --quiet forty.csv 2>/dev/null
cp big/data/000002-documents.csv first.csv
kinds=
for v in 2 3 4 5 6; do
	sed -i "s/^\(D-\([1-9]\|1[0-9]\),.*,other\),[0-9]*,/\1,$v,/" forty.csv
	preaudit-import --store big --quiet forty.csv 2>/dev/null
	kinds="$kinds $(tail -1 big/log.jsonl | jq -r .kind)"
done
check "changes, then a state file:$kinds" [ "$kinds" = " changes changes state changes changes" ]
state=$(ls big/data/000005-documents.csv)
check "the state file has every record once" [ "$(tail -n +2 "$state" | cut -d, -f4 | sort -u | wc -l)" = 40 ]
check "and nothing else" [ "$(tail -n +2 "$state" | wc -l)" = 40 ]
grep -E ',D-(2[0-9]|3[0-9]|40),' first.csv >old
grep -E ',D-(2[0-9]|3[0-9]|40),' "$state" >kept
same old kept "surviving lines are the same bytes in the same order"
check "the store is whole" preaudit-store check --store big
run preaudit-import --store big --extracted 2026-12-01 forty.csv
out_has "40 rows read: 0 new, 0 changed, 40 unchanged" "it reads back equal"

# --partial.
new_store part
docs $(seq 8) >base.csv
preaudit-import --store part --quiet base.csv 2>/dev/null
{ docs 1 2 3 4 5; echo "D-6,Document 6,nonsense,1,draft,P1"; echo "D-7,Changed,other,2,draft,P1"; } >mixed.csv
run preaudit-import --store part mixed.csv
is_status 3 "one bad row refuses the file"
run preaudit-import --store part --partial mixed.csv
is_status 0 "--partial takes the good ones"
out_has "7 rows read: 0 new, 1 changed, 5 unchanged, 1 refused; 1 record retired" "the refused row keeps its record"
check "the log says it" sh -c "tail -1 part/log.jsonl | jq -e '.counts.refused == 1 and .findings.rows == 2'"
check "the findings stay with the batch" sh -c "tr -d '\r' <part/findings/000003.csv | grep -qx '7,doc_type,doc_type,error,word-unknown,nonsense'"
{ docs 1; echo ",No key,other,1,draft,P1"; } >keyless.csv
run preaudit-import --store part --partial keyless.csv
is_status 0 "a row without a key"
out_has "nothing is retired, because refused rows have no readable key" "retires nothing"
{ docs 1 2 3 4 5 6 7; echo "D-30,One,other,1,draft,P1"; echo "D-30,Two,other,1,draft,P1"; echo "D-31,Good,other,1,draft,P1"; } >conflict.csv
run preaudit-import --store part --partial conflict.csv
is_status 0 "rows that contradict each other under --partial"
out_has "10 rows read: 1 new, 1 changed, 6 unchanged, 2 refused" "neither is imported"
check "neither is in the store" sh -c '! cat part/data/*-documents.csv | grep -q D-30'
check "the good one is" sh -c 'cat part/data/*-documents.csv | grep -q D-31'
run preaudit-import --store part --partial --extracted 2026-12-01 conflict.csv
out_has "10 rows read: 0 new, 0 changed, 8 unchanged, 2 refused" "and again"
check "the store is whole" preaudit-store check --store part

# A row that repeats a row of an earlier file, and one that contradicts it.
docs 7 8 9 >first.csv
{ docs 5; echo "D-8,Document 8,other,1,draft,P1"; echo "D-8,Other title,other,1,draft,P1"; } >second.csv
new_store two
run preaudit-import --store two first.csv second.csv
is_status 3 "a row against one that repeats another file's is refused"
err_has 'cell A4, document_id: "D-8": an earlier row has the same key but another Title ("Document 8" there, "Other title" here)' "and compared with the row that is meant"

# Personal registers: values of findings are not kept.
printf 'person_id,name,sms_relevant,active\nP1,Ann,secretvalue,yes\nP2,Bob,yes,yes\n' >people.csv
run preaudit-import --store part --partial people.csv
is_status 0 "people, in part"
check "the refused value is not in the store" sh -c '! grep -rq secretvalue part'
run preaudit-import --store part --keep-original --partial --extracted 2026-12-01 people.csv
check "--keep-original keeps the file" sh -c 'cmp people.csv part/orig/*-people.csv'

#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Importing a CSV file: what is written, what is said, what comes back as JSON.
. "$(dirname "$0")/../lib/scenario.sh"
new_store
cat >training.csv <<'X'
Training ID,Employee number,Course Code,Course Title,Completion Date,Expiry Date,Status,Result
T-1,0010,C-01,"Incidents, first line",2026-01-15,2027-01-15,Completed,Pass
T-2,0011,C-01,"Say ""yes""",2026-02-03,,Completed,
T-3,0012,C-02,Planned course,,,Not started,
X

before=$(tree_hash store)
run preaudit-import --store store --dry-run training.csv
is_status 0 "a dry run succeeds"
out_has "3 rows read: 3 new, 0 changed, 0 unchanged, 0 refused" "a dry run says what would be done"
out_has "To apply: preaudit-import --store store training.csv" "a dry run says how to apply it"
check "a dry run changes nothing" [ "$before" = "$(tree_hash store)" ]

run preaudit-import --store store training.csv
is_status 0 "the import succeeds"
out_has "training.csv: Training (changes), record 2" "the summary names register and record"
err_has "People was never supplied: 3 references to it are kept as written" "missing registers are said once"
sed 's/,[^,]\{22\}\r$/,SALT\r/' store/data/000002-training.csv | cut -d, -f1-3 >lead
printf 'op,batch,row\nput,2,2\nput,2,3\nput,2,4\n' >want
same want lead "lines name batch and row"
check "values are canonical" grep -q '^put,2,2,T-1,0010,C-01,"Incidents, first line",,,,,2026-01-15,2027-01-15,completed,pass,' store/data/000002-training.csv
check "doubled quotes stay" grep -q ',"Say ""yes""",' store/data/000002-training.csv
check "aliases of words are understood" grep -q ',C-02,Planned course,,,,,,,planned,' store/data/000002-training.csv
check "personal registers have salts" sh -c "sed -n 2p store/data/000002-training.csv | grep -Eq ',[A-Za-z0-9_-]{22}.\$'"
check "the original of a personal register is not kept" sh -c '! ls store/orig | grep -q training.csv'
check "the store is whole" preaudit-store check --store store
check "the log line has the columns" sh -c "sed -n 3p store/log.jsonl | jq -e '.read_as.columns | length == 8'"
check "the log line has the counts" sh -c "sed -n 3p store/log.jsonl | jq -e '.counts.new == 3 and .counts.read == 3 and .rows == 3'"
check "the log line names the source" sh -c "sed -n 3p store/log.jsonl | jq -e --arg s \$(sha256sum training.csv | cut -c1-64) '.source.sha256 == \$s and .source.name == \"training.csv\"'"

before=$(tree_hash store)
run preaudit-import --store store training.csv
is_status 0 "the same file again is fine"
out_has "same bytes as last time: nothing to do" "the same file again is said to change nothing"
check "the same file again changes nothing" [ "$before" = "$(tree_hash store)" ]

run preaudit-import --store store --extracted 2026-03-01 training.csv
is_status 0 "a later extraction is imported"
check "it is a batch without records" sh -c "tail -1 store/log.jsonl | jq -e '.rows == 0 and .extracted == \"2026-03-01\" and .counts.unchanged == 3'"

# Another order, other line ends: other bytes without a difference.
{ head -1 training.csv; tail -n +2 training.csv | tac; } | sed 's/$/\r/' >turned.csv
run preaudit-import --store store turned.csv
out_has "3 rows read: 0 new, 0 changed, 3 unchanged" "order and line ends make no difference"
check "it is a batch without records" sh -c "tail -1 store/log.jsonl | jq -e '.rows == 0'"

# A changed row, a new one.
sed -e 's/^T-3,.*/T-3,0012,C-02,Planned course,2026-03-01,,Completed,Pass/' training.csv >changed.csv
echo 'T-4,0013,C-01,New,2026-03-02,,Completed,Pass' >>changed.csv
run preaudit-import --store store --json changed.csv
is_status 0 "changes are imported"
check "JSON: shape" sh -c "jq -e '.preaudit == \"import/1\" and .dry_run == false' .out"
check "JSON: counts" sh -c "jq -e '.batches[0].rows == {read: 4, new: 1, changed: 1, unchanged: 2, retired: 0, refused: 0}' .out"
check "JSON: place" sh -c "jq -e '.batches[0] | .file == \"changed.csv\" and .register == \"training\" and .mode == \"changes\" and .index == 5' .out"
grep -o '^put,5,[0-9]*,T-[0-9]' store/data/000005-training.csv >lines
printf 'put,5,4,T-3\nput,5,5,T-4\n' >want
same want lines "only what differs is written"
check "kind is changes" sh -c "tail -1 store/log.jsonl | jq -e '.kind == \"changes\"'"

# A, B, A returns to A.
run preaudit-import --store store training.csv
out_has "3 rows read: 0 new, 1 changed, 2 unchanged" "an earlier file returns to its values"
out_has "1 record in the store is not in this file: kept" "records that the file lacks are kept and said"
check "the store is whole" preaudit-store check --store store

run preaudit-import --store store --json --dry-run changed.csv
check "JSON of a dry run has no index" sh -c "jq -e '.dry_run == true and .batches[0].index == null and .batches[0].rows.changed == 1' .out"
run preaudit-import --store store --quiet changed.csv
check "--quiet says nothing" [ ! -s "$out" ] && check "--quiet says nothing on standard error" [ ! -s "$err" ]

# Values that spreadsheets spoil, through import and state file.
printf 'Document ID,Title,Document type,Version,Status,Owner\n0010,1-2,policy document,=A1,draft,-5\n1914310000010100016,"a ; b",Other,+1,draft,@x\n' >d.csv
sed -i 's/policy document/other/' d.csv
run preaudit-import --store store --register documents d.csv
is_status 0 "ids and texts of every look are imported"
check "a leading zero stays" grep -q '^put,[0-9]*,2,0010,1-2,other,=A1,draft,-5' store/data/*-documents.csv
check "a long number stays" grep -q ',1914310000010100016,a ; b,other,+1,draft,@x' store/data/*-documents.csv
check "the original is kept" sh -c 'cmp d.csv store/orig/*-d.csv'
run preaudit-import --store store --register documents --extracted 2026-05-05 d.csv
out_has "2 rows read: 0 new, 0 changed, 2 unchanged" "they compare equal again"

# What is signed is told also when something beside it could not be written.
size=$(wc -l <store/log.jsonl)
sed 's/draft,-5/retired,-5/' d.csv >e.csv
run preaudit-import --store store --register documents --findings /dev/full e.csv
is_status 1 "findings that cannot be written end with 1"
out_has "Documents (full), record $size" "the record that was written is told"
err_has "the import is done, and its records are signed" "and the error says that it was"
check "which is true" test "$(wc -l <store/log.jsonl)" -eq $((size + 1))
run preaudit-import --store store --register documents --dry-run --findings /dev/full d.csv
is_status 1 "of a dry run too"
err_lacks "is done" "where nothing was done"

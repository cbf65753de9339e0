#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Folders, registers described, nil returns.
. "$(dirname "$0")/../lib/scenario.sh"
cp -r "$root/shared/iso20000-1" std
chmod -R u+w std
# Rules with a nil statement, whatever the rule files have today.
if ! grep -rqs '^nil ' std/criteria; then
	mkdir -p std/criteria
	cat >std/criteria/99-nil.rules <<'X'
nil every n in nil_returns covers n.register subset n.subset from n.period_from to n.period_to
X
fi
preaudit-store init --store store --origin example.org/store --organisation X --standard std >.init 2>&1 || cat .init

mkdir exports
printf 'person_id,name,sms_relevant,active\nP1,Ann,yes,yes\nP2,Bob,no,yes\n' >exports/staff.csv
printf 'training_id,person,course_code,completed_on,status\nT1,P1,C,2026-01-01,completed\nT2,Bob,C,2026-01-01,completed\n' >exports/a-training.csv
echo x >exports/notes.txt
mkdir exports/old
run preaudit-import --store store exports
is_status 0 "a folder is imported"
out_has "a-training.csv: Training (changes)" "training is recognised by its headers"
out_has "staff.csv: People (full)" "people too"
out_has "exports/notes.txt: not imported: no spreadsheet and no CSV file" "other files are named"
out_has "exports/old: not imported: a folder in a folder" "folders too"
err_lacks "never supplied" "people come before those that refer to them"
check "references within the call are resolved" sh -c "cat store/data/*-training.csv | grep -q ',T2,P2,C,'"
check "one signature for all" [ "$(ls store/checkpoints | wc -l)" = 2 ]
mkdir none
run preaudit-import --store store none
is_status 2 "a folder without CSV files is a usage error"

# Recognising: the file's name decides between what fits alike.
printf 'ID,Name,Status\n1,One,x\n' >alike.csv
run preaudit-import --store store --dry-run --json alike.csv
is_status 3 "headers that fit several registers are refused"
err_has "--register" "with the remedy"

# Described.
run preaudit-import registers --store store
is_status 0 "registers are listed"
n=$(ls std/registers/*.json | wc -l)
check "all $n" [ "$(grep -c '^ *needs: ' "$out")" = "$n" ]
run preaudit-import registers --standard std training
out_has "needs: Training ID (or Person + Course code/Course title + Completed on), Person, Status" "one with what it needs"
out_has "also: " "and its aliases"
run preaudit-import registers --standard std activity_summaries
out_has "criteria that read it: 4.4-b" "a definition that a criterion uses counts as its reading"
run preaudit-import registers --standard std --json
check "as JSON" sh -c "jq -e '.registers | length == $n' .out"
run preaudit-import registers --standard std --markdown
out_has "# Registers" "as Markdown"
check "every register has its chapter" [ "$(grep -c '^## ' "$out")" = "$n" ]
run preaudit-import registers --standard std nosuch
is_status 2 "an unknown one is a usage error"
if [ -e "$root/docs/registers.md" ]; then
	preaudit-import registers --standard "$root/shared/iso20000-1" --markdown >page.md
	same page.md "$root/docs/registers.md" "docs/registers.md is this very page"
fi

# Nothing to record.
printf 'finding_id,title,raised_on,status\n' >findings.csv
before=$(tree_hash store)
run preaudit-import --store store --register findings findings.csv
is_status 3 "a header without rows is not imported"
err_has "preaudit-import nil findings --from DATE --to DATE --by PERSON --reason TEXT" "the answer names the nil return"
check "nothing is written" [ "$before" = "$(tree_hash store)" ]
run preaudit-import nil --store store --dry-run findings --from 2026-01-01 --to 2026-06-30 --by P1 --reason "none raised"
is_status 0 "a nil return can be tried"
check "the trial writes nothing" [ "$before" = "$(tree_hash store)" ]
run preaudit-import nil --store store findings --from 2026-01-01 --to 2026-06-30 --by P1 --reason "none raised, checked"
is_status 0 "a nil return is recorded"
check "in its register" sh -c "cat store/data/*-nil_returns.csv | grep -q ',findings,,2026-01-01,2026-06-30,P1,.*,\"none raised, checked\"'"
check "who states it is not in the log line" sh -c "tail -1 store/log.jsonl | jq -e 'has(\"by\") | not'"
run preaudit-import nil --store store findings --from 2026-01-01 --to 2026-06-30 --reason x
is_status 2 "without --by it is a usage error"
run preaudit-import nil --store store findings --from 2026-07-01 --to 2026-06-30 --by P1 --reason x
is_status 2 "a period that ends before it begins too"
run preaudit-import nil --store store nosuch --from 2026-01-01 --to 2026-06-30 --by P1 --reason x
is_status 2 "an unknown register too"
run preaudit-import nil --store store findings --from 1.1.2026 --to 2026-06-30 --by P1 --reason x
is_status 2 "dates of options are ISO"
check "the store is whole" preaudit-store check --store store

run preaudit-import --help
is_status 0 "--help"
out_has "preaudit-import --dry-run exports/" "help has examples"
run preaudit-import --store store --by "service management" --extracted 2026-09-01 exports/staff.csv
check "--by is logged" sh -c "tail -1 store/log.jsonl | jq -e '.by == \"service management\"'"
run preaudit-import --store store --full --changes exports/staff.csv
is_status 2 "--full and --changes exclude each other"

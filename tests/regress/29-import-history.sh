#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The history of one record: every batch that touched it, with the file, row and values.
. "$(dirname "$0")/../lib/scenario.sh"
export PREAUDIT_STORE=store
new_store
head='Employee number,Course Code,Completion Date,Expiry Date,Status'
printf '%s\n' "$head" 'P-1,C-01,2026-01-15,2027-01-15,Completed' "O'Neil,C-02,2026-02-15,,Completed" >t1.csv
printf '%s\n' "$head" 'P-1,C-01,2026-01-15,2028-01-15,Completed' 'P-2,C-01,2026-03-15,,Completed' >t2.csv
preaudit-import --quiet --register training t1.csv 2>/dev/null
preaudit-import --quiet --register training --full t2.csv 2>/dev/null
preaudit-import --quiet --register training t1.csv 2>/dev/null
preaudit-import --quiet undo 4 --reason "the old export once more"

before=$(tree_hash store)
key='P-1|C-01|2026-01-15'
run preaudit-import history training "$key"
is_status 0 "a record has a history"
out_has "Training, P-1|C-01|2026-01-15" "it says of what"
grep -E '^ +[0-9]+  ' "$out" | sed 's/  20[^ ]*Z  /  /; s/^ *//' >events
printf '%s\n' '2  new, t1.csv, row 2' '3  changed, t2.csv, row 2' '4  changed, t1.csv, row 2; undone by batch 5' \
    '5  undone (batch 4): changed, as in batch 3, t2.csv, row 2' >want
same want events "each batch that touched it, in order, with file and row"
out_has "expires_on: 2027-01-15 -> 2028-01-15" "and the values before and after"
out_has "The register has it now." "and whether it is there"
check "history writes nothing" [ "$before" = "$(tree_hash store)" ]

run preaudit-import history training "$key" --json
check "JSON: shape" sh -c "jq -e '.preaudit == \"history/1\" and .register == \"training\" and .key == \"$key\" and .present == true and (.events | length) == 4' .out"
check "JSON: the first event" sh -c "jq -e '.events[0] | .index == 2 and .event == \"new\" and .effect == \"new\" and .undoes == null and .undone_by == null and .from == 2 and .file == \"t1.csv\" and .sheet == null and .row == 2 and (.imported | test(\"^20.*Z$\")) and any(.changes[]; .field == \"expires_on\" and .old == \"\" and .new == \"2027-01-15\")' .out"
check "JSON: a change" sh -c "jq -e '.events[1] | .event == \"changed\" and .changes == [{field: \"expires_on\", old: \"2027-01-15\", new: \"2028-01-15\"}]' .out"
check "JSON: undone" sh -c "jq -e '.events[2].undone_by == 5 and (.events[3] | .event == \"undone\" and .effect == \"changed\" and .undoes == 4 and .from == 3 and .file == \"t2.csv\")' .out"
check "JSON: no salt is told" sh -c "jq -e '[.events[].changes[].field] | index(\"salt\") == null' .out"

run preaudit-import history Training "O'Neil|C-02|2026-02-15"
is_status 0 "titles name registers, quotes stand in keys"
grep -E '^ +[0-9]+  ' "$out" | sed 's/  20[^ ]*Z  /  /; s/^ *//' >events
printf '%s\n' '2  new, t1.csv, row 3' '3  retired, t2.csv' '4  returned, t1.csv, row 3; undone by batch 5' '5  undone (batch 4): retired, undo of record 4' >want
same want events "retired, returned, and retired by the undo"
out_has "The register does not have it now." "it is gone"
run preaudit-import history training "O'Neil|C-02|2026-02-15" --json
check "JSON: a retirement has no row" sh -c "jq -e '.present == false and (.events[1] | .event == \"retired\" and .row == null and .from == null and .changes == [])' .out"

run preaudit-import history training p-1
is_status 2 "an unknown key ends with status 2"
err_has "Training never had a record p-1; did you mean 'P-1|C-01|2026-01-15'" "a start of a key finds it, quoted for the shell"
run preaudit-import history training "O'Niel|C-02|2026-02-15"
err_has "did you mean 'O'\\''Neil|C-02|2026-02-15'" "a likeness finds it too"
check "what is suggested can be given to a shell" sh -c "eval \"preaudit-import history training \$(sed 's/.*did you mean //; s/ or .*//; s/, .*//; s/?\$//' .err)\""
run preaudit-import history training quite-another
err_has "keys made of several fields are written 'A|B|C', in quotes" "without any the form of keys is told"
run preaudit-import history trainings "$key"
is_status 2 "an unknown register ends with status 2"
err_has "did you mean training" "and is suggested"
run preaudit-import history services S-1
is_status 2 "a register that was never supplied has no history"
err_has "Services never had a record S-1" "and it is said"
run preaudit-import history training
is_status 2 "history wants a key"
check "no key of the signer is needed" sh -c "mv store.key elsewhere && preaudit-import history training '$key' >/dev/null && mv elsewhere store.key"

# Through whole registers, several records, several spaces and lines in values.
new_store two
PREAUDIT_STORE=two
for v in 1 2 3 4 5 6; do
	printf 'Service ID,Service name,Description\nS-1,"N,%s","a ""b""\nc"\nS-2,Same,\n' "$v" >s.csv
	preaudit-import --quiet --register services s.csv 2>/dev/null
done
check "some of the files are whole registers" sh -c "[ \$(grep -c '\"kind\":\"state\"' two/log.jsonl) -ge 2 ]"
run preaudit-import history services S-1 --json
check "repeated lines are no events" sh -c "jq -e '[.events[] | .event] == [\"new\", \"changed\", \"changed\", \"changed\", \"changed\", \"changed\"] and .events[5].changes == [{field: \"name\", old: \"N,5\", new: \"N,6\"}]' .out"
run preaudit-import history services S-2 --json
check "a record that nothing changed has one event" sh -c "jq -e '(.events | length) == 1' .out"

# A data file that is not what was signed.
damaged two # by hand, below
chmod u+w two/data/000002-services.csv
sed -i 's/Same/Sane/' two/data/000002-services.csv
run preaudit-import history services S-2
is_status 4 "a changed data file is an integrity error"
err_has "000002-services.csv" "and named"

#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What an import would change, cell by cell; and whether it could be, for a scheduler.
. "$(dirname "$0")/../lib/scenario.sh"
export PREAUDIT_STORE=store
new_store
head='Service ID,Service name,Service type,Status,In scope,Customers'
printf '%s\n' "$head" 'S-1,Mail,customer facing,live,yes,' 'S-2,Backup,customer facing,live,no,A;B' 'S-3,Print,customer facing,live,no,' >a.csv
printf '%s\n' "$head" 'S-2,Backup,customer facing,live,no,B;A' '' 'S-1,"Mail
and more",customer facing,retired,yes,' 'S-4,"Web, hosted",customer facing,live,,' >b.csv
preaudit-import --quiet a.csv 2>/dev/null
before=$(tree_hash store)

run preaudit-import diff b.csv
is_status 0 "what could be imported ends with status 0"
cat >want <<'X'
Services: 1 new, 1 changed, 1 retired
  changed  S-1  Name: Mail -> Mail and more (B4); Status: live -> retired (D4)
  new      S-4  Name: Web, hosted; Status: live; Service type: customer_facing
  retired  S-3
X
same want "$out" "new, changed with cell, retired; lists in another order are no change"
err_has "warning: b.csv" "findings are told as in an import"
check "a diff writes nothing" [ "$before" = "$(tree_hash store)" ]
run preaudit-import diff a.csv
is_status 0 "the same bytes again"
out_has "the same bytes as last time: nothing to do" "are said to be that"
out_has "Nothing would change." "and nothing would change"

run preaudit-import diff --json b.csv
check "JSON: shape" sh -c "jq -e '.preaudit == \"diff/1\" and .refused == false and (.registers | length) == 1 and (.registers[0] | .register == \"services\" and .new == 1 and .changed == 1 and .retired == 1 and .shown == 3)' .out"
check "JSON: a changed cell" sh -c "jq -e '.registers[0].records[0] | .change == \"changed\" and .key == \"S-1\" and .file == \"b.csv\" and .row == 4 and .values == [{field: \"name\", cell: \"B4\", old: \"Mail\", new: \"Mail\\nand more\"}, {field: \"status\", cell: \"D4\", old: \"live\", new: \"retired\"}]' .out"
check "JSON: a new record" sh -c "jq -e '.registers[0].records[1] | .change == \"new\" and .key == \"S-4\" and .row == 5 and [.values[].field] == [\"name\", \"status\", \"service_type\"] and .values[0].new == \"Web, hosted\"' .out"
check "JSON: a retired one" sh -c "jq -e '.registers[0].records[2] == {change: \"retired\", key: \"S-3\", file: \"b.csv\", sheet: null, row: null, values: []}' .out"
check "JSON: the members of an import" sh -c "jq -e '.batches[0].rows.changed == 1 and .batches[0].index == null and (.findings | length) > 0 and .left_out == []' .out"
preaudit-import --dry-run --json b.csv >dry 2>/dev/null
jq -S '{batches, findings, attested, left_out}' "$out" >have
jq -S '{batches, findings, attested, left_out}' dry >want
same want have "they are those of a dry run"

# A value that no cell holds.
printf 'Service ID,Service name\nS-9,Print\n' >c.csv
run preaudit-import diff --json --changes --set status=live c.csv
check "a value from --set has no cell" sh -c "jq -e '.registers[0].records[0].values == [{field: \"name\", cell: \"B2\", new: \"Print\"}, {field: \"status\", cell: null, new: \"live\"}]' .out"

# Two files of one register in one call: the second is told against the first.
mkdir two
printf 'Service ID,Service name\nS-1,Mail 2\nS-8,New\n' >two/a.csv
printf 'Service ID,Service name\nS-1,Mail 3\nS-8,New\n' >two/b.csv
run preaudit-import diff --json --changes --register services two
check "files of one call build on each other" sh -c "jq -e '[.registers[0].records[] | select(.key == \"S-1\") | .file, (.values[] | select(.field == \"name\") | .old, .new)] == [\"a.csv\", \"Mail\", \"Mail 2\", \"b.csv\", \"Mail 2\", \"Mail 3\"]' .out"
check "and are counted once" sh -c "jq -e '.registers[0] | .new == 1 and .changed == 2' .out"

# Many.
awk 'BEGIN { print "Service ID,Service name"; for (i = 1; i <= 120; i++) print "N-" i ",Name" }' >many.csv
run preaudit-import diff --changes --register services many.csv
check "fifty are shown" [ "$(grep -c '^  new' "$out")" = 50 ]
out_has "and 70 more (--limit 0 shows all)" "and how many more"
run preaudit-import diff --changes --register services --limit 3 many.csv
check "as many as asked for" [ "$(grep -c '^  new' "$out")" = 3 ]
run preaudit-import diff --changes --register services --limit 0 many.csv
check "all of them" [ "$(grep -c '^  new' "$out")" = 120 ]
out_lacks "more (" "then there are no more"
run preaudit-import diff --changes --register services --json many.csv
check "JSON has all" sh -c "jq -e '.registers[0].shown == 120 and (.registers[0].records | length) == 120' .out"
run preaudit-import diff --changes --register services --json --limit 2 many.csv
check "unless limited" sh -c "jq -e '.registers[0] | .shown == 2 and .new == 120 and (.records | length) == 2' .out"

# Refusals.
printf '%s\n' "$head" 'S-1,Mail,customer facing,sideways,yes,' 'S-7,Ok,customer facing,live,yes,' >bad.csv
run preaudit-import diff --changes bad.csv
is_status 3 "what would be refused ends with status 3"
err_has "sideways" "and says why"
out_has "This import would be refused." "and that"
run preaudit-import diff --changes --json bad.csv
check "JSON: refused" sh -c "jq -e '.refused == true and .batches[0].outcome == \"refused\" and any(.findings[]; .level == \"error\" and .cell == \"D2\")' .out"
run preaudit-import diff --changes --partial bad.csv
is_status 0 "--partial takes the good rows"
out_has "Services: 1 new, 0 changed, 0 retired" "and tells them"
# Rows that contradict each other are read twice; nothing is told twice.
printf '%s\n' "$head" 'S-6,One,customer facing,live,yes,' 'S-5,A,customer facing,live,yes,' 'S-5,B,customer facing,live,yes,' >twice.csv
run preaudit-import diff --changes --partial --json twice.csv
check "a second pass forgets the first" sh -c "jq -e '[.registers[0].records[].key] == [\"S-6\"] and .registers[0].new == 1' .out"
new_store guard
PREAUDIT_STORE=guard
awk 'BEGIN { print "Service ID,Service name"; for (i = 1; i <= 10; i++) print "N-" i ",Name" }' >ten.csv
head -4 ten.csv >three.csv
preaudit-import --quiet ten.csv --register services 2>/dev/null
run preaudit-import diff --register services three.csv
is_status 3 "the guard is told"
check "with the records that would go" [ "$(grep -c '^  retired' "$out")" = 7 ]
err_has "--retire 7" "and how to confirm it"
run preaudit-import diff --register services --retire 7 three.csv
is_status 0 "confirmed, it could be imported"
run preaudit-import diff
is_status 2 "a diff wants a file"
run preaudit-import diff nowhere.csv
is_status 2 "that there is"
run preaudit-import --limit 3 ten.csv
is_status 2 "an import has no --limit"


# Workbooks: cells and sheets as Excel shows them.
new_store sheets
PREAUDIT_STORE=sheets
/usr/bin/python3 "$root/tests/lib/book.py" one.xlsx <<'X'
{"sheets": [{"name": "Notes", "rows": [["See the other sheets"]]},
 {"name": "Q1", "rows": [["Our services"], [], ["Service ID", "Service name", "Service type", "Status"], ["S-1", "Mail", "customer facing", "live"], ["S-2", "Web", "customer facing", "live"]]}]}
X
/usr/bin/python3 "$root/tests/lib/book.py" two.xlsx <<'X'
{"sheets": [{"name": "Notes", "rows": [["See the other sheets"]]},
 {"name": "Q2", "rows": [["Our services"], [], ["Service ID", "Service name", "Service type", "Status"], ["S-1", "Mail", "customer facing", "retired"], ["S-2", "Web", "customer facing", "live"]]}]}
X
preaudit-import --quiet one.xlsx 2>/dev/null
run preaudit-import diff --json two.xlsx
is_status 0 "a workbook is compared"
check "JSON: sheet, row and cell" sh -c "jq -e '.registers[0].records == [{change: \"changed\", key: \"S-1\", file: \"two.xlsx\", sheet: \"Q2\", row: 4, values: [{field: \"status\", cell: \"D4\", old: \"live\", new: \"retired\"}]}]' .out"
run preaudit-import --check two.xlsx
is_status 0 "and checked"
out_has "two.xlsx, sheet Q2: can be imported: services, 2 read" "by sheet"
out_has "two.xlsx, sheet Notes: left out" "the others are told"
preaudit-import --quiet two.xlsx 2>/dev/null
run preaudit-import history services S-1
out_has "changed, two.xlsx, sheet Q2, row 4" "the history names sheet and row"
run preaudit-import history services S-1 --json
check "JSON: the sheet in the history" sh -c "jq -e '[.events[] | .sheet, .row] == [\"Q1\", 4, \"Q2\", 4]' .out"
run preaudit-import undo 3
is_status 0 "a sheet's batch is undone"
run preaudit-import history services S-1
out_has "as in batch 2, one.xlsx, sheet Q1, row 4" "and leads back to the first sheet"

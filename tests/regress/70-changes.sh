#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# changes: registers and results between two moments, and because of what.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
example_store
mid=27

run preaudit-report changes --store store --as-of 2026-09-30
is_status 2 "without a moment to compare with it is refused"
err_has "--since" "and says what to add"

run preaudit-report changes --store store --as-of 2026-09-30 --since "$mid" --json
is_status 0 "changes of the example's second quarter"
cp "$out" c.json
check "changes/1" test "$(json .preaudit c.json)" = changes/1
check "the old moment is judged on the day its data was of" test "$(json '.from.as_of' c.json)" = 2026-06-30
check "time and data moved, rules did not" test "$(json '.moved|"\(.time) \(.data) \(.rules)"' c.json)" = "true true false"
check "something changed" test "$(json '.criteria|length' c.json)" -gt 5

# The steps add up to the change.
check "each change has its ends and says where it moved" test "$(json '
  ["time passed","data changed","rules changed"] as $name
  | [.milestones[], .clauses[], .criteria[]]
  | all(.steps[0] == .before and .steps[3] == .after and (.steps|length) == 4
    and ((.before == .after and .because == [])
      or (.because == [range(3) as $i | select(.steps[$i] != .steps[$i+1]) | $name[$i]])))' c.json)" = true
check "each record that moved says why" test "$(json '[.criteria[].records[].because|length]|min' c.json)" -ge 1
check "nothing is said to come from rules that did not move" test "$(json '[..|.because?|arrays|index("rules changed")|select(.!=null)]|length' c.json)" = 0

# The ends are what status says.
for side in from to; do
	at=$(json ".$side.size" c.json) day=$(json ".$side.as_of" c.json)
	preaudit-report status --store store --at "$at" --as-of "$day" --json >"$side.json"
done
result='[.criteria[]|{(.id): (if .result == "not met" then "not met: "+.grade else .result end)}]|add'
check "before is what status said then" test "$(jq -n --slurpfile c c.json --slurpfile s from.json \
    "(\$s[0]|$result) as \$was | [\$c[0].criteria[]|select(.change != \"new rule\")|.before == \$was[.id]]|all")" = true
check "after is what status says now" test "$(jq -n --slurpfile c c.json --slurpfile s to.json \
    "(\$s[0]|$result) as \$is | [\$c[0].criteria[]|.after == \$is[.id]]|all")" = true
check "a criterion that is not listed did not change" test "$(jq -n --slurpfile c c.json --slurpfile a from.json --slurpfile b to.json \
    "(\$a[0]|$result) as \$was | (\$b[0]|$result) as \$is | [\$c[0].criteria[].id] as \$listed
     | [\$is|keys[]|select(. as \$k|\$listed|index(\$k)|not)|\$was[.] == \$is[.]]|all")" = true

# Registers: counts against the records themselves.
check "new records are those of the batches" test "$(json '.registers[]|select(.register=="findings")|.new' c.json)" = \
    "$(json '[.registers[]|select(.register=="findings")|.records[]|select(.change=="new")]|length' c.json)"
check "withdrawn persons are listed with their batch" test "$(json '[.withdrawn[]|select(.register=="people" and .batch >= 27 and .was_there)]|length' c.json)" = \
    "$(grep -c '^retire,27,' store/data/000027-people.csv)"
check "each has its file" test "$(json '[.withdrawn[].file]|unique|join(",")' c.json)" = hr-people.csv

run preaudit-report changes --store store --as-of 2026-09-30 --since 52 --since-as-of 2026-09-30
is_status 0 "from a moment to itself"
out_has "Nothing changed." "nothing changed"
run preaudit-report changes --store store --as-of 2026-09-30 --since 52 --since-as-of 2026-09-30 --json
check "and every list is empty" test "$(json '[.milestones,.clauses,.criteria,.registers,.withdrawn]|map(length)|add' "$out")" = 0

# Only time: no register, and only that reason.
run preaudit-report changes --store store --as-of 2027-03-01 --since 52 --since-as-of 2026-09-30 --json
check "time alone is the only reason" test "$(json '[.criteria[].records[].because[]]|unique|join(",")' "$out")" = "time passed"
check "and no register changed" test "$(json '.registers|length' "$out")" = 0

# Only rules: another default.
cp -r "$root/shared/iso20000-1" std && sed -i 's/"effectiveness_days": {"days": 90/"effectiveness_days": {"days": 91/; s/"review_interval": {"months": 12/"review_interval": {"months": 48/' std/standard.json
run preaudit-store adopt std --store store
is_status 0 "other rules are adopted"
run preaudit-report changes --store store --as-of 2026-09-30 --since 52 --since-as-of 2026-09-30 --json
check "rules alone are the reason" test "$(json '[.criteria[]|.because[],(.records[].because[])]|unique|join(",")' "$out")" = "rules changed"
check "and they are said to have moved" test "$(json '.moved|"\(.time) \(.data) \(.rules)"' "$out")" = "false false true"

run preaudit-report changes --store store --since last-audit
is_status 2 "without an external audit on record there is no such moment"
err_has "give no date" "and it says so"
for day in "2026-02-30\" is no day of the calendar" "1826-01-31\" is not in the years 1900 to 9999"; do
	run preaudit-report changes --store store --since "${day%%\"*}"
	is_status 2 "--since ${day%%\"*}"
	err_has "--since ${day%%\"*}: \"$day" "--since ${day%%\"*}: said"
	run preaudit-report changes --store store --since 52 --since-as-of "${day%%\"*}"
	err_has "--since-as-of \"$day" "--since-as-of ${day%%\"*}: said"
	run preaudit-report status --store store --as-of "${day%%\"*}"
	err_has "--as-of \"$day" "--as-of ${day%%\"*}: said"
done
run preaudit-report changes --store store --since last-adit
is_status 2 "an unknown name is refused"
err_has "did you mean last-audit" "with a suggestion"
run preaudit-report changes --store store --since 2026-06-30 --as-of 2026-09-30 --json
is_status 0 "a day of the data, before anything was imported"
err_has "nothing had been imported by 2026-06-30; compared with log size 27" "is taken as the size whose data are of it, and that is said"
check "and compared with that size" test "$(json '"\(.from.size) \(.from.as_of)"' "$out")" = "27 2026-06-30"
run preaudit-report changes --store store --since 2001-01-01
is_status 2 "nothing was known then"
err_has "nothing had been imported" "and it says so"
day=$(TZ=Europe/Berlin date +%F)
printf 'Audit ID,Audit type,Planned on,Performed on,Status\nEXT-1,Stage 1,%s,%s,completed\n' "$day" "$day" >audit.csv
run preaudit-import --store store --register audits audit.csv
is_status 0 "an external audit is imported"
run preaudit-report changes --store store --since last-audit --json
is_status 0 "since the last external audit"
check "judged on its day" test "$(json .from.as_of "$out")" = "$day"

# An import that is undone: its records are withdrawn, and nothing of it is left in the results.
mkdir undo && cp -a "$(example_cache)/." undo
run preaudit-import undo 51 --store undo/store
is_status 0 "the last import is undone"
run preaudit-report changes --store undo/store --as-of 2026-09-30 --since 51 --since-as-of 2026-09-30 --json
check "before it and behind its undoing nothing differs" test "$(json '[.registers[]|.new,.changed,.withdrawn]|add // 0' "$out")" = 0

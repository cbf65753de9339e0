#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Time in the log: no record is dated before the one before it. Every writer
# refuses while the clock is behind, unless it is told why; the reason stands in
# the record, and whoever reads shows it. A record dated back without one is not
# ours. Reasons that seem to name a person are pointed out.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/clock.sh"
verifier=$root/tests/interop/verify_store.py
standard=$root/shared/iso20000-1
printf 'Service ID,Name,In scope\nS-1,Mail,yes\n' >services.csv
printf 'Service ID,Name,In scope\nS-1,Mail,yes\nS-2,Archive,no\n' >more.csv
on 2026-01-10 preaudit-store init --store store --origin example.org/store --organisation "Example Ltd" --standard "$standard" >/dev/null 2>&1
run on 2026-03-01 preaudit-import --store store --register services services.csv
is_status 0 "a register is imported on 1 March"
run on 2026-03-01 preaudit-report --store store --as-of 2026-03-01 --issue --out report
is_status 0 "a report is issued on 1 March"
preaudit-store key --public --store store >keys.txt
newest=$(($(wc -l <store/log.jsonl) - 1))

# ---- refused ----

refuses() { # refuses WHAT CMD...
	local before
	before=$(tree_hash store)
	run on 2026-02-01 "${@:2}"
	is_status 3 "$1 with the clock set back is refused"
	err_has "the clock says 2026-02-01T12:00:00Z, but record $newest of store is dated 2026-03-01T12:00:00Z" "$1 names both times"
	err_has "--clock-was-wrong REASON" "$1 names the remedy"
	check "$1 changed nothing" test "$before" = "$(tree_hash store)"
}
refuses import preaudit-import --store store --register services more.csv
refuses undo preaudit-import --store store undo 2 --reason "wrong file"
refuses nil preaudit-import nil incidents --store store --from 2026-01-01 --to 2026-01-31 --by P-1 --reason "none was raised"
refuses adopt preaudit-store adopt --store store "$standard" --set review_interval=6
refuses withdraw preaudit-report withdraw --store store "$(ls store/reports)" --reason "wrong file"
refuses issue preaudit-report --store store --as-of 2026-02-01 --issue --out other

# ---- nothing is written: nothing is refused ----

run on 2026-02-01 preaudit-import --store store --register services --dry-run more.csv
is_status 0 "a dry run goes on"
err_has "the clock says 2026-02-01T12:00:00Z" "and says that the clock is behind"
run on 2026-02-01 preaudit-import history services S-1 --store store
is_status 0 "what was imported can be read"
run on 2026-02-01 preaudit-report --store store --as-of 2026-03-01 --issue --out again
is_status 0 "a report that was issued before is there"
run on 2026-02-01 preaudit-store adopt --store store "$standard"
is_status 0 "rules that are in force are left alone"
run on 2026-03-01 preaudit-import --store store --register services --clock-was-wrong "no reason" more.csv
is_status 2 "a reason without need is a mistake"
err_has "leave the option out" "and is said to be one"
check "still nothing was written" test "$(wc -l <store/log.jsonl)" = $((newest + 1))

# ---- told why ----

run on 2026-02-02 preaudit-import --store store --register services --clock-was-wrong "the machine's battery was empty" more.csv
is_status 0 "an import that says why is taken"
run on 2026-02-03 preaudit-import --store store undo $((newest + 1)) --reason "wrong file"
is_status 0 "the next one needs no reason"
run on 2026-02-04 preaudit-report --store store --as-of 2026-02-04 --issue --out later
is_status 0 "nor does a report"
run preaudit-store log --store store
out_has "2026-02-02T12:00:00Z  services from more.csv" "log has its time"
out_has "(dated before the record before it: the machine's battery was empty)" "log has its reason"
check "once" test "$(grep -c 'dated before' "$out")" = 1
run preaudit-store log --store store --json
check "so has its JSON" test "$(json "[.records[].clock]|map(select(.))|@csv" "$out")" = "\"the machine's battery was empty\""
run preaudit-store check --store store
is_status 0 "the store is whole"
out_has "note: record $((newest + 1)) is dated 2026-02-02T12:00:00Z, before record $newest (2026-03-01T12:00:00Z): the machine's battery was empty" "check says it"
run python3 "$verifier" store
is_status 0 "the independent verifier agrees"

run on 2026-01-20 preaudit-report --store store --as-of 2026-01-20 --issue --out back --clock-was-wrong "set to another year"
is_status 0 "a report that says why is issued"
run preaudit-verify --keys keys.txt back/readiness.html
is_status 0 "it is genuine"
out_has "Clock       its record is dated before the record before it: set to another year" "its verification says it"
run preaudit-verify --keys keys.txt --json back/readiness.html
check "so does the JSON" test "$(json '.files[0].clock' "$out")" = "set to another year"
run preaudit-verify --keys keys.txt --json later/readiness.html
check "null for a report in its order" test "$(json '.files[0].clock' "$out")" = null
run preaudit-verify --keys keys.txt --store store back/readiness.html
is_status 0 "with the store as well"

# ---- not ours ----

damaged silent
cp -a store silent && cp store.key silent.key && cp store.key.state silent.key.state
record=$(sed -n '$p' store/log.jsonl)
# What follows from the record can be written again.
rm -f silent/reports/"$(jq -r .id <<<"$record")"/{proof,history,RECEIPT}.txt
sed -i '$d' silent/log.jsonl
check "the report's record is signed without its reason" python3 "$root/tests/lib/sign_log.py" silent silent.key "$(jq -c 'del(.clock)' <<<"$record")"
at=$(($(wc -l <silent/log.jsonl) - 1))
run preaudit-store check --store silent
is_status 4 "check finds it"
err_has "1 difference found" "and nothing else"
out_has "record $at is dated 2026-01-20T12:00:00Z, before record $((at - 1)) (2026-02-04T12:00:00Z), and does not say why" "and names record and times"
run python3 "$verifier" silent
is_status 4 "so does the independent verifier"
mkdir beside && cp back/readiness.html beside/
preaudit-store prove --store silent "$at" >beside/proof.txt
run preaudit-verify --no-memory --keys keys.txt beside/readiness.html
is_status 0 "a verification without the store cannot know"
run preaudit-verify --no-memory --keys keys.txt --store silent beside/readiness.html
is_status 4 "a verification with the store does too"
out_has "record $at is dated 2026-01-20T12:00:00Z, before record $((at - 1)) (2026-02-04T12:00:00Z), and does not say why" "and says why"

# ---- persons ----

run on 2026-01-10 preaudit-import --store store undo $((newest + 2)) --reason "Erika Mustermann asked" --clock-was-wrong "mail to e.m@example.org" --by "Service Desk"
is_status 0 "a reason that names a person is taken"
err_has '--reason: if "Erika Mustermann" names a person, name a function instead: what stands in the log can never be erased' "a name in --reason is pointed out"
err_has '--clock-was-wrong: if "e.m@example.org" names a person' "an address in --clock-was-wrong too"
err_lacks "--by:" "a function in --by is not"
run preaudit-import --store store --register services --dry-run --by "Max Muster" services.csv
err_has '--by: if "Max Muster" names a person' "a name in --by is pointed out before anything is written"

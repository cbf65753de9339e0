#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What every report keeps to (docs/properties.md): its days, what it says of
# itself, what it never prints; and that a further violation improves nothing.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
. "$root/tests/lib/clock.sh"
std=$root/shared/iso20000-1

# ---- days ----
on "2026-09-29 10:00" preaudit-store init --store zone --origin example.org/zone --organisation X --standard "$std" \
    --timezone Europe/Berlin >/dev/null 2>&1
run on "2026-09-29 22:30" preaudit-import --store zone --extracted 2026-09-28 "$example/2026-Q3/cmdb-services.csv"
is_status 0 "services are imported at half past midnight in Berlin"
run on "2026-09-30 21:59" preaudit-report status --store zone --json
check "a day is the store's: as-of is today" test "$(json .as_of "$out")" = 2026-09-30
run on "2026-09-30 22:01" preaudit-report status --store zone --json
check "and behind midnight in Berlin the next" test "$(json .as_of "$out")" = 2026-10-01
run on "2026-09-30 22:01" preaudit-report status --store zone
known="Records as known on 2026-09-30 (log size 3); dates judged as of 2026-10-01."
check "status says both days" grep -qxF "$known" "$out"
run on "2026-09-30 22:01" preaudit-report --store zone --out zone-report
is_status 0 "a report of that minute"
check "says them too" grep -qF "$known Windows of past records and the age of data end at each register's extraction date." zone-report/content-DRAFT.csv
check "and its page" grep -qF "$known Windows" zone-report/readiness-DRAFT.html
run preaudit-report --store zone --as-of 2026-09-27 --out before
is_status 0 "a report as of a day before the extraction"
check "says how its records stand to that day" grep -qF \
    "Some registers were extracted after 2026-09-27. They are shown as of their extraction, not as of that date; use --at SIZE" before/content-DRAFT.csv
check "which a later one need not say" bash -c '! grep -q "They are shown as of their extraction" zone-report/content-DRAFT.csv'

# ---- what a report says of itself, and what it never says ----
example_store
run preaudit-report --store store --as-of 2026-09-30 --out report
is_status 0 "the example's report"
/usr/bin/python3 - report/readiness-DRAFT.xlsx >book.txt <<'P'
import sys, openpyxl
for sheet in openpyxl.load_workbook(sys.argv[1]):
    print(sheet.title)
    for row in sheet.iter_rows(values_only=True):
        print("\t".join("" if v is None else str(v) for v in row))
P
xmllint --html --xpath 'string(/)' report/readiness-DRAFT.html >page.txt 2>/dev/null || sed 's/<[^>]*>/ /g' report/readiness-DRAFT.html >page.txt
line="Self-assessment computed from records the organisation supplied. Not an audit, not a certificate; no interviews, no observation."
check "below the title stands what it is" grep -qzP "<h1>[^<]*</h1>\s*<p class=\"disclaimer\">\Q$line\E</p>" report/readiness-DRAFT.html
check "and in the first sheet" bash -c "sed -n 1,7p book.txt | grep -qF '$line'"
for command in status "changes --since 27"; do
	# shellcheck disable=SC2086
	run preaudit-report $command --store store --as-of 2026-09-30
	check "$command says it" grep -qxF "$line" "$out"
done
check "no title calls it a pre-audit" bash -c "! grep -io '<title>[^<]*\|<h[1-6][^>]*>[^<]*' report/readiness-DRAFT.html | grep -iq 'pre-audit'"
check "nor does a sheet" bash -c "! sed -n 1,7p book.txt | grep -iq 'pre-audit'"
grep -io '[a-z ]*sealed by[a-z ]*' page.txt book.txt | sed 's/.*sealed by/sealed by/I' | sort -u >sealed
check "sealed by is said of the store's key" test "$(grep -ic "sealed by the store" sealed)" -gt 0
check "and of nothing else" bash -c "! grep -iv \"sealed by the store\" sealed"
# Approvals are by persons: only columns, titles and sentences of rules have them, never the key.
check "approved by is never said of a key" bash -c "! grep -iE 'approved by [a-z ]*(key|seal|signature)' page.txt book.txt"

# Codes of the analysis behind the rules; the rules' own text keeps its seeds.
/usr/bin/python3 - report/content-DRAFT.csv >said.txt <<'P'
import csv, sys
for row in csv.reader(open(sys.argv[1], encoding="utf-8", newline="")):
    if row[:2] != ["gaps", "rules"]:
        print("\t".join(row))
P
check "most of it is left to look at" test "$(wc -l <said.txt)" -gt 1500
preaudit-report status --store store --as-of 2026-09-30 >>said.txt
preaudit-report gaps --store store --as-of 2026-09-30 >>said.txt
codes='\bS[0-4]-[0-9]+(\.[0-9]+)?\b|\bR1?[0-9]\b|\bE[0-4]\b|\b(SMP|MR)-[a-z]\b|\b[Tt]ier [0-9]\b|\bP-[A-Z]{4,}\b'
check "no code of seeds, sections, tiers, evidence or parameters is printed" bash -c "! grep -nE '$codes' said.txt"
check "such codes would be seen" bash -c "echo 'see S2-13 in R4, E2' | grep -qE '$codes'"

# ---- supply next ----
new_store first
for f in cmdb-services lms-training audit-findings; do preaudit-import --store first --quiet --extracted 2026-09-30 "$example/2026-Q3/$f.csv" >>.import 2>&1; done
preaudit-report status --store first --as-of 2026-09-30 --json >first.json
jq -r '.supply_next[] | "\(.register) \(.criteria)"' first.json | sort >is
preaudit-report lint --markdown "$std" | awk -F'|' '/^\| [0-9CD]/ {
	n = split($6, reg, ","); for (i = 1; i <= n; i++) { gsub(/ /, "", reg[i]); if (reg[i] != "") count[reg[i]]++ }
} END { for (r in count) print r, count[r] }' | grep -v '^\(services\|training\|findings\|whatthestoresaysofitself\) ' | sort >want
same want is "supply next counts the criteria that read each register"
check "the most useful register is the first" test "$(jq '[.supply_next[].waiting] | . == (sort | reverse)' first.json)" = true
run preaudit-report --store first --as-of 2026-09-30 --out first-report
is_status 0 "a first report from three registers"
none=$(jq -r '[.clauses[] | select(.words == "No evidence in this store")] | length' first.json)
check "it lacks evidence for most clauses" test "$none" -gt 20
check "which are one table, folded up" grep -qE "<details><summary>Clauses without evidence in this store[^<]*<small>\($none rows?\)" first-report/readiness-DRAFT.html
check "with a row each" test "$(grep -c '^clauses,clauses_not_evidenced,[1-9]' first-report/content-DRAFT.csv)" = "$none"

# ---- a further violation ----
preaudit-report status --store store --as-of 2026-09-30 --json >status.json
mkdir copies
/usr/bin/python3 "$root/tests/lib/row_copy.py" status.json store "$example/2026-Q3" copies
cat >worse.py <<'P'
"""worse.py BEFORE AFTER CRITERION: fails when the criterion fares better, or fewer fail; says whether more do."""
import json, sys
rank = {"major": 0, "minor": 2, "observation": 3}
a, b = (next(c for c in json.load(open(f))["criteria"] if c["id"] == sys.argv[3]) for f in sys.argv[1:3])
def of(c): return rank[c["grade"]] if c["result"] == "not met" else 1 if c["result"].startswith("not ") else 5
if of(b) > of(a) or b["failing"] < a["failing"] or len(b["violations"]) < len(a["violations"]):
    sys.exit(f"{a['result']} {a['failing']} of {a['of']} became {b['result']} {b['failing']} of {b['of']}")
print("more" if b["failing"] > a["failing"] else "as many")
P
n=0 more=0
for c in copies/*; do
	id=${c##*/}
	register=${id#*=} id=${id%=*}
	rm -rf trial && mkdir trial && cp -a store store.* trial/
	file=$(echo "$c"/*)
	run preaudit-import --store trial/store --changes --extracted 2026-09-30 --register "$register" "$file"
	is_status 0 "one more record for $id"
	preaudit-report status --store trial/store --as-of 2026-09-30 --json >after.json
	check "$id: one more violation makes it no better" python3 worse.py status.json after.json "$id"
	n=$((n + 1)) more=$((more + $(grep -c more .check)))
done
check "enough criteria were tried" test "$n" -ge 8
check "and most copies were violations" test "$more" -ge 6

# ---- the pages of properties and attacks ----
page=$root/docs/properties.md
grep -oh '`[a-z/]*[0-9a-z_-]*\.sh`' "$page" "$root/docs/threats.md" | tr -d '`' | sort -u | while read -r f; do
	find "$root/tests" -path "*/${f##*/}" | grep -q . || echo "$f"
done >missing
grep -o '`test_[a-z_]*\.c` [a-z][a-z_]*' "$page" | tr -d '`' | sort -u | while read -r f t; do grep -rq --include="$f" "^START_TEST($t)" "$root/tests/unit" || echo "$f $t"; done >>missing
check "the tests that properties.md and threats.md name are there" test ! -s missing
check "it names some" test "$(grep -c '\.sh`\|test_[a-z_]*\.c`' "$page")" -ge 10

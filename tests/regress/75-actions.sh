#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# gaps --as actions: filled in, imported, never doubled.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
example_store

run preaudit-report gaps --store store --as-of 2026-09-30 --as actions --out g.csv
is_status 0 "gaps as actions"
out_has "preaudit import --register actions g.csv" "with the command that takes them in"
n=$(preaudit-report gaps --store store --as-of 2026-09-30 --json | jq '[.criteria[]|.id as $c|.violations|map([$c,.register,.key])|unique[]]|length')
rows() { /usr/bin/python3 -c 'import csv,sys; print(len(list(csv.DictReader(open(sys.argv[1], newline="")))))' "$1"; }
check "one row for each record under each criterion" test "$(rows g.csv)" = "$n"
check "with columns of the register" test "$(head -1 g.csv | tr -d '\r')" = "Action ID,Kind,Source type,Source ID,Description,Expected result,Owner,Raised on,Due on,Status"
/usr/bin/python3 - <<'P' >wrong
import csv
for r in csv.DictReader(open("g.csv", newline="")):
    finding = "Findings NC-" in r["Description"]
    want = ("corrective", "finding") if finding else ("risk_treatment", "risk") if ", Risks " in r["Description"] else ("implementation", "self_assessment")
    if (r["Kind"], r["Source type"]) != want or finding and not r["Source ID"].startswith("NC-"):
        print(r)
P
check "an open nonconformity gets a corrective action that answers it; none is said to come from a gap analysis" test ! -s wrong
check "and there are such rows" grep -q ',corrective,finding,NC-' g.csv
run preaudit-report gaps --store store --as-of 2026-09-30 --as actions --out g2.csv
same g.csv g2.csv "keys and rows are the same again"
run preaudit-report gaps --store store --as-of 2026-10-01 --as actions --out later.csv
check "and the next day too" test "$(cut -d, -f1 g.csv | sort | comm -12 - <(cut -d, -f1 later.csv | sort) | wc -l)" -gt "$((n - 5))"

run preaudit-report gaps --store store --as-of 2026-09-30 --as actions --out g.xlsx
is_status 0 "also as a workbook"
check "with the same cells" /usr/bin/python3 - <<'P'
import csv, datetime, openpyxl
book = openpyxl.load_workbook("g.xlsx")
assert book.sheetnames == ["actions"], book.sheetnames
def text(v):
    if v is None: return ""
    return v.strftime("%Y-%m-%d") if isinstance(v, datetime.datetime) else str(v)
got = [[text(c.value) for c in row] for row in book.active.iter_rows()]
want = list(csv.reader(open("g.csv", newline="")))
assert got == want, [p for p in zip(got, want) if p[0] != p[1]][:2]
P

# Filled in, then imported: twice is once.
/usr/bin/python3 - <<'P'
import csv
rows = list(csv.DictReader(open("g.csv", newline="")))
with open("filled.csv", "w", newline="") as f:
    w = csv.DictWriter(f, rows[0].keys())
    w.writeheader()
    for r in rows:
        w.writerow({**r, "Owner": "001003", "Due on": "2026-12-15"})
P
had=$(preaudit-report sample --store store --register actions --size 1 --seed x --json | jq .population.size)
run preaudit-import --store store --register actions --extracted 2026-09-30 filled.csv
is_status 0 "the filled file is imported"
run preaudit-report sample --store store --register actions --size 1 --seed x --json
check "each gap is an action" test "$(json .population.size "$out")" = "$((had + n))"
size=$(preaudit-report status --store store --json | jq .head.size)
run preaudit-import --store store --register actions --extracted 2026-09-30 filled.csv
is_status 0 "and imported again"
run preaudit-report sample --store store --register actions --size 1 --seed x --json
check "nothing is doubled" test "$(json .population.size "$out")" = "$((had + n))"
check "nothing was written at all" test "$(json .head.size "$out")" = "$size"
run preaudit-report gaps --store store --as-of 2026-09-30 --as actions --out again.csv
is_status 0 "asked for once more"
out_has "already" "the known ones are counted"
check "and left out" test "$(rows again.csv)" -lt "$n"
run preaudit-report status --store store --as-of 2026-09-30 --json
check "the actions are open and in time" test "$(json '[.criteria[]|select(.id=="10.1-b")|.violations[]|select(.register=="actions" and (.key|startswith("GAP-")))]|length' "$out")" = 0

run preaudit-report gaps --store store --as tickets --out t.csv
is_status 2 "a name the profile does not know"
err_has "actions" "is answered with those it knows"
run preaudit-report gaps --store store --as actions --out t.txt
is_status 2 "and another kind of file is refused"
check "nothing is left behind" bash -c '! ls -d .new-* .tmp-* 2>/dev/null'

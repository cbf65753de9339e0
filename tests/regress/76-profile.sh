#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What a profile says beside plain tables: right, it is computed; wrong, it is named.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
cp -r "$root/shared/iso20000-1" good
p=profiles/readiness.json
broken() { # broken WHAT JQ TEXT
	rm -rf bad && cp -r good bad
	jq "$2" good/$p >bad/$p
	run preaudit-report lint bad
	is_status 2 "$1"
	err_has "$3" "and it is named"
}
table='(.sections[] | select(.id == "competence") | .tables[] | select(.id == "training_matrix"))'
ages='(.sections[] | select(.id == "findings") | .tables[] | select(.id == "findings_ageing"))'
run preaudit-report lint good
is_status 0 "the shipped profile is right"
broken "columns of a matrix that depend on its row" "$table.matrix.every = \"c in r.required_courses\"" "training_matrix"
broken "a matrix without a value" "del($table.matrix.value)" "a matrix needs every, title and value"
broken "a cell with an unknown name" "$table.matrix.value = \"valid_untl(r, c.value, as_of)\"" "valid_until"
broken "limits that do not rise" "$ages.buckets.limits = [30, 30]" "ascending"
broken "buckets of something that is no number" "$ages.columns[1].value = \"f.grade\"" "a word, and a number"
broken "a date that is none" '.dates.soon.latest[0] = "1 + 1"' "is no date"
broken "a date of nothing" '.dates.soon = {}' "needs \"latest\" or \"earliest\""
broken "a forecast until an unknown day" '(.sections[] | select(.id == "forecast") | .until) = ["sooon"]' "did you mean soon"
broken "work for an unknown register" '.work.actions.register = "acts"' "no register \"acts\""
broken "work with an unknown field" '.work.actions.columns[3].field = "sauce_id"' "no field \"sauce_id\""
broken "work whose key is not the gap's" '.work.actions.columns[0].text = "GAP"' "{key}"

# The figures of a matrix and of buckets against the records.
example_store
run preaudit-report --store store --as-of 2026-09-30 --out r
is_status 0 "a report"
cat >figures.py <<'P'
import csv, datetime
rows = [r for r in csv.reader(open("r/content-DRAFT.csv", newline="", encoding="utf-8"))]
def table(section, name):
    t = [r[3:] for r in rows if r[0] == section and r[1] == name]
    return t[0], t[1:]
head, body = table("findings", "findings_ageing")
assert head == ["Grade", "Up to 30 days", "31 to 90 days", "91 to 180 days", "181 to 365 days", "More than 365 days", "Unknown", "All"], head
_, found = table("findings", "findings_open")
assert sum(int(r[-1]) for r in body) == len(found)
for row in body:
    ages = [int(r[6]) for r in found if r[1] == row[0]]
    edges = [(-10**9, 30), (31, 90), (91, 180), (181, 365), (366, 10**9)]
    assert [int(x) for x in row[1:6]] == [sum(a <= v <= b for v in ages) for a, b in edges], row
head, body = table("audits", "audit_coverage")
assert len(body) == 57, len(body)
for row in body:
    dates = [c for c in row[4:] if c]
    assert int(row[2]) == len(dates) and row[3] == max(dates, default=""), row
head, body = table("competence", "training_matrix")
assert len(head) > 4 and all(set(r[3:]) <= {"", "yes", "no"} for r in body)
assert any("no" in r[3:] for r in body) and any("yes" in r[3:] for r in body)
_, duties = table("roles", "duty_holders")
_, roles = table("roles", "role_holders")
assert (len(duties), len(roles)) == (44, 12), (len(duties), len(roles))
head, body = table("trend", "trend")
assert [r[0] for r in body] == ["2026-06-30", "2026-09-30"], body
P
run /usr/bin/python3 figures.py
is_status 0 "matrix, buckets and counts are those of the records"
check "the trend is drawn in HTML" grep -q '<svg class="chart" role="img"' r/readiness-DRAFT.html
check "with the ends of its axis" bash -c 'grep -o "<svg class=.chart.*</svg>" r/readiness-DRAFT.html | grep -q ">2026-06-30<"'

# The section on changes needs a report to compare with.
check "without one it says so" grep -q "^changes,text,.*There is nothing to compare with" r/content-DRAFT.csv
preaudit-report --store store --at 26 --as-of 2026-06-30 --issue --out first >/dev/null 2>&1
run preaudit-report --store store --as-of 2026-09-30 --out second
check "a report issued later is not before this one's data" grep -q "^changes,text,.*There is nothing to compare with" second/content-DRAFT.csv

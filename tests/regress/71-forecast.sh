#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A forecast: what lapses by a day, from the data there is.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
example_store

run preaudit-report status --store store --on 2027-03-01
is_status 0 "a forecast"
out_has "Forecast for 2027-03-01 from data of 2026-09-30" "says from which data"
out_has "Windows of past records and the age of the data end where the data ends." "and where what it looks back on ends"
out_has "What lapses or falls due from 2026-09-30 to 2027-03-01" "and what lapses"
out_has "the review of the policy is overdue" "and why"
run preaudit-report gaps --store store --on 2027-03-01
out_has "Forecast for 2027-03-01" "gaps too"
run preaudit-report status --store store --on 2027-03-01 --json
cp "$out" f.json
check "JSON names the data's day" test "$(json .forecast.data_of f.json)" = 2026-09-30
check "the age of the data is judged on it" test "$(json '.criteria[]|select(.id=="D-b")|.result' f.json)" = met
run preaudit-report status --store store --as-of 2027-03-01 --json
cp "$out" later.json
check "as of that day it is old" test "$(json '.criteria[]|select(.id=="D-b")|.result' later.json)" = "not met"
check "and that is no forecast" test "$(json '.forecast' later.json)" = null
check "so is what a nil return covers" test "$(json '.criteria[]|select(.id=="8.3.4.2-a")|.why' f.json)" = "nothing to judge, as the organisation declares"
check "as of that day it covers no more" test "$(json '.criteria[]|select(.id=="8.3.4.2-a")|.why' later.json)" = "nothing to judge: no record is one that this asks about"
# Windows of past records end with the data in the one and with the day in the other.
cat >apart.jq <<'JQ'
[.[0].criteria, .[1].criteria] | transpose[] | select((.[0].id | IN("D-b", "10.2-c") | not) and (.[0].id | startswith("8.3.4.2") | not))
| select(.[0].result != .[1].result or .[0].failing != .[1].failing)
JQ
check "lapses and due dates are the same in both: what differs is not known as of that day" \
    test "$(jq -s "$(cat apart.jq) | select(.[1].unknown <= .[0].unknown or .[1].failing > .[0].failing) | .[0].id" f.json later.json)" = ""
check "as the months after the data are" \
    test "$(jq -rs "$(cat apart.jq) | .[0].id" f.json later.json | grep -x -e 8.5.1.2-a -e 8.6.2-a | paste -sd' ')" = "8.5.1.2-a 8.6.2-a"
check "what lapses only time brings" test "$(json '[.forecast.criteria[].records[].because[]]|unique|join(",")' f.json)" = "time passed"

run preaudit-report status --store store --on 2026-09-30 --json
cp "$out" same.json
run preaudit-report status --store store --as-of 2026-09-30 --json
same same.json "$out" "on the data's own day a forecast is the status"
run preaudit-report status --store store --on next-audit
is_status 0 "on a day that the records name"
run preaudit-report status --store store --on nextaudit
is_status 2 "a name nobody knows"
err_has "did you mean next-audit" "gets a suggestion"
run preaudit-report status --store store --on 2027-03-01 --as-of 2026-09-30
is_status 2 "two days at once are refused"

run preaudit-report --store store --on 2027-03-01 --issue --out a
is_status 0 "a report as a forecast"
run preaudit-report --store store --as-of 2027-03-01 --issue --out b
check "is another report than the one of that day" bash -c '! cmp -s a/content.csv b/content.csv'
check "with another id" test "$(grep -o 'R-[0-9a-f]\{32\}' a/readiness.html | sort -u)" != "$(grep -o 'R-[0-9a-f]\{32\}' b/readiness.html | sort -u)"
check "and says so" grep -q "orecast for 2027-03-01" a/content.csv
check "and that windows end where the data ends" grep -q "windows of past records and the age of the data end where the data ends" a/content.csv

# Whoever checks it is told, too.
check "its receipt says so" grep -q "^Dates as of    2027-03-01, a forecast from what was known when it was issued$" a/RECEIPT.txt
check "and the other's does not" grep -q "^Dates as of    2027-03-01$" b/RECEIPT.txt
run preaudit-verify --no-memory --keys keys.txt --json a/content.csv b/content.csv
check "verify tells them apart" test "$(jq -c '[.files[] | [.verdict, .forecast]]' "$out")" = '[["genuine",true],["genuine",false]]'
run preaudit-verify --no-memory --keys keys.txt a/content.csv
out_has ", a forecast for 2027-03-01, issued" "in words"
# A report of today is not old because somebody looked ahead.
preaudit-report --quiet --store store --as-of 2026-09-30 --issue --out now
preaudit-report --quiet --store store --on 2027-09-30 --issue --out ahead
run preaudit-verify --no-memory --keys keys.txt --store store --json now/content.csv
check "the later report is the one of a later day, not a forecast" test "$(jq -r '.files[0].later_as_of' "$out")" = 2027-03-01
run preaudit-verify --no-memory --keys keys.txt --store store --json a/content.csv
check "of a forecast, a later forecast" test "$(jq -r '.files[0].later_as_of' "$out")" = 2027-09-30

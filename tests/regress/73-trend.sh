#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# trend: what status said at each head; the cache only saves time.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
example_store

run preaudit-report trend --store store --cache c --json
is_status 0 "a trend"
cp "$out" t.json
check "trend/1 with a point for each signed head with data" test "$(json '.preaudit+" "+([.points[].size|tostring]|join(","))' t.json)" = "trend/1 27,52"
for k in 0 1; do
	size=$(json ".points[$k].size" t.json) day=$(json ".points[$k].as_of" t.json)
	preaudit-report status --store store --at "$size" --as-of "$day" --json >s.json
	check "point $k is what status says at $size" test \
	    "$(json ".points[$k]|[.milestones,.criteria,.clauses]" t.json | jq -cS)" = \
	    "$(json '[([.milestones[]|{(.id):.verdict}]|add), .coverage.criteria, .coverage.clauses]' s.json | jq -cS)"
	check "and has its root" test "$(json ".points[$k].root" t.json)" = "$(json .head.root s.json)"
	check "and its majors and minors" test "$(json ".points[$k]|\"\(.majors) \(.minors)\"" t.json)" = \
	    "$(json '[.criteria[].grade]|"\(map(select(.=="major"))|length) \(map(select(.=="minor"))|length)"' s.json)"
done
run preaudit-report trend --store store --by quarter --no-cache --csv
is_status 0 "by quarter as CSV"
check "one line a quarter" test "$(cut -d, -f1,2 "$out" | tr '\n' ' ')" = "size,as_of 27,2026-06-30 52,2026-09-30 "
run preaudit-report trend --store store --by year --no-cache --json
check "by year" test "$(json '[.points[].size]|join(",")' "$out")" = 52
run preaudit-report trend --store store --no-cache --as-of 2027-01-01 --json
check "all on one day" test "$(json '[.points[].as_of]|unique|join(",")' "$out")" = 2027-01-01

# The cache: made once, believed only when whole and of this very state.
check "points are kept" test "$(find c -name '*.trend' | wc -l)" = 2
before=$(tree_hash c)
run preaudit-report trend --store store --cache c --json
same t.json "$out" "a second run says the same"
check "and writes nothing" test "$(tree_hash c)" = "$before"
chmod -R u+w c
for f in c/*.trend; do sed -i -E 's/"met":[0-9]+/"met":99/' "$f"; done
check "the entries were changed" bash -c 'grep -q "\"met\":99" c/*.trend'
run preaudit-report trend --store store --cache c --json
same t.json "$out" "a changed entry is not believed"
check "and is written anew" bash -c '! grep -q "\"met\":99" c/*.trend'
for f in c/*.trend; do head -c 40 "$f" >x && cp x "$f"; done
run preaudit-report trend --store store --cache c --json
same t.json "$out" "a cut one neither"
one=$(find c -name '*.trend' | sort | sed -n 1p) two=$(find c -name '*.trend' | sort | sed -n 2p)
cp "$one" x && cp "$two" "$one" && cp x "$two"
run preaudit-report trend --store store --cache c --json
same t.json "$out" "nor one that answers another question"
run preaudit-report trend --store store --cache /proc/none --json
is_status 0 "a cache that cannot be made is no obstacle"
err_has "/proc/none" "but is said"
same t.json "$out" "and changes nothing"
check "the store was left alone" test ! -e store/cache
XDG_CACHE_HOME=$PWD/xdg
export XDG_CACHE_HOME
mkdir xdg
run preaudit-report trend --store store --json
check "by default it stands below XDG_CACHE_HOME" test "$(find xdg/preaudit -name '*.trend' | wc -l)" = 2

run preaudit-report trend --store store --by week
is_status 2 "a period nobody knows is refused"
